import { incompleteBeta, powerTerm } from './incomplete-beta.ts';
import { normalQuantile } from './normal.ts';

/** From here on Student's t is the normal distribution to the last digit. */
const practicallyNormal = 1e15;

/**
 * The probability that a Student t variable is at most `t`. The lower tail keeps its relative accuracy, so a
 * two-sided p-value is `2 * studentTCdf(-Math.abs(t), degreesOfFreedom)`.
 *
 * `degreesOfFreedom` is at least 1 and need not be whole; Infinity gives the normal distribution. Throws RangeError
 * otherwise, and when `t` is not a number.
 *
 * Source: NIST Digital Library of Mathematical Functions, 8.17(i), and M. Abramowitz and I. A. Stegun, "Handbook of
 * Mathematical Functions", 1964, 26.7.1.
 */
export function studentTCdf(t: number, degreesOfFreedom: number): number {
  if (Number.isNaN(t)) throw new RangeError('A Student t value is a number, found "NaN".');
  const tail = upperTail(Math.abs(t), checkedDegrees(degreesOfFreedom));
  return t < 0 ? tail : 1 - tail;
}

/**
 * The value that a Student t variable stays below with probability `p`: −Infinity for 0, Infinity for 1. Found by
 * Newton's method on `studentTCdf`; relative error about 1e−13.
 *
 * `degreesOfFreedom` as in `studentTCdf`. Throws RangeError when it, or `p`, is out of range, and for a `p` between 0
 * and 1e−100, where the square of the value may be no number any more.
 */
export function studentTQuantile(p: number, degreesOfFreedom: number): number {
  const degrees = checkedDegrees(degreesOfFreedom);
  const normal = normalQuantile(p);
  if (p > 0 && p < 1e-100) throw new RangeError(`A probability is 0 or at least 1e-100, found "${p}".`);
  if (normal === 0 || !Number.isFinite(normal)) return normal;
  const magnitude = upperTailQuantile(Math.min(p, 1 - p), Math.abs(normal), degrees);
  return normal < 0 ? -magnitude : magnitude;
}

/**
 * Newton's method for the logarithm of the tail over the logarithm of t. That curve is concave and falling, and the
 * normal quantile lies left of the root, so the method steps over the root at most once and then closes in from the right.
 */
function upperTailQuantile(tail: number, start: number, degrees: number): number {
  let t = start;
  for (let iteration = 0; iteration < 100; iteration++) {
    const { x, complement } = betaArguments(t, degrees);
    const current = incompleteBeta(x, complement, degrees / 2, 0.5) / 2;
    const tTimesDensity = powerTerm(x, complement, degrees / 2, 0.5);
    const step = (Math.log(current / tail) * current) / tTimesDensity;
    t *= Math.exp(step);
    // Convergence is quadratic: the error left is about the square of the last step.
    if (Math.abs(step) < 1e-8) break;
  }
  return t;
}

/** P(T > t) for t ≥ 0. */
function upperTail(t: number, degrees: number): number {
  const { x, complement } = betaArguments(t, degrees);
  return incompleteBeta(x, complement, degrees / 2, 0.5) / 2;
}

/** x = ν / (ν + t²) and 1 − x, each with all its digits. */
function betaArguments(t: number, degrees: number): { x: number; complement: number } {
  const ratio = (t / degrees) * t;
  return { x: 1 / (1 + ratio), complement: 1 / (1 + 1 / ratio) };
}

function checkedDegrees(degreesOfFreedom: number): number {
  if (!(degreesOfFreedom >= 1)) {
    throw new RangeError(`Degrees of freedom are at least 1, found "${degreesOfFreedom}".`);
  }
  return Math.min(degreesOfFreedom, practicallyNormal);
}
