import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blockLengths, resampledQuantiles, stationaryResample } from '../../src/stats/block-bootstrap.ts';
import { exactly } from '../../src/stats/interpolated-quantile.ts';
import { normalFrom, seededRandom } from '../../src/stats/random.ts';
import { persistentSeries } from './persistent-series.ts';
import { windowsOfValues } from './windows-of-values.ts';

const seed = 1;

describe('The block length', () => {
  test.each([
    // arch 8.0.0. Design paper "statistics.md", section 3.3, seed 12345.
    [0, 200, 1.774388, 2.031167],
    [0.5, 200, 5.192378, 5.943789],
    [0.8, 300, 12.233073, 14.003373],
    [0.95, 300, 23.574623, 26.986206],
  ])('of a series that keeps %d of each value, %d long, is that of arch', (phi, n, stationary, circular) => {
    const found = blockLengths(persistentSeries(12345, n, phi));
    expect(found.stationary).toBeCloseTo(stationary, 6);
    expect(found.circular).toBeCloseTo(circular, 6);
  });

  test('is at most a third of a short series', () => {
    // The wave of section 3.2.
    const wave = [
      102, 98, 105, 110, 107, 103, 99, 95, 97, 101, 106, 111, 109, 104, 100, 96, 94, 99, 103, 108,
    ];
    expect(blockLengths(wave)).toEqual({ stationary: 7, circular: 7 });
  });

  test('is 1 for a series that does not vary, and refused for a short one', () => {
    expect(blockLengths(new Array<number>(30).fill(0.5))).toEqual({ stationary: 1, circular: 1 });
    expect(() => blockLengths([1, 2, 3])).toThrow('found "3"');
  });

  test('does not depend on the level, the unit or the direction of time', () => {
    const series = fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 20, maxLength: 80 });
    const check = fc.property(series, (values) => {
      if (Math.max(...values) - Math.min(...values) < 0.1) return;
      const { stationary } = blockLengths(values);
      const moved = blockLengths(values.map((value) => 4 * value + 64)).stationary;
      expect(moved).toBeCloseTo(stationary, 6);
    });
    fc.assert(check, { seed });
  });
});

describe('A stationary resample', () => {
  test('is the same for the same seed, and another for another', () => {
    const one = stationaryResample(100, 5, seededRandom(7));
    expect(stationaryResample(100, 5, seededRandom(7))).toEqual(one);
    expect(stationaryResample(100, 5, seededRandom(8))).not.toEqual(one);
  });

  test('keeps neighbours together in blocks of the length asked for', () => {
    const positions = stationaryResample(20_000, 8, seededRandom(1));
    let blocks = 1;
    for (let t = 1; t < positions.length; t++) {
      if (positions[t] !== ((positions[t - 1] as number) + 1) % positions.length) blocks++;
    }
    expect(positions.length / blocks).toBeGreaterThan(7.5);
    expect(positions.length / blocks).toBeLessThan(8.5);
  });

  test('of blocks shorter than 1 is refused', () => {
    expect(() => stationaryResample(10, 0.5, seededRandom(1))).toThrow('found "0.5"');
  });

  test('of windows gives quantiles around the one of all', () => {
    const random = seededRandom(2);
    const value = () => 100 * Math.exp(0.5 * normalFrom(random));
    const windows = windowsOfValues(Array.from({ length: 50 }, () => Array.from({ length: 20 }, value)));
    const options = { blockLength: 2, resamples: 200, random: seededRandom(3) };
    const medians = resampledQuantiles(windows, [0.5], exactly, options).map((row) => row[0] as number);
    const below = medians.filter((median) => median < 100).length;
    expect(below).toBeGreaterThan(10);
    expect(below).toBeLessThan(190);
    expect(Math.max(...medians) / Math.min(...medians)).toBeLessThan(1.3);
  });
});

describe('The seeded generator', () => {
  test('fills 0…1 evenly', () => {
    const random = seededRandom(42);
    const tenths = new Array<number>(10).fill(0);
    for (let i = 0; i < 100_000; i++) {
      const tenth = Math.floor(10 * random());
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    // Five standard deviations of a count of 10 000 among 100 000.
    for (const count of tenths) expect(Math.abs(count - 10_000)).toBeLessThan(5 * Math.sqrt(9000));
  });

  test('gives normal numbers of mean 0 and variance 1', () => {
    const random = seededRandom(43);
    const numbers = Float64Array.from({ length: 50_000 }, () => normalFrom(random));
    const mean = numbers.reduce((a, b) => a + b, 0) / numbers.length;
    const variance = numbers.reduce((sum, value) => sum + value * value, 0) / numbers.length;
    expect(Math.abs(mean)).toBeLessThan(5 / Math.sqrt(50_000));
    expect(Math.abs(variance - 1)).toBeLessThan(5 * Math.sqrt(2 / 50_000));
  });
});
