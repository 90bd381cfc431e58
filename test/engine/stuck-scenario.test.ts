import { describe, expect, it } from 'vitest';
import { startLoadTest } from '../../src/engine/start-load-test.ts';
import { runInProcess } from './support/engine-process.ts';
import { countingServer } from './support/http-server.ts';
import { constantUsers, loadTestOf } from './support/run-test.ts';

/** A test of one user whose task does this after a request. */
async function looping(loop: string, options: { readonly workers?: number; readonly stuckAfterMs: number }) {
  const { host } = await countingServer();
  const users = `{ one: { thinkTime: constant('30s'), tasks: { loop: { run: async (user) => {
    await user.get('/');
    if (user.id > 1) return;
    ${loop}
  } } } } }`;
  return loadTestOf({ host, load: constantUsers(2, 60_000), users, ...options });
}

describe.concurrent('a scenario that lets nothing else run', () => {
  it.each([['while (true);'], ['while (true) await null;']])(
    'ends the process, which says where: %s',
    async (loop) => {
      const end = await runInProcess(await looping(loop, { stuckAfterMs: 1000 }));
      expect(end).toMatchObject({ code: 65, stdout: 'begun\n' });
      // The line of the loop, or the first one of its function; none when it is interrupted between two turns of it.
      expect(end.stderr).toMatch(
        /scenario-\d+\.ts(:[36])?: the scenario has kept the event loop busy for 1 s/,
      );
      expect(end.stderr).toContain('plimsoll runs list');
      expect(end.stderr).not.toContain('debugger');
    },
  );

  it('ends the process also while it is loaded', async () => {
    const { host } = await countingServer();
    const users = `{ one: { thinkTime: constant('1s'), tasks: { home: (user) => user.get('/') } } }`;
    const test = loadTestOf({
      host,
      load: constantUsers(1, 1000),
      users,
      before: 'while (true);',
      stuckAfterMs: 1000,
    });
    const end = await runInProcess(test);
    expect(end).toMatchObject({ code: 65, stdout: '' });
    expect(end.stderr).toMatch(/scenario-\d+\.ts:2: the scenario has kept the event loop busy for 1 s/);
    expect(end.stderr).toContain('No test has begun.');
  });

  it('ends the process also where nothing can interrupt it', async () => {
    const loop = `(await import('node:child_process')).execFileSync('sleep', ['5']);`;
    const end = await runInProcess(await looping(loop, { stuckAfterMs: 1000 }));
    expect(end).toMatchObject({ signal: 'SIGKILL', stdout: 'begun\n' });
    expect(end.stderr).toMatch(/scenario-\d+\.ts: the scenario has kept the event loop busy for 1 s/);
  });

  it('is no worse than one that ends the process, which is told of', async () => {
    const end = await runInProcess(await looping('process.exit(0);', { stuckAfterMs: 5000 }));
    expect(end).toMatchObject({ code: 65, stdout: 'begun\n' });
    expect(end.stderr).toMatch(/scenario-\d+\.ts: the scenario ended the process/);
  });

  it('is not one that works for a while, nor one whose process was stopped', async () => {
    const working = `const until = performance.now() + 900; while (performance.now() < until);`;
    const test = { ...(await looping(working, { stuckAfterMs: 2000 })), load: constantUsers(1, 1500) };
    const end = await runInProcess(test, (child) => {
      child.kill('SIGSTOP');
      setTimeout(() => child.kill('SIGCONT'), 2500);
    });
    expect(end).toMatchObject({ code: 0, stderr: '' });
    expect(end.stdout).toContain('"reason":"finished"');
  });

  it('ends the test when it is one of several workers', async () => {
    const test = await looping('while (true) await null;', { workers: 2, stuckAfterMs: 1500 });
    let requests = 0;
    const running = await startLoadTest(test, (tick) => {
      for (const endpoint of tick.endpoints) requests += endpoint.requests;
    });
    await expect(running.done).rejects.toMatchObject({
      code: 'worker-stuck',
      kind: 'input',
      message: 'the scenario has kept the event loop busy for 1.5 s',
    });
    expect(requests).toBe(1);
  });
});
