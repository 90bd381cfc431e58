import type { NumberColumn } from '../../decode/fields.ts';

/** What a column of a Locust table holds, whatever the version calls it. */
export type ColumnRole = TextRole | NumberRole;

type TextRole = 'method' | 'name' | 'error' | 'message' | 'traceback' | 'nodes' | 'first-seen' | 'last-seen';

type NumberRole =
  | 'timestamp'
  | 'users'
  | 'requests'
  | 'failures'
  | 'median'
  | 'average'
  | 'min'
  | 'max'
  | 'size'
  | 'rate'
  | 'occurrences';

/** Header cells in lower case, of Locust 0.4 to today. */
const ROLES = new Map<string, ColumnRole>([
  ['method', 'method'],
  ['type', 'method'],
  ['name', 'name'],
  ['error', 'error'],
  ['message', 'message'],
  ['traceback', 'traceback'],
  ['nodes', 'nodes'],
  ['first seen', 'first-seen'],
  ['last seen', 'last-seen'],
  ['timestamp', 'timestamp'],
  ['user count', 'users'],
  ['# requests', 'requests'],
  ['request count', 'requests'],
  ['total request count', 'requests'],
  ['# failures', 'failures'],
  ['failure count', 'failures'],
  ['total failure count', 'failures'],
  ['median response time', 'median'],
  ['total median response time', 'median'],
  ['average response time', 'average'],
  ['total average response time', 'average'],
  ['min response time', 'min'],
  ['total min response time', 'min'],
  ['max response time', 'max'],
  ['total max response time', 'max'],
  ['average content length', 'size'],
  ['average content-length', 'size'],
  ['average content size', 'size'],
  ['total average content size', 'size'],
  ['requests/s', 'rate'],
  ['reqests/s', 'rate'],
  ['occurrences', 'occurrences'],
  ['count', 'occurrences'],
]);

const KINDS: Readonly<Record<NumberRole, NumberColumn['kind']>> = {
  timestamp: 'timestamp',
  users: 'count',
  requests: 'count',
  failures: 'count',
  median: 'decimal',
  average: 'decimal',
  min: 'decimal',
  max: 'decimal',
  size: 'decimal',
  rate: 'decimal',
  occurrences: 'count',
};

/** '99%', '99.9%', and the '99.999' whose sign Locust 0.13.3 to 0.14.6 left out. */
const PERCENTILE = /^(\d+(?:\.\d+)?)\s*%?$/;

/** A column with a percentile of the response times. */
export interface PercentileColumn extends NumberColumn {
  /** 0…100. */
  readonly percentile: number;
}

/** Where a table has what. Found by header, so that the order and further columns do not matter. */
export interface Columns {
  readonly header: readonly string[];
  /** Index of a column of text; null when the table has none. */
  text(role: TextRole): number | null;
  /** Null when the table has no such column. */
  number(role: NumberRole): NumberColumn | null;
  /** Ascending by percentile. */
  readonly percentiles: readonly PercentileColumn[];
  /** Every column of numbers. */
  readonly numbers: readonly NumberColumn[];
}

/** True for what stands in a percentile's cell when there were no requests; other programs empty it. */
export function isMissing(cell: string | undefined): boolean {
  return cell === undefined || cell === '' || cell === 'N/A';
}

/** Reads a header. A title that comes twice counts where it comes first. */
export function columnsOf(header: readonly string[]): Columns {
  const indexes = new Map<ColumnRole, number>();
  const percentiles = new Map<number, PercentileColumn>();
  header.forEach((cell, index) => {
    const title = cell.trim();
    const role = ROLES.get(title.toLowerCase());
    if (role !== undefined && !indexes.has(role)) indexes.set(role, index);
    const percentile = Number(PERCENTILE.exec(title)?.[1] ?? Number.NaN);
    if (percentile <= 100 && !percentiles.has(percentile)) {
      percentiles.set(percentile, { index, title, kind: 'decimal', percentile });
    }
  });
  const number = (role: NumberRole): NumberColumn | null => {
    const index = indexes.get(role);
    return index === undefined ? null : { index, title: header[index]?.trim() ?? '', kind: KINDS[role] };
  };
  const sorted = [...percentiles.values()].sort((a, b) => a.percentile - b.percentile);
  const roles = Object.keys(KINDS) as NumberRole[];
  return {
    header,
    text: (role) => indexes.get(role) ?? null,
    number,
    percentiles: sorted,
    numbers: [...roles.map(number).filter((column) => column !== null), ...sorted],
  };
}
