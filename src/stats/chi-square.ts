import { incompleteGamma } from './incomplete-gamma.ts';
import { normalQuantile } from './normal.ts';

/**
 * The probability that a chi-square variable is at most `x`.
 *
 * Throws RangeError when `degreesOfFreedom` is not above 0, or `x` is below 0.
 *
 * Source: M. Abramowitz and I. A. Stegun, "Handbook of Mathematical Functions", 1964, 26.4.19.
 */
export function chiSquareCdf(x: number, degreesOfFreedom: number): number {
  return incompleteGamma(degreesOfFreedom / 2, x / 2);
}

/**
 * The value that a chi-square variable stays below with probability `p`: 0 for 0, Infinity for 1. Found by halving
 * around the Wilson–Hilferty approximation; relative error about 1e−12.
 *
 * Throws RangeError when `p` is not in 0…1, and as `chiSquareCdf` does.
 *
 * Source of the start: E. B. Wilson and M. M. Hilferty, "The distribution of chi-square", Proceedings of the National
 * Academy of Sciences 17, 1931.
 */
export function chiSquareQuantile(p: number, degreesOfFreedom: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`A probability is from 0 to 1, found "${p}".`);
  if (p === 0) return 0;
  if (p === 1) return Infinity;
  const spread = 2 / (9 * degreesOfFreedom);
  const start = degreesOfFreedom * Math.max(0.01, 1 - spread + normalQuantile(p) * Math.sqrt(spread)) ** 3;
  let lo = start;
  let hi = start;
  while (lo > 0 && chiSquareCdf(lo, degreesOfFreedom) > p) lo /= 2;
  while (chiSquareCdf(hi, degreesOfFreedom) < p) hi *= 2;
  while (hi - lo > 4 * Number.EPSILON * hi) {
    const middle = (lo + hi) / 2;
    if (middle <= lo || middle >= hi) break;
    if (chiSquareCdf(middle, degreesOfFreedom) < p) lo = middle;
    else hi = middle;
  }
  return (lo + hi) / 2;
}
