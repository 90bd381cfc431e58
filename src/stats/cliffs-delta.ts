/**
 * How much two samples are apart, whatever the size of the values. `delta`, −1…1, is the share of pairs in which the
 * candidate's value is larger, less the share in which it is smaller; `a12`, 0…1, is the probability that a value of the
 * candidate is the larger one, ties as half. `magnitude` is a label for |delta| and no verdict.
 *
 * Null when a sample is empty. Throws RangeError when a value is not a number.
 *
 * Sources: N. Cliff, "Dominance statistics", Psychological Bulletin 114, 1993; A. Vargha and H. D. Delaney, "A Critique
 * and Improvement of the CL Common Language Effect Size Statistics", Journal of Educational and Behavioral Statistics
 * 25, 2000; the limits .147, .33 and .474: J. Romano and others, Florida Association of Institutional Research, 2006.
 */
export function cliffsDelta(
  base: ArrayLike<number>,
  candidate: ArrayLike<number>,
): { delta: number; a12: number; magnitude: 'negligible' | 'small' | 'medium' | 'large' } | null {
  if (base.length === 0 || candidate.length === 0) return null;
  const before = Float64Array.from(base).sort();
  if (before.some(Number.isNaN)) throw new RangeError('Values are compared with numbers, found "NaN".');
  let balance = 0;
  for (let i = 0; i < candidate.length; i++) {
    const value = candidate[i] as number;
    if (Number.isNaN(value)) throw new RangeError('Values are compared with numbers, found "NaN".');
    const smaller = firstWhere(before, (other) => other >= value);
    const larger = before.length - firstWhere(before, (other) => other > value);
    balance += smaller - larger;
  }
  const delta = balance / (before.length * candidate.length);
  return { delta, a12: (delta + 1) / 2, magnitude: labelOf(Math.abs(delta)) };
}

function labelOf(size: number): 'negligible' | 'small' | 'medium' | 'large' {
  if (size < 0.147) return 'negligible';
  if (size < 0.33) return 'small';
  return size < 0.474 ? 'medium' : 'large';
}

/** The first position of the ascending values from which `holds` is true; their number when nowhere. */
function firstWhere(ascending: Float64Array, holds: (value: number) => boolean): number {
  let lo = 0;
  let hi = ascending.length;
  while (lo < hi) {
    const middle = (lo + hi) >>> 1;
    if (holds(ascending[middle] as number)) hi = middle;
    else lo = middle + 1;
  }
  return lo;
}
