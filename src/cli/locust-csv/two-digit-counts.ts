import { roundToTwoDigits } from '../../importers/locust/two-digit-rounding.ts';

/** Response times as Locust keeps them: rounded to two digits, and how often each came. */
export interface TwoDigitCounts {
  /** Ascending, in ms. */
  readonly valuesMs: readonly number[];
  readonly counts: ArrayLike<number>;
}

/** Counts by value as Locust would have them. A value near the edge between two of Locust's may fall on either side. */
export function twoDigitCounts(
  groups: Iterable<{ readonly valuesMs: ArrayLike<number>; readonly counts: ArrayLike<number> | null }>,
): TwoDigitCounts {
  const counts = new Map<number, number>();
  for (const { valuesMs, counts: weights } of groups) {
    for (let i = 0; i < valuesMs.length; i += 1) {
      const rounded = roundToTwoDigits(valuesMs[i] ?? 0);
      counts.set(rounded, (counts.get(rounded) ?? 0) + (weights === null ? 1 : (weights[i] ?? 0)));
    }
  }
  const ascending = [...counts].sort(([a], [b]) => a - b);
  return { valuesMs: ascending.map(([value]) => value), counts: ascending.map(([, count]) => count) };
}

/**
 * The percentiles by Locust's own rule (locust/stats.py, `calculate_response_time_percentile`): the largest value at or
 * above which lie so many that at most floor(n p / 100) are left below; 0 when nothing was counted.
 *
 * @param percentiles 0…100, ascending.
 */
export function locustPercentiles(
  { valuesMs, counts }: TwoDigitCounts,
  percentiles: readonly number[],
): readonly number[] {
  let total = 0;
  for (let i = 0; i < counts.length; i += 1) total += counts[i] ?? 0;
  const found = percentiles.map(() => 0);
  let below = total;
  let at = percentiles.length - 1;
  for (let i = valuesMs.length - 1; i >= 0 && at >= 0; i -= 1) {
    below -= counts[i] ?? 0;
    // A value that never came in this period is none of its percentiles.
    while (at >= 0 && (counts[i] ?? 0) > 0 && below <= Math.floor(total * shareOf(percentiles[at] ?? 0))) {
      found[at] = valuesMs[i] ?? 0;
      at -= 1;
    }
  }
  return found;
}

/** Locust's fractions are written in decimal: 99.9 / 100 is not the 0.999 that it multiplies with. */
function shareOf(percentile: number): number {
  return Number(`${percentile}e-2`);
}

/** Locust's median (locust/stats.py, `median_response_time`): its 50th percentile, within the exact extremes. */
export function locustMedian(
  counts: TwoDigitCounts,
  { minMs, maxMs }: { readonly minMs: number; readonly maxMs: number },
): number {
  const [median = 0] = locustPercentiles(counts, [50]);
  return median > maxMs ? maxMs : Math.max(median, minMs);
}
