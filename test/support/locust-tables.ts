import { sourceFileFrom } from './source-file.ts';

/** Headers as each version of Locust writes them, to the letter (locust-formats.md, section 2). */
const TO_99 = '"50%","66%","75%","80%","90%","95%","98%","99%"';
const OLD_COLUMNS =
  '"# requests","# failures","Median response time","Average response time","Min response time","Max response time"';
const REPORTED = '50%,66%,75%,80%,90%,95%,98%,99%,99.9%,99.99%';
const STATS_1_0 =
  'Type,Name,Request Count,Failure Count,Median Response Time,Average Response Time,Min Response Time,Max Response Time,Average Content Size,Requests/s,Failures/s';
const TOTALS =
  'Total Request Count,Total Failure Count,Total Median Response Time,Total Average Response Time,Total Min Response Time,Total Max Response Time,Total Average Content Size';

function quoted(header: string): string {
  return header
    .split(',')
    .map((title) => `"${title}"`)
    .join(',');
}

export const headers = {
  requests04: `"Name",${OLD_COLUMNS},"Average Content-Length","Reqests/s"`,
  requests05: `"Method","Name",${OLD_COLUMNS},"Average Content-Length","Reqests/s"`,
  requests06: `"Method","Name",${OLD_COLUMNS},"Average Content Size","Reqests/s"`,
  requests07: `"Method","Name",${OLD_COLUMNS},"Average Content Size","Requests/s"`,
  distribution04: `"Name","# requests",${TO_99},"100%"`,
  distribution013: `"Name","# requests",${TO_99},"99.9%","99.99%","100%"`,
  stats0133: `"Type","Name",${OLD_COLUMNS},"Average Content Size","Requests/s","Requests Failed/s",${TO_99},"99.9%","99.99%","99.999","100%"`,
  stats10: quoted(`${STATS_1_0},${REPORTED},99.999%,100%`),
  stats11: `${STATS_1_0},${REPORTED},99.999%,100%`,
  stats12: `${STATS_1_0},${REPORTED},100%`,
  history0133: `"Type","Name","Timestamp","# requests","# failures","Requests/s","Requests Failed/s","Median response time","Average response time","Min response time","Max response time","Average Content Size",${TO_99},"99.9%","99.99%","99.999","100%"`,
  history10: quoted(
    `Timestamp,User Count,Type,Name,Requests/s,Failures/s,${REPORTED},99.999%,100%,${TOTALS}`,
  ),
  history12: `Timestamp,User Count,Type,Name,Requests/s,Failures/s,${REPORTED},100%,${TOTALS}`,
  failures012: '"Method","Name","Error","Occurrences"',
  failures11: 'Method,Name,Error,Occurrences',
  failures244: 'Method,Name,Error,Occurrences,First Seen,Last Seen',
  exceptions: 'Count,Message,Traceback,Nodes',
} as const;

/** A table as Python's csv module writes it: CR LF after every row. */
export function table(header: string, ...rows: readonly string[]): string {
  return [header, ...rows].map((row) => `${row}\r\n`).join('');
}

/** A table in the quoting of Locust 1.1.1 and older: LF between rows, none at the end. */
export function oldTable(header: string, ...rows: readonly string[]): string {
  return [header, ...rows].join('\n');
}

/** A row of `_stats.csv` (1.2 to today) with all percentiles the same. */
export function statsRow(
  endpoint: string,
  { requests = 10, failures = 0, meanMs = 42.5, minMs = 40, maxMs = 45, percentileMs = '42' } = {},
): string {
  const fixed = [requests, failures, percentileMs === 'N/A' ? 0 : 42, meanMs, minMs, maxMs, 100, 1.5, 0];
  return [endpoint, ...fixed, ...Array.from({ length: 11 }, () => percentileMs)].join(',');
}

/** What one row of a history says; sums are exact. */
export interface HistoryCell {
  readonly atS: number;
  /** `GET,/a`; by default the row of all endpoints. */
  readonly endpoint?: string;
  readonly users?: number;
  readonly requests: number;
  readonly failures?: number;
  /** Mean since the start. */
  readonly meanMs?: number;
  /** Maximum since the start. */
  readonly maxMs?: number;
  /** What stands in every percentile's cell. */
  readonly percentile?: string;
  /** The 100th percentile, when it is another. */
  readonly hundredth?: string;
}

/** A row of `_stats_history.csv` (1.2 to today). */
export function historyRow(cell: HistoryCell): string {
  const { requests, percentile = requests === 0 ? 'N/A' : '42' } = cell;
  const percentiles = [...Array.from({ length: 10 }, () => percentile), cell.hundredth ?? percentile];
  const { meanMs = requests === 0 ? 0 : 42, maxMs = requests === 0 ? 0 : 45 } = cell;
  const totals = [requests, cell.failures ?? 0, 42, meanMs, Math.min(meanMs, 40), maxMs, 100];
  const endpoint = cell.endpoint ?? ',Aggregated';
  return [cell.atS, cell.users ?? 1, endpoint, '1.000000,0.000000', ...percentiles, ...totals].join(',');
}

/** A `_stats_history.csv` of these rows. */
export function historyFile(...cells: readonly HistoryCell[]) {
  return sourceFileFrom('run_stats_history.csv', table(headers.history12, ...cells.map(historyRow)));
}
