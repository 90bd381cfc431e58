import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { binomialCdf } from '../../src/stats/binomial.ts';
import { quantileRanks, rankOf } from '../../src/stats/quantile.ts';

const seed = 1;
const ten = [12, 15, 17, 21, 22, 25, 30, 34, 41, 95];
/** The value at the rank. */
const nearestRank = (sorted: readonly number[], p: number) => sorted[rankOf(sorted.length, p) - 1] as number;
const share = fc.double({ min: 0, max: 1, noNaN: true });
const ascending = fc
  .array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 300 })
  .map((values) => values.sort((a, b) => a - b));

describe('The nearest-rank quantile', () => {
  test.each([
    // R 4.2.2, quantile(type = 1).
    [0.5, 22],
    [0.9, 41],
    [0.95, 95],
    [0.99, 95],
  ])('of ten values at %d is %d', (p, expected) => {
    expect(nearestRank(ten, p)).toBe(expected);
  });

  test('is the smallest value at 0 and the largest at 1', () => {
    expect(nearestRank(ten, 0)).toBe(12);
    expect(nearestRank(ten, 1)).toBe(95);
  });

  test('is the smallest value with at least the asked share of the values at or below it', () => {
    const check = fc.property(ascending, share, (sorted, p) => {
      const value = nearestRank(sorted, p);
      const asked = p * sorted.length;
      expect(sorted.filter((other) => other <= value).length).toBeGreaterThanOrEqual(asked - 1e-9);
      const below = sorted.filter((other) => other < value).length;
      expect(below === 0 || below < asked).toBe(true);
    });
    fc.assert(check, { seed });
  });
});

describe('The rank', () => {
  test('does not move up by a rounding error: 0.07 · 100 is 7.000000000000001 in floating point', () => {
    expect(rankOf(100, 0.07)).toBe(7);
    expect(rankOf(20, 0.95)).toBe(19);
    expect(rankOf(1000, 99.9 / 100)).toBe(999);
  });

  test('of every percentile of every hundred values is that percentile', () => {
    for (let percentile = 1; percentile <= 100; percentile++) {
      for (const hundreds of [1, 3, 7, 10_000]) {
        expect(rankOf(hundreds * 100, percentile / 100)).toBe(hundreds * percentile);
      }
    }
  });

  test('is from 1 to the number of values', () => {
    expect(rankOf(5, 0)).toBe(1);
    expect(rankOf(5, 1)).toBe(5);
    expect(rankOf(5, 0.2000001)).toBe(2);
  });
});

describe('The ranks that enclose a quantile', () => {
  test.each([
    // R 4.2.2: qbinom(.025, n, p), qbinom(.975, n, p) + 1, and the probability of the interval by pbinom.
    [10, 0.5, 2, 9, 0.978516],
    [20, 0.5, 6, 15, 0.958611],
    [100, 0.5, 40, 61, 0.9648],
    [100, 0.95, 90, 100, 0.982607],
    [100, 0.99, 97, null, 0.981626],
    [1000, 0.99, 983, 997, 0.976095],
    [10_000, 0.99, 9880, 9920, 0.955755],
    [5000, 0.999, 4990, 5000, 0.979629],
  ])('of %d values at %d are %d and %d, with probability %d', (n, p, lo, hi, probability) => {
    expect(quantileRanks(n, p, 0.95)).toEqual({ lo, hi });
    const upTo = hi === null ? n : hi - 1;
    expect(binomialCdf(upTo, n, p) - binomialCdf(lo - 1, n, p)).toBeCloseTo(probability, 6);
  });

  test.each([
    // ⌈ln 0.025 / ln p⌉: the largest of n values is above the quantile with probability 1 − p^n.
    [0.5, 6],
    [0.9, 36],
    [0.95, 72],
    [0.99, 368],
    [0.999, 3688],
    [0.9999, 36_887],
  ])('of the quantile at %d have two ends from %d values on', (p, fewest) => {
    expect(quantileRanks(fewest, p, 0.95).hi).not.toBeNull();
    expect(quantileRanks(fewest, p, 0.95).lo).not.toBeNull();
    expect(quantileRanks(fewest - 1, p, 0.95).hi).toBeNull();
  });

  test('have no ends without values', () => {
    expect(quantileRanks(0, 0.5, 0.95)).toEqual({ lo: null, hi: null });
  });

  test('mirror for the opposite quantile', () => {
    const check = fc.property(
      fc.integer({ min: 1, max: 5000 }),
      fc.integer({ min: 1, max: 63 }),
      (n, part) => {
        const lower = quantileRanks(n, part / 64, 0.95);
        const upper = quantileRanks(n, 1 - part / 64, 0.95);
        expect(upper.hi).toBe(lower.lo === null ? null : n + 1 - lower.lo);
        expect(upper.lo).toBe(lower.hi === null ? null : n + 1 - lower.hi);
      },
    );
    fc.assert(check, { seed });
  });
});

test('No values have no quantile, and what is no share is refused with the value found', () => {
  expect(() => nearestRank([], 0.5)).toThrow(RangeError);
  expect(() => nearestRank(ten, 95)).toThrow('found "95"');
  expect(() => rankOf(2.5, 0.5)).toThrow('found "2.5"');
  expect(() => quantileRanks(10, 0.5, 1)).toThrow('found "1"');
});
