import { describe, expect, it } from 'vitest';
import { elasticity } from '../../src/stats/elasticity.ts';

/** The worked example by hand: 600 s, in s. */
const demand = [
  { at: 0, value: 2 },
  { at: 120, value: 5 },
  { at: 420, value: 3 },
];
const supply = [
  { at: 0, value: 2 },
  { at: 150, value: 4 },
  { at: 180, value: 6 },
  { at: 480, value: 3 },
];
const period = { from: 0, to: 600 };

describe('the worked example of elasticity', () => {
  const metrics = elasticity(demand, supply, period, 10);

  it('lacks 4 % and exceeds 18 % of demand', () => {
    expect(metrics.underProvisioningAccuracy).toBeCloseTo(4, 9);
    expect(metrics.overProvisioningAccuracy).toBeCloseTo(18, 9);
  });

  it('is short 10 % and beyond 50 % of the time', () => {
    expect(metrics.underProvisioningTimeshare).toBeCloseTo(10, 9);
    expect(metrics.overProvisioningTimeshare).toBeCloseTo(50, 9);
  });

  it('changes 0.2 replicas per minute more than demand does', () => {
    expect(metrics.jitter * 60).toBeCloseTo(0.2, 9);
  });

  it.each([
    [1, 500 / 599],
    [10, 500 / 59],
    [15, 500 / 39],
    [60, 400 / 9],
  ])('has an instability that depends on its grid: %d s', (grid, share) => {
    expect(elasticity(demand, supply, period, grid).instability).toBeCloseTo(share, 9);
  });

  it('is all zero where supply is demand', () => {
    expect(Object.values(elasticity(demand, demand, period, 10))).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('refuses a period that begins before what is known', () => {
    expect(() => elasticity(demand, supply, { from: -1, to: 600 }, 10)).toThrow(RangeError);
    expect(() => elasticity(demand, supply, { from: 0, to: 0 }, 10)).toThrow(RangeError);
  });
});
