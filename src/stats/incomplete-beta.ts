/**
 * The regularized incomplete beta function I_x(a, b), 0…1: the probability that a beta(a, b) variable is at most `x`.
 * `complement` is 1 − x, given apart because it would lose its digits when x is near 1. Relative error is about 1e−13
 * in the smaller tail, for a and b up to ten million.
 *
 * `a` and `b` must be above 0; `x` outside 0…1 counts as the nearer end.
 *
 * Source: NIST Digital Library of Mathematical Functions, 8.17.2 (definition) and 8.17.4 (reflection).
 */
export function incompleteBeta(x: number, complement: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (complement <= 0) return 1;
  if (x < (a + 1) / (a + b + 2)) {
    return powerTerm(x, complement, a, b) / continuedFraction(x, complement, a, b);
  }
  return 1 - powerTerm(complement, x, b, a) / continuedFraction(complement, x, b, a);
}

/**
 * x^a (1 − x)^b / B(a, b) for 0 < x < 1, which is x (1 − x) times the density of beta(a, b). `complement`
 * is 1 − x. It is computed as a binomial density at real arguments. The obvious exp(lnΓ…) loses eight digits when
 * a + b is ten million; this form loses none.
 *
 * Source: C. Loader, "Fast and Accurate Computation of Binomial Probabilities", 2000.
 */
export function powerTerm(x: number, complement: number, a: number, b: number): number {
  const n = a + b;
  const exponent =
    stirlingError(n) - stirlingError(a) - stirlingError(b) - deviance(a, n * x) - deviance(b, n * complement);
  return Math.sqrt((a * b) / (2 * Math.PI * n)) * Math.exp(exponent);
}

/** ln Γ(z + 1) − ln(√(2πz) (z/e)^z), for z above 0. */
function stirlingError(z: number): number {
  let error = 0;
  let shifted = z;
  // The asymptotic series needs a large argument; the error of z is that of z + 1 plus a closed form.
  for (; shifted < 16; shifted++) error += (shifted + 0.5) * Math.log1p(1 / shifted) - 1;
  const square = shifted * shifted;
  const series = 1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) / square;
  return error + series / shifted;
}

/** observed · ln(observed / expected) + expected − observed, without cancellation when the two are close. */
function deviance(observed: number, expected: number): number {
  const difference = observed - expected;
  const slant = difference / (observed + expected);
  if (Math.abs(slant) > 0.1) return observed * Math.log(observed / expected) - difference;
  // ln(observed / expected) = 2 artanh(slant); its first term and the rest of the formula make difference · slant.
  const square = slant * slant;
  let sum = difference * slant;
  let term = 2 * observed * slant;
  for (let odd = 3; ; odd += 2) {
    term *= square;
    const next = sum + term / odd;
    // Written so that a value that is not a number ends the loop too.
    if (!(Math.abs(next - sum) > 0)) return next;
    sum = next;
  }
}

/**
 * x^a (1 − x)^b / B(a, b) over I_x(a, b), as a continued fraction evaluated forwards. It is the even part of the common
 * one (NIST DLMF 8.17.22), which knows the complement and so keeps its digits when x is near 1; it converges in about
 * √max(a, b) steps where it is used.
 *
 * Source: A. R. DiDonato and A. H. Morris, "Algorithm 708: Significant Digit Computation of the Incomplete Beta Function
 * Ratios", ACM Transactions on Mathematical Software 18(3), 1992; evaluated as by W. J. Lentz, Applied Optics 15(3), 1976.
 */
function continuedFraction(x: number, complement: number, a: number, b: number): number {
  const slack = a * complement - b * x + 1;
  let value = (a * slack) / (a + 1);
  let numerator = value;
  let denominator = 0;
  for (let m = 1; ; m++) {
    const odd = a + 2 * m - 1;
    const above = ((a + m - 1) / odd) * ((a + b + m - 1) / odd) * m * (b - m) * x * x;
    const below = m + (m * (b - m) * x) / odd + ((a + m) * (slack + m * (1 + complement))) / (odd + 2);
    denominator = 1 / awayFromZero(below + above * denominator);
    numerator = awayFromZero(below + above / numerator);
    const change = numerator * denominator;
    value *= change;
    // Written so that a value that is not a number ends the loop too.
    if (!(Math.abs(change - 1) > 4 * Number.EPSILON)) return value;
  }
}

function awayFromZero(value: number): number {
  return Math.abs(value) < 1e-300 ? 1e-300 : value;
}
