import {
  type BucketBounds,
  interpolatedQuantile,
  type QuantilePosition,
  quantilePosition,
} from './interpolated-quantile.ts';
import { batchAutocorrelation, longRunVariance, minimumSeriesLength } from './long-run-variance.ts';
import type { Level } from './ratio-of-sums.ts';
import { criticalT } from './welch.ts';
import { type PooledCounts, poolWindows, type WindowCounts, windowsOf } from './window-counts.ts';

/** A quantile of a run, interpolated within its bucket, with an interval from the variation between its windows. */
export interface QuantileLevel extends Level {
  /** Null where so few values do not bound the quantile: the end is infinite. */
  readonly lo: number | null;
  readonly hi: number | null;
  readonly n: number;
  /** What the n values are worth as independent ones; at most n. */
  readonly effectiveN: number;
}

/**
 * The quantile at `p` of all values of the windows, which are in order of time, and its Woodruff interval: the quantiles
 * at p ± t · s, where s is the error of the share of values above the quantile. That error allows for autocorrelation
 * between windows. Values in the quantile's own bucket count as above it by the share of the bucket that is, and are
 * taken as independent within the bucket.
 *
 * The error on the log scale is (ln hi − ln lo) / 2t; null when an end is infinite or not above 0. Give `pooled` when
 * the windows are pooled already.
 *
 * Null when there are fewer than 20 windows or no values. Throws RangeError when `p` or `confidence` is not between 0
 * and 1.
 *
 * Sources: R. S. Woodruff, "Confidence Intervals for Medians and Other Position Measures", Journal of the American
 * Statistical Association 47, 1952, with the variance of `longRunVariance`; design paper "statistics.md", section 2.
 */
export function quantileOfWindows(
  windows: WindowCounts,
  p: number,
  confidence: number,
  boundsOf: BucketBounds,
  pooled: PooledCounts = poolWindows(windows),
): QuantileLevel | null {
  if (!(p > 0 && p < 1)) throw new RangeError(`A quantile's interval is for 0 < p < 1, found "${p}".`);
  if (windowsOf(windows) < minimumSeriesLength || pooled.total === 0) return null;
  const n = pooled.total;
  const position = quantilePosition(pooled, p);
  const { excess, inBucket } = excessAbove(windows, pooled.values[position.bucket] as number, position, p);
  const { variance, degreesOfFreedom } = longRunVariance(excess);
  const variationInBucket = inBucket * position.shareBelow * (1 - position.shareBelow);
  const totalVariance = excess.length * variance + variationInBucket;
  const t = criticalT(degreesOfFreedom, confidence);
  const reach = (t * Math.sqrt(totalVariance)) / n;
  const lo = p - reach <= 1 / n ? null : interpolatedQuantile(pooled, p - reach, boundsOf);
  const hi = p + reach >= 1 - 1 / n ? null : interpolatedQuantile(pooled, p + reach, boundsOf);
  return {
    value: interpolatedQuantile(pooled, p, boundsOf),
    lo,
    hi,
    logStandardError:
      lo === null || hi === null || !(lo > 0) ? null : (Math.log(hi) - Math.log(lo)) / (2 * t),
    degreesOfFreedom,
    autocorrelation: batchAutocorrelation(excess),
    n,
    effectiveN: n / Math.max(1, totalVariance / (n * p * (1 - p))),
  };
}

/** For each window, how many of its values are above the quantile, less the share 1 − p that is to be expected. */
function excessAbove(
  windows: WindowCounts,
  bucketValue: number,
  position: QuantilePosition,
  p: number,
): { excess: Float64Array; inBucket: number } {
  const excess = new Float64Array(windowsOf(windows));
  let inBucket = 0;
  for (let window = 0; window < excess.length; window++) {
    let size = 0;
    let above = 0;
    const end = windows.offsets[window + 1] as number;
    for (let entry = windows.offsets[window] as number; entry < end; entry++) {
      const value = windows.values[entry] as number;
      const count = windows.counts[entry] as number;
      size += count;
      if (value > bucketValue) above += count;
      else if (value === bucketValue) {
        above += count * (1 - position.shareBelow);
        inBucket += count;
      }
    }
    excess[window] = above - (1 - p) * size;
  }
  return { excess, inBucket };
}
