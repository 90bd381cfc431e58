import { expect, it } from 'vitest';
import { runInProcess } from './support/engine-process.ts';
import { countingServer } from './support/http-server.ts';
import { constantUsers, loadTestOf, requestsOf, runTest } from './support/run-test.ts';

// By itself: a promise that nobody waits for is told to every test of the process.
it('what a scenario throws where nobody waits for it, at the start, in the state and at the end is written down', async () => {
  const { host } = await countingServer();
  const test = await runTest({
    host,
    load: constantUsers(1, 200),
    users: `{ one: {
      thinkTime: constant('10s'),
      state: () => { throw new Error('state'); },
      onStart: async () => { throw new Error('start'); },
      onStop: async () => { throw new Error('stop'); },
      tasks: { forget: { run: async (user) => { void Promise.reject(new Error('forgotten')); await user.get('/'); } } },
    } }`,
  });
  expect(test.all.exceptions.map(({ message }) => message).sort()).toEqual([
    'Error: forgotten',
    'Error: start',
    'Error: state',
    'Error: stop',
  ]);
  expect(requestsOf(test)).toEqual({ 'GET /': 1 });
});

it.each([1, 2])(
  'what its timers throw is written down, and the test goes on: %i worker(s)',
  async (workers) => {
    const { host, counts } = await countingServer();
    const test = loadTestOf({
      host,
      workers,
      load: constantUsers(2, 1000),
      users: `{ one: {
      thinkTime: constant('200ms'),
      onStop: async (user) => { await user.get('/stop'); },
      tasks: { late: { run: async (user) => {
        await user.get('/');
        setTimeout(function later() { throw new Error('late'); }, 10);
      } } },
    } }`,
    });
    const { code, stdout, stderr } = await runInProcess(test);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { outcome, exceptions } = JSON.parse(stdout.split('\n')[1] ?? '');
    expect(outcome.reason).toBe('finished');
    expect(exceptions[0].message).toBe('Error: late');
    expect(exceptions[0].traceback).toMatch(/ at .*later .*\(scenario-\d+\.ts:8:\d+\)/);
    expect(exceptions[0].count).toBeGreaterThan(1);
    expect(counts.get('GET /stop')).toBe(2);
  },
);
