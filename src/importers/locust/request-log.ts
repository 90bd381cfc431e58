import { type NumberColumn, type NumberReader, quote, UnreadableCell } from '../../decode/fields.ts';
import { compareEndpointKeys, type EndpointKey, endpointId } from '../../model/endpoint-key.ts';
import type { Notice } from '../../model/notice.ts';
import { Problem } from '../../model/problem.ts';
import type { ReadProgress, SourceFile } from '../importer.ts';
import { epochMs } from './epoch-ms.ts';
import { FailureRows } from './failure-rows.ts';
import type { EndpointPart, LocustPart } from './part.ts';
import { openTable, readTable } from './read-table.ts';
import { RequestColumns } from './request-columns.ts';
import { REQUEST_LOG_TITLES, type RequestLogTitle } from './request-log-header.ts';
import { tablePart } from './table-part.ts';
import { TOTAL_KEY } from './total-row.ts';
import { type WindowGrid, windowGrid } from './window-grid.ts';

/** The year 5138: beyond it, two numbers have run into each other. */
const LATEST_TIMESTAMP_S = 1e11;

const SPLICED = 'request-log-spliced';
/** More damage than this share is the mark of several processes writing to one file. */
const TOLERATED_DAMAGE_RATIO = 0.001;

/**
 * Reads the log of `contrib/csv_request_logger` (Locust 2.44.0 and newer): the time of every request, to 0.01 ms. A
 * request counts to the second in which it completed, which is its timestamp plus its response time; it failed when it
 * has an exception. Requests without a response time are not in this log.
 *
 * @throws {Problem} when a column is missing or no row can be read.
 */
export async function readRequestLog(file: SourceFile, progress: ReadProgress): Promise<LocustPart> {
  const opened = openTable(file);
  const columns = logColumns(opened.columns.header, file.name);
  const table = {
    ...opened,
    columns: { ...opened.columns, numbers: [columns.timestamp, columns.responseMs] },
  };
  const log = new RequestLog(columns);
  const row = (cells: readonly string[], line: number, numbers: NumberReader): void =>
    log.row(cells, line, numbers);
  const outcome = await readTable(table, { row, rowsEndLines: true }, progress);
  return {
    ...tablePart('request-log', file, outcome),
    ...log.content(),
    notices: [...outcome.notices, ...splicedNotices(file.name, outcome)],
    version: { atLeast: '2.44.0' },
  };
}

/** False when the log lost rows because several processes wrote to it: then other files of the run know better. */
export function isReliable(part: LocustPart): boolean {
  return !part.notices.some((notice) => notice.code === SPLICED);
}

interface LogColumns {
  readonly timestamp: NumberColumn;
  readonly responseMs: NumberColumn;
  readonly length: NumberColumn;
  readonly method: number;
  readonly name: number;
  readonly exception: number;
}

function logColumns(header: readonly string[], file: string): LogColumns {
  const indexOf = (title: RequestLogTitle): number => {
    const index = header.indexOf(title);
    if (index !== -1) return index;
    throw new Problem('input', 'missing-column', `"${file}" has no column "${title}"`, {
      where: { file, line: 1, column: title },
      fix: `Give the log with its header line: ${REQUEST_LOG_TITLES.join(',')}.`,
    });
  };
  const decimal = (title: RequestLogTitle): NumberColumn => ({
    index: indexOf(title),
    title,
    kind: 'decimal',
  });
  return {
    timestamp: decimal('timestamp'),
    responseMs: decimal('response_time_ms'),
    length: decimal('response_length'),
    method: indexOf('request_type'),
    name: indexOf('name'),
    exception: indexOf('exception'),
  };
}

class RequestLog {
  readonly #columns: LogColumns;
  readonly #total = new RequestColumns();
  readonly #endpoints = new Map<string, { readonly key: EndpointKey; readonly requests: RequestColumns }>();
  readonly #failures = new FailureRows();
  #startMs = Number.POSITIVE_INFINITY;
  #firstMs = Number.POSITIVE_INFINITY;
  #lastMs = Number.NEGATIVE_INFINITY;

  constructor(columns: LogColumns) {
    this.#columns = columns;
  }

  row(cells: readonly string[], line: number, numbers: NumberReader): void {
    const { timestamp, responseMs: response, length } = this.#columns;
    const startMs = epochMs(readTimestampS(cells, timestamp, line, numbers));
    const responseMs = numbers.read(cells, response, line);
    if (responseMs < 0) throw new UnreadableCell(`has a negative "${response.title}", ${responseMs}`);
    const hasLength = (cells[length.index] ?? '') !== '';
    const responseBytes = hasLength ? numbers.read(cells, length, line) : null;
    const key = { method: cells[this.#columns.method] ?? '', name: cells[this.#columns.name] ?? '' };
    const exception = cells[this.#columns.exception] ?? '';
    const completedMs = startMs + responseMs;
    this.#startMs = Math.min(this.#startMs, startMs);
    this.#firstMs = Math.min(this.#firstMs, completedMs);
    this.#lastMs = Math.max(this.#lastMs, completedMs);
    for (const requests of [this.#total, this.#requestsOf(key)]) {
      requests.add(completedMs, responseMs, exception !== '', responseBytes);
    }
    if (exception !== '') this.#failures.add(key, exception, 1, completedMs, completedMs);
  }

  content(): Pick<LocustPart, 'endpoints' | 'total' | 'failures' | 'startMs' | 'endMs'> {
    const isEmpty = this.#total.requests === 0;
    const grid = isEmpty ? null : endingAt(windowGrid(this.#firstMs, this.#lastMs), this.#lastMs);
    const endpoints = [...this.#endpoints.values()].sort((a, b) => compareEndpointKeys(a.key, b.key));
    return {
      endpoints: endpoints.map(({ key, requests }) => endpointPart(key, requests, grid)),
      total: endpointPart(TOTAL_KEY, this.#total, grid),
      failures: this.#failures.rows(),
      startMs: isEmpty ? null : this.#startMs,
      endMs: isEmpty ? null : this.#lastMs,
    };
  }

  #requestsOf(key: EndpointKey): RequestColumns {
    const id = endpointId(key);
    const known = this.#endpoints.get(id) ?? { key, requests: new RequestColumns() };
    this.#endpoints.set(id, known);
    return known.requests;
  }
}

function readTimestampS(
  cells: readonly string[],
  column: NumberColumn,
  line: number,
  numbers: NumberReader,
): number {
  const cell = cells[column.index] ?? '';
  const timestampS = numbers.read(cells, column, line);
  // A spreadsheet's 1.79543E+09 is a number, but has lost the seconds.
  if (timestampS > 0 && timestampS < LATEST_TIMESTAMP_S && !/e/i.test(cell)) return timestampS;
  throw new UnreadableCell(`has ${quote(cell)} in "${column.title}", not a time in seconds since 1970`);
}

/** The last window ends with the last request: the rest of its second was not measured, and would lower every rate. */
function endingAt(grid: WindowGrid, lastMs: number): WindowGrid {
  const endMs = grid.endMs.slice();
  const last = grid.length - 1;
  endMs[last] = Math.min(endMs[last] ?? lastMs, Math.max((grid.startMs[last] ?? 0) + 1, Math.ceil(lastMs)));
  return { ...grid, endMs };
}

function endpointPart(key: EndpointKey, requests: RequestColumns, grid: WindowGrid | null): EndpointPart {
  return {
    key,
    requests: requests.requests,
    failures: requests.failures,
    latency: requests.samples(),
    meanResponseBytes: requests.meanResponseBytes,
    reportedThroughputPerS: null,
    windows: grid === null ? null : requests.windows(grid),
  };
}

function splicedNotices(
  file: string,
  { rowsRead, rowsSkipped }: { readonly rowsRead: number; readonly rowsSkipped: number },
): readonly Notice[] {
  const rows = rowsRead + rowsSkipped;
  if (rowsSkipped < 2 || rowsSkipped <= rows * TOLERATED_DAMAGE_RATIO) return [];
  return [
    {
      code: SPLICED,
      severity: 'warning',
      message: `${rowsSkipped} of ${rows} rows of the request log have run into each other, as when several Locust processes write to one file; many more may be lost.`,
      where: { file },
      hint: 'Give every process of a distributed test a request log of its own.',
    },
  ];
}
