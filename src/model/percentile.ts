import { bucketOf, lowestOf, widthOf } from '../stats/histogram-layout.ts';
import { rankOf } from '../stats/quantile.ts';
import type { Distribution, Histogram, QuantileSummary, Rounding, Samples } from './distribution.ts';

/** Where the exact value lies, as far as the source tells; ms. `loMs` = `valueMs` = `hiMs` when it is exact. */
export interface BoundedValue {
  readonly valueMs: number;
  readonly loMs: number;
  readonly hiMs: number;
}

/** What is known of the n ascending response times: number `rank` (1-based) is `value`, within its bounds. */
interface Knot extends BoundedValue {
  readonly rank: number;
}

/**
 * The values that a source with this rounding turns into `valueMs`, as a closed interval in ms.
 *
 * 'two-digits' is Locust's: 1 ms below 100 ms, then 10 ms, 100 ms and 1 s steps, rounding half to even
 * (locust/stats.py, `StatsEntry._log_response_time`). At 100, 1 000 and 10 000 the step below is the finer one.
 *
 * 'three-digits' is our engine's: to the nearest µs, then the bucket whose middle the value is.
 */
export function roundingInterval(valueMs: number, rounding: Rounding): { loMs: number; hiMs: number } {
  switch (rounding) {
    case 'none':
      return { loMs: valueMs, hiMs: valueMs };
    case 'whole-ms':
      return { loMs: Math.max(0, valueMs - 0.5), hiMs: valueMs + 0.5 };
    case 'truncated-ms':
      return { loMs: valueMs, hiMs: valueMs + 1 };
    case 'two-digits':
      return twoDigitInterval(valueMs, 0.5, 0.5);
    case 'two-digits-raw':
      return twoDigitInterval(valueMs, 0, 1);
    case 'three-digits':
      return threeDigitInterval(valueMs);
  }
}

/** Half a µs on both sides: a bucket holds whole µs, each of which was rounded to. */
function threeDigitInterval(valueMs: number): { loMs: number; hiMs: number } {
  // The middle of a bucket is a whole number of µs or half a one above.
  const bucket = bucketOf(Math.max(0, Math.floor(Math.round(valueMs * 2000) / 2)));
  const lowestUs = lowestOf(bucket);
  return { loMs: Math.max(0, lowestUs - 0.5) / 1000, hiMs: (lowestUs + widthOf(bucket) - 0.5) / 1000 };
}

/** What stands for the values of a bucket of `stats/histogram-layout.ts` under the rounding 'three-digits'. */
export function middleOfBucket(bucket: number): number {
  return (lowestOf(bucket) + (widthOf(bucket) - 1) / 2) / 1000;
}

function twoDigitInterval(valueMs: number, below: number, above: number): { loMs: number; hiMs: number } {
  if (valueMs < 100) return { loMs: Math.max(0, valueMs - below), hiMs: valueMs + above };
  const halfStep = valueMs < 1000 ? 5 : valueMs < 10_000 ? 50 : 500;
  const isFirstOfStep = valueMs === 100 || valueMs === 1000 || valueMs === 10_000;
  const lowerHalfStep = !isFirstOfStep ? halfStep : valueMs === 100 ? below : halfStep / 10;
  return { loMs: valueMs - lowerHalfStep, hiMs: valueMs + halfStep };
}

/** How many response times the distribution holds. */
export function latencyCount(distribution: Distribution): number {
  return distribution.kind === 'samples' ? distribution.valuesMs.length : distribution.count;
}

/**
 * The nearest-rank percentile (0…100) of a distribution. `stated` is false where a summary has no such
 * percentile: then only the bounds mean something and `valueMs` is their upper end. Null for an empty distribution.
 */
export function percentileOf(
  distribution: Distribution,
  percentile: number,
): (BoundedValue & { readonly stated: boolean }) | null {
  const n = latencyCount(distribution);
  if (n === 0) return null;
  const rank = rankOf(n, percentile / 100);
  if (distribution.kind === 'samples') return { ...sampleAt(distribution, rank), stated: true };
  if (distribution.kind === 'histogram') return { ...bucketAt(distribution, rank), stated: true };
  return summaryAt(distribution, rank, percentile);
}

/** Bounds of the value with this 1-based rank. Null for an empty distribution or a rank outside 1…n. */
export function valueAtRank(distribution: Distribution, rank: number): BoundedValue | null {
  const n = latencyCount(distribution);
  if (rank < 1 || rank > n) return null;
  if (distribution.kind === 'samples') return sampleAt(distribution, rank);
  if (distribution.kind === 'histogram') return bucketAt(distribution, rank);
  const { loMs, hiMs } = boundsAtRank(knotsOf(distribution), rank);
  return { valueMs: hiMs, loMs, hiMs };
}

/**
 * How many of the response times are at most `limitMs`: between `lo` and `hi`. Follows from the ranks whose values
 * are known (statistics.md, section 2, "Rebuilding a distribution from Locust's percentiles").
 */
export function countAtMost(distribution: Distribution, limitMs: number): { lo: number; hi: number } {
  switch (distribution.kind) {
    case 'samples': {
      const { valuesMs, resolutionMs } = distribution;
      return {
        lo: upperBound(valuesMs, limitMs - resolutionMs),
        hi: upperBound(valuesMs, limitMs + resolutionMs),
      };
    }
    case 'histogram':
      return histogramCountAtMost(distribution, limitMs);
    case 'quantiles': {
      const knots = knotsOf(distribution);
      let lo = 0;
      let hi = distribution.count;
      for (const knot of knots) {
        if (knot.hiMs <= limitMs) lo = Math.max(lo, knot.rank);
        if (knot.loMs > limitMs) hi = Math.min(hi, knot.rank - 1);
      }
      return { lo, hi: Math.max(lo, hi) };
    }
  }
}

function histogramCountAtMost(histogram: Histogram, limitMs: number): { lo: number; hi: number } {
  const { valuesMs, counts, rounding } = histogram;
  let lo = 0;
  let hi = 0;
  for (let i = 0; i < valuesMs.length; i += 1) {
    const valueMs = valuesMs[i] ?? 0;
    const count = counts[i] ?? 0;
    // Of thousands of fine buckets all but a few are nowhere near the limit.
    if (rounding === 'three-digits' && Math.abs(valueMs - limitMs) > FURTHEST_BOUND * (valueMs + 1)) {
      if (valueMs > limitMs) continue;
      lo += count;
      hi += count;
      continue;
    }
    const { loMs, hiMs } = roundingInterval(valueMs, rounding);
    if (hiMs <= limitMs) lo += count;
    if (loMs <= limitMs) hi += count;
  }
  return { lo, hi };
}

/** A bound of 'three-digits' is at most 0.05 % and a µs from its value: this is twice as far. */
const FURTHEST_BOUND = 0.002;

/** How many of the ascending values are at most `limit`. */
function upperBound(ascending: ArrayLike<number>, limit: number): number {
  let lo = 0;
  let hi = ascending.length;
  while (lo < hi) {
    const middle = (lo + hi) >>> 1;
    if ((ascending[middle] ?? 0) <= limit) lo = middle + 1;
    else hi = middle;
  }
  return lo;
}

function sampleAt(samples: Samples, rank: number): BoundedValue {
  const valueMs = samples.valuesMs[rank - 1] ?? 0;
  return { valueMs, loMs: Math.max(0, valueMs - samples.resolutionMs), hiMs: valueMs + samples.resolutionMs };
}

function bucketAt(histogram: Histogram, rank: number): BoundedValue {
  const seen = seenUpTo(histogram);
  let lo = 0;
  let hi = histogram.counts.length - 1;
  while (lo < hi) {
    const middle = (lo + hi) >>> 1;
    if ((seen[middle] ?? 0) >= rank) hi = middle;
    else lo = middle + 1;
  }
  const valueMs = histogram.valuesMs[lo] ?? 0;
  return withinExtremes(valueMs, roundingInterval(valueMs, histogram.rounding), histogram);
}

/** A curve asks a histogram of thousands of values for a hundred of its percentiles. */
const sums = new WeakMap<Histogram, Float64Array>();

/** How many response times are in each bucket and those before it. */
function seenUpTo(histogram: Histogram): Float64Array {
  const known = sums.get(histogram);
  if (known !== undefined) return known;
  const seen = new Float64Array(histogram.counts.length);
  histogram.counts.forEach((count, i) => {
    seen[i] = (i === 0 ? 0 : (seen[i - 1] ?? 0)) + count;
  });
  sums.set(histogram, seen);
  return seen;
}

function summaryAt(
  summary: QuantileSummary,
  rank: number,
  percentile: number,
): BoundedValue & { readonly stated: boolean } {
  const { loMs, hiMs } = boundsAtRank(knotsOf(summary), rank);
  const stated =
    percentile === 50 && summary.medianMs !== null
      ? summary.medianMs
      : summary.points.find((point) => point.percentile === percentile)?.valueMs;
  if (stated === undefined) return { valueMs: hiMs, loMs, hiMs, stated: false };
  return { valueMs: Math.min(Math.max(stated, loMs), hiMs), loMs, hiMs, stated: true };
}

/** The ranks a summary tells something about, ascending: its percentiles, its median, its exact extremes. */
export function knotsOf(summary: QuantileSummary): readonly Knot[] {
  const n = summary.count;
  const min = extremeOf(summary, summary.minMs);
  const max = extremeOf(summary, summary.maxMs);
  const extremes = { minMs: min?.loMs ?? null, maxMs: max?.hiMs ?? null };
  const knots: Knot[] = summary.points.map(({ percentile, valueMs }) => ({
    rank: statedRank(summary, percentile),
    ...withinExtremes(valueMs, roundingInterval(valueMs, summary.rounding), extremes),
  }));
  if (summary.medianMs !== null) {
    // Locust's median column is value number floor((n - 1) / 2) + 1, which is the nearest-rank median for every n.
    const interval = roundingInterval(summary.medianMs, summary.rounding);
    knots.push({ rank: rankOf(n, 50 / 100), ...withinExtremes(summary.medianMs, interval, extremes) });
  }
  if (min !== null) knots.push({ rank: 1, ...min });
  if (max !== null) knots.push({ rank: n, ...max });
  return knots.sort((a, b) => a.rank - b.rank || a.loMs - b.loMs);
}

function extremeOf(summary: QuantileSummary, valueMs: number | null): BoundedValue | null {
  return valueMs === null ? null : { valueMs, ...roundingInterval(valueMs, summary.extremesRounding) };
}

function statedRank(summary: QuantileSummary, percentile: number): number {
  const n = summary.count;
  if (summary.rankRule === 'nearest-rank') return rankOf(n, percentile / 100);
  return Math.min(Math.floor((n * percentile) / 100 + 1e-9) + 1, n);
}

function boundsAtRank(knots: readonly Knot[], rank: number): { loMs: number; hiMs: number } {
  let loMs = 0;
  let hiMs = Number.POSITIVE_INFINITY;
  for (const knot of knots) {
    if (knot.rank <= rank) loMs = Math.max(loMs, knot.loMs);
    if (knot.rank >= rank) hiMs = Math.min(hiMs, knot.hiMs);
  }
  if (hiMs === Number.POSITIVE_INFINITY) hiMs = Math.max(loMs, ...knots.map((knot) => knot.hiMs));
  // A file that contradicts itself (an edited one) must not give an upside-down range.
  return { loMs: Math.min(loMs, hiMs), hiMs: Math.max(loMs, hiMs) };
}

function withinExtremes(
  valueMs: number,
  interval: { loMs: number; hiMs: number },
  extremes: { readonly minMs: number | null; readonly maxMs: number | null },
): BoundedValue {
  const min = extremes.minMs ?? 0;
  const max = extremes.maxMs ?? Number.POSITIVE_INFINITY;
  const clamp = (ms: number) => Math.min(Math.max(ms, min), Math.max(min, max));
  return { valueMs: clamp(valueMs), loMs: clamp(interval.loMs), hiMs: clamp(interval.hiMs) };
}
