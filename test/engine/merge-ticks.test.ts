import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CountedValues } from '../../src/engine/counted-values.ts';
import { mergeTicks } from '../../src/engine/merge-ticks.ts';
import type { Tick } from '../../src/engine/tick.ts';
import { TickMerger } from '../../src/engine/tick-merger.ts';

/** Whole numbers of ms, whose sums are exact in any order. */
const times = fc.array(fc.integer({ min: 0, max: 60_000 }), { maxLength: 20 });

function histogramOf(values: readonly number[]) {
  const counted = new CountedValues();
  for (const value of values) counted.add(value);
  return counted.take();
}

/** What a worker could have seen of second 3. */
const ticks: fc.Arbitrary<Tick> = fc
  .record({
    users: fc.nat(100),
    requests: fc.uniqueArray(fc.record({ name: fc.constantFrom('/a', '/b', '/c'), times }), {
      selector: ({ name }) => name,
    }),
    failures: fc.uniqueArray(
      fc.record({ message: fc.constantFrom('x', 'y'), count: fc.integer({ min: 1, max: 9 }) }),
      {
        selector: ({ message }) => message,
      },
    ),
    late: times,
    utilization: fc.double({ min: 0, max: 1, noNaN: true }),
    stolen: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  })
  .map(({ users, requests, failures, late, utilization, stolen }) => ({
    second: 3,
    startMs: 3000,
    endMs: 4000,
    users,
    endpoints: requests.map(({ name, times: values }) => {
      const histogram = histogramOf(values);
      return {
        key: { method: 'GET', name },
        counts: 'requests' as const,
        requests: values.length,
        failures: 0,
        bytesIn: values.length * 10,
        bytesOut: 0,
        responseTime: histogram,
        measures: histogram === null ? [] : [{ id: 'service-time' as const, histogram }],
      };
    }),
    failures: failures.map(({ message, count }) => ({
      key: { method: 'GET', name: '/a' },
      message,
      count,
      firstMs: 3000 + count,
      lastMs: 3900 + count,
      example: { atMs: 3000 + count, status: 500, body: message, isBodyCut: false },
    })),
    exceptions: failures.map(({ message, count }) => ({ message, traceback: 'at a', count })),
    aborted: failures.map(({ message, count }) => ({ reason: message, count })),
    generator: {
      eventLoopUtilization: utilization,
      stolenShare: stolen,
      lateness: histogramOf(late),
      waiting: users,
      inFlight: users,
      due: users,
      begun: users,
      dropped: 1,
    },
  }));

describe('ticks of several workers', () => {
  it('give the same together in whatever order and grouping', () => {
    fc.assert(
      fc.property(ticks, ticks, ticks, (a, b, c) => {
        const together = mergeTicks([a, b, c]);
        expect(mergeTicks([c, a, b])).toEqual(together);
        expect(mergeTicks([mergeTicks([a, b]), c])).toEqual(together);
        expect(mergeTicks([a, mergeTicks([b, c])])).toEqual(together);
      }),
      { seed: 1, numRuns: 50 },
    );
  });

  it('give what one process would have counted', () => {
    fc.assert(
      fc.property(ticks, ticks, (a, b) => {
        const together = mergeTicks([a, b]);
        for (const { key, responseTime, requests } of together.endpoints) {
          const parts = [a, b].flatMap(({ endpoints }) =>
            endpoints.filter((one) => one.key.name === key.name),
          );
          expect(requests).toBe(parts.reduce((sum, part) => sum + part.requests, 0));
          const total = responseTime?.counts.reduce((sum, count) => sum + count, 0) ?? 0;
          expect(total).toBe(requests);
        }
        expect(together.users).toBe(a.users + b.users);
      }),
      { seed: 2, numRuns: 50 },
    );
  });

  it('are of histograms the histogram of all values', () => {
    fc.assert(
      fc.property(times, times, ticks, (a, b, tick) => {
        const withTimes = (late: readonly number[]): Tick => ({
          ...tick,
          generator: { ...tick.generator, lateness: histogramOf(late) },
        });
        const { lateness } = mergeTicks([withTimes(a), withTimes(b)]).generator;
        expect(lateness).toEqual(histogramOf([...a, ...b]));
      }),
      { seed: 3, numRuns: 100 },
    );
  });

  it('are handed over second by second, when the last worker has told of it or has left', () => {
    const sample = fc.sample(ticks, { seed: 4, numRuns: 1 })[0] as Tick;
    const handed: string[] = [];
    const merger = new TickMerger(2, ({ second, users }) => handed.push(`${second}: ${users}`));
    const tell = (worker: number, second: number, users: number) =>
      merger.add(worker, { ...sample, second, users });
    tell(0, 0, 1);
    tell(0, 1, 1);
    expect(handed).toEqual([]);
    tell(1, 0, 2);
    expect(handed).toEqual(['0: 3']);
    merger.end(1);
    expect(handed).toEqual(['0: 3', '1: 1']);
    tell(0, 2, 5);
    expect(handed).toEqual(['0: 3', '1: 1', '2: 5']);
  });
});
