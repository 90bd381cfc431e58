import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { startDemoTarget } from '../../src/demo/target.ts';
import { repository, temporaryFolder } from '../support/cli.ts';

/** Starts the command in a process of its own, from source. */
function start(args: readonly string[], cwd: string): ChildProcess {
  const register = pathToFileURL(join(repository, 'node_modules/jiti/lib/jiti-register.mjs')).href;
  const main = join(repository, 'src/cli/main.ts');
  const child = spawn(process.execPath, ['--import', register, main, ...args], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

/** Resolves when the process has said this. */
async function says(child: ChildProcess, pattern: RegExp): Promise<void> {
  let said = '';
  for await (const chunk of child.stderr ?? []) {
    said += chunk;
    if (pattern.test(said)) return;
  }
  throw new Error(`it never said ${pattern}: ${said}`);
}

it('SIGINT ends the demo target, which is no failure', async () => {
  const child = start(['demo', 'target', '--port', '0'], temporaryFolder());
  await says(child, /Ctrl-C ends it/);
  child.kill('SIGINT');
  expect(await once(child, 'exit')).toEqual([0, null]);
});

it('SIGINT ends a run softly: exit code 130, and everything is kept', async () => {
  const target = await startDemoTarget({ instant: true });
  onTestFinished(() => target.close());
  const cwd = temporaryFolder();
  const child = start(['run', 'light', '--host', target.url, '--stop-timeout', '5s'], cwd);
  const exited = once(child, 'exit');
  await says(child, /chatbot on/);
  await expect.poll(() => target.truth().requests.count, { timeout: 5000 }).toBeGreaterThan(1);
  child.kill('SIGINT');
  expect(await exited).toEqual([130, null]);
  const [id = ''] = readdirSync(join(cwd, 'plimsoll-runs'));
  expect(readdirSync(join(cwd, 'plimsoll-runs', id))).toEqual(
    expect.arrayContaining(['events.ndjson', 'report.html', 'result.json', 'run.json']),
  );
});
