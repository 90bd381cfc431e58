import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { addErrors, criticalT, studentInterval, testEstimate, twoSidedP } from '../../src/stats/welch.ts';

const seed = 1;

test("Welch's degrees of freedom are those of the textbook formula", () => {
  // (4 + 1)² / (16 / 9 + 1 / 19) by hand.
  const sum = addErrors([
    { squaredError: 4, degreesOfFreedom: 9 },
    { squaredError: 1, degreesOfFreedom: 19 },
  ]);
  expect(sum.squaredError).toBe(5);
  expect(sum.degreesOfFreedom).toBeCloseTo(25 / (16 / 9 + 1 / 19), 12);
});

test('They lie between the fewest of the parts and all together', () => {
  const part = fc.record({
    squaredError: fc.double({ min: 1e-12, max: 1e6, noNaN: true }),
    degreesOfFreedom: fc.double({ min: 1, max: 1000, noNaN: true }),
  });
  const check = fc.property(fc.array(part, { minLength: 1, maxLength: 8 }), (parts) => {
    const { degreesOfFreedom } = addErrors(parts);
    const degrees = parts.map((each) => each.degreesOfFreedom);
    expect(degreesOfFreedom).toBeGreaterThanOrEqual(Math.min(...degrees) * (1 - 1e-9));
    expect(degreesOfFreedom).toBeLessThanOrEqual(degrees.reduce((a, b) => a + b, 0) * (1 + 1e-9));
  });
  fc.assert(check, { seed });
});

test('A known error has infinitely many, and parts without error do not count', () => {
  const known = { squaredError: 2, degreesOfFreedom: Infinity };
  expect(addErrors([known]).degreesOfFreedom).toBe(Infinity);
  const none = { squaredError: 0, degreesOfFreedom: 3 };
  expect(addErrors([none, { squaredError: 2, degreesOfFreedom: 7 }]).degreesOfFreedom).toBeCloseTo(7, 12);
  expect(addErrors([none, none])).toEqual({ squaredError: 0, degreesOfFreedom: 6 });
});

test('A two-sided p is twice the tail, and goes with the interval', () => {
  expect(twoSidedP(12.706204736, 1)).toBeCloseTo(0.05, 9);
  expect(twoSidedP(-2.228138852, 10)).toBeCloseTo(0.05, 9);
  expect(twoSidedP(0, 4)).toBe(1);
  expect(criticalT(10, 0.95)).toBeCloseTo(2.228138852, 8);
  const { lo, hi } = studentInterval(3, 2, 10, 0.95);
  expect(lo).toBeCloseTo(3 - 2 * 2.228138852, 8);
  expect(hi).toBeCloseTo(3 + 2 * 2.228138852, 8);
  expect(() => criticalT(10, 1)).toThrow('found "1"');
});

test('Without error any difference is certain, and none is none', () => {
  const error = { squaredError: 0, degreesOfFreedom: 10 };
  expect(testEstimate(0.1, error).p).toBe(0);
  expect(testEstimate(0, error).p).toBe(1);
});
