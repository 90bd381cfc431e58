import { shortCommit } from '../../model/origin.ts';
import type { SeriesChange, Trend, TrendChange, TrendSeries } from '../../model/trend.ts';
import {
  changeWords,
  commitsWords,
  conditionWords,
  endpointName,
  seriesValue,
  trendHeadline,
} from '../findings.ts';
import { formatCount, formatInstant, shortText, showText, UNKNOWN } from '../format.ts';
import { instantView } from './instant-view.ts';
import { nameView } from './name-view.ts';
import type { TableView } from './table-view.ts';
import { startTrendDrawings, type TrendDrawings } from './trend-drawings.ts';

/** More is read by nobody; the JSON has all. */
const MOST_CHANGES = 60;
const MOST_RUNS = 200;
const MOST_LEVELS = 300;
/** A change in so many series is listed by its most certain ones. */
const MOST_SERIES_A_CHANGE = 12;

/** The trend as the page shows it: what changed last, every change with what else is new, charts, runs, method. */
export function trendView(trend: Trend, marks: number) {
  const { badge, title, lead } = trendHeadline(trend);
  const drawings = startTrendDrawings(trend, marks);
  const latest = [...trend.changes].reverse();
  return {
    badge,
    title,
    lead: lead.map(({ text }) => text).join(''),
    warnings: trend.notices.filter(({ severity }) => severity === 'warning').map(noticeView),
    changes: latest.slice(0, MOST_CHANGES).map((change) => changeView(trend, change)),
    changesLeft: latest.length > MOST_CHANGES ? formatCount(latest.length - MOST_CHANGES) : '',
    isSearched: trend.runsNeeded === null,
    endpoints: endpointsView(trend, drawings),
    seriesLeft: drawings.left > 0 ? formatCount(drawings.left) : '',
    levels: levelsTable(trend),
    runs: runsView(trend),
    runsCount: formatCount(trend.runs.length),
    runsLeft: trend.runs.length > MOST_RUNS ? formatCount(trend.runs.length - MOST_RUNS) : '',
    leftOut: trend.leftOut
      .slice(0, MOST_RUNS)
      .map(({ id, reason }) => ({ id, reason: shortText(reason, 300) })),
    notices: trend.notices.map(noticeView),
    facts: methodFacts(trend),
    drawings,
  };
}

function noticeView({ severity, message, hint }: Trend['notices'][number]) {
  return {
    isWarning: severity === 'warning',
    word: severity === 'warning' ? 'Warning' : 'Note',
    message: showText(message),
    hint: hint ?? '',
  };
}

function changeView(trend: Trend, change: TrendChange) {
  const run = trend.runs[change.run];
  const { commits } = change;
  const rows = change.series.slice(0, MOST_SERIES_A_CHANGE);
  const left = change.series.length - rows.length;
  return {
    when: instantView(run?.startMs ?? null),
    run: shortText(run?.label ?? '', 60),
    runId: run?.id ?? '',
    previousId: trend.runs[change.previousRun]?.id ?? '',
    conditions: conditionWords(change),
    commitRange: commitsWords(commits) ?? '',
    isSameCommit:
      commits === null && run?.commit != null && trend.runs[change.previousRun]?.commit === run.commit,
    commits: (commits?.commits ?? []).map(({ hash, subject }) => ({
      hash: shortText(hash, 20),
      subject: shortText(subject, 160),
    })),
    commitsLeft: commitsLeft(commits),
    rows: rows.map((row) => rowView(trend, row)),
    left: left > 0 ? formatCount(left) : '',
  };
}

function commitsLeft(commits: TrendChange['commits']): string {
  const left = (commits?.count ?? 0) - (commits?.commits?.length ?? 0);
  return commits?.commits != null && left > 0 ? formatCount(left) : '';
}

function rowView(trend: Trend, row: SeriesChange) {
  const series = trend.series[row.series];
  if (series === undefined) throw new Error('a change is of a series of the trend');
  return {
    name: series.endpoint === null ? null : nameView(series.endpoint),
    metric: series.label,
    before: seriesValue(series, row.before),
    after: seriesValue(series, row.after),
    change: changeWords(row),
    tone: row.direction === 'worse' ? 'fail' : 'pass',
    word: row.direction,
  };
}

function endpointsView(trend: Trend, drawings: TrendDrawings) {
  const groups: { readonly name: ReturnType<typeof nameView> | null; readonly charts: object[] }[] = [];
  let last: TrendSeries['endpoint'] | undefined;
  for (const { position, drawing } of drawings.drawings) {
    const series = trend.series[position];
    if (series === undefined) continue;
    if (groups.length === 0 || series.endpoint !== last) {
      groups.push({ name: series.endpoint === null ? null : nameView(series.endpoint), charts: [] });
    }
    last = series.endpoint;
    const value = series.values.at(-1);
    groups.at(-1)?.charts.push({
      label: series.label,
      latest: value === undefined ? UNKNOWN : seriesValue(series, value),
      missing:
        series.runs.length < trend.runs.length
          ? `in ${formatCount(series.runs.length)} of ${formatCount(trend.runs.length)} runs`
          : '',
      drawing,
    });
  }
  return groups;
}

function levelsTable(trend: Trend): TableView | null {
  const rows = trend.series.flatMap((series) =>
    series.levels.map((level) => ({
      heading: `${endpointName(series.endpoint)}, ${series.label}`,
      cells: [
        dayOf(trend, level.firstRun),
        dayOf(trend, level.lastRun),
        formatCount(level.count),
        seriesValue(series, level.mean),
        level.lo === null || level.hi === null
          ? UNKNOWN
          : `${seriesValue(series, Math.max(0, level.lo))} to ${seriesValue(series, level.hi)}`,
      ],
    })),
  );
  if (rows.length === 0) return null;
  return {
    caption: 'Levels between changes',
    head: ['Series', 'First run', 'Last run', 'Runs', 'Mean', '95 % interval of the mean'],
    rows: rows.slice(0, MOST_LEVELS),
    note:
      rows.length > MOST_LEVELS
        ? `${formatCount(rows.length - MOST_LEVELS)} more are in the exported JSON.`
        : '',
  };
}

function dayOf({ runs }: Trend, run: number): string {
  const startMs = runs[run]?.startMs ?? null;
  return startMs === null ? UNKNOWN : (formatInstant(startMs).split(',')[0] ?? UNKNOWN);
}

function runsView({ runs }: Trend) {
  return [...runs]
    .reverse()
    .slice(0, MOST_RUNS)
    .map(({ id, label, startMs, commit, branch, conditions }) => ({
      label: shortText(label, 60),
      id,
      started: instantView(startMs),
      commit: commit === null ? '' : shortText(shortCommit(commit), 20),
      branch: branch === null ? '' : shortText(branch, 40),
      conditions: conditions.map(({ value }) => shortText(value, 60)).join(', '),
    }));
}

function methodFacts({ settings, series, filter }: Trend) {
  const { windowLength, maximumP, minimumMagnitude } = settings;
  return [
    {
      term: 'Runs',
      value: filter.length === 0 ? 'all of the store' : filter.map((text) => shortText(text)).join(' and '),
    },
    {
      term: 'Values',
      value:
        'one for each run: of its steady state where there is one, else of the whole run. The thin lines are the interval of each.',
    },
    {
      term: 'Changes',
      value: `found by E-divisive with t tests over windows of ${windowLength} runs; p at most ${maximumP}, ${minimumMagnitude === 0 ? 'of any size' : `larger than ${minimumMagnitude * 100} %`}. The places are chosen after looking at the data, so p is a dial and no probability.`,
    },
    {
      term: 'Levels',
      value: 'the mean of the runs between two changes; its interval is by the spread between the runs.',
    },
    { term: 'Series', value: `${formatCount(series.length)}, each looked at by itself` },
    {
      term: 'Commits',
      value: 'of the repository in which the report was made, as far as it knows those of the runs',
    },
  ];
}
