import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { effectiveShare, failureDifference, failureLevel } from '../../src/stats/failure-difference.ts';
import { newcombeInterval, newcombeP } from '../../src/stats/newcombe.ts';

const seed = 1;
const share = (successes: number, n: number) => ({ successes, n });
const anyShare = fc
  .tuple(fc.nat(200), fc.integer({ min: 1, max: 200 }))
  .map(([a, b]) => share(Math.min(a, b), Math.max(a, b)));

describe("Newcombe's interval", () => {
  test.each([
    // Newcombe, Statistics in Medicine 17, 1998, table II, method 10; six digits by R 4.2.2.
    [share(56, 70), share(48, 80), 0.2, 0.052431, 0.333873],
    [share(9, 10), share(3, 10), 0.6, 0.170523, 0.809018],
    [share(5, 56), share(0, 29), 5 / 56, -0.038137, 0.19256],
    [share(0, 10), share(0, 20), 0, -0.161125, 0.277533],
    [share(10, 10), share(0, 10), 1, 0.607509, 1],
  ])('of %j less %j is as published', (candidate, base, difference, lo, hi) => {
    const found = newcombeInterval(base, candidate, 0.95);
    expect(found.difference).toBeCloseTo(difference, 12);
    expect(found.lo).toBeCloseTo(lo, 6);
    expect(found.hi).toBeCloseTo(hi, 6);
  });

  test('turns around when the sides change places, and holds the difference', () => {
    const check = fc.property(anyShare, anyShare, (one, other) => {
      const there = newcombeInterval(one, other, 0.95);
      const back = newcombeInterval(other, one, 0.95);
      expect(back.lo).toBeCloseTo(-there.hi, 12);
      expect(back.hi).toBeCloseTo(-there.lo, 12);
      expect(there.lo).toBeLessThanOrEqual(there.difference);
      expect(there.hi).toBeGreaterThanOrEqual(there.difference);
      expect(newcombeP(one, other)).toBeCloseTo(newcombeP(other, one), 9);
    });
    fc.assert(check, { seed });
  });

  test('excludes 0 exactly when the p-value is small enough', () => {
    const check = fc.property(anyShare, anyShare, (one, other) => {
      const p = newcombeP(one, other);
      if (Math.abs(p - 0.05) < 1e-6) return;
      const { lo, hi } = newcombeInterval(one, other, 0.95);
      expect(lo > 0 || hi < 0).toBe(p < 0.05);
    });
    fc.assert(check, { seed });
  });

  test('of equal shares, or of nothing, shows no difference', () => {
    expect(newcombeP(share(3, 10), share(30, 100))).toBe(1);
    expect(newcombeP(share(0, 0), share(5, 10))).toBe(1);
    expect(newcombeInterval(share(0, 0), share(0, 0), 0.95)).toEqual({
      difference: 0,
      lo: expect.closeTo(-Math.SQRT1_2, 12),
      hi: expect.closeTo(Math.SQRT1_2, 12),
    });
  });

  test('has a p-value of at least 1e−12 for the clearest difference', () => {
    expect(newcombeP(share(0, 100_000), share(100_000, 100_000))).toBe(1e-12);
  });
});

describe('A difference of failure ratios', () => {
  // Design paper "statistics.md", section 3.5: ten windows of 100 requests.
  const hundreds = new Array<number>(10).fill(100);
  const base = { failures: [0, 0, 1, 0, 9, 0, 0, 2, 0, 0], requests: hundreds };
  const candidate = { failures: [1, 0, 0, 12, 3, 0, 0, 14, 0, 1], requests: hundreds };

  test('that comes in bursts is no evidence, though request by request it would seem so', () => {
    const naive = newcombeInterval(share(12, 1000), share(31, 1000), 0.95);
    expect(naive.lo).toBeCloseTo(0.0063183, 7);
    expect(naive.hi).toBeCloseTo(0.0326621, 7);
    const honest = failureDifference(base, candidate, 0.95);
    expect(honest.base.effective.n).toBeCloseTo(149.03, 2);
    expect(honest.candidate.effective.n).toBeCloseTo(106.06, 2);
    expect(honest.difference).toBeCloseTo(0.019, 12);
    expect(honest.lo).toBeCloseTo(-0.0199207, 7);
    expect(honest.hi).toBeCloseTo(0.0724547, 7);
    expect(honest.p).toBeGreaterThan(0.2);
  });

  test('of a side to itself is none', () => {
    const same = failureDifference(base, base, 0.95);
    expect(same.difference).toBe(0);
    expect(same.p).toBe(1);
    expect(same.lo).toBeCloseTo(-same.hi, 12);
  });

  test('does not depend on the order of few windows', () => {
    const turned = { failures: [...candidate.failures].reverse(), requests: hundreds };
    expect(failureDifference(base, turned, 0.95).lo).toBeCloseTo(
      failureDifference(base, candidate, 0.95).lo,
      12,
    );
  });

  test('of several runs goes by run, and a run without failures is not certain', () => {
    const none = failureLevel(effectiveShare(new Array<number>(10).fill(0), hundreds));
    expect(none?.level).toBe(0);
    // (2 / 1004) (1002 / 1004) / 1004 by hand.
    expect(none?.squaredError).toBeCloseTo((2 * 1002) / 1004 ** 3, 15);
    const bursts = failureLevel(effectiveShare(base.failures, hundreds));
    expect(bursts?.level).toBeCloseTo(0.012, 12);
    expect(bursts?.squaredError).toBeGreaterThan((0.012 * 0.988) / 1000);
    expect(failureLevel(effectiveShare([], []))).toBeNull();
  });

  test('without requests has no ratio', () => {
    expect(effectiveShare([], []).ratio).toBeNull();
  });
});
