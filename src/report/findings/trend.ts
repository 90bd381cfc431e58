import type { Analysis, Series, Timeline } from '../../model/analysis.ts';
import { mean } from '../../stats/moments.ts';
import { studentTCdf } from '../../stats/student-t.ts';
import { formatMs, formatRatio } from '../format.ts';
import { overWhat } from './finding.ts';

/** A change smaller than this is not spoken of, however sure it is. */
const SMALLEST_CHANGE_RATIO = 0.2;
/** Batches that a third is cut into, and the probability of a chance finding that is accepted. */
const BATCHES = 5;
const CHANCE = 0.001;

/** The mean response time in the first and in the last third of a period. */
export interface Trend {
  readonly firstMs: number;
  readonly lastMs: number;
  /** lastMs / firstMs − 1. */
  readonly change: number;
  /** At least 20 %, and larger than the scatter within each third explains. */
  readonly isClear: boolean;
}

/**
 * How the mean response time moved over the steady state, or over the run where there is none: the exact mean of the
 * last third against that of the first. Null without a curve over time or with fewer than 15 buckets with requests.
 *
 * 'Clear' is Welch's test on batch means, 5 a third, at p < 0.001, which neighbouring buckets being alike upsets
 * less than a test on single buckets. Law, A. M. (2015), "Simulation Modeling and Analysis", 5th ed., section 9.5.3.
 */
export function meanTrend(analysis: Analysis, series: Series | null): Trend | null {
  const { timeline } = analysis;
  if (timeline === null || series === null || series.meanMs === null) return null;
  const buckets = bucketsWithRequests(analysis, timeline, series);
  const third = Math.floor(buckets.length / 3);
  if (third < BATCHES) return null;
  const first = buckets.slice(0, third);
  const last = buckets.slice(-third);
  const firstMs = weightedMean(first);
  const lastMs = weightedMean(last);
  if (firstMs <= 0) return null;
  const change = lastMs / firstMs - 1;
  const isClear =
    Math.abs(change) >= SMALLEST_CHANGE_RATIO &&
    differs(first, last) &&
    formatMs(firstMs) !== formatMs(lastMs);
  return { firstMs, lastMs, change, isClear };
}

/** 'rose by 35 %, from 310 ms to 420 ms, over the steady state'. */
export function describeTrend(analysis: Analysis, trend: Trend): string {
  const { change, firstMs, lastMs } = trend;
  const verb = change < 0 ? 'fell' : 'rose';
  const size = change >= 1 ? `${(change + 1).toFixed(1)}-fold` : `by ${formatRatio(Math.abs(change))}`;
  return `${verb} ${size}, from ${formatMs(firstMs)} to ${formatMs(lastMs)}, ${overWhat(analysis)}`;
}

interface Bucket {
  readonly meanMs: number;
  readonly weight: number;
}

function bucketsWithRequests(analysis: Analysis, timeline: Timeline, series: Series): readonly Bucket[] {
  const fromMs = analysis.phases.steadyStartMs ?? Number.NEGATIVE_INFINITY;
  const toMs = analysis.phases.steadyEndMs ?? Number.POSITIVE_INFINITY;
  return (series.meanMs ?? []).flatMap((meanMs, i) => {
    const startMs = timeline.startMs + i * timeline.bucketMs;
    const weight = series.throughputPerS[i] ?? 0;
    const isInside = startMs >= fromMs && startMs + timeline.bucketMs <= toMs;
    return isInside && meanMs !== null && weight > 0 ? [{ meanMs, weight }] : [];
  });
}

function weightedMean(buckets: readonly Bucket[]): number {
  const weight = buckets.reduce((sum, bucket) => sum + bucket.weight, 0);
  return buckets.reduce((sum, bucket) => sum + bucket.meanMs * bucket.weight, 0) / weight;
}

function differs(first: readonly Bucket[], last: readonly Bucket[]): boolean {
  const a = batchMeans(first);
  const b = batchMeans(last);
  const difference = Math.abs(mean(a) - mean(b));
  const standardError = Math.sqrt((variance(a) + variance(b)) / BATCHES);
  if (standardError === 0) return difference > 0;
  // BATCHES − 1 degrees of freedom is the least that Welch's formula can give.
  return 2 * studentTCdf(-difference / standardError, BATCHES - 1) < CHANCE;
}

function batchMeans(buckets: readonly Bucket[]): readonly number[] {
  return Array.from({ length: BATCHES }, (_, i) =>
    weightedMean(
      buckets.slice(
        Math.floor((i * buckets.length) / BATCHES),
        Math.floor(((i + 1) * buckets.length) / BATCHES),
      ),
    ),
  );
}

function variance(values: readonly number[]): number {
  const centre = mean(values);
  return values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1);
}
