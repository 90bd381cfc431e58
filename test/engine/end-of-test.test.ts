import { describe, expect, it } from 'vitest';
import { startLoadTest } from '../../src/engine/start-load-test.ts';
import { Problem } from '../../src/model/problem.ts';
import { countingServer, serving } from './support/http-server.ts';
import {
  constantRate,
  constantUsers,
  endpointOf,
  loadTestOf,
  requestsOf,
  runTest,
} from './support/run-test.ts';

const home = `{ home: { run: async (user) => { await user.get('/'); } } }`;
const thinking = `{ one: { thinkTime: constant('30s'), onStop: async (user) => { await user.get('/stop'); }, tasks: ${home} } }`;

describe.concurrent('a test that ends', () => {
  it('records what is still without an answer after the stop timeout', async () => {
    const host = await serving(() => {});
    const test = await runTest({
      host,
      load: constantUsers(3, 200),
      stopTimeoutMs: 200,
      users: `{ one: { tasks: ${home} } }`,
    });
    expect(test.outcome).toMatchObject({ reason: 'finished', unfinished: 3 });
    expect(endpointOf(test, 'GET /')).toMatchObject({ requests: 3, failures: 3, responseTime: null });
    expect(test.all.failures).toMatchObject([{ message: 'unfinished when the test ended', count: 3 }]);
  });

  it('that is stopped lets users finish, wakes those who think and those who wait, and says so', async () => {
    const { host } = await countingServer();
    const test = await runTest({ host, load: constantUsers(5, 60_000), users: thinking }, (running) => {
      setTimeout(() => {
        running.stop();
        running.stop();
      }, 300);
    });
    expect(test.outcome).toMatchObject({ reason: 'interrupted', unfinished: 0 });
    expect(requestsOf(test)).toEqual({ 'GET /': 5, 'GET /stop': 5 });
    const waiting = `{ one: { tasks: { wait: { run: async (user) => { await user.wait(constant('30s')); await user.get('/'); } } } } }`;
    const second = await runTest({ host, load: constantUsers(2, 60_000), users: waiting }, (running) => {
      setTimeout(() => running.stop(), 200);
    });
    expect(requestsOf(second)).toEqual({ 'GET /': 2 });
  });

  it('that is aborted gives up what is in flight', async () => {
    const host = await serving(() => {});
    const users = `{ one: { onStop: async (user) => { await user.get('/stop'); }, tasks: ${home} } }`;
    const test = await runTest({ host, load: constantUsers(2, 60_000), users }, (running) => {
      setTimeout(() => running.abort(), 200);
    });
    expect(test.outcome).toMatchObject({ reason: 'interrupted', unfinished: 2 });
    expect(requestsOf(test)).toEqual({ 'GET /': 2 });
  });

  it('gives up requests on shared connections as well, and those that wait for one', async ({ expect }) => {
    let open = 0;
    const host = await serving((request) => {
      open += 1;
      request.socket.once('close', () => {
        open -= 1;
      });
    });
    const users = `{ one: { tasks: ${home} } }`;
    const test = await runTest({
      host,
      load: constantUsers(5, 200),
      stopTimeoutMs: 100,
      connections: { shared: 2 },
      users,
    });
    expect(test.outcome).toMatchObject({ reason: 'finished', unfinished: 5 });
    expect(requestsOf(test)).toEqual({ 'GET /': 5 });
    await expect.poll(() => open).toBe(0);
  });

  it('ends although a user catches everything and asks again and again', async () => {
    const host = await serving(() => {});
    const users = `{ one: { tasks: { stubborn: { run: async (user) => {
      for (;;) { try { await user.get('/'); } catch {} }
    } } } } }`;
    const test = await runTest({ host, load: constantUsers(1, 100), stopTimeoutMs: 100, users });
    expect(test.outcome).toMatchObject({ reason: 'finished', unfinished: 1 });
  });

  it('gives up what still waits for its turn, when the plan ends as when it is stopped', async () => {
    const host = await serving((_, response) => setTimeout(() => response.end('ok'), 100));
    const load = constantRate(100, 200, { maxInFlight: 5 });
    const users = `{ one: { onStop: async (user) => { await user.get('/stop'); }, tasks: ${home} } }`;
    const whole = await runTest({ host, load, users });
    expect(whole.outcome).toMatchObject({ reason: 'finished', unfinished: 0 });
    expect(whole.all.generator.due).toBe(20);
    const stopped = await runTest({ host, load, users }, (running) => setTimeout(() => running.stop(), 150));
    for (const test of [whole, stopped]) {
      const { due, begun, dropped } = test.all.generator;
      expect(begun).toBeGreaterThanOrEqual(5);
      expect(dropped).toBeGreaterThan(0);
      expect(begun + dropped).toBe(due);
      // What was in flight was waited for.
      expect(requestsOf(test)).toEqual({ 'GET /': begun, 'GET /stop': 5 });
    }
  });

  it('has a tick that is not empty of time, however soon it is stopped', async () => {
    const { host } = await countingServer();
    const users = `{ one: { tasks: { nothing: { run: async () => {} } } } }`;
    const test = await runTest({ host, load: constantUsers(1, 60_000), users }, (running) => running.stop());
    expect(test.ticks).toHaveLength(1);
    for (const { startMs, endMs } of test.ticks) expect(endMs).toBeGreaterThan(startMs);
  });

  it('is given up when whoever listens to it fails', async () => {
    const { host } = await countingServer();
    const test = loadTestOf({ host, load: constantUsers(1, 60_000), users: thinking });
    let ticks = 0;
    const running = await startLoadTest(test, () => {
      ticks += 1;
      throw new Problem('environment', 'cannot-write', 'the disk is full');
    });
    await expect(running.done).rejects.toThrow('the disk is full');
    expect(ticks).toBe(1);
  });

  it.sequential('has a tick for every whole second, also for those in which a task blocked everything', async () => {
    const { host } = await countingServer();
    const users = `{ one: { thinkTime: constant('10s'), tasks: { block: { run: async (user) => {
      await user.get('/');
      const until = performance.now() + 2200;
      while (performance.now() < until);
    } } } } }`;
    const test = await runTest({ host, load: constantUsers(1, 2500), users });
    expect(test.ticks.map(({ second }) => second)).toEqual([0, 1]);
    expect(test.ticks[1]?.generator.eventLoopUtilization).toBeGreaterThan(0.5);
  });
});
