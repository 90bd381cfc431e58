import { describe, expect, it } from 'vitest';
import type { SparseHistogram } from '../../src/engine/tick.ts';
import { lowestOf } from '../../src/stats/histogram-layout.ts';
import { countingServer, serving } from './support/http-server.ts';
import { constantRate, endpointOf, requestsOf, runTest } from './support/run-test.ts';

const one = `{ one: { tasks: { home: { run: async (user) => { await user.get('/'); } } } } }`;

/** Nearest rank, in ms: the lower end of its bucket. */
function percentile(histogram: SparseHistogram | null, percent: number): number {
  if (histogram === null) throw new Error('There are no values.');
  const count = histogram.counts.reduce((sum, one) => sum + one, 0);
  let rank = Math.ceil((percent / 100) * count);
  for (const [i, index] of histogram.indices.entries()) {
    rank -= histogram.counts[i] ?? 0;
    if (rank <= 0) return lowestOf(index) / 1000;
  }
  return histogram.max;
}

function measureOf(test: Awaited<ReturnType<typeof runTest>>, id: string): SparseHistogram | null {
  return endpointOf(test, 'GET /').measures.find((measure) => measure.id === id)?.histogram ?? null;
}

describe.concurrent('tasks that begin at a rate', () => {
  it('are as many as the plan says, by users that are used again', async () => {
    const { host } = await countingServer();
    const test = await runTest({ host, load: constantRate(200, 1000), users: one });
    expect(requestsOf(test)).toEqual({ 'GET /': 200 });
    expect(test.outcome).toMatchObject({ reason: 'finished', unfinished: 0 });
    const { due, begun, dropped, lateness } = test.all.generator;
    expect([due, begun, dropped]).toEqual([200, 200, 0]);
    expect(lateness?.counts.reduce((sum, count) => sum + count, 0)).toBe(200);
    expect(test.ticks[0]?.users).toBeLessThan(100);
  });

  it.sequential('are timed from when they were due: a stall shows as it was', async () => {
    // It answers nothing for 600 ms; tasks that were due in it have waited what was left of it.
    let stallsUntil = Number.POSITIVE_INFINITY;
    const host = await serving((_, response) => {
      if (stallsUntil === Number.POSITIVE_INFINITY) stallsUntil = performance.now() + 600;
      const leftMs = stallsUntil - performance.now();
      if (leftMs > 0) setTimeout(() => response.end('ok'), leftMs);
      else response.end('ok');
    });
    const load = constantRate(200, 1200, { maxInFlight: 10 });
    const test = await runTest({ host, load, users: one });
    const { requests, responseTime } = endpointOf(test, 'GET /');
    expect(requests).toBe(240);
    // Half of the tasks were due in the stall, evenly: a quarter of all waited more than 300 ms, a twelfth more than 500.
    expect(percentile(responseTime, 75)).toBeGreaterThan(250);
    expect(percentile(responseTime, 75)).toBeLessThan(450);
    expect(percentile(responseTime, 91.7)).toBeGreaterThan(450);
    // All but ten were sent after the stall, and answered fast.
    expect(percentile(measureOf(test, 'service-time'), 90)).toBeLessThan(200);
    expect(measureOf(test, 'send-lateness')?.max).toBeGreaterThan(450);
    // What waited for its turn was not the generator's doing.
    expect(test.all.generator.lateness?.counts.reduce((sum, count) => sum + count, 0)).toBeLessThan(200);
  });

  it('wait when too many are in flight, and are dropped and counted when too many wait', async () => {
    const host = await serving((_, response) => setTimeout(() => response.end('ok'), 1500));
    const load = constantRate(100, 500, { maxInFlight: 5, maxWaiting: 10 });
    const test = await runTest({ host, load, users: one });
    const { due, begun, dropped, inFlight } = test.ticks[0]?.generator ?? test.all.generator;
    expect([due, inFlight]).toEqual([50, 5]);
    // 5 begin at once, 35 have no place, and 10 wait until the plan ends.
    expect([begun, dropped]).toEqual([5, 45]);
    expect(requestsOf(test)).toEqual({ 'GET /': 5 });
  });

  it('go on when users abort in the middle of theirs, even those whose code goes on', async () => {
    const { host } = await countingServer();
    const test = await runTest({
      host,
      load: constantRate(50, 600, { maxInFlight: 1 }),
      users: `{ one: { tasks: { home: { run: async (user) => {
        try { user.abort('enough'); } catch {}
        await user.get('/');
      } } } } }`,
    });
    expect(test.all.aborted).toEqual([{ reason: 'enough', count: 30 }]);
    expect(test.all.generator).toMatchObject({ due: 30, begun: 30, dropped: 0 });
    expect(requestsOf(test)).toEqual({});
  });

  it('come to each type by its share, and a user keeps what it remembers', async () => {
    const { host, counts } = await countingServer();
    const test = await runTest({
      host,
      load: { ...constantRate(400, 1000), arrivals: 'poisson' } as ReturnType<typeof constantRate>,
      users: `{
        a: { share: 3, state: () => ({ n: 0 }),
          onStart: async (user) => { await user.get('/start'); },
          tasks: { a: { run: async (user) => { user.state.n += 1; await user.get('/a?' + user.state.n); } } } },
        b: { tasks: { b: { run: async (user) => { await user.get('/b'); } } } },
      }`,
    });
    const requests = requestsOf(test);
    const a = requests['GET /a'] ?? 0;
    const b = requests['GET /b'] ?? 0;
    expect(a + b).toBe(test.all.generator.begun);
    // Of about 400: five standard deviations.
    expect(Math.abs(a - 0.75 * (a + b))).toBeLessThan(5 * Math.sqrt(0.1875 * (a + b)));
    expect(counts.get('GET /a?2')).toBeGreaterThan(0);
    expect(requests['GET /start']).toBeLessThan(a);
  });
});
