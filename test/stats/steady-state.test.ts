import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { halvesDrift, mser5 } from '../../src/stats/steady-state.ts';
import { persistentSeries } from './persistent-series.ts';

const seed = 1;

/** A warm-up that decays from 180 to 100 with a regular ripple; design paper "statistics.md", section 1. */
function decay(length: number, ripple: (i: number) => number): number[] {
  return Array.from({ length }, (_, i) => {
    const value = 100 + 80 * Math.exp(-i / 6) + (((7 * i) % 5) - 2) * 2 + ripple(i);
    return Math.round(value * 100) / 100;
  });
}
const everFalling = decay(60, () => 0);
const settling = decay(120, (i) => (((13 * i) % 11) - 5) * 1.5);

describe('MSER-5', () => {
  test('cuts the warm-up of a series that settles', () => {
    // The scores are those of NumPy and of a second JavaScript implementation (design paper, section 1).
    const { truncate, settled, scores } = mser5(settling);
    const expected = [
      6.382481, 1.380707, 0.272391, 0.105019, 0.050852, 0.05351, 0.05075, 0.056624, 0.057083, 0.064689,
      0.061822, 0.071638, 0.069323,
    ];
    expect(scores).toHaveLength(expected.length);
    for (const [d, score] of expected.entries()) expect(scores[d]).toBeCloseTo(score, 6);
    expect(truncate).toBe(30);
    expect(settled).toBe(true);
  });

  test('finds no steady state in a series that falls to its end', () => {
    const { truncate, settled, scores } = mser5(everFalling);
    const expected = [23.442557, 5.141332, 1.139873, 0.25588, 0.058188, 0.013461, 0.003185];
    expect(scores).toHaveLength(expected.length);
    for (const [d, score] of expected.entries()) expect(scores[d]).toBeCloseTo(score, 6);
    expect(truncate).toBe(30);
    expect(settled).toBe(false);
  });

  test('cuts nothing from a series that does not vary', () => {
    const { truncate, settled } = mser5(new Array(100).fill(0.1));
    expect({ truncate, settled }).toEqual({ truncate: 0, settled: true });
  });

  test('does not call fewer than 4 batches of 5 settled', () => {
    expect(mser5(new Array(19).fill(100))).toEqual({ truncate: 0, settled: false, scores: [] });
    expect(mser5(new Array(20).fill(100)).settled).toBe(true);
    expect(mser5([])).toEqual({ truncate: 0, settled: false, scores: [] });
  });

  test('leaves out what is left after the last whole batch', () => {
    expect(mser5([...settling, 1e6, 1e6, 1e6, 1e6])).toEqual(mser5(settling));
  });

  test('searches a day of windows of a second', () => {
    const day = persistentSeries(5, 86_400, 0.5).map((y, t) => 100 + y + (t < 600 ? 20 : 0));
    expect(mser5(day)).toMatchObject({ truncate: 600, settled: true });
  });

  test('cuts whole batches, at most half of them, at the smallest score', () => {
    const values = fc.array(fc.double({ min: 0, max: 1000, noNaN: true }), { minLength: 20, maxLength: 200 });
    const check = fc.property(values, (series) => {
      const { truncate, settled, scores } = mser5(series);
      const limit = Math.floor(Math.floor(series.length / 5) / 2);
      expect(scores[truncate / 5]).toBe(Math.min(...scores));
      expect(scores).toHaveLength(limit + 1);
      expect(settled).toBe(truncate / 5 < limit);
    });
    fc.assert(check, { seed });
  });

  test('refuses observations that are not numbers', () => {
    expect(() => mser5([...settling.slice(0, 50), Number.NaN, ...settling])).toThrow(RangeError);
  });
});

describe('The drift between the halves', () => {
  const steady = persistentSeries(12345, 200, 0.5).map((y) => 100 + y);

  test('of a steady series is small and no evidence', () => {
    // NumPy and scipy: Welch on two halves, variance the larger of 10 and ⌊0.4 T^⅔⌋ cosine terms, 10 degrees each.
    const drift = halvesDrift(steady);
    expect(drift?.relativeDrift).toBeCloseTo(0.0022044883180239, 12);
    expect(drift?.p).toBeCloseTo(0.31240759276025, 10);
  });

  test('of a series that rises by 2 % is found', () => {
    const drift = halvesDrift(steady.map((value, t) => value + 0.02 * t));
    expect(drift?.relativeDrift).toBeCloseTo(0.0220093419815468, 12);
    expect(drift?.p).toBeCloseTo(4.4343905794e-7, 14);
  });

  test('of two constant halves is certain: none, or all of the difference', () => {
    const first = new Array(20).fill(100);
    expect(halvesDrift([...first, ...first])).toEqual({ relativeDrift: 0, p: 1 });
    expect(halvesDrift([...first, ...new Array(20).fill(150)])).toEqual({ relativeDrift: 0.5, p: 0 });
  });

  test('changes its sign with the direction of a change', () => {
    const falling = steady.map((value, t) => value - 0.02 * t);
    expect(halvesDrift(falling)?.relativeDrift).toBeLessThan(0);
  });

  test('is not known for halves of fewer than 20, nor relative to a first half of 0', () => {
    expect(halvesDrift(steady.slice(0, 39))).toBeNull();
    expect(halvesDrift(steady.slice(0, 40))).not.toBeNull();
    expect(halvesDrift([...new Array(20).fill(0), ...new Array(20).fill(1)])).toBeNull();
  });

  test('has a probability of 0…1, and does not depend on the unit', () => {
    const values = fc.array(fc.double({ min: 1, max: 1000, noNaN: true }), { minLength: 40, maxLength: 120 });
    const check = fc.property(values, (series) => {
      const drift = halvesDrift(series);
      const doubled = halvesDrift(series.map((value) => 2 * value));
      expect(drift?.p).toBeGreaterThanOrEqual(0);
      expect(drift?.p).toBeLessThanOrEqual(1);
      expect(doubled).toEqual(drift);
    });
    fc.assert(check, { seed });
  });
});
