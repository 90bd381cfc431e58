import { isJsonObject, jsonValueEnd, numberOf, parseJson } from './embedded-json.ts';
import type { ReportHistory } from './report-history.ts';
import { timesOfDay } from './report-time.ts';
import { percentOf } from './web-statistics.ts';

/** The charts of a report up to 2.27. */
export interface LegacyCurve {
  /** 'HH:MM:SS' of each point. */
  readonly times: readonly string[];
  /** False for local times (before 2.2.0). */
  readonly isUtc: boolean;
  /** True when the data are in `stats_history` (1.4.2 and newer). */
  readonly isNamed: boolean;
  /** True when the percentiles are the first and the second that were to be drawn (2.15.1 and newer). */
  readonly hasNumberedPercentiles: boolean;
  /** True when those are not named in the report. */
  readonly assumedPercentiles: boolean;
  /** The points in order of time, those without a time left out. */
  historyFrom(startMs: number | null): ReportHistory;
}

type Columns = ReadonlyMap<string, readonly unknown[]>;

/** In which order the charts of 1.2 to 1.4.1 are given their data. */
const UNNAMED_ORDER = [
  'time',
  'current_rps',
  'current_fail_per_sec',
  'time',
  'response_time_percentile_50',
  'response_time_percentile_95',
  'time',
  'user_count',
] as const;

/** Reads the charts' data. A report without any yields a curve without points. */
export function readLegacyCurve(html: string): LegacyCurve {
  // A name in a table may hold the same words, but the tables come first.
  const named = html.lastIndexOf('var stats_history = {');
  const columns = named === -1 ? unnamedColumns(html) : namedColumns(html, named);
  const times = (columns.get('time') ?? []).map((time) => (typeof time === 'string' ? time : ''));
  const shares = chartedShares(html.slice(Math.max(0, named)));
  return {
    times,
    isUtc: named !== -1 && html.indexOf('setUTCHours', named) !== -1,
    isNamed: named !== -1,
    hasNumberedPercentiles: columns.has('response_time_percentile_1'),
    assumedPercentiles: shares === null,
    historyFrom: (startMs) => historyOf(columns, times, startMs, shares ?? [0.5, 0.95]),
  };
}

function historyOf(
  columns: Columns,
  times: readonly string[],
  startMs: number | null,
  shares: readonly number[],
): ReportHistory {
  let latestS = Number.NEGATIVE_INFINITY;
  const points = timesOfDay(times, startMs).flatMap((atS, index) => {
    if (atS === null || atS <= latestS) return [];
    latestS = atS;
    return [{ atS, index }];
  });
  const column = (key: string): number[] => {
    const values = columns.get(key) ?? [];
    return points.map(({ index }) => plainValue(values[index]));
  };
  const percentiles = new Map<number, readonly number[]>();
  for (const key of columns.keys()) {
    const suffix = /^response_time_percentile_(\d+)$/.exec(key)?.[1];
    const share = suffix === '1' || suffix === '2' ? shares[Number(suffix) - 1] : undefined;
    if (suffix !== undefined)
      percentiles.set(share === undefined ? Number(suffix) : percentOf(String(share)), column(key));
  }
  return {
    atS: points.map(({ atS }) => atS),
    users: column('user_count'),
    requestsPerS: column('current_rps'),
    failuresPerS: column('current_fail_per_sec'),
    percentiles,
  };
}

/** `"key": [...]` after the beginning of `stats_history`. After the array of times stands a call of JavaScript. */
function namedColumns(html: string, start: number): Columns {
  const columns = new Map<string, readonly unknown[]>();
  const member = /"(\w+)":\s*\[/g;
  member.lastIndex = start;
  for (let found = member.exec(html); found !== null; found = member.exec(html)) {
    const end = addColumn(columns, found[1] ?? '', html, member.lastIndex - 1);
    if (end === -1) break;
    member.lastIndex = end;
  }
  return columns;
}

/** `data: [...]` in the calls that fill the charts, after the last table. */
function unnamedColumns(html: string): Columns {
  const columns = new Map<string, readonly unknown[]>();
  const member = /\bdata:\s*\[/g;
  member.lastIndex = Math.max(0, html.lastIndexOf('"Total Requests per Second"'));
  for (const key of UNNAMED_ORDER) {
    const found = member.exec(html);
    const end = found === null ? -1 : addColumn(columns, key, html, member.lastIndex - 1);
    if (end === -1) break;
    member.lastIndex = end;
  }
  const length = columns.get('time')?.length;
  const isWhole = columns.size === 6 && [...columns.values()].every((column) => column.length === length);
  return isWhole ? columns : new Map();
}

/** Where the array ends; -1 when it does not. A comma after its last value, as templates leave it, is no harm. */
function addColumn(
  columns: Map<string, readonly unknown[]>,
  key: string,
  html: string,
  start: number,
): number {
  const end = jsonValueEnd(html, start);
  if (end === -1) return -1;
  const values = parseJson(html.slice(start, end).replace(/,\s*\]$/, ']'));
  if (Array.isArray(values)) columns.set(key, values);
  return end;
}

/** A number, or `{"value": 6.3, "users": 20}`; 0 where there is none. */
function plainValue(value: unknown): number {
  const plain = isJsonObject(value) ? numberOf(value, 'value') : value;
  return typeof plain === 'number' && Number.isFinite(plain) ? plain : 0;
}

/** The percentiles of the chart, 0…1, where the script names them; null where it does not. */
function chartedShares(html: string): readonly number[] | null {
  const shares = ['percentile1', 'percentile2'].map((name) =>
    Number(new RegExp(`\\b${name}\\s*=\\s*(0?\\.\\d+)`).exec(html)?.[1] ?? Number.NaN),
  );
  return shares.every((share) => share > 0 && share < 1) ? shares : null;
}
