import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  batchAutocorrelation,
  equalWeightedCosine,
  longRunVariance,
} from '../../src/stats/long-run-variance.ts';
import { mean } from '../../src/stats/moments.ts';
import { studentTCdf, studentTQuantile } from '../../src/stats/student-t.ts';
import { persistentSeries } from './persistent-series.ts';

const seed = 1;
// A wave of period 7 or so. Design paper "statistics.md", section 3.2.
const wave = [102, 98, 105, 110, 107, 103, 99, 95, 97, 101, 106, 111, 109, 104, 100, 96, 94, 99, 103, 108];
const series = fc.array(fc.double({ min: -1000, max: 1000, noNaN: true }), { minLength: 20, maxLength: 120 });

describe('The equal-weighted cosine estimate', () => {
  test('of 20 values with 4 and 6 terms is that of two other implementations', () => {
    expect(equalWeightedCosine(wave, 4)).toBeCloseTo(7.997514622007, 11);
    expect(equalWeightedCosine(wave, 6)).toBeCloseTo(76.931312803497, 11);
  });

  test('gives the interval of the mean of those values', () => {
    const standardError = Math.sqrt(equalWeightedCosine(wave, 4) / wave.length);
    expect(mean(wave)).toBeCloseTo(102.35, 12);
    expect(standardError).toBeCloseTo(0.632357281211, 11);
    const reach = studentTQuantile(0.975, 4) * standardError;
    expect(mean(wave) - reach).toBeCloseTo(100.594294721846, 11);
    expect(mean(wave) + reach).toBeCloseTo(104.105705278154, 11);
  });

  test.each([
    // Design paper "statistics.md", section 3.2: Python and JavaScript, seed 12345, 10 terms.
    [0, 200, 0.685880004818],
    [0.5, 200, 2.480216295803],
    [0.8, 300, 11.775845360054],
    [0.95, 300, 98.601373052045],
  ])('of a series that keeps %d of each value, %d long, is %d', (phi, length, expected) => {
    expect(equalWeightedCosine(persistentSeries(12345, length, phi), 10)).toBeCloseTo(expected, 10);
  });

  test('is 0 for a series that does not vary', () => {
    expect(equalWeightedCosine(new Array(50).fill(0.1), 10)).toBe(0);
  });

  test('does not depend on the level or the direction of time, and goes with the square of the unit', () => {
    const check = fc.property(series, (values) => {
      const variance = equalWeightedCosine(values, 10);
      const tolerance = 1e-9 * (variance + 1);
      const moved = values.map((value) => value + 500);
      const inSeconds = values.map((value) => value / 1000);
      expect(Math.abs(equalWeightedCosine(moved, 10) - variance)).toBeLessThan(tolerance);
      expect(Math.abs(equalWeightedCosine([...values].reverse(), 10) - variance)).toBeLessThan(tolerance);
      expect(Math.abs(1e6 * equalWeightedCosine(inSeconds, 10) - variance)).toBeLessThan(tolerance);
    });
    fc.assert(check, { seed });
  });

  test('with all terms is the sample variance: the cosines are all there is to a series', () => {
    const check = fc.property(series, (values) => {
      const center = mean(values);
      const squares = values.reduce((sum, value) => sum + (value - center) ** 2, 0);
      const sampleVariance = squares / (values.length - 1);
      const all = equalWeightedCosine(values, values.length - 1);
      expect(Math.abs(all - sampleVariance)).toBeLessThanOrEqual(1e-9 * (sampleVariance + 1));
    });
    fc.assert(check, { seed });
  });
});

describe('The long-run variance', () => {
  test('is the larger of the estimates with 10 and with ⌊0.4 T^⅔⌋ terms', () => {
    // 0.4 · 20^⅔ = 2.9, so 2 and 10 terms: 2.864716 and 47.175907 (NumPy).
    expect(longRunVariance(wave).variance).toBeCloseTo(47.175906730433, 9);
    // 0.4 · 1000^⅔ is 40, although 1000 ** (2 / 3) is 99.99999999999997 in floating point.
    const long = persistentSeries(4, 1000, 0.5).map(
      (value, t) => value + 3 * Math.cos((Math.PI * 40 * (t + 0.5)) / 1000),
    );
    expect(longRunVariance(long).variance).toBe(equalWeightedCosine(long, 40));
  });

  test('goes with 10 degrees of freedom', () => {
    expect(longRunVariance(wave).degreesOfFreedom).toBe(10);
    expect(longRunVariance(persistentSeries(1, 900, 0)).degreesOfFreedom).toBe(10);
  });

  test('compares two runs from end to end', () => {
    // Design paper "statistics.md", section 3.2: levels 100 and 100.8, 200 windows, half of each value kept.
    const sides = [
      persistentSeries(12345, 200, 0.5).map((y) => 100 + y),
      persistentSeries(777, 200, 0.5).map((y) => 100.8 + y),
    ];
    const [base, candidate] = sides.map((side) => {
      const { variance, degreesOfFreedom } = longRunVariance(side);
      return { mean: mean(side), squaredError: variance / side.length / mean(side) ** 2, degreesOfFreedom };
    });
    if (base === undefined || candidate === undefined) throw new Error('Two sides were made above.');
    const change = Math.log(candidate.mean / base.mean);
    const squaredError = base.squaredError + candidate.squaredError;
    const degreesOfFreedom =
      squaredError ** 2 / (base.squaredError ** 2 / 10 + candidate.squaredError ** 2 / 10);
    const reach = studentTQuantile(0.975, degreesOfFreedom) * Math.sqrt(squaredError);

    expect(base.mean).toBeCloseTo(99.995246434559, 10);
    expect(candidate.mean).toBeCloseTo(100.720512030126, 10);
    expect(change).toBeCloseTo(0.007226824218, 11);
    expect(Math.sqrt(squaredError)).toBeCloseTo(0.001581444018, 11);
    expect(degreesOfFreedom).toBeCloseTo(19.883541163, 8);
    expect(2 * studentTCdf(-change / Math.sqrt(squaredError), degreesOfFreedom)).toBeCloseTo(
      1.8847797e-4,
      10,
    );
    expect(change - reach).toBeCloseTo(0.003926750719, 11);
    expect(change + reach).toBeCloseTo(0.010526897717, 11);
  });
});

describe('The autocorrelation of 20 batch means', () => {
  test('of 20 values is that of the values themselves', () => {
    // NumPy: Σ zₜ zₜ₊₁ / Σ zₜ² of the values less their mean.
    expect(batchAutocorrelation(wave)).toBeCloseTo(0.617314469841909, 12);
  });

  test.each([
    // NumPy, by the design paper's simulation (sim2.py), seed 12345.
    [0, 200, 0.0445806768579],
    [0.5, 200, 0.0349631969037],
    [0.8, 300, 0.0531064760851],
    [0.95, 300, 0.4356179511881],
  ])('of a series that keeps %d of each value, %d long, is %d', (phi, length, expected) => {
    expect(batchAutocorrelation(persistentSeries(12345, length, phi))).toBeCloseTo(expected, 11);
  });

  test('leaves out what is left after 20 equal batches', () => {
    expect(batchAutocorrelation([...wave, ...wave, 1e6])).toBe(batchAutocorrelation([...wave, ...wave]));
  });

  test('is not known for fewer than 20 values, nor for values that do not vary', () => {
    expect(batchAutocorrelation(wave.slice(1))).toBeNull();
    expect(batchAutocorrelation(new Array(100).fill(0.1))).toBeNull();
    expect(batchAutocorrelation(new Array(100).fill(0))).toBeNull();
  });

  test('is within −1…1', () => {
    const check = fc.property(series, (values) => {
      const correlation = batchAutocorrelation(values);
      expect(correlation === null || Math.abs(correlation) <= 1).toBe(true);
    });
    fc.assert(check, { seed });
  });
});

test('Too few observations or terms are refused, with the number found', () => {
  expect(() => longRunVariance(wave.slice(1))).toThrow('found "19"');
  expect(() => equalWeightedCosine(wave, 20)).toThrow('found "20"');
  expect(() => equalWeightedCosine(wave, 0)).toThrow('found "0"');
  expect(() => equalWeightedCosine([], 1)).toThrow(RangeError);
  expect(() => longRunVariance([...wave, Number.NaN])).toThrow(RangeError);
});
