import type { RunLevel } from './between-run.ts';
import { newcombeInterval, newcombeP, type Share, type ShareDifference } from './newcombe.ts';
import { designEffect } from './proportion.ts';

/** Those of `longRunVariance`, which the design effect comes from. */
const degreesOfBursts = 10;

/** Failures and requests of the windows of one side, in order of time, as columns of equal length. */
export interface FailureWindows {
  readonly failures: ArrayLike<number>;
  readonly requests: ArrayLike<number>;
}

/** A difference of failure ratios, with what the requests of each side are worth as independent ones. */
export interface FailureDifference extends ShareDifference {
  readonly p: number;
  readonly base: EffectiveShare;
  readonly candidate: EffectiveShare;
}

/** A failure ratio; `effective` is the share with both numbers divided by the design effect. */
export interface EffectiveShare {
  /** 0…1; null without requests. */
  readonly ratio: number | null;
  readonly effective: Share;
  readonly designEffect: number;
}

/**
 * The difference candidate − base of two failure ratios, with an interval and a p-value that allow for failures coming
 * in bursts: requests count as the number of independent ones that they are worth.
 *
 * Throws RangeError as `designEffect` does.
 *
 * Sources: J. N. K. Rao and A. J. Scott, "A Simple Method for the Analysis of Clustered Binary Data", Biometrics 48,
 * 1992, for the numbers; `newcombeInterval` for the interval; design paper "statistics.md", section 3.5.
 */
export function failureDifference(
  base: FailureWindows,
  candidate: FailureWindows,
  confidence: number,
): FailureDifference {
  const before = effectiveShare(base.failures, base.requests);
  const after = effectiveShare(candidate.failures, candidate.requests);
  return {
    ...newcombeInterval(before.effective, after.effective, confidence),
    p: newcombeP(before.effective, after.effective),
    base: before,
    candidate: after,
  };
}

/** `counts[t]` of `sizes[t]` in each window t as one share, worth fewer observations when they come in bursts. */
export function effectiveShare(counts: ArrayLike<number>, sizes: ArrayLike<number>): EffectiveShare {
  const effect = designEffect(counts, sizes);
  let successes = 0;
  let n = 0;
  for (let i = 0; i < counts.length; i++) {
    successes += counts[i] as number;
    n += sizes[i] as number;
  }
  return {
    ratio: n === 0 ? null : successes / n,
    effective: { successes: successes / effect, n: n / effect },
    designEffect: effect,
  };
}

/**
 * A failure ratio as the level of one run, for `compareRuns` over several. Its error is that of two more failures and two
 * more successes, so that a run without failures is not taken as certain. Null without requests.
 *
 * Source: A. Agresti and B. A. Coull, "Approximate is Better than 'Exact' for Interval Estimation of Binomial
 * Proportions", The American Statistician 52, 1998.
 */
export function failureLevel({ ratio, effective }: EffectiveShare): RunLevel | null {
  if (ratio === null) return null;
  const n = effective.n + 4;
  const share = (effective.successes + 2) / n;
  return { level: ratio, squaredError: (share * (1 - share)) / n, degreesOfFreedom: degreesOfBursts };
}
