import type { Analysis, Series, SeriesPercentiles } from '../../model/analysis.ts';
import { formatDuration, formatPercentile, shortText } from '../format.ts';
import type { ChartRow } from './chart.ts';
import { colour } from './theme.ts';

/** One line over the timeline's buckets, with the band around it where the source gives a range. */
export interface TimeLine {
  /** Short, for the end of the line: 'p95', 'mean', 'p95 of 10 s'. */
  readonly name: string;
  /** 0…100; null for the mean. */
  readonly percentile: number | null;
  /** Colour token of the line. */
  readonly token: string;
  readonly widthPx: number;
  readonly values: readonly (number | null)[];
  readonly band: { readonly lo: readonly (number | null)[]; readonly hi: readonly (number | null)[] } | null;
}

/**
 * How response time is drawn over time: recomputed percentiles as lines; the source's own windowed ones as their median
 * with the band from lowest to highest; the exact mean where there are no percentiles. Empty when nothing is known.
 */
export function responseTimeLines(series: Series): readonly TimeLine[] {
  const lines = series.percentiles === null ? meanLines(series) : percentileLines(series.percentiles);
  return lines.filter((line) => line.values.some((value) => value !== null));
}

function meanLines(series: Series): readonly TimeLine[] {
  if (series.meanMs === null) return [];
  return [{ name: 'mean', percentile: null, token: 'l95', widthPx: 2, values: series.meanMs, band: null }];
}

/** Ranges of more than two percentiles would hide one another. */
const MOST_RANGES = 2;
const LINE_TOKENS = ['l50', 'l95', 'l99'];

function percentileLines(percentiles: SeriesPercentiles): readonly TimeLine[] {
  const isRange = percentiles.kind === 'range';
  const columns = isRange ? percentiles.columns.slice(0, MOST_RANGES) : percentiles.columns;
  return columns.map((column, index) => ({
    name: percentileName(percentiles, column.percentile),
    percentile: column.percentile,
    token: LINE_TOKENS[Math.min(index, LINE_TOKENS.length - 1)] ?? 'l95',
    widthPx: index === 1 ? 2.25 : 1.5,
    values: column.midMs,
    band: isRange ? { lo: column.loMs, hi: column.hiMs } : null,
  }));
}

/** 'p95', or 'p95 of 10 s' for a percentile that the source took over its own period. */
function percentileName(percentiles: SeriesPercentiles, percentile: number): string {
  const name = formatPercentile(percentile);
  if (percentiles.kind === 'recomputed') return name;
  return percentiles.spanMs === null ? `${name} range` : `${name} of ${formatDuration(percentiles.spanMs)}`;
}

/** What `responseTimeLines` draws, for a chart's measure: 'p50 and p95 as Locust reported them for the last 10 s'. */
export function responseTimeMeasure(analysis: Analysis, series: Series | null): string {
  const percentiles = series?.percentiles ?? null;
  if (series === null || percentiles === null) return 'exact mean of each bucket';
  const names = responseTimeLines(series).map((line) => formatPercentile(line.percentile ?? 0));
  const shown = [names.slice(0, -1).join(', '), ...names.slice(-1)]
    .filter((part) => part !== '')
    .join(' and ');
  const requests = analysis.run.source.latencyCovers === 'all-requests' ? 'all' : 'successful';
  if (percentiles.kind === 'recomputed') return `${shown} of ${requests} requests of each bucket`;
  const tool = shortText(analysis.run.source.tool, 40);
  const span = percentiles.spanMs === null ? '' : ` over the last ${formatDuration(percentiles.spanMs)}`;
  return `range of ${shown} as reported by ${tool}${span}`;
}

/** Middle of a bucket in ms since the start. */
export function bucketMiddleMs(analysis: Analysis, bucket: number): number {
  return (bucket + 0.5) * (analysis.timeline?.bucketMs ?? 0);
}

/** Rows of a dataset of lines: `t`, `value`, `order`, `colour`, `widthPx`. `floor` keeps zero on a log scale. */
export function lineRows(analysis: Analysis, lines: readonly TimeLine[], floor: number): ChartRow[] {
  return lines.flatMap((line, order) =>
    cornersOf([line.values]).map((bucket) => {
      const value = line.values[bucket] ?? null;
      return {
        t: bucketMiddleMs(analysis, bucket),
        value: value === null ? null : Math.max(value, floor),
        order,
        colour: colour(line.token),
        widthPx: line.widthPx,
      };
    }),
  );
}

/** Rows of a dataset of bands: `t`, `lo`, `hi`, `order`, `colour`. */
export function bandRows(analysis: Analysis, lines: readonly TimeLine[], floor: number): ChartRow[] {
  return lines.flatMap((line, order) => {
    const band = line.band;
    if (band === null) return [];
    return cornersOf([band.lo, band.hi]).map((bucket) => {
      const lo = band.lo[bucket] ?? null;
      const hi = band.hi[bucket] ?? null;
      const known = lo !== null && hi !== null;
      return {
        t: bucketMiddleMs(analysis, bucket),
        lo: known ? Math.max(lo, floor) : null,
        hi: known ? Math.max(hi, floor) : null,
        order,
        colour: colour('lband'),
      };
    });
  });
}

/**
 * The buckets at which one of the columns is not what it was before and will be after: a line through these is the same
 * line, and is drawn in less time.
 */
export function cornersOf(columns: readonly (readonly (number | null)[])[]): readonly number[] {
  const length = columns[0]?.length ?? 0;
  const corners: number[] = [];
  for (let bucket = 0; bucket < length; bucket += 1) {
    const isFlat =
      bucket > 0 &&
      bucket < length - 1 &&
      columns.every(
        (column) => column[bucket - 1] === column[bucket] && column[bucket] === column[bucket + 1],
      );
    if (!isFlat) corners.push(bucket);
  }
  return corners;
}

/** For recomputed percentiles: the room between the lowest and the second line, as one band. */
export function spreadRows(analysis: Analysis, lines: readonly TimeLine[], floor: number): ChartRow[] {
  const [lower, upper] = lines;
  if (lower === undefined || upper === undefined || lower.band !== null) return [];
  return bandRows(analysis, [{ ...lower, band: { lo: lower.values, hi: upper.values } }], floor);
}
