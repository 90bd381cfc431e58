import type { PooledCounts } from './window-counts.ts';

/**
 * The largest distance, 0…1, between two distribution functions: how many more of one side's values lie at or below
 * `at`, as a share. An effect size, without a p-value: of thousands of requests every test rejects, and they are neither
 * independent nor unrounded. Both sides must be counted in the same buckets.
 *
 * Null when a side is empty.
 *
 * Source: N. V. Smirnov, "Table for Estimating the Goodness of Fit of Empirical Distributions", Annals of Mathematical
 * Statistics 19, 1948.
 */
export function kolmogorovSmirnov(
  base: PooledCounts,
  candidate: PooledCounts,
): { distance: number; at: number } | null {
  if (base.total === 0 || candidate.total === 0) return null;
  let distance = 0;
  let at = Math.min(base.values[0] as number, candidate.values[0] as number);
  let i = 0;
  let j = 0;
  while (i < base.values.length && j < candidate.values.length) {
    const value = Math.min(base.values[i] as number, candidate.values[j] as number);
    if (base.values[i] === value) i++;
    if (candidate.values[j] === value) j++;
    const gap = Math.abs(shareBefore(base, i) - shareBefore(candidate, j));
    if (gap > distance) {
      distance = gap;
      at = value;
    }
  }
  return { distance, at };
}

function shareBefore(counts: PooledCounts, index: number): number {
  return index === 0 ? 0 : (counts.cumulative[index - 1] as number) / counts.total;
}
