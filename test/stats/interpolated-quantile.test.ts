import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { exactly, interpolatedQuantile, quantilePosition } from '../../src/stats/interpolated-quantile.ts';
import { poolValues } from '../../src/stats/window-counts.ts';

const seed = 1;
// Buckets of ± 5 around 10, 20, 30 and so on.
const tens = (value: number) => ({ lo: value - 5, hi: value + 5 });

test('Of unrounded values it is the nearest rank', () => {
  // R, type 1. Design paper "statistics.md", section 2.
  const values = poolValues([12, 15, 17, 21, 22, 25, 30, 34, 41, 95]);
  const at = (p: number) => interpolatedQuantile(values, p, exactly);
  expect([0.5, 0.9, 0.95, 0.99].map(at)).toEqual([22, 41, 95, 95]);
});

test('Within a bucket it goes up geometrically, from its lower bound to its upper one', () => {
  const values = poolValues([20, 20, 20, 20]);
  expect(interpolatedQuantile(values, 0, tens)).toBe(15);
  expect(interpolatedQuantile(values, 0.5, tens)).toBeCloseTo(Math.sqrt(15 * 25), 12);
  expect(interpolatedQuantile(values, 1, tens)).toBeCloseTo(25, 12);
});

test('In a bucket that starts at 0 it goes up in a straight line', () => {
  expect(interpolatedQuantile(poolValues([1, 1]), 0.5, () => ({ lo: 0, hi: 2 }))).toBe(1);
});

test('Its position is the bucket, and the share of the bucket below', () => {
  expect(quantilePosition(poolValues([10, 20, 20, 20, 20]), 0.6)).toEqual({ bucket: 1, shareBelow: 0.5 });
});

test('It never falls as p rises, and goes with the unit', () => {
  const values = fc.array(
    fc.integer({ min: 1, max: 20 }).map((ten) => 10 * ten),
    { minLength: 1 },
  );
  const p = fc.double({ min: 0, max: 1, noNaN: true });
  const check = fc.property(values, p, p, (sample, one, other) => {
    const at = (share: number) => interpolatedQuantile(poolValues(sample), share, tens);
    expect(at(Math.min(one, other))).toBeLessThanOrEqual(at(Math.max(one, other)) * (1 + 1e-12));
    const inSeconds = poolValues(sample.map((value) => value / 1000));
    const scaled = interpolatedQuantile(inSeconds, one, (v) => ({ lo: v - 0.005, hi: v + 0.005 }));
    expect(1000 * scaled).toBeCloseTo(at(one), 8);
  });
  fc.assert(check, { seed });
});

test('No values and impossible shares are refused', () => {
  expect(() => interpolatedQuantile(poolValues([]), 0.5, exactly)).toThrow('found none');
  expect(() => interpolatedQuantile(poolValues([1]), 50, exactly)).toThrow('found "50"');
});
