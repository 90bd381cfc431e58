import { longRunVariance, minimumSeriesLength } from './long-run-variance.ts';
import { normalQuantile } from './normal.ts';

/**
 * Wilson's score interval, within 0…1, for the share of `successes` in `n`. For observations that come in bursts divide
 * both by `designEffect` first: neither needs to be whole. Nothing observed (n = 0) gives 0…1.
 *
 * Throws RangeError when `n` is below 0, `successes` is not in 0…n, or `confidence` is not between 0 and 1.
 *
 * Source: E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", Journal of the American
 * Statistical Association 22, 1927; R. G. Newcombe, "Two-sided confidence intervals for the single proportion",
 * Statistics in Medicine 17, 1998, method 3.
 */
export function wilsonInterval(successes: number, n: number, confidence: number): { lo: number; hi: number } {
  checkShare(successes, n);
  if (!(confidence > 0 && confidence < 1)) {
    throw new RangeError(`A confidence is between 0 and 1, found "${confidence}".`);
  }
  if (n === 0) return { lo: 0, hi: 1 };
  const z = normalQuantile((1 + confidence) / 2);
  return { lo: lowerBound(successes / n, n, z), hi: 1 - lowerBound((n - successes) / n, n, z) };
}

/**
 * How many times larger the variance of a share is than that of as many independent observations, at least 1:
 * `counts[t]` of `sizes[t]` observations in each window t, in order of time. Failures come in bursts; the number of
 * observations divided by the design effect is the number that they are worth.
 *
 * It is the overdispersion between windows, or, from 20 windows on and when larger, that of the long-run variance,
 * which also sees bursts that last for several windows. 1 when fewer than two windows have observations, and when all
 * of them, or none, count.
 *
 * Throws RangeError when the two differ in length, or the sum of the counts is not within that of the sizes.
 *
 * Source: J. N. K. Rao and A. J. Scott, "A Simple Method for the Analysis of Clustered Binary Data", Biometrics 48, 1992.
 */
export function designEffect(counts: ArrayLike<number>, sizes: ArrayLike<number>): number {
  if (counts.length !== sizes.length) {
    throw new RangeError(`"${counts.length}" counts do not go with "${sizes.length}" sizes.`);
  }
  const total = sum(sizes);
  const share = sum(counts) / total;
  checkShare(sum(counts), total);
  const windows = Array.from(sizes).filter((size) => size > 0).length;
  if (windows < 2 || share <= 0 || share >= 1) return 1;
  const excess = Float64Array.from(counts, (count, t) => count - share * (sizes[t] as number));
  const betweenWindows =
    (windows / (windows - 1)) * excess.reduce((squares, value) => squares + value ** 2, 0);
  const overTime = excess.length < minimumSeriesLength ? 0 : excess.length * longRunVariance(excess).variance;
  return Math.max(1, Math.max(betweenWindows, overTime) / (share * (1 - share) * total));
}

/** The lower Wilson bound of an observed share; the upper one is that of the opposite share, taken from 1. */
function lowerBound(share: number, n: number, z: number): number {
  // The textbook centre minus half-width, multiplied out so that a share of 0 gives exactly 0.
  const square = z * z;
  const centre = 2 * n * share + square;
  const root = Math.sqrt(square * (square + 4 * n * share * (1 - share)));
  return (2 * n * share * share) / (centre + root);
}

function checkShare(successes: number, n: number): void {
  if (!(successes >= 0 && successes <= n)) {
    throw new RangeError(
      `A share needs a part of 0 or more and no more than its whole, found "${successes}" of "${n}".`,
    );
  }
}

function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i] as number;
  return total;
}
