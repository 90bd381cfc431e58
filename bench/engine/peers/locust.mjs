import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FILE = fileURLToPath(new URL('locustfile.py', import.meta.url));

export function locustVersion(peers) {
  return execFileSync(join(peers, 'venv/bin/locust'), ['--version'], { encoding: 'utf8' })
    .split(' from ')[0]
    .trim();
}

/** Ends with another code than 0 when a request failed. */
export function locust({ peers, name, userClass, host, users, runS }) {
  const flags = ['--headless', '--only-summary', '--loglevel', 'WARNING', '--host', host, '-t', `${runS}s`];
  return {
    name,
    command: [
      join(peers, 'venv/bin/locust'),
      '-f',
      FILE,
      ...flags,
      '-u',
      String(users),
      '-r',
      String(users),
      userClass,
    ],
  };
}
