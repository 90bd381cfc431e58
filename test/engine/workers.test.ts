import { describe, expect, it } from 'vitest';
import { startLoadTest } from '../../src/engine/start-load-test.ts';
import { Problem } from '../../src/model/problem.ts';
import { countingServer } from './support/http-server.ts';
import { constantRate, constantUsers, loadTestOf, requestsOf, runTest } from './support/run-test.ts';

describe.concurrent('several workers', () => {
  it('begin together exactly the tasks that one process begins', async () => {
    const { host, counts } = await countingServer();
    const users = `{ one: { tasks: { home: { run: async (user) => { await user.get('/'); } } } } }`;
    const test = await runTest({ host, workers: 2, load: constantRate(100, 1000), users });
    expect(test.outcome).toMatchObject({ reason: 'finished', unfinished: 0 });
    expect(requestsOf(test)).toEqual({ 'GET /': 100 });
    expect(counts.get('GET /')).toBe(100);
    expect(test.all.generator).toMatchObject({ due: 100, begun: 100, dropped: 0 });
    expect(test.ticks.map(({ second }) => second)).toEqual(test.ticks.map((_, i) => i));
  });

  it('have users whose types and numbers are those of one process', async () => {
    const { host, counts } = await countingServer();
    const type = (name: string, share: number) =>
      `${name}: { share: ${share}, thinkTime: constant('30s'), tasks: { home: { run: async (user) => {
        await user.get('/' + user.type + '/' + user.id + '/' + user.between(1, 1000000));
      } } } }`;
    const users = `{ ${type('a', 3)}, ${type('b', 1)} }`;
    const load = constantUsers(8, 500);
    const test = await runTest({ host, workers: 3, load, users });
    const several = [...counts.keys()].sort();
    expect(test.ticks[0]?.second).toBe(0);
    expect(several).toHaveLength(8);
    const single = await countingServer();
    await runTest({ host: single.host, load, users });
    expect(several).toEqual([...single.counts.keys()].sort());
  });

  it('stop together', async () => {
    const { host } = await countingServer();
    const users = `{ one: { thinkTime: constant('30s'), tasks: { home: { run: async (user) => { await user.get('/'); } } } } }`;
    const test = await runTest({ host, workers: 2, load: constantUsers(4, 60_000), users }, (running) => {
      setTimeout(() => running.stop(), 300);
    });
    expect(test.outcome).toMatchObject({ reason: 'interrupted', unfinished: 0 });
    expect(requestsOf(test)).toEqual({ 'GET /': 4 });
  });

  it('end with what they have when one of them dies', async () => {
    const { host } = await countingServer();
    const users = `{ one: { thinkTime: constant('20ms'), tasks: { home: { run: async (user) => {
      await user.get('/');
      if (user.id === 2) setTimeout(() => process.exit(3), 1300);
    } } } } }`;
    const test = loadTestOf({ host, workers: 2, load: constantUsers(2, 60_000), users });
    let requests = 0;
    const running = await startLoadTest(test, (tick) => {
      for (const endpoint of tick.endpoints) requests += endpoint.requests;
    });
    const error = await running.done.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Problem);
    expect(error).toMatchObject({ code: 'worker-died', message: 'a worker of the test died' });
    expect(requests).toBeGreaterThan(5);
  });

  it('that a task keeps busy for ever are ended when the test is aborted', async () => {
    const { host } = await countingServer();
    const users = `{ one: { thinkTime: constant('30s'), tasks: { block: { run: async (user) => {
      await user.get('/');
      while (user.id === 2);
    } } } } }`;
    const test = loadTestOf({ host, workers: 2, load: constantUsers(2, 60_000), users });
    const running = await startLoadTest(test, () => {});
    setTimeout(() => running.abort(), 200);
    await expect(running.done).rejects.toMatchObject({ code: 'worker-died' });
  });

  it('that cannot begin say why', async () => {
    const { host } = await countingServer();
    const users = `{ one: { tasks: { home: { tags: ['a'], run: async () => {} } } } }`;
    const test = loadTestOf({ host, workers: 2, load: constantUsers(2, 1000), users, tags: ['b'] });
    await expect(startLoadTest(test, () => {})).rejects.toMatchObject({
      name: 'Problem',
      code: 'no-task-left',
      fix: 'Its tags are: a.',
    });
  });
});
