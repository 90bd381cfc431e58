import { binomialQuantile } from './binomial.ts';

/**
 * The rank, from 1, of the nearest-rank quantile of `n` values at `p`: the smallest rank with at least the share `p`
 * of the values at or below it, max(1, ⌈p n⌉). This is HdrHistogram's definition and R's type 1, and the one the reports
 * show. A product that is whole but for rounding, such as 0.07 · 100 =
 * 7.000000000000001, counts as whole.
 *
 * Throws RangeError when `n` is not a whole number above 0, or `p` is not in 0…1.
 *
 * Source: R. J. Hyndman and Y. Fan, "Sample Quantiles in Statistical Packages", The American Statistician 50(4), 1996,
 * definition 1.
 */
export function rankOf(n: number, p: number): number {
  if (!(Number.isInteger(n) && n > 0)) {
    throw new RangeError(`A quantile needs a whole number of values above 0, found "${n}".`);
  }
  checkProbability(p);
  const position = p * n;
  const whole = Math.round(position);
  const isWhole = Math.abs(position - whole) <= 4 * Number.EPSILON * position;
  return Math.min(n, Math.max(1, isWhole ? whole : Math.ceil(position)));
}

/**
 * The ranks, from 1, of the two order statistics of `n` independent values that enclose their true quantile at `p` with
 * at least probability `confidence`, whatever the distribution. An end is null where so few values do not bound it:
 * at 95 % confidence the p99 has an upper end from 368 values on.
 *
 * Throws RangeError when `n` is not a whole number of 0 or more, `p` is not in 0…1 or `confidence` not between 0 and 1.
 *
 * Source: H. A. David and H. N. Nagaraja, "Order Statistics", 3rd edition, 2003, section 7.1.
 */
export function quantileRanks(
  n: number,
  p: number,
  confidence: number,
): { lo: number | null; hi: number | null } {
  if (!(confidence > 0 && confidence < 1)) {
    throw new RangeError(`A confidence is between 0 and 1, found "${confidence}".`);
  }
  const outside = (1 - confidence) / 2;
  const lo = binomialQuantile(outside, n, p);
  const hi = binomialQuantile(1 - outside, n, p) + 1;
  return { lo: lo === 0 ? null : lo, hi: hi > n ? null : hi };
}

function checkProbability(p: number): void {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`A quantile is asked for from 0 to 1, found "${p}".`);
}
