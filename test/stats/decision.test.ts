import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type DecisionInput,
  decide,
  decisionIntervals,
  failureThresholds,
  relativeThresholds,
} from '../../src/stats/decision.ts';
import { evidenceGates } from '../../src/stats/evidence-gates.ts';
import { twoSidedP } from '../../src/stats/welch.ts';

const seed = 1;

/** A comparison of its own, with 20 degrees of freedom, a threshold of 5 % and no gate in the way. */
function input(effect: number, standardError: number, changes: Partial<DecisionInput> = {}): DecisionInput {
  return {
    effect,
    ...decisionIntervals(effect, standardError, 20),
    adjustedP: twoSidedP(effect / standardError, 20),
    thresholds: relativeThresholds(0.05),
    alpha: 0.05,
    gates: [],
    ...changes,
  };
}

describe('The verdict', () => {
  test('is "regressed" for a change that is certain and large enough', () => {
    expect(decide(input(0.1, 0.01))).toMatchObject({
      outcome: 'regressed',
      reason: 'beyond-threshold',
      confirmed: true,
    });
    expect(decide(input(0.06, 0.02))).toMatchObject({
      outcome: 'regressed',
      reason: 'estimate-beyond-threshold',
      confirmed: false,
    });
  });

  test('is "improved" the other way round', () => {
    expect(decide(input(-0.1, 0.01))).toMatchObject({ outcome: 'improved', confirmed: true });
    expect(decide(input(-0.06, 0.02))).toMatchObject({ outcome: 'improved', confirmed: false });
  });

  test('is "no change" only where the 90 % interval is within the thresholds', () => {
    expect(decide(input(0, 0.01))).toMatchObject({ outcome: 'no-change', reason: 'within-threshold' });
    expect(decide(input(0.02, 0.005))).toMatchObject({
      outcome: 'no-change',
      reason: 'detectable-below-threshold',
      belowThreshold: true,
      differs: true,
    });
  });

  test('is "not enough evidence" where the interval is too wide to say', () => {
    expect(decide(input(0.02, 0.04))).toMatchObject({
      outcome: 'not-enough-evidence',
      reason: 'interval-too-wide',
    });
    // Certain, and perhaps of a size that matters, perhaps not.
    expect(decide(input(0.045, 0.01))).toMatchObject({
      outcome: 'not-enough-evidence',
      differs: true,
    });
  });

  test('needs the p-value adjusted for all comparisons', () => {
    expect(decide(input(0.06, 0.02, { adjustedP: 0.2 })).outcome).toBe('not-enough-evidence');
  });

  test('is not given where a gate is in the way, and says which', () => {
    const decision = decide(input(0.5, 0.01, { gates: ['too-short', 'autocorrelated'] }));
    expect(decision).toMatchObject({ outcome: 'not-enough-evidence', reason: 'too-short' });
    expect(decision.gates).toEqual(['too-short', 'autocorrelated']);
    expect(decide(input(0.5, 0.01, { gates: ['single-pair'] })).differs).toBe(true);
  });

  const effect = fc.double({ min: -0.3, max: 0.3, noNaN: true });
  const standardError = fc.double({ min: 1e-4, max: 0.2, noNaN: true });

  test('turns with the sides', () => {
    const mirror = {
      regressed: 'improved',
      improved: 'regressed',
      'no-change': 'no-change',
      'not-enough-evidence': 'not-enough-evidence',
    };
    const check = fc.property(effect, standardError, (change, error) => {
      const there = decide(input(change, error));
      const back = decide(input(-change, error));
      expect(back.outcome).toBe(mirror[there.outcome]);
      expect(back.confirmed).toBe(there.confirmed);
    });
    fc.assert(check, { seed });
  });

  test('of no difference is never "regressed" or "improved"', () => {
    const check = fc.property(standardError, (error) => {
      expect(['no-change', 'not-enough-evidence']).toContain(decide(input(0, error)).outcome);
    });
    fc.assert(check, { seed });
  });

  test('does not depend on the scale', () => {
    const check = fc.property(
      effect,
      standardError,
      fc.constantFrom(0.125, 8, 1024),
      (change, error, unit) => {
        const threshold = unit * Math.log1p(0.05);
        const scaled = {
          ...input(unit * change, unit * error),
          thresholds: { worse: threshold, better: threshold },
        };
        expect(decide(scaled).outcome).toBe(decide(input(change, error)).outcome);
      },
    );
    fc.assert(check, { seed });
  });

  test('takes what the source rounded off the whole interval', () => {
    const { interval, equivalenceInterval } = decisionIntervals(0.1, 0.01, 20, 0.03);
    const exact = decisionIntervals(0.1, 0.01, 20);
    expect(interval.lo).toBeCloseTo(exact.interval.lo - 0.03, 14);
    expect(equivalenceInterval.hi).toBeCloseTo(exact.equivalenceInterval.hi + 0.03, 14);
    const rounded = { ...input(0.06, 0.02), ...decisionIntervals(0.06, 0.02, 20, 0.03) };
    expect(decide(rounded).outcome).toBe('not-enough-evidence');
  });

  test('refuses thresholds of nothing and numbers that are none', () => {
    expect(() => decide(input(0, 0.01, { thresholds: { worse: 0, better: 1 } }))).toThrow(
      'found "0" and "1"',
    );
    expect(() => decide(input(0, 0.01, { adjustedP: Number.NaN }))).toThrow(RangeError);
  });
});

describe('Failures matter', () => {
  test('when there are 0.1 percentage points and twice as many', () => {
    expect(failureThresholds(0, 0.001, 2)).toEqual({ worse: 0.001, better: 0.001 });
    expect(failureThresholds(0.02, 0.001, 2).worse).toBeCloseTo(0.02, 15);
    expect(failureThresholds(0.02, 0.001, 2).better).toBeCloseTo(0.01, 15);
  });

  test('also when so many fail already that they cannot double', () => {
    expect(failureThresholds(0.8, 0.001, 2).worse).toBeCloseTo(0.1, 15);
    expect(failureThresholds(1, 0.001, 2)).toEqual({ worse: 0.001, better: 0.001 });
  });
});

describe('The evidence', () => {
  const plenty = {
    steadyS: 300,
    inTail: 100,
    autocorrelations: [0.1, null, 0.2],
    unbounded: false,
    runs: 8,
    betweenRunsKnown: false,
    rounding: null,
  };

  test('stands in the way of nothing when there is plenty', () => {
    expect(evidenceGates(plenty)).toEqual([]);
    expect(evidenceGates({ ...plenty, inTail: null, autocorrelations: [null] })).toEqual([]);
  });

  test.each([
    [{ steadyS: 119 }, 'too-short'],
    [{ inTail: 19.9 }, 'too-few-in-tail'],
    [{ unbounded: true }, 'unbounded-interval'],
    [{ autocorrelations: [0.2, 0.31] }, 'autocorrelated'],
    [{ runs: 2 }, 'single-pair'],
    [{ rounding: { largestError: 0.05, effect: -0.05 } }, 'below-source-resolution'],
  ])('%j is too little: %s', (change, gate) => {
    expect(evidenceGates({ ...plenty, ...change })).toEqual([gate]);
  });

  test('of two runs is enough with a known or assumed variation between runs', () => {
    expect(evidenceGates({ ...plenty, runs: 2, betweenRunsKnown: true })).toEqual([]);
  });

  test('of a rounding source is enough where the change is larger than the rounding', () => {
    expect(evidenceGates({ ...plenty, rounding: { largestError: 0.05, effect: 0.06 } })).toEqual([]);
  });
});
