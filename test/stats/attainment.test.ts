import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { apdexInterval } from '../../src/stats/apdex-interval.ts';
import { attainment, objectiveOutcome } from '../../src/stats/attainment.ts';
import { budgetLasts, budgetUsed, burnRate } from '../../src/stats/error-budget.ts';
import { wilsonInterval } from '../../src/stats/proportion.ts';

const seed = 1;
const windows = 30;
const always = (value: number) => new Array<number>(windows).fill(value);

describe('The Apdex score of a run', () => {
  test.each([
    [60, 30, 100, 0.75],
    // 40 satisfied, 200 tolerating, 48 frustrated, as on site24x7.com. Section 6.
    [40, 200, 288, 0.486111],
  ])('of %d satisfied and %d tolerating of %d a window is %d', (satisfied, tolerating, requests, score) => {
    const varied = always(satisfied).map((value, t) => value + 2 * ((t % 3) - 1));
    const found = apdexInterval(
      { satisfied: varied, tolerating: always(tolerating), requests: always(requests) },
      0.95,
    );
    expect(found.score).toBeCloseTo(score, 6);
    expect(found.lo).toBeLessThan(score);
    expect(found.hi).toBeGreaterThan(score);
  });

  test('stays within 0…1, and is never quite certain', () => {
    const happy = apdexInterval({ satisfied: always(10), tolerating: always(0), requests: always(10) }, 0.95);
    expect(happy.score).toBe(1);
    expect(happy.hi).toBe(1);
    expect(happy.lo).toBeCloseTo(wilsonInterval(300, 300, 0.95).lo, 12);
    const window = fc.tuple(fc.nat(20), fc.nat(20), fc.integer({ min: 1, max: 20 }));
    const check = fc.property(fc.array(window, { minLength: 20, maxLength: 40 }), (all) => {
      const found = apdexInterval(
        {
          satisfied: all.map(([a]) => a),
          tolerating: all.map(([, b]) => b),
          requests: all.map(([a, b, c]) => a + b + c),
        },
        0.95,
      );
      expect(found.lo).toBeGreaterThanOrEqual(0);
      expect(found.lo).toBeLessThanOrEqual(found.score);
      expect(found.hi).toBeGreaterThanOrEqual(found.score);
      expect(found.hi).toBeLessThanOrEqual(1);
    });
    fc.assert(check, { seed });
  });
});

describe('The attainment of an objective', () => {
  test('is a share with the interval of what its requests are worth', () => {
    // One slow request in a hundred, evenly: worth all 3000.
    const even = attainment(always(99), always(100), 0.95);
    expect(even?.share).toBeCloseTo(0.99, 12);
    expect(even?.effectiveN).toBeCloseTo(3000, 9);
    expect(even?.lo).toBeCloseTo(wilsonInterval(2970, 3000, 0.95).lo, 12);
    // The same slow ones in one burst: worth far less.
    const burst = attainment(
      always(100).map((value, t) => (t === 9 ? value - 30 : value)),
      always(100),
      0.95,
    );
    expect(burst?.share).toBeCloseTo(0.99, 12);
    expect(burst?.effectiveN).toBeLessThan(300);
    expect(burst?.lo).toBeLessThan(even?.lo ?? 0);
    expect(attainment([], [], 0.95)).toBeNull();
  });

  test('passes only when the whole interval does, and fails only when none of it does', () => {
    expect(objectiveOutcome({ lo: 0.95, hi: 0.97 }, 0.95)).toBe('pass');
    expect(objectiveOutcome({ lo: 0.94, hi: 0.97 }, 0.95)).toBe('not-enough-evidence');
    expect(objectiveOutcome({ lo: 0.9, hi: 0.95 }, 0.95)).toBe('not-enough-evidence');
    expect(objectiveOutcome({ lo: 0.9, hi: 0.94 }, 0.95)).toBe('fail');
  });
});

describe('An error budget', () => {
  test.each([
    // The Site Reliability Workbook, chapter 5, table 5-8: a period of 30 days, in hours.
    [14.4, 1, 0.02],
    [6, 6, 0.05],
    [1, 72, 0.1],
  ])('burning at %d for %d hours is %d of 30 days used', (burn, hours, used) => {
    expect(budgetUsed(burn, hours, 30 * 24)).toBeCloseTo(used, 12);
  });

  test('lasts 50 hours at 14.4', () => {
    expect(budgetLasts(14.4, 30 * 24)).toBeCloseTo(50, 12);
    expect(budgetLasts(0, 30 * 24)).toBe(Infinity);
  });

  test('burns at 1 when exactly as many are bad as may be', () => {
    expect(burnRate(0.999, 0.999)).toBe(1);
    expect(burnRate(0.98, 0.999)).toBeCloseTo(20, 9);
    expect(burnRate(1, 1)).toBeNull();
    expect(() => burnRate(99, 0.9)).toThrow('found "99"');
  });
});
