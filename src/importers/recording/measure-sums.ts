import { type Measure, type MeasureId, measures } from '../../model/measure.ts';
import { middleOfBucket } from '../../model/percentile.ts';
import type { DecodedHistogram } from './decoded-window.ts';

interface Sum {
  count: number;
  sum: number;
  min: number;
  max: number;
  readonly counts: Map<number, number>;
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
    for (let i = 0; i < indices.length; i += 1) {
      const index = indices[i] ?? 0;
      sum.counts.set(index, (sum.counts.get(index) ?? 0) + (counts[i] ?? 0));
    }
  }

  #sumOf(id: MeasureId): Sum {
    const known = this.#sums.get(id);
    if (known !== undefined) return known;
    const sum: Sum = { count: 0, sum: 0, min: Number.POSITIVE_INFINITY, max: 0, counts: new Map() };
    this.#sums.set(id, sum);
    return sum;
  }

  /** In the order of the table `measures`; only what was measured. */
  finish(): readonly Measure[] {
    return measures.flatMap(({ id }): readonly Measure[] => {
      const sum = this.#sums.get(id);
      if (sum === undefined) return [];
      const buckets = [...sum.counts].sort(([a], [b]) => a - b);
      return [
        {
          id,
          values: {
            count: sum.count,
            sum: sum.sum,
            min: sum.min,
            max: sum.max,
            values: buckets.map(([bucket]) => middleOfBucket(bucket)),
            counts: buckets.map(([, count]) => count),
          },
        },
      ];
    });
  }
}
