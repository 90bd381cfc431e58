import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { mean } from '../../src/stats/moments.ts';

test('The mean of equal values is that value to the last digit', () => {
  const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  const check = fc.property(value, fc.integer({ min: 1, max: 200 }), (x, n) => {
    expect(mean(new Array(n).fill(x))).toBe(x === 0 ? 0 : x);
  });
  fc.assert(check, { seed: 1 });
});

test('The mean keeps small differences on top of a large level', () => {
  // Three epoch times in ms plus a tenth, two tenths and three tenths: the mean is the middle one.
  expect(mean([1.7e12 + 0.125, 1.7e12 + 0.25, 1.7e12 + 0.375])).toBe(1.7e12 + 0.25);
});

test('There is no mean of nothing, nor of values that are not finite', () => {
  expect(() => mean([])).toThrow(RangeError);
  expect(() => mean([1, Number.NaN])).toThrow(RangeError);
  expect(() => mean([1, Infinity])).toThrow(RangeError);
});
