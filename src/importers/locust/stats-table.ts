import type { ReadProgress, SourceFile } from '../importer.ts';
import type { EndpointPart, LocustPart } from './part.ts';
import { openTable, readTable } from './read-table.ts';
import { hasNoTimes, rowReader, type StatsRow } from './stats-row.ts';
import { coversLastSeconds, repeatedRows, statsNotices } from './stats-table-notices.ts';
import { statsVersion } from './stats-version.ts';
import { tablePart } from './table-part.ts';
import { findTotal, TOTAL_KEY } from './total-row.ts';

/**
 * Reads a table of totals per endpoint: `_stats.csv` (0.13.3 to today), `_requests.csv` and `_distribution.csv` (to
 * 0.13.2), and the web page's downloads of them. In a distribution the name of a key is as written there: method and
 * name in one. Counts of `_requests.csv` are as written too: see `legacy-tables.ts`.
 *
 * @throws {Problem} when a column is missing, a number is ambiguous or no row can be read.
 */
export async function readStatsTable(
  kind: 'stats' | 'requests' | 'distribution',
  file: SourceFile,
  progress: ReadProgress,
): Promise<LocustPart> {
  const table = openTable(file);
  const readRow = rowReader(table);
  const rows: StatsRow[] = [];
  const row: Parameters<typeof readTable>[1]['row'] = (cells, line, numbers) => {
    rows.push(readRow(cells, line, numbers));
  };
  const outcome = await readTable(table, { row }, progress);
  const total = findTotal(rows);
  const repeated = repeatedRows(rows.filter((candidate) => candidate !== total));
  const endpoints = rows.filter((candidate) => candidate !== total && !repeated.has(candidate));
  const isCutToLastSeconds = kind === 'stats' && total !== null && coversLastSeconds(total);
  const partOf = (source: StatsRow): EndpointPart => endpointPart(source, isCutToLastSeconds);
  return {
    ...tablePart(kind, file, outcome),
    rowsRead: outcome.rowsRead - repeated.size,
    rowsSkipped: outcome.rowsSkipped + repeated.size,
    notices: [...outcome.notices, ...statsNotices(file, endpoints, repeated, isCutToLastSeconds)],
    version: statsVersion(kind, table, total?.key.name ?? null, rows),
    endpoints: endpoints.map(partOf),
    total: total === null ? null : { ...partOf(total), key: TOTAL_KEY },
  };
}

function endpointPart(row: StatsRow, withoutPercentiles: boolean): EndpointPart {
  const latency = row.requests === 0 || hasNoTimes(row) ? null : row.latency;
  return {
    key: row.key,
    requests: row.requests,
    failures: row.failures,
    latency: withoutPercentiles && latency !== null ? { ...latency, points: [] } : latency,
    meanResponseBytes: row.requests === 0 ? null : row.meanResponseBytes,
    reportedThroughputPerS: row.reportedThroughputPerS,
    windows: null,
  };
}
