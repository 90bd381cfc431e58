import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalQuantile } from '../../src/stats/normal.ts';
import { studentTCdf, studentTQuantile } from '../../src/stats/student-t.ts';

function relativeError(found: number, expected: number): number {
  return Math.abs(found / expected - 1);
}

describe('The distribution function', () => {
  test('is the closed form with 1 degree of freedom (Cauchy): ½ + atan(t) / π', () => {
    for (const t of [-1e6, -12.706, -1, -0.01, 0.5, 3]) {
      const expected = t < -1 ? Math.atan(-1 / t) / Math.PI : 0.5 + Math.atan(t) / Math.PI;
      expect(relativeError(studentTCdf(t, 1), expected)).toBeLessThan(1e-14);
    }
  });

  test('is the closed form with 2 degrees of freedom: ½ + t / (2 √(2 + t²))', () => {
    for (const t of [-4, -1, -0.01, 0.5, 3, 40]) {
      const expected = 0.5 + t / (2 * Math.sqrt(2 + t * t));
      expect(relativeError(studentTCdf(t, 2), expected)).toBeLessThan(1e-13);
    }
  });

  test('is that of the normal distribution with infinitely many degrees of freedom', () => {
    // Φ(−5) = erfc(5 / √2) / 2, with 30 digits by mpmath.
    expect(relativeError(studentTCdf(-5, Infinity), 2.866515718791939e-7)).toBeLessThan(1e-12);
  });

  test('goes from 0 to 1 through one half', () => {
    expect(studentTCdf(-Infinity, 3)).toBe(0);
    expect(studentTCdf(0, 3)).toBe(0.5);
    expect(studentTCdf(Infinity, 3)).toBe(1);
  });

  test('adds up to 1 with its mirror image', () => {
    const t = fc.double({ min: -50, max: 50, noNaN: true });
    const degrees = fc.double({ min: 1, max: 1e6, noNaN: true });
    const check = fc.property(t, degrees, (value, degreesOfFreedom) => {
      const both = studentTCdf(value, degreesOfFreedom) + studentTCdf(-value, degreesOfFreedom);
      expect(both).toBeCloseTo(1, 14);
    });
    fc.assert(check, { seed: 1 });
  });
});

describe('The quantile', () => {
  test.each([
    // NIST/SEMATECH e-Handbook of Statistical Methods, table 1.3.6.7.2, upper critical values.
    [0.975, 1, 12.706],
    [0.95, 4, 2.132],
    [0.975, 5, 2.571],
    [0.975, 10, 2.228],
    [0.9, 20, 1.325],
    [0.99, 30, 2.457],
    [0.999, 100, 3.174],
  ])('at %d with %d degrees of freedom is %d in the published table', (p, degrees, expected) => {
    expect(studentTQuantile(p, degrees)).toBeCloseTo(expected, 3);
  });

  test('is the closed form with 1 and 2 degrees of freedom', () => {
    // Tangent, and (2 p − 1) / √(2 p (1 − p)): Hill 1970, CACM Algorithm 396.
    for (const p of [1e-12, 0.025, 0.3, 0.625, 0.75, 0.96875]) {
      expect(relativeError(studentTQuantile(p, 1), -1 / Math.tan(Math.PI * p))).toBeLessThan(1e-12);
      const expected = (2 * p - 1) / Math.sqrt(2 * p * (1 - p));
      expect(relativeError(studentTQuantile(p, 2), expected)).toBeLessThan(1e-12);
    }
  });

  test('is the normal quantile with infinitely many degrees of freedom', () => {
    expect(relativeError(studentTQuantile(0.975, Infinity), normalQuantile(0.975))).toBeLessThan(1e-14);
  });

  test('is 0 in the middle and infinite at the ends', () => {
    expect(studentTQuantile(0.5, 7)).toBe(0);
    expect(studentTQuantile(0, 7)).toBe(-Infinity);
    expect(studentTQuantile(1, 7)).toBe(Infinity);
  });

  test('undoes the distribution function, far into the tail and for fractional degrees of freedom', () => {
    const exponent = fc.double({ min: -100, max: -0.31, noNaN: true });
    const degrees = fc.double({ min: 1, max: 1e6, noNaN: true });
    const check = fc.property(exponent, degrees, (logarithm, degreesOfFreedom) => {
      const p = 10 ** logarithm;
      const back = studentTCdf(studentTQuantile(p, degreesOfFreedom), degreesOfFreedom);
      expect(relativeError(back, p)).toBeLessThan(1e-10);
    });
    fc.assert(check, { seed: 1 });
  });
});

test('What is no number of degrees of freedom, no probability or no number is refused', () => {
  expect(() => studentTCdf(1, 0.5)).toThrow('found "0.5"');
  expect(() => studentTQuantile(0.5, Number.NaN)).toThrow(RangeError);
  expect(() => studentTQuantile(2, 5)).toThrow('found "2"');
  expect(() => studentTQuantile(1e-101, 5)).toThrow('found "1e-101"');
  expect(() => studentTCdf(Number.NaN, 5)).toThrow(RangeError);
});
