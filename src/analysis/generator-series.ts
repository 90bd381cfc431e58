import type { GeneratorSeries, Timeline } from '../model/analysis.ts';
import type { GeneratorRecord } from '../model/generator.ts';

/** What the generator recorded of itself over the timeline: the largest value in each bucket. Null without a timeline. */
export function generatorSeries(record: GeneratorRecord, timeline: Timeline | null): GeneratorSeries | null {
  if (timeline === null || record.length === 0) return null;
  const column = (values: readonly (number | null)[]) => largestPerBucket(values, record, timeline);
  return {
    eventLoopUtilization: column(record.eventLoopUtilization),
    stolenShare: column(record.stolenShare),
    lateP99Ms: column(record.lateP99Ms),
    waiting: column(record.waiting),
  };
}

/** A value counts in the bucket in which its second ends; one that reaches into several counts in each. */
function largestPerBucket(
  values: readonly (number | null)[],
  record: GeneratorRecord,
  { startMs, bucketMs, buckets }: Timeline,
): readonly (number | null)[] {
  const column: (number | null)[] = new Array(buckets).fill(null);
  values.forEach((value, i) => {
    if (value === null) return;
    const last = Math.ceil(((record.endMs[i] ?? 0) - startMs) / bucketMs) - 1;
    const first = Math.min(last, Math.ceil(((record.startMs[i] ?? 0) - startMs) / bucketMs));
    for (let bucket = Math.max(0, first); bucket <= Math.min(last, buckets - 1); bucket += 1) {
      column[bucket] = Math.max(column[bucket] ?? 0, rounded(value));
    }
  });
  return column;
}

/** Four significant digits, as every series. */
function rounded(value: number): number {
  return value === 0 ? 0 : Number(value.toPrecision(4));
}
