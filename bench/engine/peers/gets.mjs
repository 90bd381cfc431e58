import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';

export function getVersions(peers) {
  const autocannon = execFileSync(
    process.execPath,
    [join(peers, 'node_modules/autocannon/autocannon.js'), '--version'],
    {
      encoding: 'utf8',
    },
  );
  const wrk = spawnSync('wrk', ['-v'], { encoding: 'utf8' }).stdout;
  return [autocannon.split('\n')[0], wrk.split(' [')[0]];
}

export function autocannon({ peers, host, users, runS }) {
  return {
    name: 'autocannon',
    command: [
      process.execPath,
      join(peers, 'node_modules/autocannon/autocannon.js'),
      ...['-c', String(users), '-d', String(runS), '--json', `${host}/`],
    ],
    verify: (output) => {
      const { errors, timeouts, non2xx } = JSON.parse(output);
      if (errors + timeouts + non2xx > 0)
        throw new Error(`autocannon reports ${errors + timeouts + non2xx} failures`);
    },
  };
}

export function wrk({ host, users, runS }) {
  return {
    name: 'wrk',
    command: ['wrk', '-t1', `-c${users}`, `-d${runS}s`, `${host}/`],
    verify: (output) => {
      const bad = /Socket errors.*|Non-2xx.*/.exec(output);
      if (bad !== null) throw new Error(`wrk reports ${bad[0]}`);
    },
  };
}
