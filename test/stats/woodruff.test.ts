import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exactly } from '../../src/stats/interpolated-quantile.ts';
import { longRunVariance } from '../../src/stats/long-run-variance.ts';
import { normalFrom, seededRandom } from '../../src/stats/random.ts';
import { studentTQuantile } from '../../src/stats/student-t.ts';
import { quantileOfWindows } from '../../src/stats/woodruff.ts';
import { windowsOfValues } from './windows-of-values.ts';

const seed = 1;

/** Log-normal response times around 100 ms, independent of each other. */
function run(generatorSeed: number, windows: number, perWindow: number, factor = 1): number[][] {
  const random = seededRandom(generatorSeed);
  const value = () => factor * 100 * Math.exp(0.5 * normalFrom(random));
  return Array.from({ length: windows }, () => Array.from({ length: perWindow }, value));
}

function rounded(windows: number[][]): number[][] {
  return windows.map((window) => window.map((value) => 10 * Math.round(value / 10)));
}

const tens = (value: number) => ({ lo: Math.max(0, value - 5), hi: value + 5 });

describe('The interval of a quantile of a run', () => {
  test('lies between the quantiles at p ± t s, s from the long-run variance of what is above', () => {
    const windows = run(1, 60, 40);
    const all = windows.flat().sort((a, b) => a - b);
    // By hand: value number 2160 of 2400 is the p90; 240 are above it, and it is not above itself.
    const p90 = all[2159] as number;
    const excess = windows.map((window) => window.filter((value) => value > p90).length - 0.1 * 40);
    const reach =
      (studentTQuantile(0.975, 10) * Math.sqrt(60 * longRunVariance(excess).variance)) / all.length;
    const found = quantileOfWindows(windowsOfValues(windows), 0.9, 0.95, exactly);
    expect(found?.value).toBe(p90);
    expect(found?.lo).toBe(all[Math.ceil((0.9 - reach) * 2400) - 1]);
    expect(found?.hi).toBe(all[Math.ceil((0.9 + reach) * 2400) - 1]);
    const lo = found?.lo ?? Number.NaN;
    const hi = found?.hi ?? Number.NaN;
    expect(found?.logStandardError).toBeCloseTo(Math.log(hi / lo) / (2 * studentTQuantile(0.975, 10)), 12);
    expect(found?.n).toBe(2400);
  });

  test('counts independent requests in full, and repeated ones as what they are worth', () => {
    const windows = run(3, 200, 50);
    const plain = quantileOfWindows(windowsOfValues(windows), 0.9, 0.95, exactly);
    expect(plain?.effectiveN).toBeGreaterThan(5000);
    expect(plain?.effectiveN).toBeLessThanOrEqual(10_000);
    const repeated = windows.map((window) => [...window, ...window, ...window, ...window]);
    const four = quantileOfWindows(windowsOfValues(repeated), 0.9, 0.95, exactly);
    expect(four?.n).toBe(40_000);
    expect((four?.effectiveN ?? 0) / (plain?.effectiveN ?? 1)).toBeLessThan(1.6);
    expect(four?.logStandardError).toBeCloseTo(plain?.logStandardError ?? 0, 3);
  });

  test('is hardly another when values are rounded to buckets of a tenth', () => {
    const windows = run(4, 100, 50);
    const exact = quantileOfWindows(windowsOfValues(windows), 0.5, 0.95, exactly);
    const coarse = quantileOfWindows(windowsOfValues(rounded(windows)), 0.5, 0.95, tens);
    expect(Math.abs(Math.log((coarse?.value ?? 0) / (exact?.value ?? 0)))).toBeLessThan(0.01);
    const errors = (coarse?.logStandardError ?? 0) / (exact?.logStandardError ?? 1);
    expect(errors).toBeGreaterThan(0.7);
    expect(errors).toBeLessThan(1.4);
  });

  test('has no error of 0 where all values share one bucket', () => {
    const windows = Array.from({ length: 50 }, () => [20, 20, 20, 20, 20, 20]);
    const found = quantileOfWindows(windowsOfValues(windows), 0.5, 0.95, tens);
    expect(found?.lo).toBeGreaterThan(15);
    expect(found?.lo).toBeLessThan(19);
    expect(found?.hi).toBeGreaterThan(20);
  });

  test('has an infinite end where too few values lie beyond', () => {
    const few = quantileOfWindows(windowsOfValues(run(5, 20, 5)), 0.99, 0.95, exactly);
    expect(few?.hi).toBeNull();
    expect(few?.logStandardError).toBeNull();
    const low = quantileOfWindows(windowsOfValues(run(5, 20, 5)), 0.01, 0.95, exactly);
    expect(low?.lo).toBeNull();
  });

  test('is not known for fewer than 20 windows, nor without values', () => {
    expect(quantileOfWindows(windowsOfValues(run(1, 19, 100)), 0.5, 0.95, exactly)).toBeNull();
    const empty = windowsOfValues(new Array<number[]>(30).fill([]));
    expect(quantileOfWindows(empty, 0.5, 0.95, exactly)).toBeNull();
  });

  test('goes with the unit, and its error on the log scale does not depend on it', () => {
    const check = fc.property(
      fc.integer(),
      fc.double({ min: 0.001, max: 1000, noNaN: true }),
      (start, unit) => {
        const one = quantileOfWindows(windowsOfValues(run(start, 30, 20)), 0.8, 0.95, exactly);
        const other = quantileOfWindows(windowsOfValues(run(start, 30, 20, unit)), 0.8, 0.95, exactly);
        expect((other?.value ?? 0) / unit / (one?.value ?? 1)).toBeCloseTo(1, 10);
        expect(other?.logStandardError).toBeCloseTo(one?.logStandardError ?? Number.NaN, 10);
        expect(other?.autocorrelation).toBe(one?.autocorrelation);
      },
    );
    fc.assert(check, { seed, numRuns: 30 });
  });

  test('widens with confidence and does not depend on the order within a window', () => {
    const windows = run(7, 40, 30);
    const at = (confidence: number, all: number[][]) =>
      quantileOfWindows(windowsOfValues(all), 0.5, confidence, exactly);
    expect(at(0.99, windows)?.lo).toBeLessThan(at(0.9, windows)?.lo ?? 0);
    expect(at(0.99, windows)?.hi).toBeGreaterThan(at(0.9, windows)?.hi ?? Infinity);
    const turned = windows.map((window) => [...window].reverse());
    expect(at(0.9, turned)).toEqual(at(0.9, windows));
  });
});

test('A quantile of all or of nothing has no interval', () => {
  const columns = windowsOfValues(run(1, 30, 5));
  expect(() => quantileOfWindows(columns, 1, 0.95, exactly)).toThrow('found "1"');
  expect(() => quantileOfWindows(columns, 0.5, 95, exactly)).toThrow('found "95"');
});
