import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { loadRun } from '../../src/store/stored-runs.ts';
import { repository, runCli, temporaryFolder } from '../support/cli.ts';
import { httpServer } from '../support/loopback.ts';

it('of a run that was killed with SIGKILL, everything but the last moment is recovered', async () => {
  const answeredAtMs: number[] = [];
  const host = await httpServer((request, response) => {
    request.resume();
    response.on('finish', () => answeredAtMs.push(Date.now()));
    response.setHeader('content-type', 'application/json').end('{"reply":"ok"}');
  });
  const cwd = temporaryFolder();
  const register = pathToFileURL(join(repository, 'node_modules/jiti/lib/jiti-register.mjs')).href;
  const args = ['run', 'custom', '--host', host, '--rate', '50/s', '--run-time', '5m'];
  const child = spawn(
    process.execPath,
    ['--import', register, join(repository, 'src/cli/main.ts'), ...args],
    {
      cwd,
      stdio: 'ignore',
    },
  );
  onTestFinished(() => void child.kill('SIGKILL'));
  const store = join(cwd, 'plimsoll-runs');
  const recorded = () => {
    const [id] = readdirSync(cwd).length === 0 ? [] : readdirSync(store);
    return id === undefined ? '' : readFileSync(join(store, id, 'events.ndjson'), 'utf8');
  };
  await expect
    .poll(() => recorded().match(/"type":"users"/g)?.length ?? 0, { timeout: 20_000 })
    .toBeGreaterThan(2);
  child.kill('SIGKILL');
  const killedMs = Date.now();
  await once(child, 'exit');

  const [id = ''] = readdirSync(store);
  const imported = await runCli(['import', `plimsoll-runs/${id}`], { cwd, now: Date.now });
  expect(imported.exitCode).toBe(0);
  expect(imported.stdout).toMatch(/^Stored .*, interrupted\n/);
  expect(imported.stderr).toContain('The recording has no end');
  const run = await loadRun(store, id);
  expect(run.ended).toBe('interrupted');
  expect(run.notices.map(({ code }) => code)).toContain('recording-cut');
  // A second is written when it is over: at most the last one, and what was late in it, is missing.
  expect(run.endMs).toBeGreaterThan(killedMs - 1500);
  const [all, certain] = [answeredAtMs.length, answeredAtMs.filter((atMs) => atMs < killedMs - 1500).length];
  expect(run.total?.requests).toBeLessThanOrEqual(all);
  // One answer more was the look whether the target is there.
  expect(run.total?.requests).toBeGreaterThanOrEqual(certain - 1);
  expect(certain).toBeGreaterThan(50);
}, 30_000);
