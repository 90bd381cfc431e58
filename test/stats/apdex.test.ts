import { expect, test } from 'vitest';
import { apdex } from '../../src/stats/apdex.ts';

test('Satisfied requests count whole, tolerating ones half, frustrated ones not', () => {
  // 60 satisfied, 30 tolerating and 10 frustrated: (60 + 15) / 100.
  expect(apdex(60, 30, 100)).toBe(0.75);
});

test('The example that site24x7 publishes as 0.47 is 0.486', () => {
  // 40 satisfied, 200 tolerating, 48 frustrated: (40 + 100) / 288.
  expect(apdex(40, 200, 288)).toBeCloseTo(0.4861, 4);
});

test('All satisfied score 1 and all frustrated 0', () => {
  expect(apdex(7, 0, 7)).toBe(1);
  expect(apdex(0, 0, 7)).toBe(0);
});

test('No requests have no score, and parts do not exceed the whole', () => {
  expect(() => apdex(0, 0, 0)).toThrow(RangeError);
  expect(() => apdex(3, 3, 5)).toThrow(RangeError);
  expect(() => apdex(-1, 3, 5)).toThrow(RangeError);
});
