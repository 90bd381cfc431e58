import { rankSumDistribution } from './rank-sum-distribution.ts';
import { studentTCdf } from './student-t.ts';

/** With fewer values in a sample no outcome could be significant at 5 %. */
const fewest = 4;
const mostForExact = 50;

/**
 * How often values of one sample exceed those of another. `u` counts the pairs in which the candidate's value is the
 * larger, ties as half, 0…n m. `p` is two-sided: exact without ties and for samples of up to 50, else from the normal
 * distribution with the corrections for ties and continuity. `error` is the standard deviation of U under no difference.
 */
export interface MannWhitney {
  readonly u: number;
  readonly p: number;
  readonly method: 'exact' | 'normal';
  readonly error: number;
}

/**
 * The Mann–Whitney test of two samples of independent values. Only for batch means that pass the gate of
 * `batchAutocorrelation`, or for one value per run; it does not cure autocorrelation. It describes and does not decide.
 *
 * Null when a sample has fewer than 4 values. Throws RangeError when a value is not a number.
 *
 * Sources: H. B. Mann and D. R. Whitney, "On a Test of Whether one of Two Random Variables is Stochastically Larger than
 * the Other", Annals of Mathematical Statistics 18, 1947; correction for ties: M. Hollander and D. A. Wolfe,
 * "Nonparametric Statistical Methods", 1973, 4.1.
 */
export function mannWhitney(base: ArrayLike<number>, candidate: ArrayLike<number>): MannWhitney | null {
  const n = candidate.length;
  const m = base.length;
  const { u, tieSum } = pairsAndTies(base, candidate);
  if (n < fewest || m < fewest) return null;
  const all = n + m;
  const error = Math.sqrt(((n * m) / 12) * (all + 1 - tieSum / (all * (all - 1))));
  if (tieSum === 0 && n <= mostForExact && m <= mostForExact) {
    return { u, p: exactP(u, n, m), method: 'exact', error };
  }
  const distance = Math.max(0, Math.abs(u - (n * m) / 2) - 0.5);
  const p = error === 0 ? 1 : Math.min(1, 2 * studentTCdf(-distance / error, Infinity));
  return { u, p, method: 'normal', error };
}

/** U, and Σ (t³ − t) over the sizes t of the groups of equal values. */
function pairsAndTies(base: ArrayLike<number>, candidate: ArrayLike<number>): { u: number; tieSum: number } {
  const before = sorted(base);
  const after = sorted(candidate);
  let u = 0;
  let tieSum = 0;
  let i = 0;
  for (let j = 0; i < before.length || j < after.length; ) {
    const value = Math.min(before[i] ?? Infinity, after[j] ?? Infinity);
    const [firstBase, firstCandidate] = [i, j];
    while (before[i] === value) i++;
    while (after[j] === value) j++;
    const group = i - firstBase + j - firstCandidate;
    u += (j - firstCandidate) * (firstBase + (i - firstBase) / 2);
    tieSum += group ** 3 - group;
  }
  return { u, tieSum };
}

function exactP(u: number, n: number, m: number): number {
  const distribution = rankSumDistribution(n, m);
  return Math.min(1, 2 * (distribution[Math.min(u, n * m - u)] as number));
}

function sorted(values: ArrayLike<number>): Float64Array {
  const copy = Float64Array.from(values).sort();
  if (copy.some((value) => !Number.isFinite(value))) {
    throw new RangeError('Ranks are of finite values, found one that is not.');
  }
  return copy;
}
