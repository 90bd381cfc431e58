import { decodeHdr } from '../../decode/hdr-histogram.ts';
import type { EncodedHistogram } from '../../model/event.ts';
import { middleOfBucket } from '../../model/percentile.ts';
import { rankOf } from '../../stats/quantile.ts';

/** Counts of response times that are added to as a test goes on. */
export class TimeCounts {
  readonly #counts = new Map<number, number>();
  #total = 0;

  /** Adds a histogram of a recording; one that cannot be read counts nothing. */
  add({ hdr }: EncodedHistogram): void {
    const decoded = decodeHdr(hdr);
    if ('reason' in decoded) return;
    for (const [i, bucket] of decoded.indices.entries()) {
      const count = decoded.counts[i] ?? 0;
      this.#counts.set(bucket, (this.#counts.get(bucket) ?? 0) + count);
      this.#total += count;
    }
  }

  /**
   * By nearest rank; each value stands for the middle of its bucket, so it is known to 1 in 2048.
   *
   * @param percentiles ascending.
   * @returns ms, one for each; null where nothing was counted.
   */
  percentilesMs(percentiles: readonly number[]): readonly (number | null)[] {
    if (this.#total === 0) return percentiles.map(() => null);
    const buckets = [...this.#counts].sort(([a], [b]) => a - b);
    let seen = 0;
    let next = 0;
    return percentiles.map((percentile) => {
      const rank = rankOf(this.#total, percentile / 100);
      while (seen < rank && next < buckets.length) {
        seen += buckets[next]?.[1] ?? 0;
        next += 1;
      }
      return middleOfBucket(buckets[next - 1]?.[0] ?? 0);
    });
  }
}
