import { describe, expect, it } from 'vitest';
import { countingServer } from './support/http-server.ts';
import { constantUsers, endpointOf, requestsOf, runTest } from './support/run-test.ts';

const home = `{ home: { run: async (user) => { await user.get('/'); } } }`;

describe.concurrent('users who wait for an answer before they go on', () => {
  it('send, are counted, and stop at the end of the plan', async () => {
    const { host, counts } = await countingServer();
    const test = await runTest({
      host,
      load: constantUsers(4, 1200),
      users: `{ one: { thinkTime: constant('20ms'), tasks: ${home} } }`,
    });
    expect(test.outcome).toMatchObject({ reason: 'finished', unfinished: 0 });
    expect(counts.get('GET /')).toBeGreaterThan(40);
    expect(requestsOf(test)).toEqual({ 'GET /': counts.get('GET /') });
    expect(endpointOf(test, 'GET /')).toMatchObject({ failures: 0, bytesIn: 2 * (counts.get('GET /') ?? 0) });
    expect(test.ticks.map(({ second, startMs }) => [second, startMs - test.startMs])).toEqual([
      [0, 0],
      [1, 1000],
    ]);
    expect(test.ticks.map(({ users }) => users)).toEqual([4, 0]);
    const { due, begun, dropped, lateness } = test.all.generator;
    expect([due, begun, dropped]).toEqual([counts.get('GET /'), counts.get('GET /'), 0]);
    expect(lateness?.min).toBeGreaterThanOrEqual(0);
  });

  it('rest between their tasks as long as they think', async () => {
    const { host } = await countingServer();
    const test = await runTest({
      host,
      load: constantUsers(20, 1500),
      users: `{ one: { thinkTime: between('40ms', '60ms'), tasks: ${home} } }`,
    });
    const { requests } = endpointOf(test, 'GET /');
    // 20 users, 1.5 s, a task every 50 ms at the most: 600. A busy machine does fewer, never more.
    expect(requests).toBeLessThanOrEqual(630);
    expect(requests).toBeGreaterThan(150);
  });

  it('do their tasks by weight, with a share of the users for each type', async () => {
    const { host, counts } = await countingServer();
    await runTest({
      host,
      load: constantUsers(8, 900),
      users: `{
        normal: { share: 3, thinkTime: constant('5ms'),
          onStart: async (user) => { await user.get('/normal'); },
          tasks: {
            a: { weight: 3, run: async (user) => { await user.get('/a'); } },
            b: { run: async (user) => { await user.get('/b'); } },
          } },
        rare: { thinkTime: constant('5ms'),
          onStart: async (user) => { await user.get('/rare'); }, tasks: ${home} },
      }`,
    });
    expect([counts.get('GET /normal'), counts.get('GET /rare')]).toEqual([6, 2]);
    const a = counts.get('GET /a') ?? 0;
    const b = counts.get('GET /b') ?? 0;
    expect(a + b).toBeGreaterThan(100);
    // A share of 3/4 of n draws: five standard deviations.
    expect(Math.abs(a - 0.75 * (a + b))).toBeLessThan(5 * Math.sqrt(0.1875 * (a + b)));
  });

  it('start and leave with the stages, and do what they do first and last', async () => {
    const { host, counts } = await countingServer();
    const test = await runTest({
      host,
      load: {
        kind: 'closed',
        stages: [
          { fromUsers: 0, toUsers: 4, durationMs: 400 },
          { fromUsers: 4, toUsers: 1, durationMs: 300 },
          { fromUsers: 1, toUsers: 1, durationMs: 500 },
        ],
      },
      users: `{ one: {
        thinkTime: constant('10s'),
        state: (user) => ({ id: user.id }),
        onStart: async (user) => { await user.get('/start/' + user.state.id, { name: 'start' }); },
        onStop: async (user) => { await user.get('/stop/' + user.state.id, { name: 'stop' }); },
        tasks: ${home},
      } }`,
    });
    expect([...counts.keys()].filter((id) => id !== 'GET /').sort()).toEqual(
      [1, 2, 3, 4].flatMap((id) => [`GET /start/${id}`, `GET /stop/${id}`]).sort(),
    );
    expect(requestsOf(test)).toEqual({ 'GET /': 4, 'GET start': 4, 'GET stop': 4 });
    expect(test.ticks[0]?.users).toBe(1);
  });

  it('without a think time and without requests leave time for the others and for the clock', async () => {
    const { host } = await countingServer();
    const test = await runTest({
      host,
      load: constantUsers(2, 1200),
      users: `{
        idle: { tasks: { nothing: { run: async () => {} } } },
        busy: { thinkTime: constant('10ms'), tasks: ${home} },
      }`,
    });
    expect(test.outcome.reason).toBe('finished');
    expect(endpointOf(test, 'GET /').requests).toBeGreaterThan(10);
  });

  it('find a server that refuses without keeping the process from its other work', async () => {
    const test = await runTest({
      host: 'http://127.0.0.1:1',
      load: constantUsers(2, 500),
      users: `{ one: { tasks: { loop: { run: async (user) => { for (;;) await user.get('/'); } } } } }`,
      stopTimeoutMs: 100,
    });
    const { requests, failures } = endpointOf(test, 'GET /');
    expect(requests).toBe(failures);
    expect(test.all.failures.map(({ message }) => message)).toContain('connection refused');
  });
});
