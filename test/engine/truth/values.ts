import type { SparseHistogram } from '../../../src/engine/tick.ts';
import { lowestOf, widthOf } from '../../../src/stats/histogram-layout.ts';

/** Nearest rank. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = ascending(values);
  const value = sorted[Math.max(1, Math.ceil((percent / 100) * sorted.length)) - 1];
  if (value === undefined) throw new Error('There are no values.');
  return value;
}

export function ascending(values: readonly number[]): readonly number[] {
  return [...values].sort((a, b) => a - b);
}

export function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/**
 * How much one set of values lies above another of as many, rank by rank: half of the ranks by less. When each value of
 * one is larger by something than its own in the other, so is the value of each rank.
 */
export function medianShift(values: readonly number[], from: readonly number[]): number {
  const sorted = ascending(from);
  return percentile(
    ascending(values).map((value, rank) => value - (sorted[rank] ?? Number.NaN)),
    50,
  );
}

/** The middle of its bucket for each value that was counted, ascending, in the unit of the measure. */
export function valuesOf(histogram: SparseHistogram | null | undefined): readonly number[] {
  if (histogram == null) throw new Error('There is no histogram.');
  const { indices, counts } = histogram;
  return [...indices].flatMap((index, i) =>
    new Array<number>(counts[i] ?? 0).fill((lowestOf(index) + (widthOf(index) - 1) / 2) / 1000),
  );
}
