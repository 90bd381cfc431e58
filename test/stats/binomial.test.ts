import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { binomialCdf, binomialQuantile } from '../../src/stats/binomial.ts';

const seed = 1;
const trials = fc.integer({ min: 1, max: 100_000 });
const chance = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });

/** Number of successes in 10 tosses of a coin, of 1024 equally likely outcomes: row 10 of Pascal's triangle. */
const tosses = [1, 10, 45, 120, 210, 252, 210, 120, 45, 10, 1];

describe('The distribution function', () => {
  test('counts the outcomes of ten coin tosses', () => {
    let outcomes = 0;
    for (const [k, count] of tosses.entries()) {
      outcomes += count;
      expect(binomialCdf(k, 10, 0.5)).toBeCloseTo(outcomes / 1024, 14);
    }
  });

  test('keeps its digits for ten million trials', () => {
    // (1 − p)^n + n p (1 − p)^(n − 1), summed exactly with 40 digits by mpmath.
    expect(Math.abs(binomialCdf(0, 1e7, 1e-6) / 4.539970276325223e-5 - 1)).toBeLessThan(1e-13);
    expect(Math.abs(binomialCdf(1, 1e7, 1e-6) / 4.993971843932561e-4 - 1)).toBeLessThan(1e-13);
  });

  test('is 0 below no success and 1 from all successes on', () => {
    expect(binomialCdf(-1, 5, 0.4)).toBe(0);
    expect(binomialCdf(5, 5, 0.4)).toBe(1);
    expect(binomialCdf(0, 0, 0.4)).toBe(1);
  });

  test('knows trials that always or never succeed', () => {
    expect(binomialCdf(0, 5, 0)).toBe(1);
    expect(binomialCdf(4, 5, 1)).toBe(0);
  });

  test('counts a fraction of a success as none', () => {
    expect(binomialCdf(3.9, 10, 0.5)).toBe(binomialCdf(3, 10, 0.5));
  });

  test('of successes and of failures add up to 1', () => {
    const check = fc.property(trials, chance, fc.double({ min: 0, max: 1, noNaN: true }), (n, p, part) => {
      const k = Math.floor(part * (n - 1));
      expect(binomialCdf(k, n, p) + binomialCdf(n - k - 1, n, 1 - p)).toBeCloseTo(1, 9);
    });
    fc.assert(check, { seed });
  });
});

describe('The quantile', () => {
  test('is the smallest number of successes whose distribution function reaches the probability', () => {
    const probability = fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true });
    const check = fc.property(probability, trials, chance, (target, n, p) => {
      const k = binomialQuantile(target, n, p);
      expect(binomialCdf(k, n, p)).toBeGreaterThanOrEqual(target * (1 - 1e-13));
      expect(binomialCdf(k - 1, n, p)).toBeLessThan(target);
    });
    fc.assert(check, { seed });
  });

  test('does not step over a probability that is reached exactly', () => {
    let outcomes = 0;
    for (const [k, count] of tosses.entries()) {
      outcomes += count;
      expect(binomialQuantile(outcomes / 1024, 10, 0.5)).toBe(k);
    }
  });

  test.each([
    // scipy 1.17, scipy.stats.binom.ppf.
    [0.025, 10_000_000, 0.5, 4_996_901],
    [0.975, 10_000_000, 0.99, 9_900_616],
    [1e-12, 10_000_000, 0.9999, 9_998_770],
    [0.999999, 10_000_000, 1e-6, 28],
  ])('at %d of %d trials of %d is %d', (probability, n, p, expected) => {
    expect(binomialQuantile(probability, n, p)).toBe(expected);
  });

  test('is the least and the most possible at the ends', () => {
    expect(binomialQuantile(0, 9, 0.3)).toBe(0);
    expect(binomialQuantile(1, 9, 0.3)).toBe(9);
    expect(binomialQuantile(1, 9, 0)).toBe(0);
    expect(binomialQuantile(0.5, 9, 0)).toBe(0);
    expect(binomialQuantile(0.5, 9, 1)).toBe(9);
    expect(binomialQuantile(0.5, 0, 0.3)).toBe(0);
  });
});

test('What is no number of trials or no probability is refused, with the value found', () => {
  expect(() => binomialCdf(1, 2.5, 0.5)).toThrow('found "2.5"');
  expect(() => binomialCdf(1, -1, 0.5)).toThrow('found "-1"');
  expect(() => binomialCdf(1, 3, 1.2)).toThrow('found "1.2"');
  expect(() => binomialQuantile(-0.2, 3, 0.5)).toThrow('found "-0.2"');
});
