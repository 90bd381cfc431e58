import { beforeAll, describe, expect, it } from 'vitest';
import { constantRate, constantUsers, endpointOf, type FinishedTest, runTest } from '../support/run-test.ts';
import { type MachineNoise, runWatched } from './machine-noise.ts';
import { startServer } from './server-process.ts';
import { percentile, valuesOf } from './values.ts';

const STALL_MS = 300;
const EVERY_MS = 1500;
/** Four periods, so that it does not matter where in one the test begins. */
const DURATION_MS = 4 * EVERY_MS;
const PER_S = 200;

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

function measured(test: FinishedTest): readonly number[] {
  return valuesOf(endpointOf(test, 'GET /').responseTime);
}

function measure(test: FinishedTest, id: string): readonly number[] {
  return valuesOf(endpointOf(test, 'GET /').measures.find((candidate) => candidate.id === id)?.histogram);
}

describe('a server that stalls for 300 ms in every 1.5 s', () => {
  let open: FinishedTest;
  let narrow: FinishedTest;
  let closed: FinishedTest;
  let noise: MachineNoise;

  beforeAll(async () => {
    const { host } = await startServer('stalling', { stallMs: STALL_MS, everyMs: EVERY_MS });
    [{ test: open, noise }, narrow, closed] = await Promise.all([
      runWatched({ host, load: constantRate(PER_S, DURATION_MS), users: one }),
      runTest({ host, load: constantRate(PER_S, DURATION_MS, { maxInFlight: 4 }), users: one }),
      runTest({ host, load: constantUsers(2, DURATION_MS), users: inALoop }),
    ]);
  }, 30_000);

  // Not at 80, where the curve has its corner.
  it.each([50, 75, 85, 90, 95, 99])('has the p%i in the open model that it really has', (percent) => {
    expect(measured(open)).toHaveLength((PER_S * DURATION_MS) / 1000);
    const { leastMs, mostMs } = about(truthMs(percent), noise);
    expect(percentile(measured(open), percent)).toBeGreaterThanOrEqual(leastMs);
    expect(percentile(measured(open), percent)).toBeLessThanOrEqual(mostMs);
  });

  it('has it as well when few tasks may be in flight: what waits for its turn counts', () => {
    expect(measured(narrow)).toHaveLength((PER_S * DURATION_MS) / 1000);
    for (const percent of [50, 90, 99]) {
      const { leastMs, mostMs } = about(truthMs(percent), noise);
      const ms = percentile(measured(narrow), percent);
      expect(ms).toBeGreaterThanOrEqual(leastMs);
      // The line of those who waited is done four at a time.
      expect(ms).toBeLessThanOrEqual(mostMs + 50);
    }
    // Only the four of each stall were sent in it.
    expect(percentile(measure(narrow, 'service-time'), 90)).toBeLessThan(100 + noise.worstMs);
    expect(percentile(measure(narrow, 'send-lateness'), 90)).toBeGreaterThan(100);
    expect(narrow.all.generator).toMatchObject({ due: 1200, begun: 1200, dropped: 0 });
  });

  it('looks fast in the closed model, whose users wait with it (coordinated omission)', () => {
    const times = measured(closed);
    expect(times.length).toBeGreaterThan(100);
    expect(percentile(times, 90)).toBeLessThan(truthMs(90) / 3 + noise.worstMs);
    expect(percentile(times, 90)).toBeLessThan(percentile(measured(open), 90));
    // A stall holds up the two users, once each; it begins five times at the most.
    const limitMs = 100 + noise.worstMs;
    expect(times.filter((ms) => ms > limitMs).length).toBeLessThanOrEqual(2 * 5);
    expect(percentile(times, 100)).toBeGreaterThan(200);
  });

  it('has a response time that is the lateness and the service time together', () => {
    for (const test of [open, narrow]) {
      const sums = endpointOf(test, 'GET /');
      const of = (id: string) => sums.measures.find((candidate) => candidate.id === id)?.histogram.sum ?? 0;
      expect(of('service-time') + of('send-lateness')).toBeCloseTo(sums.responseTime?.sum ?? 0, 3);
    }
  });
});
