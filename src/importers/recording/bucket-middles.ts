import { middleOfBucket } from '../../model/percentile.ts';
import { bucketOf, LARGEST } from '../../stats/histogram-layout.ts';

let middles: Float64Array | null = null;

/** `middleOfBucket` of every bucket, by its number: a recording has millions to look up. */
function bucketMiddles(): Float64Array {
  middles ??= Float64Array.from({ length: bucketOf(LARGEST) + 1 }, (_, bucket) => middleOfBucket(bucket));
  return middles;
}

/** The middles of these buckets, in this order. */
export function middlesOf(buckets: ArrayLike<number>): Float64Array {
  const all = bucketMiddles();
  const found = new Float64Array(buckets.length);
  for (let i = 0; i < found.length; i += 1) found[i] = all[buckets[i] ?? 0] ?? Number.NaN;
  return found;
}
