import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareRuns, noiseFloor } from '../../src/stats/between-run.ts';
import { minimumDetectableEffect, neededEvidence } from '../../src/stats/detectable-effect.ts';
import { normalFrom, seededRandom } from '../../src/stats/random.ts';
import { studentTQuantile } from '../../src/stats/student-t.ts';

const seed = 1;
const run = (level: number, error = 0.01) => ({ level, squaredError: error ** 2, degreesOfFreedom: 10 });
const levels = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 6 });
const several = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 2, maxLength: 6 });

describe('The noise floor of a baseline', () => {
  test('splits how runs differ into within and between', () => {
    // By hand: variance of 0, 0.03, 0.06 is 0.0009; less 0.01² leaves 0.0008.
    const floor = noiseFloor([run(0), run(0.03), run(0.06)]);
    expect(floor?.runs).toBe(3);
    expect(floor?.mean).toBeCloseTo(0.03, 15);
    expect(floor?.total).toBeCloseTo(0.03, 14);
    expect(floor?.within).toBeCloseTo(0.01, 14);
    expect(floor?.between).toBeCloseTo(Math.sqrt(0.0008), 14);
    // χ² with 2 degrees of freedom has its lower fifth at −2 ln 0.8.
    expect(floor?.totalUpperBound).toBeCloseTo(0.03 * Math.sqrt(2 / (-2 * Math.log(0.8))), 12);
  });

  test('has no between where runs differ no more than they vary inside, and none below 3 runs', () => {
    expect(noiseFloor([run(0, 0.1), run(0.03, 0.1), run(0.06, 0.1)])?.between).toBe(0);
    expect(noiseFloor([run(0), run(0.03)])).toBeNull();
  });

  test('does not depend on the order or the level of the runs', () => {
    const check = fc.property(levels, (values) => {
      const one = noiseFloor(values.map((value) => run(value)));
      const other = noiseFloor([...values].reverse().map((value) => run(value + 2)));
      expect(other === null).toBe(one === null);
      if (one !== null && other !== null) expect(other.total).toBeCloseTo(one.total, 12);
    });
    fc.assert(check, { seed });
  });
});

describe('A comparison of sets of runs', () => {
  test('takes its error from how these runs differ', () => {
    const found = compareRuns([run(0), run(0.04), run(0.08)], [run(0.1), run(0.14)], null);
    // By hand: (0.0032 + 0.0008) / 3 · (1/3 + 1/2).
    expect(found.estimate).toBeCloseTo(0.08, 14);
    expect(found.standardError).toBeCloseTo(Math.sqrt((0.004 / 3) * (5 / 6)), 14);
    expect(found.degreesOfFreedom).toBe(3);
    expect(found.basis).toBe('these-runs');
  });

  test('is never surer than the runs are inside', () => {
    const found = compareRuns([run(0), run(0), run(0)], [run(0.01)], null);
    expect(found.standardError).toBeCloseTo(Math.sqrt(0.0001 * (1 / 3 + 1)), 14);
    expect(found.degreesOfFreedom).toBe(2);
  });

  test('of two single runs takes the assumed difference between runs', () => {
    const found = compareRuns([run(0)], [run(0.1)], { standardDeviation: 0.04, degreesOfFreedom: Infinity });
    expect(found.standardError).toBeCloseTo(Math.sqrt(2 * (0.0001 + 0.0016)), 14);
    expect(found.basis).toBe('known-between-runs');
    // Most of the error is known and not estimated.
    expect(found.degreesOfFreedom).toBeGreaterThan(1000);
    const bare = compareRuns([run(0)], [run(0.1)], null);
    expect(bare.basis).toBe('within-runs-only');
    expect(bare.degreesOfFreedom).toBeCloseTo(20, 12);
  });

  test('with a known difference follows the formula for any numbers of runs', () => {
    const between = { standardDeviation: 0.02, degreesOfFreedom: Infinity };
    const found = compareRuns([run(0), run(1), run(2)], [run(1, 0.03), run(2, 0.03)], between);
    const expected = (0.01 ** 2 + 0.02 ** 2) / 3 + (0.03 ** 2 + 0.02 ** 2) / 2;
    expect(found.standardError ** 2).toBeCloseTo(expected, 14);
  });

  test('turns its sign with the sides, and shows nothing between a side and itself', () => {
    const check = fc.property(several, several, (base, candidate) => {
      const there = compareRuns(
        base.map((v) => run(v)),
        candidate.map((v) => run(v)),
        null,
      );
      const back = compareRuns(
        candidate.map((v) => run(v)),
        base.map((v) => run(v)),
        null,
      );
      expect(back.estimate).toBeCloseTo(-there.estimate, 12);
      expect(back.p).toBeCloseTo(there.p, 12);
      const same = compareRuns(
        base.map((v) => run(v)),
        base.map((v) => run(v)),
        null,
      );
      expect(same.estimate).toBe(0);
      expect(same.p).toBe(1);
    });
    fc.assert(check, { seed });
  });

  test('needs a run on each side', () => {
    expect(() => compareRuns([], [run(0)], null)).toThrow('found "0" and "1"');
  });

  test.each([
    // Design paper "statistics.md", section 4.1, within-run error 1.08 %, between-run 2 %: alarms in percent, ± 1.5.
    [3, 1, 1.1, 49],
    [5, 1, 4.3, 81],
    [3, 3, 3.8, 96],
    [5, 3, 4.6, 100],
  ])(
    'of %d and %d runs raises %d %% false alarms, and finds 10 %% more in %d of 100 cases',
    (k, m, falseAlarms, found) => {
      const random = seededRandom(1000 * k + m);
      const side = (count: number, level: number) =>
        Array.from({ length: count }, () =>
          run(level + Math.hypot(0.02, 0.0108) * normalFrom(random), 0.0108),
        );
      const rounds = 4000;
      let [alarms, hits] = [0, 0];
      for (let i = 0; i < rounds; i++) {
        if (compareRuns(side(k, 0), side(m, 0), null).p < 0.05) alarms++;
        const up = compareRuns(side(k, 0), side(m, Math.log(1.1)), null);
        if (up.p < 0.05 && up.estimate > 0) hits++;
      }
      expect(Math.abs((100 * alarms) / rounds - falseAlarms)).toBeLessThan(1.5);
      expect(Math.abs((100 * hits) / rounds - found)).toBeLessThan(3);
    },
  );
});

describe('What would be enough', () => {
  test('the smallest change found in 80 of 100 cases is (t₀.₉₇₅ + t₀.₈) errors', () => {
    const expected = (studentTQuantile(0.975, 8) + studentTQuantile(0.8, 8)) * 0.02;
    expect(minimumDetectableEffect(0.02, 8, 0.05)).toBeCloseTo(expected, 14);
    // With the error known: 1.959964 + 0.841621.
    expect(minimumDetectableEffect(1, Infinity, 0.05)).toBeCloseTo(2.801585, 6);
  });

  test('longer runs help while the variation is within them', () => {
    const runs = { base: 1, candidate: 1, degreesOfFreedom: Infinity };
    const needed = neededEvidence(0.05, { within: 0.05, between: 0 }, runs, 0.05);
    expect(needed.dominatedBy).toBe('within-run');
    // (MDE / δ)² with the error √2 · 0.05.
    expect(needed.lengthFactor).toBeCloseTo((2.801585 * Math.SQRT2) ** 2, 4);
  });

  test('no length helps where runs differ too much; more of them do', () => {
    const runs = { base: 3, candidate: 3, degreesOfFreedom: 4 };
    const needed = neededEvidence(0.02, { within: 0.005, between: 0.03 }, runs, 0.05);
    expect(needed.dominatedBy).toBe('between-run');
    expect(needed.lengthFactor).toBeNull();
    const n = needed.runsPerSide ?? 0;
    const reach = (count: number) =>
      minimumDetectableEffect(Math.sqrt((2 * (0.005 ** 2 + 0.03 ** 2)) / count), 2 * count - 2, 0.05);
    expect(reach(n)).toBeLessThanOrEqual(0.02);
    expect(reach(n - 1)).toBeGreaterThan(0.02);
  });

  test('a hopeless wish is told so, and an impossible one refused', () => {
    const runs = { base: 1, candidate: 1, degreesOfFreedom: 20 };
    expect(neededEvidence(1e-6, { within: 0.1, between: 0.1 }, runs, 0.05).runsPerSide).toBeNull();
    expect(() => neededEvidence(0, { within: 0.1, between: 0.1 }, runs, 0.05)).toThrow('found "0"');
  });
});
