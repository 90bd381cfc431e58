import { mannWhitney } from './mann-whitney.ts';
import { normalQuantile } from './normal.ts';
import { rankSumDistribution } from './rank-sum-distribution.ts';

/**
 * By how much the candidate's values exceed the base's: the median of all differences candidate − base, with the interval
 * that the Mann–Whitney test would not reject, exact without ties and for samples of up to 50. Of logarithms, exp of it
 * is a ratio. An end is null where so few values do not bound it.
 *
 * Null when a sample is empty. Throws RangeError when a value is not finite, or `confidence` not between 0 and 1.
 *
 * Sources: J. L. Hodges and E. L. Lehmann, "Estimates of Location Based on Rank Tests", Annals of Mathematical
 * Statistics 34, 1963; the interval: M. Hollander and D. A. Wolfe, "Nonparametric Statistical Methods", 1973, 4.3.
 */
export function hodgesLehmann(
  base: ArrayLike<number>,
  candidate: ArrayLike<number>,
  confidence: number,
): { estimate: number; lo: number | null; hi: number | null } | null {
  if (!(confidence > 0 && confidence < 1)) {
    throw new RangeError(`A confidence is between 0 and 1, found "${confidence}".`);
  }
  if (base.length === 0 || candidate.length === 0) return null;
  const differences = allDifferences(base, candidate);
  const count = differences.length;
  const outside = pairsOutside(base, candidate, (1 - confidence) / 2);
  return {
    estimate: medianOf(differences),
    lo: outside < 1 ? null : (differences[outside - 1] as number),
    hi: outside < 1 ? null : (differences[count - outside] as number),
  };
}

function allDifferences(base: ArrayLike<number>, candidate: ArrayLike<number>): Float64Array {
  const differences = new Float64Array(base.length * candidate.length);
  for (let i = 0; i < candidate.length; i++) {
    for (let j = 0; j < base.length; j++) {
      differences[i * base.length + j] = (candidate[i] as number) - (base[j] as number);
    }
  }
  if (differences.some((value) => !Number.isFinite(value))) {
    throw new RangeError('Differences are of finite values, found one that is not.');
  }
  return differences.sort();
}

/** The rank of the ordered difference that is the interval's lower end; below 1 when there is none. */
function pairsOutside(base: ArrayLike<number>, candidate: ArrayLike<number>, tail: number): number {
  const test = mannWhitney(base, candidate);
  const pairs = base.length * candidate.length;
  if (test === null || test.method === 'exact') {
    return rankSumDistribution(candidate.length, base.length).findIndex((p) => p >= tail);
  }
  return Math.floor(pairs / 2 + normalQuantile(tail) * test.error);
}

function medianOf(ascending: Float64Array): number {
  const middle = ascending.length >> 1;
  const upper = ascending[middle] as number;
  return ascending.length % 2 === 1 ? upper : ((ascending[middle - 1] as number) + upper) / 2;
}
