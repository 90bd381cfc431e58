import { holm } from './holm.ts';
import type { BucketBounds } from './interpolated-quantile.ts';
import { ratioEffect } from './ratio-effect.ts';
import { studentInterval } from './welch.ts';
import { poolWindows, type WindowCounts } from './window-counts.ts';
import { quantileOfWindows } from './woodruff.ts';

/** Where the shift is looked at: the deciles, and the tail that load tests are about. */
export const shiftQuantiles: readonly number[] = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99];

/** How one quantile changed. `logRatio` is ln(candidate / base); `band` its interval, at the confidence asked for. */
export interface QuantileShift {
  /** 0…1. */
  readonly quantile: number;
  readonly base: number;
  readonly candidate: number;
  readonly logRatio: number;
  /** Null, as is `adjustedP`, where a side has too few values to bound this quantile. */
  readonly band: { readonly lo: number; readonly hi: number } | null;
  /** Two-sided, adjusted by `holm` over the quantiles. */
  readonly adjustedP: number | null;
}

/**
 * How each of the quantiles changed from one run to the other, with bands from the variation between windows: it shows
 * "the median is better and the tail is worse". The bands are of each quantile by itself and know nothing of how runs
 * differ from each other. Never to be summed up in one verdict. Quantiles that are not above 0 are left out.
 *
 * Null when a side has fewer than 20 windows or no values. Throws RangeError as `quantileOfWindows` does.
 *
 * Sources: K. Doksum, "Empirical Probability Plots and Statistical Inference for Nonlinear Models in the Two-Sample
 * Case", Annals of Statistics 2, 1974; design paper "statistics.md", section 3.4.
 */
export function shiftFunction(
  base: WindowCounts,
  candidate: WindowCounts,
  boundsOf: BucketBounds,
  confidence: number,
  quantiles: readonly number[] = shiftQuantiles,
): readonly QuantileShift[] | null {
  const basePool = poolWindows(base);
  const candidatePool = poolWindows(candidate);
  const rows = [];
  for (const quantile of quantiles) {
    const before = quantileOfWindows(base, quantile, confidence, boundsOf, basePool);
    const after = quantileOfWindows(candidate, quantile, confidence, boundsOf, candidatePool);
    if (before === null || after === null) return null;
    if (!(before.value > 0 && after.value > 0)) continue;
    rows.push({ quantile, before, after, effect: ratioEffect(before, after) });
  }
  const tested = rows.flatMap(({ effect }) => (effect === null ? [] : [effect.p]));
  const adjusted = holm(tested);
  let next = 0;
  return rows.map(({ quantile, before, after, effect }) => ({
    quantile,
    base: before.value,
    candidate: after.value,
    logRatio: Math.log(after.value / before.value),
    band:
      effect === null
        ? null
        : studentInterval(effect.estimate, effect.standardError, effect.degreesOfFreedom, confidence),
    adjustedP: effect === null ? null : (adjusted[next++] as number),
  }));
}
