import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type ChangePointOptions,
  changePoints,
  defaultChangePointOptions,
  divide,
} from '../../src/stats/e-divisive.ts';
import { cutFinder } from '../../src/stats/energy-distance.ts';
import { levelChange } from '../../src/stats/level-change.ts';
import { normalFrom, seededRandom } from '../../src/stats/random.ts';

const seed = 1;
// The series of Apache Otava's own tests. Design paper "statistics.md", section 4.4.
const threeLevels = [0.3, 2.4, 1.5, -0.9, -0.5, 99.7, 98.3, 99.1, 149, 149.7, 149.5, 149.1, 148.8, 150];
const halved = [
  1.02, 0.95, 0.99, 1, 1.12, 1, 1.01, 0.98, 1.01, 0.96, 0.5, 0.51, 0.48, 0.48, 0.55, 0.5, 0.49, 0.51, 0.5,
  0.49,
];

/** The level, with a log-normal noise of 2 %. */
function history(generatorSeed: number, levels: readonly number[]): number[] {
  const random = seededRandom(generatorSeed);
  return levels.map((level) => level * Math.exp(0.02 * normalFrom(random)));
}

function indices(series: readonly number[], changes: Partial<ChangePointOptions> = {}): readonly number[] {
  const found = changePoints(series, { ...defaultChangePointOptions, ...changes });
  return (found ?? []).map((point) => point.index);
}

describe('The best cut', () => {
  test('of three levels is where Otava cuts, at the distance it finds', () => {
    const cut = cutFinder(threeLevels)(0, 14);
    expect(cut?.at).toBe(5);
    expect(cut?.until).toBe(14);
    expect(cut?.distance).toBeCloseTo(761.282142857, 9);
  });

  test('is the one that adding up all pairs gives', () => {
    const series = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 2, maxLength: 9 });
    const check = fc.property(series, (values) => {
      const distance = (at: number, until: number) => {
        const [first, second] = [values.slice(0, at), values.slice(at, until)];
        const pairs = (xs: readonly number[], ys: readonly number[]) =>
          xs.reduce((sum, x) => sum + ys.reduce((inner, y) => inner + Math.abs(x - y), 0), 0);
        const [n, m] = [first.length, second.length];
        const own = (xs: readonly number[]) => (xs.length < 2 ? 0 : pairs(xs, xs) / 2 / (xs.length - 1));
        return (2 * (pairs(first, second) - m * own(first) - n * own(second))) / (n + m);
      };
      let best = -Infinity;
      for (let at = 1; at < values.length; at++) {
        for (let until = at + 1; until <= values.length; until++) best = Math.max(best, distance(at, until));
      }
      expect(cutFinder(values)(0, values.length)?.distance).toBeCloseTo(best, 9);
    });
    fc.assert(check, { seed });
  });

  test('needs two observations', () => {
    expect(cutFinder([1])(0, 1)).toBeNull();
  });
});

describe('Change points as Otava finds them', () => {
  test('cut three levels twice', () => {
    expect(divide(Float64Array.from(threeLevels), 0.01, true)).toEqual([5, 8]);
  });

  test.each([
    [halved, { windowLength: 10, maximumP: 1e-4 }, [10]],
    [[1.02, 0.95, 0.99, 1, 1.12, 0.9, 0.5, 0.51, 0.48, 0.48, 0.55], {}, [6]],
    [[2.02, 2.03, 2.01, 2.04, 1.82, 1.85, 1.79, 1.81, 1.8, 1.76, 1.78], {}, [4]],
  ])('in %j are those of its tests', (series, options, expected) => {
    expect(indices(series, { ...options, asOtava: true })).toEqual(expected);
    // Our own variance is larger by n / (n − 1) and changes nothing here.
    expect(indices(series, options)).toEqual(expected);
  });
});

describe('Change points of a history', () => {
  test('are where it got slower, with the levels before and after', () => {
    const series = history(5, [...new Array<number>(25).fill(100), ...new Array<number>(15).fill(115)]);
    const [point, ...others] = changePoints(series) ?? [];
    expect(others).toEqual([]);
    expect(point?.index).toBe(25);
    expect(point?.before).toBeCloseTo(100, -1);
    expect(point?.after).toBeCloseTo(115, -1);
    expect(point?.magnitude).toBeCloseTo(0.15, 1);
    expect(point?.p).toBeLessThan(1e-9);
  });

  test('do not include changes that are too small to matter', () => {
    const series = history(6, [...new Array<number>(25).fill(100), ...new Array<number>(25).fill(106)]);
    expect(indices(series)).toEqual([25]);
    expect(indices(series, { minimumMagnitude: 0.1 })).toEqual([]);
  });

  test('are rare where nothing changed', () => {
    // Section 4.4: 2.7 % of histories of 20 runs, by simulation; 10 of 200 would be four standard deviations more.
    let flagged = 0;
    for (let i = 0; i < 200; i++) {
      if (indices(history(1000 + i, new Array<number>(20).fill(100))).length > 0) flagged++;
    }
    expect(flagged).toBeLessThanOrEqual(14);
  });

  test('do not depend on the unit, and turn with time', () => {
    const check = fc.property(fc.integer(), fc.integer({ min: 4, max: 16 }), (start, at) => {
      const series = history(
        start,
        Array.from({ length: 20 }, (_, i) => (i < at ? 100 : 150)),
      );
      expect(indices(series)).toContain(at);
      expect(indices(series.map((value) => value / 1024))).toEqual(indices(series));
      expect(indices([...series].reverse())).toContain(20 - at);
    });
    fc.assert(check, { seed, numRuns: 50 });
  });

  test('are none in a history that does not vary', () => {
    expect(changePoints(new Array<number>(30).fill(7))).toEqual([]);
    expect(changePoints(new Array<number>(30).fill(0))).toEqual([]);
  });

  test('are found in 500 runs through all windows', () => {
    const levels = Array.from({ length: 500 }, (_, i) => 100 * 1.2 ** Math.floor(i / 100));
    expect(indices(history(9, levels), { minimumMagnitude: 0.05 })).toEqual([100, 200, 300, 400]);
  });

  test('are not looked for in fewer than 10 runs, nor among what is no number', () => {
    expect(changePoints([1, 2, 3, 4, 5, 6, 7, 8, 9])).toBeNull();
    expect(() => changePoints([...halved, Number.NaN])).toThrow(RangeError);
    expect(() => indices(halved, { windowLength: 3 })).toThrow('found "3"');
  });
});

test('A change of level is tested by Student', () => {
  const [first, second] = [Float64Array.of(1, 2, 3), Float64Array.of(3, 4, 5)];
  // By hand: pooled variance 1, t = 2 / √(2 / 3), 4 degrees of freedom.
  expect(levelChange(first, second, false).p).toBeCloseTo(0.0704837, 6);
  expect(levelChange(first, second, false).magnitude).toBe(1);
  expect(levelChange(first, second, true).p).toBeLessThan(0.05);
});
