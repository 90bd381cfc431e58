import { type NumberColumn, type NumberReader, UnreadableCell } from '../../decode/fields.ts';
import type { QuantileSummary } from '../../model/distribution.ts';
import type { EndpointKey } from '../../model/endpoint-key.ts';
import { isMissing } from './columns.ts';
import type { OpenTable } from './read-table.ts';
import { requireNumber, requireText } from './required-columns.ts';

/** One row of a table of endpoints, before it is known which of them is the total. */
export interface StatsRow {
  readonly key: EndpointKey;
  readonly line: number;
  readonly requests: number;
  /** Null in a distribution, which has no such column. */
  readonly failures: number | null;
  readonly latency: QuantileSummary;
  readonly meanResponseBytes: number | null;
  readonly reportedThroughputPerS: number | null;
  /** False where averages, minimum and maximum are cut to whole ms (before Locust 1.1). */
  readonly isExact: boolean;
}

/** True when requests were counted but none had a response time: Locust then writes 0 everywhere. */
export function hasNoTimes(row: StatsRow): boolean {
  return row.isExact && row.requests > 0 && row.latency.maxMs === 0;
}

/**
 * How the rows of this table are read.
 *
 * @throws {Problem} `missing-column`.
 */
export function rowReader(
  table: OpenTable,
): (cells: readonly string[], line: number, numbers: NumberReader) => StatsRow {
  const { columns } = table;
  const method = columns.text('method');
  const name = requireText(table, 'name', 'Name');
  const requests = requireNumber(table, 'requests', 'Request Count');
  const failures = columns.number('failures');
  const { max, size } = maxAndSize(table);
  const isExact = requests.title.startsWith('Request') && !table.isHandQuoted;
  return (cells, line, numbers) => {
    const read = (column: NumberColumn | null): number | null =>
      column === null ? null : numbers.read(cells, column, line);
    const count = numbers.read(cells, requests, line);
    const row: StatsRow = {
      key: { method: method === null ? '' : (cells[method] ?? ''), name: cells[name] ?? '' },
      line,
      requests: count,
      failures: read(failures),
      latency: {
        kind: 'quantiles',
        count,
        meanMs: read(columns.number('average')),
        minMs: read(columns.number('min')),
        maxMs: read(max),
        medianMs: read(columns.number('median')),
        points: columns.percentiles
          .filter((column) => !isMissing(cells[column.index]))
          .map((column) => ({ percentile: column.percentile, valueMs: numbers.read(cells, column, line) })),
        rounding: isBefore0145(table) ? 'two-digits-raw' : 'two-digits',
        extremesRounding: isExact ? 'none' : 'truncated-ms',
        rankRule: 'one-above',
      },
      meanResponseBytes: read(size),
      reportedThroughputPerS: read(columns.number('rate')),
      isExact,
    };
    checkOrder(row.latency);
    return row;
  };
}

/** Locust 0.4 writes the maximum under 'Average Content-Length' and the other way round; it alone has no 'Method'. */
function maxAndSize({ columns }: OpenTable): { max: NumberColumn | null; size: NumberColumn | null } {
  const max = columns.number('max');
  const size = columns.number('size');
  const isSwapped = columns.text('method') === null && size !== null && size.title.endsWith('-Length');
  return isSwapped ? { max: size, size: max } : { max, size };
}

/** Tables of two files were written up to 0.13.2; those of 0.13.3 to 0.14.6 are taken for the last of them. */
function isBefore0145({ columns }: OpenTable): boolean {
  const isOneFile = columns.number('average') !== null && columns.percentiles.length > 0;
  return !isOneFile && columns.number('requests')?.title === '# requests';
}

/** A number that a program between Locust and us has spoilt is most easily seen here. */
function checkOrder({ minMs, meanMs, maxMs }: QuantileSummary): void {
  if (minMs === null || meanMs === null || maxMs === null) return;
  if (meanMs >= minMs - 1 && meanMs <= maxMs + 1) return;
  throw new UnreadableCell(
    `has an average of ${meanMs} ms, outside its minimum ${minMs} and maximum ${maxMs} ms`,
  );
}
