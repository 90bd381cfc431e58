import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { poolValues, poolWindows, windowSizes, windowsOf } from '../../src/stats/window-counts.ts';
import { windowsOfValues } from './windows-of-values.ts';

const seed = 1;
const windows = fc.array(fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 10 }), { maxLength: 12 });

test('Windows put together are their values put together', () => {
  const check = fc.property(windows, (all) => {
    const columns = windowsOfValues(all);
    expect(poolWindows(columns)).toEqual(poolValues(all.flat()));
    expect(windowsOf(columns)).toBe(all.length);
    expect([...windowSizes(columns)]).toEqual(all.map((window) => window.length));
  });
  fc.assert(check, { seed });
});

test('A window with a weight counts so many times, and one of weight 0 leaves no trace', () => {
  const columns = windowsOfValues([[10, 20], [20, 20, 30], [5]]);
  const pooled = poolWindows(columns, [1, 2, 0]);
  expect([...pooled.values]).toEqual([10, 20, 30]);
  expect([...pooled.cumulative]).toEqual([1, 6, 8]);
  expect(pooled.total).toBe(8);
  expect(() => poolWindows(columns, [1])).toThrow('found "1"');
});

test('No windows hold no values', () => {
  expect(poolWindows({ offsets: [0], values: [], counts: [] }).total).toBe(0);
  expect(windowsOf({ offsets: [], values: [], counts: [] })).toBe(0);
});
