import type { Series, SeriesPercentiles, Timeline } from '../model/analysis.ts';
import type { Histogram } from '../model/distribution.ts';
import { percentileOf, roundingInterval } from '../model/percentile.ts';
import type { Run, Source, UserCounts, WindowQuantiles, Windows } from '../model/run.ts';
import { isPiece, mergedHistogram, timedRequests, typicalWindowMs } from './window-selection.ts';

/** At most this many buckets: more than one per three pixels of the widest chart cannot be told apart. */
const MOST_BUCKETS = 300;
/** So many requests give a 95th percentile with a few values above it. */
const ENOUGH_REQUESTS = 50;
/** Fewer buckets are no curve. */
const FEWEST_BUCKETS = 30;
const BUCKET_LENGTHS_S = [
  1, 2, 3, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 43_200, 86_400,
];
const DRAWN_PERCENTILES = [50, 95, 99];

/** The common time axis of a run's series; null when the source has no curve over time. */
export function timelineOf(run: Run): Timeline | null {
  const windows =
    run.total?.windows ?? run.endpoints.find((endpoint) => endpoint.windows !== null)?.windows ?? null;
  if (run.startMs === null || run.endMs === null || windows === null || windows.length === 0) return null;
  const lengthMs = Math.max(1000, run.endMs - run.startMs);
  // At least one whole window to a bucket.
  const bucketMs = bucketLengthMs(lengthMs, Math.max(typicalWindowMs(windows), telling(windows, lengthMs)));
  const timeline = { startMs: run.startMs, bucketMs, buckets: Math.ceil(lengthMs / bucketMs) };
  return { ...timeline, users: run.users === null ? null : usersPerBucket(run.users, timeline) };
}

function bucketLengthMs(lengthMs: number, shortestMs: number): number {
  const fits = BUCKET_LENGTHS_S.find((s) => s * 1000 >= shortestMs && lengthMs / (s * 1000) <= MOST_BUCKETS);
  return fits === undefined ? Math.ceil(lengthMs / MOST_BUCKETS / 86_400_000) * 86_400_000 : fits * 1000;
}

/**
 * Where percentiles are recomputed per bucket, how long a bucket has to be to hold enough requests for a 95th
 * percentile that is not just its maximum, as long as the run still has enough buckets for a curve.
 */
function telling(windows: Windows, lengthMs: number): number {
  if (windows.histograms === null) return 0;
  const requests = windows.requests.reduce((all, count) => all + count, 0);
  if (requests === 0) return 0;
  const wholeSeconds = Math.floor(
    Math.min((ENOUGH_REQUESTS * lengthMs) / requests, lengthMs / FEWEST_BUCKETS) / 1000,
  );
  return wholeSeconds * 1000;
}

/** Largest number of users in each bucket; a bucket without a reading keeps the one before. */
function usersPerBucket(users: UserCounts, timeline: Omit<Timeline, 'users'>): readonly (number | null)[] {
  const column: (number | null)[] = new Array(timeline.buckets).fill(null);
  users.atMs.forEach((atMs, i) => {
    const bucket = Math.floor((atMs - timeline.startMs) / timeline.bucketMs);
    if (bucket < 0 || bucket >= timeline.buckets) return;
    column[bucket] = Math.max(column[bucket] ?? 0, users.users[i] ?? 0);
  });
  for (let i = 1; i < column.length; i += 1) column[i] ??= column[i - 1] ?? null;
  return column;
}

/** One endpoint over the timeline. Null without windows. */
export function seriesOf(
  windows: Windows | null,
  { latencyCovers }: Source,
  timeline: Timeline | null,
): Series | null {
  if (windows === null || timeline === null || windows.length === 0) return null;
  const sums = bucketSums(windows, latencyCovers, timeline);
  const perS = (counts: Float64Array) =>
    Array.from(counts, (_, i) => {
      const { count, coveredMs } = bucketWithNeighbour(counts, sums.coveredMs, i);
      return coveredMs === 0 ? null : rounded((count * 1000) / coveredMs);
    });
  return {
    throughputPerS: perS(sums.requests),
    failuresPerS: perS(sums.failures),
    meanMs:
      windows.sumMs === null ? null : Array.from(sums.sumMs, (sum, i) => meanOrNull(sum, sums.timed[i] ?? 0)),
    percentiles: percentilesOf(windows, latencyCovers, timeline),
  };
}

/** A piece of a second at the end of the run has the rate of itself and the bucket before: its own would be chance. */
function bucketWithNeighbour(
  counts: Float64Array,
  coveredMs: Float64Array,
  bucket: number,
): { readonly count: number; readonly coveredMs: number } {
  const own = { count: counts[bucket] ?? 0, coveredMs: coveredMs[bucket] ?? 0 };
  const isLast = bucket === counts.length - 1;
  if (!isLast || own.coveredMs === 0 || !isPiece(own.coveredMs)) return own;
  const together = own.coveredMs + (coveredMs[bucket - 1] ?? 0);
  return { count: own.count + (counts[bucket - 1] ?? 0), coveredMs: Math.max(1000, together) };
}

function meanOrNull(sumMs: number, timed: number): number | null {
  return timed < 1e-9 || Number.isNaN(sumMs) ? null : rounded(sumMs / timed);
}

/**
 * Sums per bucket. A window that lies across a bucket's edge (a skipped second) is shared between the two in
 * proportion to the time it spends in each.
 */
function bucketSums(windows: Windows, latencyCovers: Source['latencyCovers'], timeline: Timeline) {
  const column = () => new Float64Array(timeline.buckets);
  const sums = {
    coveredMs: column(),
    requests: column(),
    failures: column(),
    timed: column(),
    sumMs: column(),
  };
  for (let i = 0; i < windows.length; i += 1) {
    const startMs = windows.startMs[i] ?? 0;
    const endMs = windows.endMs[i] ?? 0;
    const timed = timedRequests(windows, i, latencyCovers);
    const first = Math.max(0, Math.floor((startMs - timeline.startMs) / timeline.bucketMs));
    const last = Math.min(
      timeline.buckets - 1,
      Math.ceil((endMs - timeline.startMs) / timeline.bucketMs) - 1,
    );
    for (let bucket = first; bucket <= last; bucket += 1) {
      const bucketStartMs = timeline.startMs + bucket * timeline.bucketMs;
      const insideMs = Math.min(endMs, bucketStartMs + timeline.bucketMs) - Math.max(startMs, bucketStartMs);
      const share = insideMs / (endMs - startMs);
      add(sums.coveredMs, bucket, insideMs);
      add(sums.requests, bucket, share * (windows.requests[i] ?? 0));
      add(sums.failures, bucket, share * (windows.failures[i] ?? 0));
      add(sums.timed, bucket, share * timed);
      if (timed > 0) add(sums.sumMs, bucket, share * (windows.sumMs?.[i] ?? 0));
    }
  }
  return sums;
}

function add(column: Float64Array, index: number, amount: number): void {
  column[index] = (column[index] ?? 0) + amount;
}

/** Null for percentiles since the start: they are no time series. */
function percentilesOf(
  windows: Windows,
  latencyCovers: Source['latencyCovers'],
  timeline: Timeline,
): SeriesPercentiles | null {
  if (windows.histograms !== null) return recomputedPercentiles(windows, latencyCovers, timeline);
  const { quantiles } = windows;
  if (quantiles === null || quantiles.covers === 'since-start') return null;
  const shown = drawnPercentiles(quantiles.percentiles);
  if (shown.length === 0) return null;
  return {
    kind: 'range',
    spanMs: quantiles.spanMs,
    columns: shown.map((percentile) => rangeColumn(percentile, quantiles, windows, timeline)),
  };
}

/** Of all response times of the windows that end in the bucket. */
function recomputedPercentiles(
  windows: Windows,
  latencyCovers: Source['latencyCovers'],
  timeline: Timeline,
): SeriesPercentiles {
  const histograms: (Histogram | null)[] = [];
  let from = 0;
  for (let bucket = 0; bucket < timeline.buckets; bucket += 1) {
    const bucketEndMs = timeline.startMs + (bucket + 1) * timeline.bucketMs;
    let to = from;
    while (to < windows.length && (windows.endMs[to] ?? 0) <= bucketEndMs) to += 1;
    histograms.push(mergedHistogram({ windows, from, to, latencyCovers }));
    from = to;
  }
  return {
    kind: 'recomputed',
    spanMs: null,
    columns: DRAWN_PERCENTILES.map((percentile) => {
      const values = histograms.map((histogram) =>
        histogram === null ? null : percentileOf(histogram, percentile),
      );
      return {
        percentile,
        midMs: values.map((value) => (value === null ? null : rounded(value.valueMs))),
        loMs: values.map((value) => (value === null ? null : rounded(value.loMs))),
        hiMs: values.map((value) => (value === null ? null : rounded(value.hiMs))),
      };
    }),
  };
}

/** p50, p95, p99 where the source has them; else its lowest, a middle and its highest below 100. */
function drawnPercentiles(available: readonly number[]): readonly number[] {
  const standard = DRAWN_PERCENTILES.filter((percentile) => available.includes(percentile));
  if (standard.length >= 2) return standard;
  const below = available.filter((percentile) => percentile < 100);
  return [...new Set([below[0], below[Math.floor(below.length / 2)], below.at(-1)])].filter(
    (p) => p !== undefined,
  );
}

function rangeColumn(
  percentile: number,
  quantiles: WindowQuantiles,
  windows: Windows,
  timeline: Timeline,
): SeriesPercentiles['columns'][number] {
  const values = quantiles.valuesMs[quantiles.percentiles.indexOf(percentile)] ?? new Float32Array();
  const perBucket: number[][] = Array.from({ length: timeline.buckets }, () => []);
  values.forEach((valueMs, i) => {
    if (Number.isNaN(valueMs)) return;
    // The value describes the window and time before it, so it counts in every bucket that the window touches.
    const first = Math.floor(((windows.startMs[i] ?? 0) - timeline.startMs) / timeline.bucketMs);
    const last = Math.floor(((windows.endMs[i] ?? 0) - 1 - timeline.startMs) / timeline.bucketMs);
    for (let bucket = Math.max(0, first); bucket <= Math.min(last, timeline.buckets - 1); bucket += 1) {
      perBucket[bucket]?.push(valueMs);
    }
  });
  const sorted = perBucket.map((bucket) => bucket.sort((a, b) => a - b));
  const bound = (valueMs: number | undefined, end: 'loMs' | 'hiMs') =>
    valueMs === undefined ? null : rounded(roundingInterval(valueMs, quantiles.rounding)[end]);
  return {
    percentile,
    midMs: sorted.map((bucket) => bucket[Math.floor((bucket.length - 1) / 2)] ?? null),
    loMs: sorted.map((bucket) => bound(bucket[0], 'loMs')),
    hiMs: sorted.map((bucket) => bound(bucket.at(-1), 'hiMs')),
  };
}

/** Four significant digits: finer than a pixel of any chart, and a third of the bytes. */
function rounded(value: number): number {
  return value === 0 ? 0 : Number(value.toPrecision(4));
}
