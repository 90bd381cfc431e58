import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cliffsDelta } from '../../src/stats/cliffs-delta.ts';
import { hodgesLehmann } from '../../src/stats/hodges-lehmann.ts';
import { mannWhitney } from '../../src/stats/mann-whitney.ts';
import { rankSumDistribution } from '../../src/stats/rank-sum-distribution.ts';

const seed = 1;
// Design paper "statistics.md", section 3.4 (R 4.2.2 and JavaScript).
const tied = {
  base: [120, 120, 130, 140, 140, 150, 160, 170, 180, 200],
  candidate: [130, 140, 150, 150, 160, 170, 180, 190, 200, 220],
};
// Hollander and Wolfe 1973, the example of R's wilcox.test.
const untied = {
  base: [1.15, 0.88, 0.9, 0.74, 1.21],
  candidate: [0.8, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46],
};
const sample = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 4, maxLength: 15 });

describe('The Mann–Whitney test', () => {
  test('with ties is that of R', () => {
    const found = mannWhitney(tied.base, tied.candidate);
    expect(found?.u).toBe(68.5);
    expect(found?.error).toBeCloseTo(13.158947, 6);
    expect(found?.method).toBe('normal');
    expect(found?.p).toBeCloseTo(0.171346331, 9);
  });

  test('without ties is exact', () => {
    const found = mannWhitney(untied.base, untied.candidate);
    expect(found?.u).toBe(35);
    expect(found?.method).toBe('exact');
    expect(found?.p).toBeCloseTo(0.2544123, 7);
    expect((found?.p ?? 0) / 2).toBeCloseTo(0.1272061, 7);
  });

  test('cannot be significant with fewer than 4 values a side, so there is none', () => {
    expect(mannWhitney([1, 2, 3], [4, 5, 6])).toBeNull();
    // Two of the 70 ways to put 4 + 4 values in order are as clear: 2 / 70.
    expect(mannWhitney([1, 2, 3, 4], [5, 6, 7, 8])?.p).toBeCloseTo(2 / 70, 14);
    expect(mannWhitney([1, 2, 3, 4, 5], [6, 7, 8, 9, 10])?.p).toBeCloseTo(2 / 252, 14);
  });

  test('of equal values says nothing', () => {
    expect(mannWhitney([5, 5, 5, 5], [5, 5, 5, 5])?.p).toBe(1);
  });

  test('does not mind the sides, the order, or a growing scale', () => {
    const check = fc.property(sample, sample, (base, candidate) => {
      const there = mannWhitney(base, candidate);
      const back = mannWhitney(candidate, base);
      expect((there?.u ?? 0) + (back?.u ?? 0)).toBe(base.length * candidate.length);
      expect(back?.p).toBeCloseTo(there?.p ?? Number.NaN, 12);
      expect(mannWhitney([...base].reverse(), candidate)).toEqual(there);
      const cubed = (values: readonly number[]) => values.map((value) => value ** 3);
      expect(mannWhitney(cubed(base), cubed(candidate))).toEqual(there);
    });
    fc.assert(check, { seed });
  });

  test('counts every way to put the values in order once', () => {
    // 3 + 2 values: 10 ways, with U 0, 1, 2, 2, 3, 3, 4, 4, 5, 6.
    expect([...rankSumDistribution(3, 2)].map((p) => Math.round(10 * p))).toEqual([1, 2, 4, 6, 8, 9, 10]);
    const large = rankSumDistribution(50, 50);
    expect(large.at(-1)).toBeCloseTo(1, 12);
    expect(large[1249]).toBeCloseTo(1 - (large[1250] ?? 0), 12);
  });

  test('refuses what is no number', () => {
    expect(() => mannWhitney([1, 2, 3, Number.NaN], [1, 2, 3, 4])).toThrow(RangeError);
  });
});

describe('The Hodges–Lehmann shift', () => {
  test('and its interval are as published', () => {
    const found = hodgesLehmann(untied.base, untied.candidate, 0.95);
    expect(found?.estimate).toBeCloseTo(0.305, 12);
    expect(found?.lo).toBeCloseTo(-0.15, 12);
    expect(found?.hi).toBeCloseTo(0.76, 12);
    expect(hodgesLehmann(tied.base, tied.candidate, 0.95)?.estimate).toBe(20);
  });

  test('is unbounded for few values, and not known for none', () => {
    expect(hodgesLehmann([1, 2], [3, 4], 0.95)).toEqual({ estimate: 2, lo: null, hi: null });
    expect(hodgesLehmann([], [1], 0.95)).toBeNull();
    expect(() => hodgesLehmann([1], [1], 95)).toThrow('found "95"');
  });

  test('moves with the candidate, and turns its sign when the sides change places', () => {
    const check = fc.property(sample, sample, fc.integer({ min: -50, max: 50 }), (base, candidate, by) => {
      const there = hodgesLehmann(base, candidate, 0.95);
      const back = hodgesLehmann(candidate, base, 0.95);
      expect((back?.estimate ?? 0) + (there?.estimate ?? Number.NaN)).toBe(0);
      expect((back?.hi ?? 0) + (there?.lo ?? 0)).toBe(0);
      const moved = hodgesLehmann(
        base,
        candidate.map((value) => value + by),
        0.95,
      );
      expect(moved?.estimate).toBe((there?.estimate ?? 0) + by);
      expect(hodgesLehmann(base, base, 0.95)?.estimate).toBe(0);
    });
    fc.assert(check, { seed });
  });
});

describe("Cliff's delta", () => {
  test('is that of R for the values with ties', () => {
    const found = cliffsDelta(tied.base, tied.candidate);
    expect(found?.delta).toBeCloseTo(0.37, 12);
    expect(found?.a12).toBeCloseTo(0.685, 12);
    expect(found?.magnitude).toBe('medium');
  });

  test('is 0 for a side against itself, ±1 for sides apart, and turns its sign with them', () => {
    expect(cliffsDelta([1, 2], [3, 4])).toEqual({ delta: 1, a12: 1, magnitude: 'large' });
    expect(cliffsDelta([], [1])).toBeNull();
    const check = fc.property(sample, sample, (base, candidate) => {
      expect(cliffsDelta(base, base)?.delta).toBe(0);
      const there = cliffsDelta(base, candidate);
      expect((cliffsDelta(candidate, base)?.delta ?? 0) + (there?.delta ?? Number.NaN)).toBeCloseTo(0, 12);
      const { u } = mannWhitney(base, candidate) ?? { u: Number.NaN };
      expect(there?.a12).toBeCloseTo(u / (base.length * candidate.length), 12);
    });
    fc.assert(check, { seed });
  });
});
