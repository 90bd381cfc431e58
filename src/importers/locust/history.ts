import type { NumberReader } from '../../decode/fields.ts';
import type { QuantileSummary } from '../../model/distribution.ts';
import type { EndpointKey } from '../../model/endpoint-key.ts';
import type { Windows } from '../../model/run.ts';
import type { ReadProgress, SourceFile } from '../importer.ts';
import type { RefusedRow } from '../skipped-rows.ts';
import { type HistoryContent, HistoryTicks } from './history-content.ts';
import { historyNotices } from './history-notices.ts';
import { HistoryRowReader } from './history-row.ts';
import { activeSpan, windowsInSpan } from './history-span.ts';
import type { HistoryRow, Tick } from './history-tick.ts';
import type { KeyedWindows } from './history-windows.ts';
import type { EndpointPart, LocustPart } from './part.ts';
import { type OpenTable, openTable, readTable, type TableOutcome } from './read-table.ts';
import { isStaircase, mergedWindows, reportBoundaries } from './staircase.ts';
import { tablePart } from './table-part.ts';
import { TickSequence } from './tick-sequence.ts';
import { TOTAL_KEY } from './total-row.ts';

/**
 * Reads `_stats_history.csv` (0.13.3 to today) as it streams by: two ticks are held at a time, and windows grow in typed
 * columns. Rates, means and counts of a window come from differences of the cumulative columns; the columns
 * `Requests/s` and `Failures/s` are trailing means and are not used.
 *
 * @throws {Problem} when a column is missing or no row can be read.
 */
export async function readHistory(file: SourceFile, progress: ReadProgress): Promise<LocustPart> {
  const table = openTable(file);
  const reader = new HistoryRowReader(table);
  const ticks = new HistoryTicks(table);
  const sequence = new TickSequence({
    tick: (tick) => ticks.add(tick),
    clockBack: () => ticks.windows.breakOff(),
  });
  let incomplete: Tick | null = null;
  const row = (cells: readonly string[], line: number, numbers: NumberReader): void =>
    sequence.add(reader.read(cells, line, numbers), line);
  const end = (): readonly RefusedRow[] => {
    incomplete = sequence.end();
    return sequence.refused;
  };
  const outcome = await readTable(table, { row, end, rowsEndLines: true }, progress);
  return historyPart(table, outcome, {
    ...ticks.finish(reader.hasExactAverages),
    incomplete,
    timesBack: sequence.timesBack,
  });
}

function historyPart(table: OpenTable, outcome: TableOutcome, content: HistoryContent): LocustPart {
  const { total, users } = content;
  const boundaries = total !== null && isStaircase(total.windows) ? reportBoundaries(total.windows) : null;
  const span = activeSpan(total?.windows ?? null, users);
  const shaped = (windows: Windows): Windows => {
    const merged = boundaries === null ? windows : mergedWindows(windows, boundaries);
    return span === null ? merged : windowsInSpan(merged, span);
  };
  const partOf = (key: EndpointKey, { windows, last }: KeyedWindows): EndpointPart =>
    endpointPart(key, shaped(windows), last, content.covers === 'since-start');
  return {
    ...tablePart('history', table.file, outcome),
    notices: [...outcome.notices, ...historyNotices(table.file, content, boundaries !== null)],
    version: historyVersion(table, content),
    endpoints: content.endpoints.map((endpoint) => partOf(endpoint.key, endpoint)),
    total: total === null ? null : partOf(TOTAL_KEY, total),
    users,
    resetsMs: content.resetsMs,
    startMs: span?.startMs ?? users?.atMs[0] ?? null,
    endMs: span?.endMs ?? users?.atMs.at(-1) ?? null,
  };
}

/** Totals are those of the last row, which counts from the start of the test or the last reset. */
function endpointPart(
  key: EndpointKey,
  windows: Windows,
  last: HistoryRow | null,
  hasWholePercentiles: boolean,
): EndpointPart {
  const latency = last === null ? null : latencyOf(last, windows, hasWholePercentiles);
  return {
    key,
    requests: last?.requests ?? null,
    failures: last?.failures ?? null,
    latency,
    meanResponseBytes: latency === null ? null : (last?.meanResponseBytes ?? null),
    reportedThroughputPerS: null,
    windows,
  };
}

function latencyOf(
  last: HistoryRow,
  { quantiles, sumMs }: Windows,
  hasWholePercentiles: boolean,
): QuantileSummary | null {
  if (last.requests === 0 || last.maxMs === 0 || last.maxMs === null) return null;
  const percentiles = hasWholePercentiles ? (quantiles?.percentiles ?? []) : [];
  return {
    kind: 'quantiles',
    count: last.requests,
    meanMs: last.averageMs,
    minMs: last.minMs,
    maxMs: last.maxMs,
    medianMs: last.medianMs,
    points: percentiles.flatMap((percentile, i) => {
      const valueMs = last.quantilesMs[i] ?? Number.NaN;
      return Number.isNaN(valueMs) ? [] : [{ percentile, valueMs }];
    }),
    rounding: 'two-digits',
    // Where averages are cut to whole ms, and so give no sums, the extremes are cut too.
    extremesRounding: sumMs === null ? 'truncated-ms' : 'none',
    rankRule: 'one-above',
  };
}

function historyVersion(table: OpenTable, content: HistoryContent): LocustPart['version'] {
  if (table.columns.number('requests')?.title === '# requests') return { atLeast: '0.13.3', below: '1.0' };
  if (table.isHandQuoted) return { atLeast: '1.0', below: '1.2' };
  if (!content.hasEndpointRows) return { atLeast: '1.2' };
  return content.covers === 'since-start' ? { atLeast: '1.2', below: '2.2.2' } : { atLeast: '2.2.2' };
}
