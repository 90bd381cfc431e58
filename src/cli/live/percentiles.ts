import type { SparseHistogram } from '../../engine/tick.ts';
import { middleOfBucket } from '../../model/percentile.ts';
import { rankOf } from '../../stats/quantile.ts';

/**
 * Percentiles of several histograms of times put together, by nearest rank: the smallest value that at least so many per
 * cent of the values do not exceed. Each value stands for the middle of its bucket, so it is known to 1 in 2048.
 *
 * @returns in ms, one for each of `percentiles` (ascending); null where nothing was counted.
 */
export function percentilesMs(
  histograms: readonly SparseHistogram[],
  percentiles: readonly number[],
): readonly (number | null)[] {
  const { buckets, total } = merged(histograms);
  if (total === 0) return percentiles.map(() => null);
  let seen = 0;
  let next = 0;
  return percentiles.map((percentile) => {
    const rank = rankOf(total, percentile / 100);
    while (seen < rank && next < buckets.length) {
      seen += buckets[next]?.[1] ?? 0;
      next += 1;
    }
    return middleOfBucket(buckets[next - 1]?.[0] ?? 0);
  });
}

/** The 99th percentile of one second's lateness in ms; null when nothing was sent. */
export function latePercentileMs(lateness: SparseHistogram | null): number | null {
  return lateness === null ? null : (percentilesMs([lateness], [99])[0] ?? null);
}

/** Bucket and count, buckets ascending, and the sum of the counts. */
function merged(histograms: readonly SparseHistogram[]): {
  readonly buckets: readonly (readonly [bucket: number, count: number])[];
  readonly total: number;
} {
  const counts = new Map<number, number>();
  let total = 0;
  for (const histogram of histograms) {
    for (const [i, bucket] of histogram.indices.entries()) {
      const count = histogram.counts[i] ?? 0;
      counts.set(bucket, (counts.get(bucket) ?? 0) + count);
      total += count;
    }
  }
  return { buckets: [...counts].sort(([a], [b]) => a - b), total };
}
