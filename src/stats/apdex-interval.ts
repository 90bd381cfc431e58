import { apdex } from './apdex.ts';
import { wilsonInterval } from './proportion.ts';
import { ratioOfSums } from './ratio-of-sums.ts';
import { studentInterval } from './welch.ts';

/** Requests of windows in order of time, by what they score; columns of equal length. */
export interface ApdexWindows {
  /** 1 each. */
  readonly satisfied: ArrayLike<number>;
  /** ½ each. */
  readonly tolerating: ArrayLike<number>;
  /** All, the frustrated and the failed ones included. */
  readonly requests: ArrayLike<number>;
}

/**
 * The Apdex score of windows and its interval within 0…1, from the variation of the score between windows. Where it does
 * not vary at all (everybody satisfied) the interval is Wilson's, which is not empty.
 *
 * Throws RangeError as `ratioOfSums` and `apdex` do: for fewer than 20 windows, or none with a request.
 *
 * Source: design paper "statistics.md", section 6: the mean of a score per request.
 */
export function apdexInterval(
  { satisfied, tolerating, requests }: ApdexWindows,
  confidence: number,
): { score: number; lo: number; hi: number } {
  const scores = Float64Array.from(
    { length: requests.length },
    (_, t) => (satisfied[t] as number) + (tolerating[t] as number) / 2,
  );
  const { value, standardError, degreesOfFreedom } = ratioOfSums(scores, requests);
  const n = total(requests);
  const score = apdex(total(satisfied), total(tolerating), n);
  // Rounding leaves an error in the last digits where there is none.
  if (standardError <= 1e-12) return { score, ...wilsonInterval(score * n, n, confidence) };
  const { lo, hi } = studentInterval(value, standardError, degreesOfFreedom, confidence);
  return { score, lo: Math.max(0, lo), hi: Math.min(1, hi) };
}

function total(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] as number;
  return sum;
}
