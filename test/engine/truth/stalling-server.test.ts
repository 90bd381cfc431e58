import { beforeAll, describe, expect, it } from 'vitest';
import { mergeTicks } from '../../../src/engine/merge-ticks.ts';
import { constantRate, constantUsers, endpointOf, type FinishedTest, runTest } from '../support/run-test.ts';
import { type MachineNoise, runWatched } from './machine-noise.ts';
import { startServer } from './server-process.ts';
import { percentile, valuesOf } from './values.ts';

const stallingServer = new URL('./servers/stalling.ts', import.meta.url);
const STALL_MS = 200;
/** As long as a tick, so that each tick has all of one period, wherever in it the test began. */
const EVERY_MS = 1000;
const DURATION_MS = 7000;
const PER_S = 200;
/** In these seconds connections are opened and code is compiled. */
const START_UP_S = 2;
const JUDGED = PER_S * (DURATION_MS / 1000 - START_UP_S);

/**
 * Of arrivals evenly spread over a period: whoever comes u ms into the stall waits STALL_MS - u, everybody else nothing.
 * So a share x / EVERY_MS of all wait longer than STALL_MS - x.
 */
function truthMs(percent: number): number {
  return Math.max(0, STALL_MS - EVERY_MS * (1 - percent / 100));
}

/** Five in a hundred and 5 ms, and what a busy machine adds to the stall and to the way. */
function about(ms: number, { usualMs }: MachineNoise): { readonly leastMs: number; readonly mostMs: number } {
  return { leastMs: 0.95 * ms - 5 - usualMs, mostMs: 1.05 * ms + 5 + 3 * usualMs };
}

const one = `{ one: { tasks: { home: { run: async (user) => { await user.get('/'); } } } } }`;
const inALoop = `{ one: { thinkTime: constant('5ms'), tasks: { home: { run: async (user) => { await user.get('/'); } } } } }`;

/** Without its start, and without what was answered after its end. */
function settled(test: FinishedTest): FinishedTest {
  const ticks = test.ticks.filter(({ second }) => second >= START_UP_S && second < DURATION_MS / 1000);
  return { ...test, ticks, all: mergeTicks(ticks) };
}

function measured(test: FinishedTest): readonly number[] {
  return valuesOf(endpointOf(settled(test), 'GET /').responseTime);
}

function measure(test: FinishedTest, id: string): readonly number[] {
  const { measures } = endpointOf(settled(test), 'GET /');
  return valuesOf(measures.find((candidate) => candidate.id === id)?.histogram);
}

describe('a server that stalls for 200 ms in every second', () => {
  let open: FinishedTest;
  let narrow: FinishedTest;
  let closed: FinishedTest;
  let noise: MachineNoise;

  beforeAll(async () => {
    const { host } = await startServer(stallingServer, { stallMs: STALL_MS, everyMs: EVERY_MS });
    [{ test: open, noise }, narrow, closed] = await Promise.all([
      runWatched({ host, load: constantRate(PER_S, DURATION_MS), users: one }),
      runTest({ host, load: constantRate(PER_S, DURATION_MS, { maxInFlight: 4 }), users: one }),
      runTest({ host, load: constantUsers(2, DURATION_MS), users: inALoop }),
    ]);
  }, 30_000);

  // Not at 80, where the curve has its corner.
  it.each([50, 75, 85, 90, 95, 99])('has the p%i in the open model that it really has', (percent) => {
    expect(endpointOf(open, 'GET /').requests).toBe((PER_S * DURATION_MS) / 1000);
    expect(Math.abs(measured(open).length - JUDGED)).toBeLessThan(0.1 * JUDGED);
    const { leastMs, mostMs } = about(truthMs(percent), noise);
    expect(percentile(measured(open), percent)).toBeGreaterThanOrEqual(leastMs);
    expect(percentile(measured(open), percent)).toBeLessThanOrEqual(mostMs);
  });

  it('has it as well when few tasks may be in flight: what waits for its turn counts', () => {
    expect(endpointOf(narrow, 'GET /').requests).toBe((PER_S * DURATION_MS) / 1000);
    for (const percent of [50, 90, 99]) {
      const { leastMs, mostMs } = about(truthMs(percent), noise);
      const ms = percentile(measured(narrow), percent);
      expect(ms).toBeGreaterThanOrEqual(leastMs);
      // The line of those who waited is done four at a time.
      expect(ms).toBeLessThanOrEqual(mostMs + 50);
    }
    // Only the four of each stall were sent in it.
    expect(percentile(measure(narrow, 'service-time'), 90)).toBeLessThan(truthMs(90) / 2 + noise.worstMs);
    expect(percentile(measure(narrow, 'send-lateness'), 90)).toBeGreaterThan(truthMs(90) / 2);
    expect(narrow.all.generator).toMatchObject({ due: 1400, begun: 1400, dropped: 0 });
  });

  it('looks fast in the closed model, whose users wait with it (coordinated omission)', () => {
    const times = measured(closed);
    expect(times.length).toBeGreaterThan(100);
    expect(percentile(times, 90)).toBeLessThan(truthMs(90) / 3 + noise.worstMs);
    expect(percentile(times, 90)).toBeLessThan(percentile(measured(open), 90));
    // A stall holds up the two users, once each.
    const limitMs = STALL_MS / 2 + noise.worstMs;
    expect(times.filter((ms) => ms > limitMs).length).toBeLessThanOrEqual(2 * 6);
    expect(percentile(times, 100)).toBeGreaterThan(STALL_MS / 2);
  });

  it('has a response time that is the lateness and the service time together', () => {
    for (const test of [open, narrow]) {
      const sums = endpointOf(test, 'GET /');
      const of = (id: string) => sums.measures.find((candidate) => candidate.id === id)?.histogram.sum ?? 0;
      expect(of('service-time') + of('send-lateness')).toBeCloseTo(sums.responseTime?.sum ?? 0, 3);
    }
  });
});
