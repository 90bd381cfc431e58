import { bucketOf, LARGEST } from '../stats/histogram-layout.ts';
import type { SparseHistogram } from './tick.ts';

/** A page holds the buckets of one power of two, so that values of one size touch little memory. */
const PAGE_BITS = 10;
const PAGE = 1 << PAGE_BITS;

/**
 * Counts values in the buckets of `stats/histogram-layout.ts`, a thousandth of the unit wide and up, and gives them out
 * second by second.
 */
export class CountedValues {
  private readonly pages: (Uint32Array | null)[] = [];
  private sum = 0;
  private min = Number.POSITIVE_INFINITY;
  private max = 0;
  private count = 0;

  /** @param value at least 0, in the unit of the measure. */
  add(value: number): void {
    const known = Math.max(0, value);
    const bucket = bucketOf(Math.min(LARGEST, Math.round(known * 1000)));
    const page = this.pages[bucket >> PAGE_BITS] ?? this.newPage(bucket >> PAGE_BITS);
    const place = bucket & (PAGE - 1);
    page[place] = (page[place] ?? 0) + 1;
    this.count += 1;
    this.sum += known;
    if (known < this.min) this.min = known;
    if (known > this.max) this.max = known;
  }

  /** What was counted since the last call; null when nothing was. */
  take(): SparseHistogram | null {
    if (this.count === 0) return null;
    const taken = { ...this.takeBuckets(), sum: this.sum, min: this.min, max: this.max };
    this.sum = 0;
    this.min = Number.POSITIVE_INFINITY;
    this.max = 0;
    this.count = 0;
    return taken;
  }

  private takeBuckets(): { indices: Uint32Array; counts: Uint32Array } {
    const indices: number[] = [];
    const counts: number[] = [];
    let left = this.count;
    for (let number = 0; left > 0 && number < this.pages.length; number += 1) {
      const page = this.pages[number];
      if (page == null) continue;
      const before = left;
      for (let place = 0; left > 0 && place < PAGE; place += 1) {
        const count = page[place] ?? 0;
        if (count === 0) continue;
        indices.push(number * PAGE + place);
        counts.push(count);
        left -= count;
      }
      if (left < before) page.fill(0);
    }
    return { indices: Uint32Array.from(indices), counts: Uint32Array.from(counts) };
  }

  private newPage(number: number): Uint32Array {
    while (this.pages.length <= number) this.pages.push(null);
    const page = new Uint32Array(PAGE);
    this.pages[number] = page;
    return page;
  }
}
