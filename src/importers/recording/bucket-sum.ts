import type { BucketCounts } from '../../decode/hdr-histogram.ts';
import { bucketOf, LARGEST } from '../../stats/histogram-layout.ts';

/** Puts histograms together by adding the counts of equal buckets. One adder serves all, one sum after the other. */
export class BucketSum {
  readonly #counts = new Float64Array(bucketOf(LARGEST) + 1);
  #used: number[] = [];

  add({ indices, counts }: BucketCounts): void {
    for (let i = 0; i < indices.length; i += 1) {
      const index = indices[i] ?? 0;
      const before = this.#counts[index] ?? 0;
      if (before === 0) this.#used.push(index);
      this.#counts[index] = before + (counts[i] ?? 0);
    }
  }

  /** The sum of what was added since the last call. */
  take(): { readonly indices: readonly number[]; readonly counts: readonly number[] } {
    const indices = this.#used.sort((a, b) => a - b);
    const counts = indices.map((index) => this.#counts[index] ?? 0);
    for (const index of indices) this.#counts[index] = 0;
    this.#used = [];
    return { indices, counts };
  }
}
