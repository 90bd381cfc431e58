import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { chiSquareCdf, chiSquareQuantile } from '../../src/stats/chi-square.ts';
import { incompleteGamma, logGamma } from '../../src/stats/incomplete-gamma.ts';
import { studentTCdf } from '../../src/stats/student-t.ts';

const seed = 1;
const relativeError = (found: number, expected: number) => Math.abs(found / expected - 1);

test('With 2 degrees of freedom the quantile is −2 ln(1 − p)', () => {
  for (const p of [1e-9, 0.05, 0.2, 0.5, 0.95, 0.999999]) {
    expect(relativeError(chiSquareQuantile(p, 2), -2 * Math.log1p(-p))).toBeLessThan(1e-9);
  }
});

test('With 4 and 6 degrees of freedom the distribution is the closed form', () => {
  for (const x of [0.1, 1, 4, 9, 30]) {
    const half = x / 2;
    expect(chiSquareCdf(x, 4)).toBeCloseTo(1 - Math.exp(-half) * (1 + half), 13);
    expect(chiSquareCdf(x, 6)).toBeCloseTo(1 - Math.exp(-half) * (1 + half + half ** 2 / 2), 13);
  }
});

test('With 1 degree of freedom it is the square of a normal variable', () => {
  for (const z of [0.01, 0.5, 1, 1.959963984540054, 5]) {
    expect(chiSquareCdf(z * z, 1)).toBeCloseTo(1 - 2 * studentTCdf(-z, Infinity), 13);
  }
  expect(chiSquareQuantile(0.95, 1)).toBeCloseTo(3.841458820694124, 11);
});

test('The quantile is where the distribution reaches the probability', () => {
  const p = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });
  const check = fc.property(p, fc.integer({ min: 1, max: 400 }), (probability, degrees) => {
    expect(chiSquareCdf(chiSquareQuantile(probability, degrees), degrees)).toBeCloseTo(probability, 11);
  });
  fc.assert(check, { seed });
});

test('The ends are 0 and Infinity; probabilities outside are refused', () => {
  expect(chiSquareQuantile(0, 3)).toBe(0);
  expect(chiSquareQuantile(1, 3)).toBe(Infinity);
  expect(() => chiSquareQuantile(1.5, 3)).toThrow('found "1.5"');
  expect(() => chiSquareCdf(1, 0)).toThrow(RangeError);
});

test('The gamma function is that of factorials and of one half', () => {
  expect(logGamma(5)).toBeCloseTo(Math.log(24), 13);
  expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 13);
  expect(relativeError(logGamma(101), 363.7393755555635)).toBeLessThan(1e-14);
  expect(incompleteGamma(3, Infinity)).toBe(1);
  expect(incompleteGamma(3, 0)).toBe(0);
});
