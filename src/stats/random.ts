import { normalQuantile } from './normal.ts';

/** A source of numbers from 0 up to but not including 1. */
export type Random = () => number;

/**
 * A generator that gives the same numbers for the same `seed`, a whole number of which the last 32 bits count. For
 * resampling; nothing may depend on its numbers being unpredictable.
 *
 * Source: C. Doty-Humphrey's "sfc32" of the PractRand suite, version 0.94, with its state filled as there.
 */
export function seededRandom(seed: number): Random {
  let [a, b, c, counter] = [0, seed | 0, 0, 1];
  const next = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  // Seeds that differ in one bit start alike; the generator's author lets this many numbers pass.
  for (let i = 0; i < 15; i++) next();
  return next;
}

/** A standard normal number from `random`, by inversion, so that one number gives one number. */
export function normalFrom(random: Random): number {
  return normalQuantile((Math.floor(random() * 2 ** 32) + 0.5) / 2 ** 32);
}
