import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { betaQuantile } from '../../src/stats/beta-quantile.ts';
import { incompleteBeta } from '../../src/stats/incomplete-beta.ts';
import { poissonRateRatio } from '../../src/stats/poisson-rate-ratio.ts';

const seed = 1;
const rate = (events: number, exposure: number) => ({ events, exposure });

test('31 against 12 events in 10 000 are as in R', () => {
  // R 4.2.2, poisson.test(c(31, 12), c(10000, 10000)). Design paper "statistics.md", section 3.5.
  const found = poissonRateRatio(rate(12, 10_000), rate(31, 10_000), 0.95);
  expect(found.ratio).toBeCloseTo(2.583333, 6);
  expect(found.lo).toBeCloseTo(1.28997, 6);
  expect(found.hi).toBeCloseTo(5.523615, 6);
  expect(found.p).toBeCloseTo(0.0054, 5);
});

test('No events on one side leave one end open', () => {
  expect(poissonRateRatio(rate(0, 10), rate(5, 10), 0.95)).toMatchObject({ ratio: null, hi: null });
  expect(poissonRateRatio(rate(5, 10), rate(0, 10), 0.95)).toMatchObject({ ratio: 0, lo: 0 });
  expect(poissonRateRatio(rate(0, 10), rate(0, 10), 0.95)).toEqual({ ratio: null, lo: 0, hi: null, p: 1 });
});

test('It turns over when the sides change places, goes with the unit, and agrees with its interval', () => {
  const events = fc.integer({ min: 1, max: 500 });
  const exposure = fc.double({ min: 0.1, max: 1000, noNaN: true });
  const check = fc.property(events, exposure, events, exposure, (a, s, b, t) => {
    const there = poissonRateRatio(rate(a, s), rate(b, t), 0.95);
    const back = poissonRateRatio(rate(b, t), rate(a, s), 0.95);
    expect((there.ratio ?? 0) * (back.ratio ?? 0)).toBeCloseTo(1, 9);
    expect(there.lo * (back.hi ?? 0)).toBeCloseTo(1, 8);
    expect(back.p).toBeCloseTo(there.p, 9);
    const inMinutes = poissonRateRatio(rate(a, s / 60), rate(b, t / 60), 0.95);
    expect(inMinutes.lo / there.lo).toBeCloseTo(1, 8);
    if (Math.abs(there.p - 0.05) > 1e-6) {
      expect(there.lo > 1 || (there.hi ?? Infinity) < 1).toBe(there.p < 0.05);
    }
  });
  fc.assert(check, { seed });
});

test('What are no events and no time is refused', () => {
  expect(() => poissonRateRatio(rate(1.5, 1), rate(1, 1), 0.95)).toThrow('found "1.5"');
  expect(() => poissonRateRatio(rate(1, 0), rate(1, 1), 0.95)).toThrow('found "0"');
});

test('The beta quantile is where the beta distribution reaches the probability', () => {
  // beta(1, b): 1 − (1 − p)^(1/b).
  expect(betaQuantile(0.025, 1, 20)).toBeCloseTo(1 - 0.975 ** (1 / 20), 14);
  expect(betaQuantile(0.5, 7, 7)).toBeCloseTo(0.5, 14);
  const parameter = fc.double({ min: 0.5, max: 1000, noNaN: true });
  const p = fc.double({ min: 0.001, max: 0.999, noNaN: true });
  const check = fc.property(p, parameter, parameter, (probability, a, b) => {
    const x = betaQuantile(probability, a, b);
    expect(incompleteBeta(x, 1 - x, a, b)).toBeCloseTo(probability, 9);
  });
  fc.assert(check, { seed });
});
