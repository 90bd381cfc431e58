import type { TopLevelSpec } from 'vega-lite';
import type { Trend, TrendSeries } from '../../model/trend.ts';
import { formatRatio, hasCalendarDate } from '../format.ts';
import { type Axis, plain, spanAxis } from './axis.ts';
import type { Chart, ChartRow, TrendSubject } from './chart.ts';
import { axisSignals, BASE, STROKE, X, Y_LINEAR } from './layers.ts';
import { colour } from './theme.ts';

const PLOT_HEIGHT_PX = 110;
/** With more runs their intervals would be a smear. */
const MOST_INTERVALS = 120;
/** The scale holds this share of the values; what lies further out is drawn at its edge. */
const OUTLIERS = 0.01;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAY_MS = 86_400_000;

/** One metric over runs: a dot a run with its interval, a line a level, an upright line where the level changed. */
const SPECIFICATION: TopLevelSpec = {
  ...BASE,
  layer: [
    {
      data: { name: 'marks' },
      mark: { type: 'rule', strokeWidth: 1.5 },
      encoding: { x: X, stroke: STROKE },
    },
    {
      data: { name: 'spans' },
      mark: { type: 'rule', stroke: colour('axis') },
      encoding: { x: X, y: { field: 'lo', ...Y_LINEAR }, y2: { field: 'hi' } },
    },
    {
      data: { name: 'points' },
      mark: { type: 'point', filled: true, size: 14, opacity: 1, fill: colour('l50') },
      encoding: { x: X, y: { field: 'value', ...Y_LINEAR } },
    },
    {
      data: { name: 'levels' },
      mark: { type: 'rule', strokeWidth: 2.25, stroke: colour('l99t') },
      encoding: { x: X, x2: { field: 't2' }, y: { field: 'value', ...Y_LINEAR } },
    },
  ],
};

/** One series of a trend. */
export const runTrendChart: Chart<TrendSubject> = {
  id: 'run-trend',
  place: 'run-trend',
  title: 'Over runs',
  question: 'When did the level change?',
  specification: SPECIFICATION,
  measure: ({ trend, series }) => trend.series[series]?.label ?? '',
  spec({ trend, series: position }, frame) {
    const series = trend.series[position];
    if (series === undefined || series.values.length === 0) return null;
    const hasIntervals = series.runs.length <= MOST_INTERVALS;
    const y = valueAxis(series, hasIntervals);
    const [low, high] = y.domain;
    const within = (value: number) => Math.min(high, Math.max(low, value));
    return {
      specification: SPECIFICATION,
      datasets: {
        marks: markRows(trend, position),
        spans: hasIntervals ? intervalRows(series, within) : [],
        points: series.runs.map((run, i) => ({ t: run, value: within(series.values[i] ?? low) })),
        levels: series.levels.map(({ firstRun, lastRun, mean }) => ({
          t: firstRun - 0.5,
          t2: lastRun + 0.5,
          value: within(mean),
        })),
      },
      signals: axisSignals(runAxis(trend, frame.timeTicks), y),
      heightPx: PLOT_HEIGHT_PX,
      topPx: 6,
      bottomPx: 24,
    };
  },
};

function markRows({ changes }: Trend, position: number): readonly ChartRow[] {
  return changes.flatMap(({ run, series }) => {
    const own = series.find((change) => change.series === position);
    if (own === undefined) return [];
    return [{ t: run - 0.5, colour: colour(own.direction === 'worse' ? 'fail' : 'pass') }];
  });
}

function intervalRows(series: TrendSeries, within: (value: number) => number): readonly ChartRow[] {
  return series.runs.flatMap((run, i) => {
    const [lo, hi] = [series.lo[i] ?? null, series.hi[i] ?? null];
    return lo === null || hi === null ? [] : [{ t: run, lo: within(lo), hi: within(hi) }];
  });
}

/** One run far out must not flatten all the others, so a scale of many runs leaves the outermost out. */
function valueAxis({ values, lo, hi, unit, levels }: TrendSeries, hasIntervals: boolean): Axis {
  const sorted = [...values].sort((a, b) => a - b);
  const cut = Math.floor(sorted.length * OUTLIERS);
  const shown = [
    ...sorted.slice(cut, sorted.length - cut),
    ...levels.map(({ mean }) => mean),
    ...(hasIntervals ? [...lo, ...hi].filter((value) => value !== null) : []),
  ];
  const least = shown.reduce((a, b) => Math.min(a, b));
  const most = shown.reduce((a, b) => Math.max(a, b));
  return spanAxis(least, most, formatIn(unit, most));
}

function formatIn(unit: TrendSeries['unit'], largest: number): (value: number) => string {
  if (unit === 'ratio') return (value) => formatRatio(value);
  if (unit !== 'ms') return plain;
  return largest >= 1000 ? (value) => `${plain(value / 1000)} s` : (value) => `${plain(value)} ms`;
}

/** Runs stand at equal distances, whenever they were made; a few of them are named by their day. */
function runAxis({ runs }: Trend, limit: number): Axis {
  const last = runs.length - 1;
  const count = Math.min(limit, runs.length);
  const all = Array.from({ length: count }, (_, i) => Math.round((last * i) / Math.max(1, count - 1)));
  const times = runs.map(({ startMs }) => startMs).filter((atMs) => atMs !== null);
  const isOneDay = Math.max(...times) - Math.min(...times) < DAY_MS;
  const labels = all.map((run) => dayOf(runs[run]?.startMs ?? null, isOneDay));
  // A day is written once: beside itself it says nothing.
  const ticks = all.filter((_, i) => labels[i] !== '' && labels[i] !== labels[i - 1]);
  return {
    domain: [-0.5, last + 0.5],
    ticks,
    labels: labels.filter((label, i) => label !== '' && label !== labels[i - 1]),
  };
}

function dayOf(atMs: number | null, isOneDay: boolean): string {
  if (atMs === null || !hasCalendarDate(atMs)) return '';
  const at = new Date(atMs);
  if (isOneDay) return at.toISOString().slice(11, 16);
  return `${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]}`;
}
