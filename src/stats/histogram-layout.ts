/**
 * The buckets of an HdrHistogram with 3 significant digits that counts whole numbers from 0: up to 2047 each number has
 * its own, above each power of two is cut into 1024 equal ones, so a value is known to 1 in 1024.
 *
 * Tene, G., HdrHistogram, "AbstractHistogram.java": `countsArrayIndex`, `valueFromIndex` with `subBucketCount` 2048.
 */

const HALF_BITS = 10;
const HALF = 1 << HALF_BITS;

/** The largest number that has a bucket; larger ones are counted in its bucket. */
export const LARGEST = 2 ** 32 - 1;

/** The bucket of a whole number of at least 0. */
export function bucketOf(value: number): number {
  const whole = Math.min(value, LARGEST);
  const shift = Math.max(0, 32 - HALF_BITS - 1 - Math.clz32(whole));
  return (shift << HALF_BITS) + (whole >>> shift);
}

/** The least number of a bucket. */
export function lowestOf(bucket: number): number {
  if (bucket < 2 * HALF) return bucket;
  const shift = (bucket >> HALF_BITS) - 1;
  return ((bucket & (HALF - 1)) + HALF) * 2 ** shift;
}

/** How many whole numbers share a bucket. */
export function widthOf(bucket: number): number {
  return bucket < 2 * HALF ? 1 : 2 ** ((bucket >> HALF_BITS) - 1);
}
