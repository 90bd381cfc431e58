import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Histogram, QuantileSummary, Samples } from '../../src/model/distribution.ts';
import { countAtMost, percentileOf, roundingInterval, valueAtRank } from '../../src/model/percentile.ts';
import { rankOf } from '../../src/stats/quantile.ts';

/** Locust's rounding of its response-time dictionary: two significant digits from 100 ms, half to even. */
function locustRound(ms: number): number {
  const halfEven = (value: number) => {
    const floor = Math.floor(value);
    const rest = value - floor;
    if (rest !== 0.5) return Math.round(value);
    return floor % 2 === 0 ? floor : floor + 1;
  };
  if (ms < 100) return halfEven(ms);
  if (ms < 1000) return halfEven(ms / 10) * 10;
  if (ms < 10_000) return halfEven(ms / 100) * 100;
  return halfEven(ms / 1000) * 1000;
}

/** What Locust's CSV would say of these response times, by its own rules (locust-formats.md, section 4). */
function locustSummary(valuesMs: readonly number[], percentiles: readonly number[]): QuantileSummary {
  const exact = [...valuesMs].sort((a, b) => a - b);
  const rounded = exact.map(locustRound);
  const n = exact.length;
  const min = exact[0] ?? 0;
  const max = exact[n - 1] ?? 0;
  const median = Math.min(Math.max(rounded[Math.floor((n - 1) / 2)] ?? 0, min), max);
  return {
    kind: 'quantiles',
    count: n,
    meanMs: exact.reduce((a, b) => a + b, 0) / n,
    minMs: min,
    maxMs: max,
    medianMs: median,
    points: percentiles.map((percentile) => ({
      percentile,
      valueMs: rounded[Math.min(Math.floor((n * percentile) / 100), n - 1)] ?? 0,
    })),
    rounding: 'two-digits',
    extremesRounding: 'none',
    rankRule: 'one-above',
  };
}

const PERCENTILES = [50, 66, 75, 80, 90, 95, 98, 99, 99.9, 99.99, 100];

describe('rounding by Locust', () => {
  // statistics.md 0.1, oracle run in Python and JavaScript.
  it.each([
    [99.5, 100],
    [100.5, 100],
    [104.9, 100],
    [105, 100],
    [105.1, 110],
    [115, 120],
    [145, 140],
    [147, 150],
    [1049, 1000],
    [1050, 1000],
    [9949, 9900],
    [9950, 10_000],
    [58_760, 59_000],
  ])('%d ms is written as %d ms, whose interval holds it', (exactMs, writtenMs) => {
    expect(locustRound(exactMs)).toBe(writtenMs);
    const { loMs, hiMs } = roundingInterval(writtenMs, 'two-digits');
    expect(exactMs).toBeGreaterThanOrEqual(loMs);
    expect(exactMs).toBeLessThanOrEqual(hiMs);
  });

  it('never leaves its interval', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 99_000, noNaN: true }), (exactMs) => {
        const { loMs, hiMs } = roundingInterval(locustRound(exactMs), 'two-digits');
        expect(exactMs).toBeGreaterThanOrEqual(loMs);
        expect(exactMs).toBeLessThanOrEqual(hiMs);
      }),
      { seed: 1, numRuns: 2000 },
    );
  });

  it('is off by at most 4.77 % from 100 ms up', () => {
    // statistics.md 0.1: the worst relative error is 105 -> 100, 4.76 %.
    for (let ms = 100; ms < 99_000; ms += 5) {
      expect(Math.abs(locustRound(ms) - ms) / ms).toBeLessThan(0.0477);
    }
  });
});

describe('nearest rank', () => {
  it('gives the published values of the ten-number example', () => {
    // statistics.md 2, type 1 row, from R's quantile(type = 1).
    const samples: Samples = {
      kind: 'samples',
      valuesMs: [12, 15, 17, 21, 22, 25, 30, 34, 41, 95],
      resolutionMs: 0,
    };
    const values = [50, 90, 95, 99].map((percentile) => percentileOf(samples, percentile)?.valueMs);
    expect(values).toEqual([22, 41, 95, 95]);
  });
});

describe('a summary by Locust', () => {
  it('states the percentiles of the ten-number example one rank above', () => {
    // statistics.md 0.1: p50=25, p66=30, p75=34, p80=41, p90…p100=95.
    const summary = locustSummary([12, 15, 17, 21, 22, 25, 30, 34, 41, 95], PERCENTILES);
    expect(summary.points.map((point) => point.valueMs)).toEqual([
      25, 30, 34, 41, 95, 95, 95, 95, 95, 95, 95,
    ]);
  });

  it('bounds the nearest-rank percentile from both sides, whatever the response times', () => {
    const times = fc.array(fc.double({ min: 0.1, max: 60_000, noNaN: true }), {
      minLength: 1,
      maxLength: 300,
    });
    fc.assert(
      fc.property(times, (valuesMs) => {
        const summary = locustSummary(valuesMs, PERCENTILES);
        const exact = [...valuesMs].sort((a, b) => a - b);
        for (const percentile of [...PERCENTILES, 10, 33, 97]) {
          const truth = exact[rankOf(exact.length, percentile / 100) - 1] ?? 0;
          const known = percentileOf(summary, percentile);
          expect(known?.loMs).toBeLessThanOrEqual(truth);
          expect(known?.hiMs).toBeGreaterThanOrEqual(truth);
        }
      }),
      { seed: 2, numRuns: 300 },
    );
  });

  it('says what is at most so and so many: 1,000 requests, 200 ms, between 801 and 900', () => {
    // statistics.md 2, "Rebuilding a distribution": P(x <= 200) in [0.801, 0.900].
    const summary: QuantileSummary = {
      kind: 'quantiles',
      count: 1000,
      meanMs: 158.3,
      minMs: 85,
      maxMs: 2312.4,
      medianMs: null,
      points: [
        [50, 120],
        [66, 140],
        [75, 150],
        [80, 160],
        [90, 210],
        [95, 290],
        [98, 480],
        [99, 700],
        [99.9, 1800],
        [99.99, 2300],
        [100, 2300],
      ].map(([percentile = 0, valueMs = 0]) => ({ percentile, valueMs })),
      rounding: 'two-digits',
      extremesRounding: 'none',
      rankRule: 'one-above',
    };
    expect(countAtMost(summary, 200)).toEqual({ lo: 801, hi: 900 });
  });

  it('gives bounds and no value for a percentile that it does not state', () => {
    const summary = locustSummary(
      Array.from({ length: 200 }, (_, i) => 100 + i),
      [50, 95],
    );
    expect(percentileOf(summary, 80)).toMatchObject({ stated: false });
  });

  it('has no percentile when it holds no response time', () => {
    const summary = { ...locustSummary([1], [50]), count: 0 };
    expect(percentileOf(summary, 50)).toBeNull();
  });
});

describe('a histogram', () => {
  const histogram: Histogram = {
    kind: 'histogram',
    count: 10,
    sumMs: 1234.5,
    minMs: 9.7,
    maxMs: 402.3,
    valuesMs: [10, 120, 400],
    counts: [5, 4, 1],
    rounding: 'two-digits',
  };

  it('finds the value of each rank, bounded by its rounding and by the exact extremes', () => {
    expect(valueAtRank(histogram, 1)).toEqual({ valueMs: 10, loMs: 9.7, hiMs: 10.5 });
    expect(valueAtRank(histogram, 6)).toEqual({ valueMs: 120, loMs: 115, hiMs: 125 });
    expect(valueAtRank(histogram, 10)).toEqual({ valueMs: 400, loMs: 395, hiMs: 402.3 });
    expect(valueAtRank(histogram, 11)).toBeNull();
  });

  it('counts what is at most a limit, as a range where the limit cuts a bucket', () => {
    expect(countAtMost(histogram, 118)).toEqual({ lo: 5, hi: 9 });
    expect(countAtMost(histogram, 130)).toEqual({ lo: 9, hi: 9 });
  });
});
