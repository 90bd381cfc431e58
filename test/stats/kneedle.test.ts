import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { kneedle } from '../../src/stats/kneedle.ts';

const seed = 1;
const ninths = Array.from({ length: 10 }, (_, i) => i / 9);
// The example of Satopää and others 2011, as in the tests of the Python package kneed. Section 5.3.
const example = ninths.map((x) => -1 / (x + 0.1) + 5);

test('The knee of the published example is at 2 / 9', () => {
  const knee = kneedle(ninths, example);
  expect(ninths[knee?.index ?? -1]).toBeCloseTo(0.2222, 4);
  // 22 / 29 − 2 / 9 by hand; the 0.53639843 of section 5.3 is off in its last digit.
  expect(knee?.distance).toBeCloseTo(140 / 261, 14);
});

test('The knee of a curve that flattens after two steps is there', () => {
  expect(kneedle([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], [0, 60, 80, 85, 90, 95, 96, 97, 98, 99])?.index).toBe(2);
});

test('It is where it is in any unit', () => {
  const unit = fc.double({ min: 0.01, max: 100, noNaN: true });
  const level = fc.double({ min: -100, max: 100, noNaN: true });
  const check = fc.property(unit, unit, level, (ofX, ofY, from) => {
    const knee = kneedle(
      ninths.map((x) => ofX * x + from),
      example.map((y) => ofY * y + from),
    );
    expect(knee?.index).toBe(2);
    expect(knee?.distance).toBeCloseTo(140 / 261, 6);
  });
  fc.assert(check, { seed });
});

test('There is none in a straight line, a flat one, or too few points', () => {
  expect(kneedle([1, 2, 3, 4, 5, 6], [2, 4, 6, 8, 10, 12])).toBeNull();
  expect(kneedle([1, 2, 3, 4, 5, 6], [5, 5, 5, 5, 5, 5])).toBeNull();
  expect(kneedle([1, 2, 3, 4, 5], [0, 8, 9, 9.5, 9.6])).toBeNull();
});

test('It is unconfirmed when the curve stops right behind it', () => {
  const x = [0, 1, 2, 3, 4, 5, 6];
  expect(kneedle(x, [0, 1, 2, 3, 4, 5.6, 6])).toBeNull();
});

test('Points that do not ascend are refused', () => {
  expect(() => kneedle([1, 1, 2, 3, 4, 5], [1, 2, 3, 4, 5, 6])).toThrow(RangeError);
  expect(() => kneedle([1, 2], [1])).toThrow('"2" x do not go with "1" y');
});
