import type { Windows } from '../../model/run.ts';
import { WindowColumns } from './window-columns.ts';

/** Workers of a distributed run report every 3 s. */
const REPORT_WINDOWS = 3;
const FEWEST_WINDOWS = 30;
/** Sums of three vary like the sum of three independent counts when this is 1; like nothing when it is 0. */
const LARGEST_VARIANCE_RATIO = 0.25;
const SMALLEST_EMPTY_SHARE = 0.2;
const SMALLEST_MEAN = 2;

/**
 * True when counts of a 1 s history come in steps of 3 s, as they do when workers report to a master: many windows are
 * empty although requests are frequent, and sums of three neighbours vary far less than their parts.
 */
export function isStaircase(total: Windows): boolean {
  if (total.length < FEWEST_WINDOWS) return false;
  const counts = Array.from(total.requests);
  const mean = counts.reduce((a, b) => a + b, 0) / counts.length;
  const empty = counts.filter((count) => count === 0).length / counts.length;
  if (mean < SMALLEST_MEAN || empty < SMALLEST_EMPTY_SHARE) return false;
  const sums: number[] = [];
  for (let i = 0; i + REPORT_WINDOWS <= counts.length; i += REPORT_WINDOWS) {
    sums.push(counts.slice(i, i + REPORT_WINDOWS).reduce((a, b) => a + b, 0));
  }
  return (
    varianceOfDifferences(sums) < LARGEST_VARIANCE_RATIO * REPORT_WINDOWS * varianceOfDifferences(counts)
  );
}

/** Half the mean square of differences of neighbours: the variance, without what a ramp adds to it. */
function varianceOfDifferences(values: readonly number[]): number {
  let sum = 0;
  for (let i = 1; i < values.length; i += 1) sum += ((values[i] ?? 0) - (values[i - 1] ?? 0)) ** 2;
  return sum / (2 * Math.max(1, values.length - 1));
}

/** The ends of true 3 s windows: every third end of the total's windows, Unix epoch ms, ascending. */
export function reportBoundaries(total: Windows): readonly number[] {
  const boundaries: number[] = [];
  for (let i = REPORT_WINDOWS - 1; i < total.length; i += REPORT_WINDOWS)
    boundaries.push(total.endMs[i] ?? 0);
  const endMs = total.endMs[total.length - 1] ?? 0;
  if (boundaries.at(-1) !== endMs) boundaries.push(endMs);
  return boundaries;
}

/**
 * Adds up neighbouring windows that end at or before the same boundary. Percentiles are those of the last of them. A
 * gap between windows (a reset) is not bridged.
 */
export function mergedWindows(windows: Windows, boundariesMs: readonly number[]): Windows {
  const { quantiles } = windows;
  const columns = new WindowColumns(quantiles?.valuesMs.length ?? 0);
  let boundary = 0;
  for (let from = 0; from < windows.length; ) {
    const endOf = (i: number) => windows.endMs[i] ?? 0;
    while (boundary < boundariesMs.length - 1 && (boundariesMs[boundary] ?? 0) < endOf(from)) boundary += 1;
    let to = from + 1;
    while (
      to < windows.length &&
      endOf(to) <= (boundariesMs[boundary] ?? 0) &&
      windows.startMs[to] === endOf(to - 1)
    )
      to += 1;
    const sum = (column: Float64Array | null) =>
      column?.subarray(from, to).reduce((a, b) => a + b, 0) ?? Number.NaN;
    columns.push({
      startMs: windows.startMs[from] ?? 0,
      endMs: endOf(to - 1),
      requests: sum(windows.requests),
      failures: sum(windows.failures),
      sumMs: sum(windows.sumMs),
      quantilesMs: quantiles?.valuesMs.map((values) => values[to - 1] ?? Number.NaN) ?? [],
    });
    from = to;
  }
  return columns.finish(windows.sumMs !== null, quantiles);
}
