import type { PooledCounts } from './window-counts.ts';

/**
 * Where the values lie that are counted as `value`: the bounds of its bucket, `lo` ≤ `value` ≤ `hi`. Equal for values
 * that were not rounded.
 */
export type BucketBounds = (value: number) => { readonly lo: number; readonly hi: number };

/** The bounds of values that were not rounded. */
export const exactly: BucketBounds = (value) => ({ lo: value, hi: value });

/** Where a quantile lies: in which bucket, and which share of that bucket's values is below it. */
export interface QuantilePosition {
  readonly bucket: number;
  /** 0…1. */
  readonly shareBelow: number;
}

/**
 * The position of the quantile at `p` among counted values.
 *
 * Throws RangeError when there are no values, or `p` is not in 0…1.
 */
export function quantilePosition(counts: PooledCounts, p: number): QuantilePosition {
  if (!(counts.total > 0)) throw new RangeError('A quantile needs at least one value, found none.');
  if (!(p >= 0 && p <= 1)) throw new RangeError(`A quantile is asked for from 0 to 1, found "${p}".`);
  const target = p * counts.total;
  let bucket = 0;
  let above = counts.cumulative.length - 1;
  while (bucket < above) {
    const middle = (bucket + above) >>> 1;
    if ((counts.cumulative[middle] as number) >= target) above = middle;
    else bucket = middle + 1;
  }
  const below = bucket === 0 ? 0 : (counts.cumulative[bucket - 1] as number);
  const inside = (counts.cumulative[bucket] as number) - below;
  return { bucket, shareBelow: Math.min(1, Math.max(0, (target - below) / inside)) };
}

/**
 * The quantile at `p`, interpolated within its bucket on the log scale (a straight line for a bucket that starts at 0).
 * For statistics only, where steps between buckets would make intervals jump; reports show the nearest rank.
 *
 * Throws as `quantilePosition` does. Source: design paper "statistics.md", section 2.
 */
export function interpolatedQuantile(counts: PooledCounts, p: number, boundsOf: BucketBounds): number {
  const { bucket, shareBelow } = quantilePosition(counts, p);
  const { lo, hi } = boundsOf(counts.values[bucket] as number);
  if (lo === hi) return lo;
  return lo > 0 ? lo * (hi / lo) ** shareBelow : lo + shareBelow * (hi - lo);
}
