import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { longRunVariance } from '../../src/stats/long-run-variance.ts';
import { ratioEffect } from '../../src/stats/ratio-effect.ts';
import { ratioOfSums } from '../../src/stats/ratio-of-sums.ts';
import { studentInterval } from '../../src/stats/welch.ts';
import { persistentSeries } from './persistent-series.ts';

const seed = 1;
const ones = (length: number) => new Array<number>(length).fill(1);
const meanOf = (series: readonly number[]) => ratioOfSums(series, ones(series.length));
const positive = fc.array(fc.double({ min: 1, max: 1000, noNaN: true }), { minLength: 20, maxLength: 60 });

describe('The ratio of two runs', () => {
  test('is, from end to end, that of two other implementations', () => {
    // Design paper "statistics.md", section 3.2: levels 100 and 100.8, 200 windows, half of each value kept.
    const base = meanOf(persistentSeries(12345, 200, 0.5).map((y) => 100 + y));
    const candidate = meanOf(persistentSeries(777, 200, 0.5).map((y) => 100.8 + y));
    expect(base.value).toBeCloseTo(99.995246434559, 10);
    expect(candidate.value).toBeCloseTo(100.720512030126, 10);
    const effect = ratioEffect(base, candidate);
    if (effect === null) throw new Error('Both levels are above 0.');
    expect(effect.estimate).toBeCloseTo(0.007226824218, 11);
    expect(effect.standardError).toBeCloseTo(0.001581444018, 11);
    expect(effect.degreesOfFreedom).toBeCloseTo(19.883541163, 8);
    expect(effect.p).toBeCloseTo(1.8847797e-4, 10);
    const { lo, hi } = studentInterval(effect.estimate, effect.standardError, effect.degreesOfFreedom, 0.95);
    expect(lo).toBeCloseTo(0.003926750719, 11);
    expect(hi).toBeCloseTo(0.010526897717, 11);
  });

  test('of a run to itself is 1, and never significant', () => {
    const check = fc.property(positive, (series) => {
      const effect = ratioEffect(meanOf(series), meanOf(series));
      expect(effect?.estimate).toBe(0);
      expect(effect?.p).toBe(1);
    });
    fc.assert(check, { seed });
  });

  test('turns its sign when the runs change places', () => {
    const check = fc.property(positive, positive, (one, other) => {
      const there = ratioEffect(meanOf(one), meanOf(other));
      const back = ratioEffect(meanOf(other), meanOf(one));
      expect(back?.estimate).toBeCloseTo(-(there?.estimate ?? Number.NaN), 12);
      expect(back?.standardError).toBeCloseTo(there?.standardError ?? Number.NaN, 12);
      expect(back?.p).toBeCloseTo(there?.p ?? Number.NaN, 12);
    });
    fc.assert(check, { seed });
  });

  test('does not depend on the unit', () => {
    const check = fc.property(positive, positive, (one, other) => {
      const inMs = ratioEffect(meanOf(one), meanOf(other));
      const inSeconds = (series: readonly number[]) => meanOf(series.map((value) => value / 1000));
      const effect = ratioEffect(inSeconds(one), inSeconds(other));
      expect(effect?.estimate).toBeCloseTo(inMs?.estimate ?? Number.NaN, 9);
      expect(effect?.p).toBeCloseTo(inMs?.p ?? Number.NaN, 7);
    });
    fc.assert(check, { seed });
  });

  test('is not known for a level of 0 or an unknown error', () => {
    const level = meanOf(persistentSeries(1, 40, 0).map((y) => 100 + y));
    expect(ratioEffect(meanOf(new Array<number>(40).fill(0)), level)).toBeNull();
    expect(ratioEffect(level, { ...level, logStandardError: null })).toBeNull();
  });
});

describe('A ratio of sums', () => {
  test('of sums and counts is the mean response time, with the error of its deviations', () => {
    const counts = Array.from({ length: 30 }, (_, t) => 10 + (t % 4));
    const sums = counts.map((count, t) => count * (100 + ((7 * t) % 5)));
    const total = counts.reduce((a, b) => a + b, 0);
    const mean = sums.reduce((a, b) => a + b, 0) / total;
    const deviations = sums.map((value, t) => value - mean * (counts[t] as number));
    const found = ratioOfSums(sums, counts);
    expect(found.value).toBeCloseTo(mean, 12);
    // √(T Ω) / (N m), as in section 3.2.
    const expected = Math.sqrt(30 * longRunVariance(deviations).variance) / (total * mean);
    expect(found.logStandardError).toBeCloseTo(expected, 12);
  });

  test('of requests and seconds is throughput, also when a window is longer than the others', () => {
    const seconds = Array.from({ length: 40 }, (_, t) => (t === 7 ? 3 : 1));
    const steady = ratioOfSums(
      seconds.map((duration) => 50 * duration),
      seconds,
    );
    expect(steady.value).toBe(50);
    expect(steady.standardError).toBe(0);
  });

  test('refuses columns that do not fit, and too few windows', () => {
    expect(() => ratioOfSums([1, 2], [1])).toThrow('"2" sums do not go with "1" sizes');
    expect(() => ratioOfSums(ones(19), ones(19))).toThrow('found "19"');
    expect(() => ratioOfSums(ones(30), new Array<number>(30).fill(0))).toThrow('found "0"');
  });
});
