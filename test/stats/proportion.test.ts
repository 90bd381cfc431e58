import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { designEffect, wilsonInterval } from '../../src/stats/proportion.ts';

const seed = 1;

describe("Wilson's interval", () => {
  test.each([
    // Newcombe, Statistics in Medicine 17, 1998, table I, method 3; six digits by R 4.2.2 (prop.test).
    [81, 263, 0.255289, 0.36621],
    [15, 148, 0.062386, 0.160487],
    [0, 20, 0, 0.161125],
    [1, 29, 0.006113, 0.171755],
  ])('for %d of %d is %d to %d, as published', (successes, n, lo, hi) => {
    const interval = wilsonInterval(successes, n, 0.95);
    expect(interval.lo).toBeCloseTo(lo, 6);
    expect(interval.hi).toBeCloseTo(hi, 6);
  });

  test('starts at exactly 0 without successes and ends at exactly 1 without failures', () => {
    expect(wilsonInterval(0, 20, 0.95).lo).toBe(0);
    expect(wilsonInterval(20, 20, 0.95).hi).toBe(1);
  });

  test('is everything when nothing was observed', () => {
    expect(wilsonInterval(0, 0, 0.95)).toEqual({ lo: 0, hi: 1 });
  });

  const part = fc.double({ min: 0, max: 1, noNaN: true });
  const size = fc.double({ min: 0.5, max: 1e6, noNaN: true });

  test('contains the observed share and stays within 0…1, also for an effective number that is not whole', () => {
    const check = fc.property(part, size, (share, n) => {
      const { lo, hi } = wilsonInterval(share * n, n, 0.95);
      expect(lo).toBeGreaterThanOrEqual(0);
      expect(lo).toBeLessThanOrEqual(share + 1e-12);
      expect(hi).toBeGreaterThanOrEqual(share - 1e-12);
      expect(hi).toBeLessThanOrEqual(1);
    });
    fc.assert(check, { seed });
  });

  test('mirrors when successes and failures change places', () => {
    const check = fc.property(part, size, (share, n) => {
      const successes = share * n;
      const one = wilsonInterval(successes, n, 0.95);
      const other = wilsonInterval(n - successes, n, 0.95);
      expect(other.lo).toBeCloseTo(1 - one.hi, 12);
      expect(other.hi).toBeCloseTo(1 - one.lo, 12);
    });
    fc.assert(check, { seed });
  });

  test('narrows with more observations and widens with more confidence', () => {
    const check = fc.property(part, size, (share, n) => {
      const width = (times: number, confidence: number) => {
        const { lo, hi } = wilsonInterval(share * n * times, n * times, confidence);
        return hi - lo;
      };
      expect(width(2, 0.95)).toBeLessThan(width(1, 0.95));
      expect(width(1, 0.99)).toBeGreaterThan(width(1, 0.95));
    });
    fc.assert(check, { seed });
  });
});

describe('The design effect', () => {
  const hundreds = new Array(10).fill(100);

  test.each([
    // Design paper "statistics.md", section 3.5: ten windows of 100 requests, computed in Python and JavaScript.
    [[0, 0, 1, 0, 9, 0, 0, 2, 0, 0], 6.710151, 149.03],
    [[1, 0, 0, 12, 3, 0, 0, 14, 0, 1], 9.428484, 106.06],
  ])('of failures %j in ten windows of 100 is %d: the 1000 are worth %d', (failures, effect, effective) => {
    expect(designEffect(failures, hundreds)).toBeCloseTo(effect, 6);
    expect(1000 / designEffect(failures, hundreds)).toBeCloseTo(effective, 2);
  });

  test('sees that a burst of ten windows is one event and not ten', () => {
    const failures = Array.from({ length: 40 }, (_, t) => (t >= 10 && t < 20 ? 10 : 0));
    // Between windows alone 7.889546; from the long-run variance 55.006402 (both by NumPy).
    expect(designEffect(failures, new Array(40).fill(100))).toBeCloseTo(55.006402, 6);
  });

  test('is 1 when the failures are spread evenly, when there are none, and when there is nothing else', () => {
    expect(designEffect([2, 2, 2, 2], [100, 100, 100, 100])).toBe(1);
    expect(designEffect([0, 0, 0], [100, 50, 20])).toBe(1);
    expect(designEffect([100, 50, 20], [100, 50, 20])).toBe(1);
  });

  test('is 1 where there are not two windows to compare', () => {
    expect(designEffect([], [])).toBe(1);
    expect(designEffect([3], [10])).toBe(1);
    expect(designEffect([3, 0], [10, 0])).toBe(1);
  });

  test('does not change when windows without observations are added to few windows', () => {
    const effect = designEffect([0, 5, 0, 1], [20, 20, 20, 20]);
    expect(designEffect([0, 5, 0, 0, 1, 0], [20, 20, 0, 20, 20, 0])).toBeCloseTo(effect, 12);
  });

  test('is at least 1 whatever the windows', () => {
    const windows = fc.array(fc.tuple(fc.nat(50), fc.nat(50)), { maxLength: 60 });
    const check = fc.property(windows, (pairs) => {
      const effect = designEffect(
        pairs.map(([a, b]) => Math.min(a, b)),
        pairs.map(([a, b]) => Math.max(a, b)),
      );
      expect(effect).toBeGreaterThanOrEqual(1);
      expect(Number.isFinite(effect)).toBe(true);
    });
    fc.assert(check, { seed });
  });
});

test('A part larger than its whole is refused, with both numbers', () => {
  expect(() => wilsonInterval(5, 3, 0.95)).toThrow('found "5" of "3"');
  expect(() => designEffect([5, 6], [3, 4])).toThrow('found "11" of "7"');
  expect(() => designEffect([5], [30, 4])).toThrow(RangeError);
  expect(() => wilsonInterval(1, 3, 95)).toThrow('found "95"');
});
