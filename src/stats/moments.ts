/**
 * The arithmetic mean of finite `values`, corrected by the mean of what is left after a first pass, so that equal
 * values give exactly that value.
 *
 * Throws RangeError when there are no values, or one of them is not finite.
 *
 * Source: the two-pass correction of T. F. Chan, G. H. Golub and R. J. LeVeque, "Algorithms for Computing the Sample
 * Variance: Analysis and Recommendations", The American Statistician 37(3), 1983.
 */
export function mean(values: ArrayLike<number>): number {
  if (values.length === 0) throw new RangeError('The mean of no values is not defined.');
  const firstPass = meanDistance(values, 0);
  if (!Number.isFinite(firstPass))
    throw new RangeError('The mean is of finite values, found one that is not.');
  return firstPass + meanDistance(values, firstPass);
}

function meanDistance(values: ArrayLike<number>, origin: number): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i] as number) - origin;
  return sum / values.length;
}
