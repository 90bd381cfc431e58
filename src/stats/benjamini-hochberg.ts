import { ascendingOrder } from './holm.ts';

/**
 * The p-values adjusted so that of those below q, at most the share q is expected to be false. For lists to explore; a
 * gate uses `holm`. In the order given, each 0…1. Holds for independent and for positively dependent tests.
 *
 * Throws RangeError when a p-value is not in 0…1.
 *
 * Source: Y. Benjamini and Y. Hochberg, "Controlling the False Discovery Rate", Journal of the Royal Statistical Society
 * B 57, 1995.
 */
export function benjaminiHochberg(pValues: readonly number[]): number[] {
  const adjusted = new Array<number>(pValues.length);
  let smallest = 1;
  const order = ascendingOrder(pValues);
  for (let rank = order.length; rank >= 1; rank--) {
    const index = order[rank - 1] as number;
    smallest = Math.min(smallest, (pValues.length / rank) * (pValues[index] as number));
    adjusted[index] = smallest;
  }
  return adjusted;
}
