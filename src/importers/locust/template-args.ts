import { isJsonObject, type JsonObject, numberOf, objectsOf, textOf } from './embedded-json.ts';
import type { LocustPart } from './part.ts';
import type { ReportHistory } from './report-history.ts';
import type { ReportContent } from './report-part.ts';
import { reportTime, timesOfDay } from './report-time.ts';
import { isEscaped, percentOf, plainText, reportLists, webStatistics } from './web-statistics.ts';

/** What came with which version (locust-formats.md, section 9), newest first. */
const FEATURES: readonly (readonly [version: string, isThere: (args: JsonObject) => boolean | null])[] = [
  ['2.44.0', (args) => anyOf(args, 'failures_statistics', (row) => Object.hasOwn(row, 'first_seen'))],
  ['2.37.13', (args) => anyOf(args, 'requests_statistics', (row) => !Object.hasOwn(row, 'safe_name'))],
  ['2.36.0', (args) => Object.hasOwn(args, 'profile')],
  ['2.33.0', (args) => Object.hasOwn(args, 'duration')],
  ['2.31.3', (args) => anyOf(args, 'history', (point) => Array.isArray(point['user_count']))],
  ['2.31.0', (args) => anyOf(args, 'requests_statistics', (row) => Object.hasOwn(row, 'total_rps'))],
  ['2.29.0', (args) => textOf(args, 'start_time')?.endsWith('Z') ?? null],
  ['2.20.0', (args) => Object.hasOwn(args, 'percentiles_to_chart')],
];

/** Reads the `templateArgs` of a report of Locust 2.18.0 or newer. */
export function readTemplateArgs(args: JsonObject): ReportContent {
  const startMs = reportTime(textOf(args, 'start_time'));
  const host = plainText(textOf(args, 'host') ?? '', isEscaped(objectsOf(args, 'requests_statistics')));
  return {
    statistics: webStatistics(reportLists(args)),
    history: historyOf(args, startMs),
    startMs,
    endMs: reportTime(textOf(args, 'end_time')),
    host: host === '' || host === 'None' ? null : host,
    version: versionOf(args),
    notices: [],
    cutOff: false,
  };
}

function historyOf(args: JsonObject, startMs: number | null): ReportHistory {
  const timed = objectsOf(args, 'history').map((point) => ({ point, time: textOf(point, 'time') ?? '' }));
  const times = timesOfDay(
    timed.map(({ time }) => time),
    startMs,
  );
  const known = timed.flatMap(({ point }, index) => {
    const atS = times[index];
    return atS === null || atS === undefined ? [] : [{ point, atS }];
  });
  // The last point is there twice or more in the reports of 2.28.0 to 2.32.1.
  const points = known.filter(({ atS }, index) => atS > (known[index - 1]?.atS ?? Number.NEGATIVE_INFINITY));
  const column = (key: string): number[] => points.map(({ point }) => plainValue(point, key));
  return {
    atS: points.map(({ atS }) => atS),
    users: column('user_count'),
    requestsPerS: column('current_rps'),
    failuresPerS: column('current_fail_per_sec'),
    percentiles: percentilesOf(
      args,
      points.map(({ point }) => point),
    ),
  };
}

/** A value, or a pair of time and value (from 2.31.3); 0 where there is none. */
function plainValue(point: JsonObject, key: string): number {
  const value = Object.hasOwn(point, key) ? point[key] : 0;
  const plain: unknown = Array.isArray(value) ? value[1] : value;
  return typeof plain === 'number' && Number.isFinite(plain) ? plain : 0;
}

function percentilesOf(
  args: JsonObject,
  points: readonly JsonObject[],
): ReadonlyMap<number, readonly number[]> {
  const columns = new Map<number, number[]>();
  points.forEach((point, index) => {
    // 2.20 alone has them in an object of their own.
    const nested = point['current_response_time_percentiles'];
    for (const source of isJsonObject(nested) ? [point, nested] : [point]) {
      for (const key of Object.keys(source)) {
        const percentile = percentileOf(key, args);
        if (percentile === null) continue;
        const column = columns.get(percentile) ?? points.map(() => 0);
        columns.set(percentile, column);
        column[index] = plainValue(source, key);
      }
    }
  });
  return columns;
}

/** `response_time_percentile_0.95`, or `response_time_percentile_1` for the first of those that were to be drawn. */
function percentileOf(key: string, args: JsonObject): number | null {
  const suffix = /^response_time_percentile_([\d.]+)$/.exec(key)?.[1];
  if (suffix === undefined) return null;
  if (suffix !== '1' && suffix !== '2') return Number(suffix) <= 1 ? percentOf(suffix) : null;
  const drawn = args['percentiles_to_chart'];
  const listed: unknown = Array.isArray(drawn) ? drawn[Number(suffix) - 1] : null;
  const share = numberOf(args, `percentile${suffix}`) ?? listed;
  return typeof share === 'number' && share > 0 && share <= 1 ? percentOf(String(share)) : null;
}

function versionOf(args: JsonObject): LocustPart['version'] {
  const newest = FEATURES.findIndex(([, isThere]) => isThere(args) === true);
  const atLeast = newest === -1 ? '2.18.0' : (FEATURES[newest]?.[0] ?? '2.18.0');
  const newer = newest === -1 ? FEATURES : FEATURES.slice(0, newest);
  const below = newer.findLast(([, isThere]) => isThere(args) === false)?.[0];
  return below === undefined ? { atLeast } : { atLeast, below };
}

/** Null when the list is empty and so tells nothing. */
function anyOf(args: JsonObject, key: string, isThere: (row: JsonObject) => boolean): boolean | null {
  const rows = objectsOf(args, key);
  return rows.length === 0 ? null : rows.some(isThere);
}
