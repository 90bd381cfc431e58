import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it, onTestFinished } from 'vitest';
import { ownProgram } from '../../src/cli/own-program.ts';
import { startDemoTarget } from '../../src/demo/target.ts';
import { runCli, temporaryFolder } from '../support/cli.ts';
import { ownHeaders, raw, startWeb } from '../support/web.ts';

it('a server that is killed leaves its test running, which is stored at its end', async () => {
  const target = await startDemoTarget({ instant: true });
  onTestFinished(() => target.close());
  const cwd = temporaryFolder();
  const server = spawn(process.execPath, [...ownProgram(), 'web', '--port', '0'], {
    cwd,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  onTestFinished(() => void server.kill('SIGKILL'));
  const { value: url } = await createInterface({ input: server.stdout })[Symbol.asyncIterator]().next();
  const form = { load: 'custom', users: '2', spawnRate: '2', runTime: '4s', host: target.url };
  const started = await raw(String(url), {
    method: 'POST',
    path: '/api/tests',
    headers: ownHeaders,
    body: JSON.stringify(form),
  });
  const { id } = JSON.parse(started.body) as { id: string };
  server.kill('SIGKILL');
  await once(server, 'exit');
  const stored = join(cwd, 'plimsoll-runs', id, 'report.html');
  expect(existsSync(stored)).toBe(false);
  await expect.poll(() => existsSync(stored), { timeout: 25_000 }).toBe(true);
});

it('a test that was started in a terminal is shown, and cannot be stopped here', async () => {
  const target = await startDemoTarget({ instant: true });
  onTestFinished(() => target.close());
  const { url, store } = await startWeb();
  const run = runCli(
    [
      'run',
      'custom',
      '--users',
      '2',
      '--run-time',
      '4s',
      '--host',
      target.url,
      '--label',
      'terminal',
      '--store',
      store,
    ],
    { now: Date.now },
  );
  await expect
    .poll(async () => (await raw(url, { path: '/live' })).headers['location'], { timeout: 10_000 })
    .toMatch(/^\/live\/[0-9a-f]{12}$/);
  const { running } = JSON.parse((await raw(url, { path: '/api/tests' })).body) as {
    running: { id: string };
  };
  expect(running).toMatchObject({ label: 'terminal', isRunning: true });
  const stop = await raw(url, { method: 'POST', path: `/api/tests/${running.id}/stop`, headers: ownHeaders });
  expect(stop.status).toBe(409);
  const second = await raw(url, {
    method: 'POST',
    path: '/api/tests',
    headers: ownHeaders,
    body: JSON.stringify({ load: 'light', host: target.url }),
  });
  expect(second.body).toContain(`\\"terminal\\" (${running.id}) is running`);
  const { body } = await raw(url, { path: `/api/tests/${running.id}/events` });
  expect(body).toContain('"phase":"stored"');
  expect((await run).exitCode).toBe(0);
});
