/**
 * How many times faster than allowed the budget of bad requests, 1 − `target`, is used at this share of good ones: 1 uses
 * it up exactly by the end of the period. Null for a target of 1, which allows none.
 *
 * Throws RangeError when a share is not in 0…1.
 *
 * Source: B. Beyer and others (eds), "The Site Reliability Workbook", 2018, chapter 5.
 */
export function burnRate(goodShare: number, target: number): number | null {
  for (const share of [goodShare, target]) {
    if (!(share >= 0 && share <= 1)) throw new RangeError(`A share is from 0 to 1, found "${share}".`);
  }
  return target === 1 ? null : (1 - goodShare) / (1 - target);
}

/** The share of the budget of a period that is used in a part of it, both in the same unit. */
export function budgetUsed(burn: number, part: number, period: number): number {
  return (burn * part) / period;
}

/** How long the budget of a period lasts, in the period's unit; Infinity when nothing is used. */
export function budgetLasts(burn: number, period: number): number {
  return period / burn;
}
