import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { solve } from '../../src/stats/linear-system.ts';
import { scalabilityIntervals } from '../../src/stats/scalability-intervals.ts';
import {
  fitScalability,
  type ScalabilityFit,
  scalabilityThroughput,
} from '../../src/stats/universal-scalability-law.ts';

const seed = 1;
// The data of the R package usl, published values in its README and tests; R 4.2.2 (nls). Section 5.2.
const specsdm = {
  loads: [1, 18, 36, 72, 108, 144, 216],
  throughputs: [64.9, 995.9, 1652.4, 1853.2, 1828.9, 1775, 1702.2],
};
const raytracer = {
  loads: [1, 4, 8, 12, 16, 20, 24, 28, 32, 48, 64],
  throughputs: [20, 78, 130, 170, 190, 200, 210, 230, 260, 280, 310],
};

function fitted(loads: readonly number[], throughputs: readonly number[]): ScalabilityFit {
  const fit = fitScalability(loads, throughputs);
  if (fit.kind === 'refused') throw new Error(fit.reason);
  return fit;
}

const relativeError = (found: number | null, expected: number) =>
  Math.abs((found ?? Number.NaN) / expected - 1);

describe('The universal scalability law', () => {
  test('fits specsdm91 as the R package usl does', () => {
    const fit = fitted(specsdm.loads, specsdm.throughputs);
    expect(fit.alpha.value).toBeCloseTo(0.0277285, 7);
    expect(fit.alpha.standardError).toBeCloseTo(0.0091217, 7);
    expect(relativeError(fit.beta.value, 1.043655e-4)).toBeLessThan(1e-6);
    expect(relativeError(fit.beta.standardError, 1.9875e-5)).toBeLessThan(1e-4);
    expect(fit.gamma.value).toBeCloseTo(89.99523, 5);
    expect(fit.gamma.standardError).toBeCloseTo(14.2135, 4);
    expect(fit.residualStandardError).toBeCloseTo(82.8458, 4);
    expect(fit.degreesOfFreedom).toBe(4);
    expect(fit.peakLoad).toBeCloseTo(96.51956, 5);
    expect(fit.peakThroughput).toBeCloseTo(1883.9, 1);
    expect(fit.throughputLimit).toBeCloseTo(3245.589, 3);
    expect(fit.optimalLoad).toBeCloseTo(36.06401, 5);
    expect(fit.cautions).toEqual([]);
  });

  test('finds the parameters that a series was made with', () => {
    const fit = fitted([1, 2, 4, 6, 8, 10], [1, 1.8868, 3.0769, 3.5294, 3.5398, 3.3557]);
    // The throughputs have four decimals.
    expect(fit.alpha.value).toBeCloseTo(0.02, 4);
    expect(fit.beta.value).toBeCloseTo(0.02, 5);
    expect(fit.gamma.value).toBeCloseTo(1, 4);
  });

  test('fits the first six levels of raytracer as the R package usl does', () => {
    const fit = fitted(raytracer.loads.slice(0, 6), raytracer.throughputs.slice(0, 6));
    expect(fit.alpha.value).toBeCloseTo(0.024444, 6);
    expect(fit.beta.value).toBeCloseTo(0.0016268, 7);
    expect(fit.gamma.value).toBeCloseTo(20.856045, 5);
    expect(fit.cautions).toContain('peak-not-observed');
  });

  test('fits raytracer again without coherency, where the best curve would have less than none', () => {
    const fit = fitted(raytracer.loads, raytracer.throughputs);
    expect(fit.beta).toEqual({ value: 0, standardError: null });
    expect(fit.alpha.value).toBeCloseTo(0.0577708, 7);
    expect(fit.gamma.value).toBeCloseTo(21.84884, 5);
    expect(fit.sumOfSquares).toBeCloseTo(697.238, 3);
    expect(fit.throughputLimit).toBeCloseTo(378.2, 1);
    expect(fit.optimalLoad).toBeCloseTo(17.31, 2);
    expect(fit.peakLoad).toBeNull();
    expect(fit.cautions).toEqual(['peak-not-observed', 'no-peak-demonstrated']);
  });

  test('finds any curve again, in any unit and order', () => {
    const parameters = fc.record({
      alpha: fc.double({ min: 0.001, max: 0.3, noNaN: true }),
      beta: fc.double({ min: 1e-5, max: 0.01, noNaN: true }),
      gamma: fc.double({ min: 0.1, max: 1000, noNaN: true }),
    });
    const loads = [1, 5, 10, 20, 40, 80, 120];
    const check = fc.property(parameters, ({ alpha, beta, gamma }) => {
      const throughputs = loads.map((load) => scalabilityThroughput(alpha, beta, gamma, load));
      const fit = fitted(loads, throughputs);
      expect(relativeError(fit.alpha.value, alpha)).toBeLessThan(1e-4);
      expect(relativeError(fit.beta.value, beta)).toBeLessThan(1e-4);
      expect(relativeError(fit.gamma.value, gamma)).toBeLessThan(1e-4);
      const turned = fitted([...loads].reverse(), [...throughputs].reverse());
      expect(relativeError(turned.beta.value, beta)).toBeLessThan(1e-4);
    });
    fc.assert(check, { seed });
  });

  test('of linear growth has neither contention nor a limit', () => {
    const fit = fitted([1, 2, 3, 4, 5, 6], [10, 20.1, 29.9, 40.2, 49.9, 60.3]);
    expect(fit.alpha.value).toBeGreaterThanOrEqual(0);
    expect(fit.alpha.value).toBeLessThan(0.01);
    expect(fit.cautions).toContain('peak-not-observed');
    expect(fit.cautions).toContain('no-peak-demonstrated');
  });

  test('says when its peak lies far beyond what was measured', () => {
    const loads = [1, 2, 4, 6, 8, 10];
    const fit = fitted(
      loads,
      loads.map((load) => scalabilityThroughput(0.01, 1e-4, 10, load)),
    );
    expect(fit.peakLoad).toBeCloseTo(Math.sqrt(0.99 / 1e-4), 2);
    expect(fit.cautions).toContain('peak-extrapolated');
  });

  test('is refused for fewer than six levels, and where nothing came through', () => {
    expect(fitScalability([1, 2, 3, 4, 5, 5], [1, 2, 3, 4, 5, 5])).toEqual({
      kind: 'refused',
      reason: 'too-few-levels',
    });
    expect(fitScalability([1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 0])).toEqual({
      kind: 'refused',
      reason: 'no-throughput',
    });
    expect(() => fitScalability([1, 2], [1])).toThrow('"2" loads do not go with "1" throughputs');
    expect(() => fitScalability([0, 1, 2, 3, 4, 5], [1, 1, 1, 1, 1, 1])).toThrow('found "0"');
  });
});

describe('The intervals of a fit', () => {
  const options = { confidence: 0.95, resamples: 200, seed: 1 };
  const errors = specsdm.throughputs.map((value) => 0.02 * value);

  test('hold the fit, and are the same for the same seed', () => {
    const found = scalabilityIntervals(specsdm.loads, specsdm.throughputs, errors, options);
    expect(found?.peakLoad.lo).toBeLessThan(96.5);
    expect(found?.peakLoad.hi).toBeGreaterThan(96.5);
    expect(found?.peakLoad.hi).toBeLessThan(120);
    expect(found?.alpha.lo).toBeGreaterThan(0);
    expect(scalabilityIntervals(specsdm.loads, specsdm.throughputs, errors, options)).toEqual(found);
  });

  test('are open where the curve may have no peak', () => {
    const found = scalabilityIntervals(
      raytracer.loads,
      raytracer.throughputs,
      raytracer.throughputs.map((value) => 0.05 * value),
      options,
    );
    expect(found?.peakLoad.hi).toBeNull();
    expect(found?.beta.lo).toBe(0);
  });

  test('shrink to the fit without errors', () => {
    const none = specsdm.throughputs.map(() => 0);
    const found = scalabilityIntervals(specsdm.loads, specsdm.throughputs, none, {
      ...options,
      resamples: 5,
    });
    expect(found?.gamma.lo).toBe(found?.gamma.hi);
  });
});

test('A linear system is solved by elimination, unless it has no single solution', () => {
  const matrix = [
    [0, 2, 1],
    [1, 1, 0],
    [3, 0, 1],
  ];
  const solution = solve(matrix, [7, 3, 6]);
  for (const [i, expected] of [1, 2, 3].entries()) expect(solution?.[i]).toBeCloseTo(expected, 12);
  expect(
    solve(
      [
        [1, 2],
        [2, 4],
      ],
      [1, 2],
    ),
  ).toBeNull();
});
