import type { TrendLevel, TrendSeries } from '../model/trend.ts';
import { type ChangePointOptions, changePoints, defaultChangePointOptions } from '../stats/e-divisive.ts';
import { mean } from '../stats/moments.ts';
import { studentTQuantile } from '../stats/student-t.ts';
import type { RawSeries } from './series.ts';

/** Fewer runs have no history to speak of (`changePoints`). */
export const FEWEST_RUNS = 10;

/** Changes of 5 % or less are none, as in comparisons: of many series some always differ by that much. */
export const searchOptions: ChangePointOptions = { ...defaultChangePointOptions, minimumMagnitude: 0.05 };

/** A change in one series. */
export interface FoundChange {
  /** Positions in the runs of the trend. */
  readonly run: number;
  readonly previousRun: number;
  readonly before: number;
  readonly after: number;
  readonly p: number;
}

/** Looks for changes in one series, which is left as it is where it is too short. */
export function searchSeries(series: RawSeries): {
  readonly series: TrendSeries;
  readonly changes: readonly FoundChange[];
} {
  const points = changePoints(series.values, searchOptions);
  if (points === null) return { series: { ...series, isSearched: false, levels: [] }, changes: [] };
  const edges = [0, ...points.map(({ index }) => index), series.values.length];
  const levels = edges.slice(1).map((end, i) => levelOf(series, edges[i] ?? 0, end));
  return {
    series: { ...series, isSearched: true, levels },
    changes: points.map(({ index, before, after, p }) => ({
      run: series.runs[index] ?? 0,
      previousRun: series.runs[index - 1] ?? 0,
      before,
      after,
      p,
    })),
  };
}

function levelOf({ values, runs }: RawSeries, start: number, end: number): TrendLevel {
  const level = values.slice(start, end);
  const middle = mean(level);
  const reach = halfWidth(level, middle);
  return {
    firstRun: runs[start] ?? 0,
    lastRun: runs[end - 1] ?? 0,
    count: level.length,
    mean: middle,
    lo: reach === null ? null : middle - reach,
    hi: reach === null ? null : middle + reach,
  };
}

/** Half of the 95 % interval of a mean by Student's t; null for one value. */
function halfWidth(values: readonly number[], middle: number): number | null {
  const freedom = values.length - 1;
  if (freedom < 1) return null;
  const squares = values.reduce((sum, value) => sum + (value - middle) ** 2, 0);
  return studentTQuantile(0.975, freedom) * Math.sqrt(squares / freedom / values.length);
}
