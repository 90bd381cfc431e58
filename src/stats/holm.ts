/**
 * The p-values adjusted so that rejecting all below α keeps the probability of even one false rejection at most α,
 * whatever their dependence. In the order given, each 0…1.
 *
 * Throws RangeError when a p-value is not in 0…1.
 *
 * Source: S. Holm, "A Simple Sequentially Rejective Multiple Test Procedure", Scandinavian Journal of Statistics 6, 1979.
 */
export function holm(pValues: readonly number[]): number[] {
  const adjusted = new Array<number>(pValues.length);
  let largest = 0;
  for (const [rank, index] of ascendingOrder(pValues).entries()) {
    largest = Math.max(largest, Math.min(1, (pValues.length - rank) * (pValues[index] as number)));
    adjusted[index] = largest;
  }
  return adjusted;
}

/** The positions of the p-values from the smallest to the largest. Throws RangeError when one is not in 0…1. */
export function ascendingOrder(pValues: readonly number[]): number[] {
  for (const p of pValues) {
    if (!(p >= 0 && p <= 1)) throw new RangeError(`A p-value is from 0 to 1, found "${p}".`);
  }
  return Array.from(pValues.keys()).sort((a, b) => (pValues[a] as number) - (pValues[b] as number));
}
