import type { Level } from './ratio-of-sums.ts';
import { addErrors, type TestedEstimate, testEstimate } from './welch.ts';

/**
 * The logarithm of candidate / base, ln(new / base), of two levels from separate runs, with its error from within the
 * runs and the two-sided p-value of no difference. exp(estimate) − 1 is the relative change.
 *
 * Null when a level is not above 0 or its error is not known. Within-run errors do not know how much runs differ from
 * each other: a verdict takes its error from `combineRuns`.
 *
 * Sources: the delta method; Welch–Satterthwaite degrees of freedom as in `addErrors`; design paper "statistics.md",
 * sections 3.1 and 3.2.
 */
export function ratioEffect(base: Level, candidate: Level): TestedEstimate | null {
  const baseError = base.logStandardError;
  const candidateError = candidate.logStandardError;
  if (!(base.value > 0 && candidate.value > 0)) return null;
  if (baseError === null || candidateError === null) return null;
  const error = addErrors([
    { squaredError: baseError ** 2, degreesOfFreedom: base.degreesOfFreedom },
    { squaredError: candidateError ** 2, degreesOfFreedom: candidate.degreesOfFreedom },
  ]);
  return testEstimate(Math.log(candidate.value / base.value), error);
}
