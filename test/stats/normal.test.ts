import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalQuantile } from '../../src/stats/normal.ts';

test.each([
  // Wichura 1988, Algorithm AS 241, the check values of PPND16.
  [0.25, -0.6744897501960817],
  [0.001, -3.090232306167814],
  [1e-20, -9.262340089798409],
  // √2 erf⁻¹(0.95), with 30 digits by mpmath.
  [0.975, 1.959963984540054],
])('The normal quantile at %d is %d to the last digits', (p, expected) => {
  expect(Math.abs(normalQuantile(p) / expected - 1)).toBeLessThan(1e-15);
});

test('The quantile is 0 in the middle and infinite at the ends', () => {
  expect(normalQuantile(0.5)).toBe(0);
  expect(normalQuantile(0)).toBe(-Infinity);
  expect(normalQuantile(1)).toBe(Infinity);
});

test('The quantile rises with the probability, also where its three formulas meet', () => {
  for (const meeting of [0.075, 0.925, Math.exp(-25)]) {
    expect(normalQuantile(meeting * (1 - 1e-12))).toBeLessThan(normalQuantile(meeting * (1 + 1e-12)));
  }
  const probability = fc.double({ min: 1e-300, max: 1 - 1e-12, noNaN: true });
  const check = fc.property(probability, probability, (p, q) => {
    const smaller = Math.min(p, q) * (1 - 1e-12);
    expect(normalQuantile(smaller)).toBeLessThan(normalQuantile(Math.max(p, q)));
  });
  fc.assert(check, { seed: 1 });
});

test('What is not a probability is refused, with the value found', () => {
  expect(() => normalQuantile(1.5)).toThrow('found "1.5"');
  expect(() => normalQuantile(-0.1)).toThrow(RangeError);
  expect(() => normalQuantile(Number.NaN)).toThrow(RangeError);
});
