import { expect, it } from 'vitest';
import { countingServer } from './support/http-server.ts';
import { constantUsers, requestsOf, runTest } from './support/run-test.ts';

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
