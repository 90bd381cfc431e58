import { metrics } from '../model/metric.ts';
import type { RunSummary } from '../model/run-summary.ts';
import type { Trend, TrendChange, TrendRun, TrendSeries } from '../model/trend.ts';
import { conditionsBetween, conditionsOf } from './conditions.ts';
import { trendNotices } from './notices.ts';
import { FEWEST_RUNS, type FoundChange, searchOptions, searchSeries } from './search-series.ts';
import { collectSeries } from './series.ts';

/**
 * The trend over these runs: every metric of every endpoint in order of time, its levels, and where they changed. The
 * commits between are not known yet (`commits` without a list).
 *
 * @param leftOut stored runs that could not be read.
 */
export function makeTrend(
  summaries: readonly RunSummary[],
  filter: readonly string[],
  leftOut: Trend['leftOut'],
): Trend {
  const ordered = [...summaries].sort(
    (a, b) => (a.run.startMs ?? 0) - (b.run.startMs ?? 0) || (a.run.id < b.run.id ? -1 : 1),
  );
  const runs = ordered.map(({ run }) => trendRun(run));
  const searched = collectSeries(ordered).map((series) => searchSeries(series));
  const series = searched.map((one) => one.series);
  const { windowLength, maximumP, minimumMagnitude } = searchOptions;
  const found = searched.flatMap(({ changes }, position) =>
    changes.map((change) => ({ ...change, series: position })),
  );
  return {
    schema: 'trend/1',
    filter,
    settings: { windowLength, maximumP, minimumMagnitude },
    runs,
    series,
    changes: together(found, series, runs),
    runsNeeded: series.some(({ isSearched }) => isSearched) ? null : FEWEST_RUNS,
    leftOut,
    notices: trendNotices(runs, series, ordered, leftOut),
  };
}

function trendRun(run: RunSummary['run']): TrendRun {
  const { id, label, labels, startMs, origin } = run;
  const stated = (key: string) => labels.find((one) => one.key === key)?.value ?? null;
  return {
    id,
    label,
    startMs,
    commit: stated('commit') ?? origin?.git?.commit ?? null,
    branch: stated('branch') ?? origin?.git?.branch ?? null,
    conditions: conditionsOf(run),
  };
}

/** Changes at the same run are one event: one cause is likelier than several. */
function together(
  found: readonly (FoundChange & { readonly series: number })[],
  series: readonly TrendSeries[],
  runs: readonly TrendRun[],
): readonly TrendChange[] {
  const byRun = new Map<number, (FoundChange & { readonly series: number })[]>();
  for (const change of found) byRun.set(change.run, [...(byRun.get(change.run) ?? []), change]);
  return [...byRun]
    .sort(([a], [b]) => a - b)
    .map(([run, changes]) => {
      const previousRun = Math.min(...changes.map((change) => change.previousRun));
      const [before, after] = [runs[previousRun], runs[run]];
      if (before === undefined || after === undefined) throw new Error('a change is between two runs');
      return {
        run,
        previousRun,
        series: [...changes]
          .sort((a, b) => a.p - b.p || a.series - b.series)
          .map(({ series: position, ...change }) => ({
            series: position,
            before: change.before,
            after: change.after,
            change: change.before === 0 ? null : change.after / change.before - 1,
            p: change.p,
            direction: directionOf(change, series[position]),
          })),
        conditions: conditionsBetween(before, after),
        commits: commitsBetween(before.commit, after.commit),
      };
    });
}

function directionOf({ before, after }: FoundChange, series: TrendSeries | undefined): 'worse' | 'better' {
  const better = series?.better ?? metrics[0].better;
  return after > before === (better === 'higher') ? 'better' : 'worse';
}

function commitsBetween(from: string | null, to: string | null): TrendChange['commits'] {
  return from === null || to === null || from === to ? null : { from, to, commits: null, count: null };
}
