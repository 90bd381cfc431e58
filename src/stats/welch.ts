import { studentTCdf, studentTQuantile } from './student-t.ts';

/** The squared error of an estimate, and the degrees of freedom that it was estimated with. */
export interface ErrorPart {
  readonly squaredError: number;
  /** At least 1; Infinity for an error that is known and not estimated. */
  readonly degreesOfFreedom: number;
}

/** What a Student t interval and test say of an estimate whose true value may be 0. */
export interface TestedEstimate {
  readonly estimate: number;
  readonly standardError: number;
  readonly degreesOfFreedom: number;
  /** Two-sided p-value of "the true value is 0". */
  readonly p: number;
}

/**
 * The sum of independent squared errors, with the degrees of freedom of the Student t distribution nearest to it. Parts
 * without error do not count; when none is left the degrees of freedom are the sum of all.
 *
 * Sources: F. E. Satterthwaite, "An Approximate Distribution of Estimates of Variance Components", Biometrics Bulletin
 * 2, 1946; B. L. Welch, "The generalization of Student's problem when several different population variances are
 * involved", Biometrika 34, 1947.
 */
export function addErrors(parts: readonly ErrorPart[]): ErrorPart {
  let squaredError = 0;
  let degreesOfAll = 0;
  for (const part of parts) {
    squaredError += part.squaredError;
    degreesOfAll += part.degreesOfFreedom;
  }
  if (squaredError === 0) return { squaredError, degreesOfFreedom: degreesOfAll };
  let inverse = 0;
  // Shares instead of the errors themselves: the squares of small errors would underflow.
  for (const part of parts) inverse += (part.squaredError / squaredError) ** 2 / part.degreesOfFreedom;
  return { squaredError, degreesOfFreedom: inverse === 0 ? Infinity : 1 / inverse };
}

/** The estimate with the two-sided p-value of its true value being 0. */
export function testEstimate(estimate: number, error: ErrorPart): TestedEstimate {
  const standardError = Math.sqrt(error.squaredError);
  const p =
    standardError === 0
      ? estimate === 0
        ? 1
        : 0
      : twoSidedP(estimate / standardError, error.degreesOfFreedom);
  return { estimate, standardError, degreesOfFreedom: error.degreesOfFreedom, p };
}

/** The probability of a Student t variable at least as far from 0 as `t`. Throws as `studentTCdf` does. */
export function twoSidedP(t: number, degreesOfFreedom: number): number {
  return Math.min(1, 2 * studentTCdf(-Math.abs(t), degreesOfFreedom));
}

/** The Student t interval of an estimate. Throws RangeError when `confidence` is not between 0 and 1. */
export function studentInterval(
  estimate: number,
  standardError: number,
  degreesOfFreedom: number,
  confidence: number,
): { lo: number; hi: number } {
  const reach = standardError * criticalT(degreesOfFreedom, confidence);
  return { lo: estimate - reach, hi: estimate + reach };
}

/** The distance from 0 within which a Student t variable stays with probability `confidence`. */
export function criticalT(degreesOfFreedom: number, confidence: number): number {
  if (!(confidence > 0 && confidence < 1)) {
    throw new RangeError(`A confidence is between 0 and 1, found "${confidence}".`);
  }
  return studentTQuantile((1 + confidence) / 2, degreesOfFreedom);
}
