import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { incompleteBeta, powerTerm } from '../../src/stats/incomplete-beta.ts';

const seed = 1;
const share = fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true });
const shape = fc.double({ min: 0.1, max: 1e4, noNaN: true });

test('With b = 1 it is x to the power of a', () => {
  for (const [x, a] of [
    [0.3, 2],
    [0.99, 50],
    [0.01, 0.5],
  ] as const) {
    expect(incompleteBeta(x, 1 - x, a, 1)).toBeCloseTo(x ** a, 14);
  }
});

test('With a = b = ½ it is the arcsine law, 2/π · asin(√x)', () => {
  for (const x of [0.001, 0.25, 0.5, 0.9]) {
    expect(incompleteBeta(x, 1 - x, 0.5, 0.5)).toBeCloseTo((2 / Math.PI) * Math.asin(Math.sqrt(x)), 14);
  }
});

test('It mirrors: I_x(a, b) + I_{1−x}(b, a) = 1 (NIST DLMF 8.17.4)', () => {
  const check = fc.property(share, shape, shape, (x, a, b) => {
    expect(incompleteBeta(x, 1 - x, a, b) + incompleteBeta(1 - x, x, b, a)).toBeCloseTo(1, 10);
  });
  fc.assert(check, { seed });
});

test('Its recurrence holds: I_x(a, b) = I_x(a + 1, b) + x^a (1 − x)^b / (a B(a, b)) (NIST DLMF 8.17.20)', () => {
  const check = fc.property(share, shape, shape, (x, a, b) => {
    const right = incompleteBeta(x, 1 - x, a + 1, b) + powerTerm(x, 1 - x, a, b) / a;
    expect(incompleteBeta(x, 1 - x, a, b)).toBeCloseTo(right, 11);
  });
  fc.assert(check, { seed });
});

test('Outside 0…1 it is 0 or 1, and what is not a number stays so', () => {
  expect(incompleteBeta(0, 1, 2, 3)).toBe(0);
  expect(incompleteBeta(1, 0, 2, 3)).toBe(1);
  expect(incompleteBeta(Number.NaN, Number.NaN, 2, 3)).toBeNaN();
});
