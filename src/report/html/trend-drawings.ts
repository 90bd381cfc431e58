import { endpointId } from '../../model/endpoint-key.ts';
import type { MetricId } from '../../model/metric.ts';
import type { Trend, TrendSeries } from '../../model/trend.ts';
import type { TrendSubject } from '../charts/chart.ts';
import type { OwnMarkup } from '../charts/own-markup.ts';
import { TREND_CHARTS } from '../charts/registry.ts';
import { MOST_DRAWN } from './drawings.ts';
import { Sheet } from './sheet.ts';

/** Drawn of every endpoint; other metrics only where they changed. */
const ALWAYS_DRAWN: readonly MetricId[] = ['latency-p50', 'latency-p95', 'throughput', 'error-ratio'];

/** The charts of a trend, made while the page is put together. */
export interface TrendDrawings {
  /** An endpoint after the other: all requests together, then those that changed, then the others. */
  readonly drawings: readonly { readonly position: number; readonly drawing: OwnMarkup }[];
  /** How many series have no chart. */
  readonly left: number;
  /** Marks and the drawings that belong there. */
  readonly drawn: Promise<ReadonlyMap<string, string>>;
}

/**
 * Starts to draw the series that are worth it.
 *
 * @param marks the number of their marks, which keeps them apart from those of runs on the same page.
 */
export function startTrendDrawings(trend: Trend, marks: number): TrendDrawings {
  const changed = new Set(trend.changes.flatMap(({ series }) => series.map((change) => change.series)));
  const positions = trend.series.map((_, position) => position);
  const hasChart = (position: number) => {
    const series = trend.series[position];
    if (series === undefined || series.values.length === 0) return false;
    if (changed.has(position)) return true;
    // A line along zero says what its absence does.
    if (series.metric === 'error-ratio' && series.values.every((value) => value === 0)) return false;
    return isMain(series, trend);
  };
  const idOf = (position: number) => {
    const endpoint = trend.series[position]?.endpoint ?? null;
    return endpoint === null ? '' : `\u0000${endpointId(endpoint)}`;
  };
  const changedEndpoints = new Set([...changed].map(idOf));
  const rank = (position: number) =>
    idOf(position) === '' ? 0 : changedEndpoints.has(idOf(position)) ? 1 : 2;
  const chosen = positions
    .filter(hasChart)
    .sort((a, b) => rank(a) - rank(b) || a - b)
    .slice(0, MOST_DRAWN);
  const sheet = new Sheet<TrendSubject>({ trend }, marks);
  const drawings = chosen.flatMap((position) => {
    const drawing = sheet.small(TREND_CHARTS, { trend, series: position }, position);
    return drawing === null ? [] : [{ position, drawing: drawing.drawing }];
  });
  return { drawings, left: trend.series.length - drawings.length, drawn: sheet.draw() };
}

/** The mean stands in for percentiles where a source has none. */
function isMain({ metric, endpoint }: TrendSeries, { series }: Trend): boolean {
  if (ALWAYS_DRAWN.includes(metric)) return true;
  return (
    metric === 'latency-mean' &&
    !series.some((one) => one.endpoint === endpoint && one.metric === 'latency-p95')
  );
}
