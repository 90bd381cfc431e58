import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CountedValues } from '../../src/engine/counted-values.ts';
import { lowestOf, widthOf } from '../../src/stats/histogram-layout.ts';

function counted(values: readonly number[]) {
  const counts = new CountedValues();
  for (const value of values) counts.add(value);
  return counts.take();
}

describe('counted values', () => {
  it('are nothing before the first', () => {
    expect(new CountedValues().take()).toBeNull();
  });

  it('have their exact sum and extremes, and a bucket for each in its place', () => {
    expect(counted([2, 0.001, 2, 1000])).toEqual({
      indices: Uint32Array.of(1, 2000, 11169),
      counts: Uint32Array.of(1, 2, 1),
      sum: 1004.001,
      min: 0.001,
      max: 1000,
    });
  });

  it('begin anew when they were taken', () => {
    const values = new CountedValues();
    values.add(5);
    values.add(1_000_000);
    expect(values.take()?.counts).toEqual(Uint32Array.of(1, 1));
    expect(values.take()).toBeNull();
    values.add(5);
    expect(values.take()).toMatchObject({ counts: Uint32Array.of(1), sum: 5, min: 5, max: 5 });
  });

  it('below 0 count as 0, and beyond the last bucket in it', () => {
    expect(counted([-1])).toMatchObject({ indices: Uint32Array.of(0), min: 0, max: 0 });
    const huge = counted([1e9]);
    expect(huge?.max).toBe(1e9);
    expect(huge?.counts).toEqual(Uint32Array.of(1));
  });

  it('lie in buckets that hold them, to a thousandth of the unit', () => {
    const times = fc.array(fc.double({ min: 0, max: 4_000_000, noNaN: true }), {
      minLength: 1,
      maxLength: 50,
    });
    fc.assert(
      fc.property(times, (values) => {
        const taken = counted(values);
        const whole = values.map((value) => Math.round(value * 1000)).sort((a, b) => a - b);
        const buckets = [...(taken?.indices ?? [])].flatMap((index, i) =>
          new Array<number>(taken?.counts[i] ?? 0).fill(index),
        );
        expect(buckets).toHaveLength(whole.length);
        for (const [i, bucket] of buckets.entries()) {
          expect(whole[i]).toBeGreaterThanOrEqual(lowestOf(bucket));
          expect(whole[i]).toBeLessThan(lowestOf(bucket) + widthOf(bucket));
        }
      }),
      { seed: 1 },
    );
  });
});
