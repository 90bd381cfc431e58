import { type Measure, type MeasureId, measures } from '../../model/measure.ts';
import { middlesOf } from './bucket-middles.ts';
import type { DecodedHistogram } from './decoded-window.ts';

interface Sum {
  count: number;
  sum: number;
  min: number;
  max: number;
  /** By bucket; long enough for the highest that was counted. */
  counts: Float64Array;
}

/** The measures of one endpoint over the whole recording. */
export class MeasureSums {
  readonly #sums = new Map<MeasureId, Sum>();

  add(id: MeasureId, histogram: DecodedHistogram): void {
    if (histogram.count === 0) return;
    const sum = this.#sumOf(id);
    sum.count += histogram.count;
    sum.sum += histogram.sum;
    sum.min = Math.min(sum.min, histogram.min);
    sum.max = Math.max(sum.max, histogram.max);
    const { indices, counts } = histogram;
    sum.counts = longEnough(sum.counts, indices[indices.length - 1] ?? 0);
    for (let i = 0; i < indices.length; i += 1) {
      const index = indices[i] ?? 0;
      sum.counts[index] = (sum.counts[index] ?? 0) + (counts[i] ?? 0);
    }
  }

  #sumOf(id: MeasureId): Sum {
    const known = this.#sums.get(id);
    if (known !== undefined) return known;
    const sum: Sum = { count: 0, sum: 0, min: Number.POSITIVE_INFINITY, max: 0, counts: new Float64Array(0) };
    this.#sums.set(id, sum);
    return sum;
  }

  /** In the order of the table `measures`; only what was measured. */
  finish(): readonly Measure[] {
    return measures.flatMap(({ id }): readonly Measure[] => {
      const sum = this.#sums.get(id);
      if (sum === undefined) return [];
      const buckets = bucketsIn(sum.counts);
      return [
        {
          id,
          values: {
            count: sum.count,
            sum: sum.sum,
            min: sum.min,
            max: sum.max,
            values: Array.from(middlesOf(buckets)),
            counts: buckets.map((bucket) => sum.counts[bucket] ?? 0),
          },
        },
      ];
    });
  }
}

/** The same counts, with room for this bucket. */
function longEnough(counts: Float64Array, bucket: number): Float64Array {
  if (bucket < counts.length) return counts;
  const longer = new Float64Array(Math.max(bucket + 1, Math.ceil(counts.length * 1.25)));
  longer.set(counts);
  return longer;
}

/** Those that are not empty, ascending. */
function bucketsIn(counts: Float64Array): readonly number[] {
  const buckets: number[] = [];
  counts.forEach((count, bucket) => {
    if (count > 0) buckets.push(bucket);
  });
  return buckets;
}
