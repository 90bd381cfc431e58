import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { andersonDarling } from '../../src/stats/anderson-darling.ts';
import { kolmogorovSmirnov } from '../../src/stats/kolmogorov-smirnov.ts';
import { poolValues } from '../../src/stats/window-counts.ts';

const seed = 1;
const sample = fc.array(fc.integer({ min: 1, max: 15 }), { minLength: 3, maxLength: 20 });

describe("Kolmogorov–Smirnov's distance", () => {
  test('is that of R', () => {
    // Design paper "statistics.md", section 3.4.
    const base = poolValues([120, 120, 130, 140, 140, 150, 160, 170, 180, 200]);
    const candidate = poolValues([130, 140, 150, 150, 160, 170, 180, 190, 200, 220]);
    expect(kolmogorovSmirnov(base, candidate)?.distance).toBeCloseTo(0.3, 12);
    expect(kolmogorovSmirnov(base, candidate)?.at).toBe(140);
  });

  test('is 0 for a side against itself, 1 for sides apart, and not known for nothing', () => {
    expect(kolmogorovSmirnov(poolValues([1, 2]), poolValues([3, 4]))).toEqual({ distance: 1, at: 2 });
    expect(kolmogorovSmirnov(poolValues([]), poolValues([3, 4]))).toBeNull();
    const check = fc.property(sample, sample, (one, other) => {
      const [base, candidate] = [poolValues(one), poolValues(other)];
      expect(kolmogorovSmirnov(base, base)?.distance).toBe(0);
      const there = kolmogorovSmirnov(base, candidate);
      expect(kolmogorovSmirnov(candidate, base)).toEqual(there);
      const gaps = [...one, ...other].map((at) =>
        Math.abs(
          one.filter((value) => value <= at).length / one.length -
            other.filter((value) => value <= at).length / other.length,
        ),
      );
      expect(there?.distance).toBeCloseTo(Math.max(...gaps), 12);
    });
    fc.assert(check, { seed });
  });
});

describe("Anderson and Darling's statistic", () => {
  // Scholz and Stephens 1987, section 8: smoothness of paper in four laboratories.
  const laboratories = [
    [38.7, 41.5, 43.8, 44.5, 45.5, 46, 47.7, 58],
    [39.2, 39.3, 39.7, 41.4, 41.8, 42.9, 43.3, 45.8],
    [34, 35, 39, 40, 43, 43, 44, 45],
    [34, 34.8, 34.8, 35.4, 37.2, 37.8, 41.2, 42.8],
  ].map(poolValues);

  test('is as published for four laboratories', () => {
    expect(andersonDarling(laboratories, 'midrank')).toBeCloseTo(4.4798, 4);
    expect(andersonDarling(laboratories, 'right')).toBeCloseTo(4.4493, 4);
  });

  test('does not depend on the order of the samples', () => {
    const turned = andersonDarling([...laboratories].reverse(), 'midrank');
    expect(turned).toBeCloseTo(andersonDarling(laboratories, 'midrank') ?? Number.NaN, 10);
  });

  test('is below average for a sample and itself', () => {
    const check = fc.property(sample, (values) => {
      const found = andersonDarling([poolValues(values), poolValues(values)], 'midrank');
      if (new Set(values).size < 2) expect(found).toBeNull();
      else expect(found).toBeLessThan(0);
    });
    fc.assert(check, { seed });
  });

  test('is not known for one sample, an empty one, or equal values', () => {
    expect(andersonDarling(laboratories.slice(1, 2), 'midrank')).toBeNull();
    expect(andersonDarling([poolValues([]), poolValues([1, 2, 3, 4])], 'right')).toBeNull();
    expect(andersonDarling([poolValues([1, 1]), poolValues([1, 1])], 'right')).toBeNull();
  });
});
