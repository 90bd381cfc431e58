import type { NumberColumn, NumberReader } from '../../decode/fields.ts';
import { UnreadableCell } from '../../decode/fields.ts';
import type { Notice } from '../../model/notice.ts';
import type { UserCounts, WindowQuantiles, Windows } from '../../model/run.ts';
import type { ReadProgress, SourceFile } from '../importer.ts';
import { isMissing } from './columns.ts';
import { activeSpan, windowsInSpan } from './history-span.ts';
import { type HistoryRow, type Tick, tickOf } from './history-tick.ts';
import { HistoryWindows, type KeyedWindows } from './history-windows.ts';
import type { EndpointPart, LocustPart } from './part.ts';
import { type OpenTable, openTable, readTable, type TableOutcome } from './read-table.ts';
import { requireNumber, requireText } from './required-columns.ts';
import { SinceStartTest } from './since-start-test.ts';
import { isStaircase, mergedWindows, reportBoundaries } from './staircase.ts';
import { tablePart } from './table-part.ts';
import { TOTAL_KEY } from './total-row.ts';

/** Locust's sliding window for percentiles, about. */
const TRAILING_MS = 10_000;
/** Up to Locust 1.1.1 a row was written every 2 s, the first one 2 s after the start. */
const INTERVAL_TO_1_1_MS = 2000;

/** A row and the second it was written. */
interface TimedRow {
  readonly atMs: number;
  readonly row: HistoryRow;
}

/**
 * Reads `_stats_history.csv` (0.13.3 to today) as it streams by: one second is held at a time, and windows grow in typed
 * columns. Rates, means and counts of a window come from differences of the cumulative columns; the columns
 * `Requests/s` and `Failures/s` are trailing means and are not used.
 *
 * @throws {Problem} when a column is missing or no row can be read.
 */
export async function readHistory(file: SourceFile, progress: ReadProgress): Promise<LocustPart> {
  const table = openTable(file);
  const isOld = table.isHandQuoted;
  const readRow = historyRowReader(table);
  const windows = new HistoryWindows(table.columns.percentiles.length, isOld ? INTERVAL_TO_1_1_MS : null);
  const sinceStart = new SinceStartTest(table.columns.percentiles.map((column) => column.percentile));
  const users: { atMs: number[]; users: number[] } = { atMs: [], users: [] };
  let held: TimedRow[] = [];
  let hasEndpointRows = false;
  let lastTick: Tick | null = null;
  const flush = (): void => {
    if (lastTick !== null) {
      windows.add(lastTick);
      noteUsers(lastTick, users);
      if (lastTick.total !== null) sinceStart.add(lastTick.total);
    }
    const [first] = held;
    lastTick =
      first === undefined
        ? null
        : tickOf(
            first.atMs,
            held.map(({ row }) => row),
          );
    hasEndpointRows ||= (lastTick?.endpoints.length ?? 0) > 0;
    held = [];
  };
  const row = (cells: readonly string[], line: number, numbers: NumberReader): void => {
    const timed = readRow(cells, line, numbers);
    const currentMs = held[0]?.atMs ?? lastTick?.atMs ?? 0;
    if (timed.atMs < currentMs) {
      throw new UnreadableCell(
        `is of ${timed.atMs / 1000}, earlier than the row before, of ${currentMs / 1000}`,
      );
    }
    if (held.length > 0 && timed.atMs !== currentMs) flush();
    held.push(timed);
  };
  const outcome = await readTable(table, { row, rowsEndLines: true }, progress);
  flush();
  // Every tick ends with the row of all endpoints; the last one may have been cut between endpoints by a kill.
  const incomplete = lastTick !== null && (lastTick as Tick).total === null ? (lastTick as Tick) : null;
  if (incomplete === null) flush();
  const covers = isOld || (hasEndpointRows && !sinceStart.holds) ? 'trailing' : 'since-start';
  const quantiles: Omit<WindowQuantiles, 'valuesMs'> | null =
    table.columns.percentiles.length === 0
      ? null
      : {
          percentiles: table.columns.percentiles.map((column) => column.percentile),
          covers,
          spanMs: covers === 'trailing' ? TRAILING_MS : null,
          rounding: 'two-digits',
        };
  return historyPart(file, table, outcome, {
    ...windows.finish(!isOld, quantiles),
    users:
      users.atMs.length === 0
        ? null
        : { atMs: Float64Array.from(users.atMs), users: Float64Array.from(users.users) },
    resetsMs: windows.resetsMs,
    covers,
    incomplete,
    hasEndpointRows,
  });
}

function noteUsers(tick: Tick, users: { atMs: number[]; users: number[] }): void {
  const count = tick.total?.users ?? tick.endpoints[0]?.users ?? null;
  if (count === null) return;
  users.atMs.push(tick.atMs);
  users.users.push(count);
}

function historyRowReader(
  table: OpenTable,
): (cells: readonly string[], line: number, numbers: NumberReader) => TimedRow {
  const { columns } = table;
  const method = columns.text('method');
  const name = requireText(table, 'name', 'Name');
  const timestamp = requireNumber(table, 'timestamp', 'Timestamp');
  const requests = requireNumber(table, 'requests', 'Total Request Count');
  const failures = requireNumber(table, 'failures', 'Total Failure Count');
  const average = columns.number('average');
  const max = columns.number('max');
  const users = columns.number('users');
  return (cells, line, numbers) => {
    const read = (column: NumberColumn) => numbers.read(cells, column, line);
    const count = read(requests);
    const row: HistoryRow = {
      key: { method: method === null ? '' : (cells[method] ?? ''), name: cells[name] ?? '' },
      users: users === null ? null : read(users),
      requests: count,
      failures: read(failures),
      sumMs: average === null ? Number.NaN : count * read(average),
      maxMs: max === null ? Number.NaN : read(max),
      quantilesMs: columns.percentiles.map((column) => {
        if (isMissing(cells[column.index])) return Number.NaN;
        const valueMs = read(column);
        // Locust writes 0, not N/A, for an endpoint that had no request in the sliding window.
        return valueMs === 0 ? Number.NaN : valueMs;
      }),
    };
    return { atMs: read(timestamp) * 1000, row };
  };
}

/** What the rows came to. */
interface HistoryContent {
  readonly endpoints: readonly KeyedWindows[];
  readonly total: Windows | null;
  readonly users: UserCounts | null;
  readonly resetsMs: readonly number[];
  readonly covers: WindowQuantiles['covers'];
  /** The last second, when the row of all endpoints is missing from it. */
  readonly incomplete: Tick | null;
  readonly hasEndpointRows: boolean;
}

function historyPart(
  file: SourceFile,
  table: OpenTable,
  outcome: TableOutcome,
  content: HistoryContent,
): LocustPart {
  const boundaries =
    content.total !== null && isStaircase(content.total) ? reportBoundaries(content.total) : null;
  const span = activeSpan(content.total, content.users);
  const shaped = (windows: Windows): Windows => {
    const merged = boundaries === null ? windows : mergedWindows(windows, boundaries);
    return span === null ? merged : windowsInSpan(merged, span);
  };
  return {
    ...tablePart('history', file, outcome),
    notices: [...outcome.notices, ...historyNotices(file, content, boundaries !== null)],
    version: historyVersion(table, content),
    endpoints: content.endpoints.map(({ key, windows }) => windowsOnly(key, shaped(windows))),
    total: content.total === null ? null : windowsOnly(TOTAL_KEY, shaped(content.total)),
    users: content.users,
    resetsMs: content.resetsMs,
    startMs: span?.startMs ?? content.users?.atMs[0] ?? null,
    endMs: span?.endMs ?? content.users?.atMs.at(-1) ?? null,
    cutOff: outcome.cutOff || content.incomplete !== null,
  };
}

function windowsOnly(key: EndpointPart['key'], windows: Windows): EndpointPart {
  return {
    key,
    requests: null,
    failures: null,
    latency: null,
    meanResponseBytes: null,
    reportedThroughputPerS: null,
    windows,
  };
}

function historyVersion(table: OpenTable, content: HistoryContent): LocustPart['version'] {
  if (table.columns.number('requests')?.title === '# requests') return { atLeast: '0.13.3', below: '1.0' };
  if (table.isHandQuoted) return { atLeast: '1.0', below: '1.2' };
  if (!content.hasEndpointRows) return { atLeast: '1.2' };
  return content.covers === 'since-start' ? { atLeast: '1.2', below: '2.2.2' } : { atLeast: '2.2.2' };
}

function historyNotices(
  file: SourceFile,
  content: HistoryContent,
  isDistributed: boolean,
): readonly Notice[] {
  const where = { file: file.name };
  const notices: Notice[] = [];
  if (content.incomplete !== null) {
    const at = new Date(content.incomplete.atMs).toISOString().slice(11, 19);
    notices.push({
      code: 'incomplete-last-tick',
      severity: 'info',
      message: `The last second (${at} UTC) has no row of all endpoints and was left out: the file was cut between endpoints, as a killed Locust or a lost last block leaves it.`,
      where,
    });
  }
  if (content.resetsMs.length > 0) {
    const times = content.resetsMs.slice(0, 5).map((atMs) => new Date(atMs).toISOString().slice(11, 19));
    notices.push({
      code: 'counters-reset',
      severity: 'warning',
      message: `Counters were set back to zero at ${times.join(', ')} UTC${content.resetsMs.length > times.length ? ' and later' : ''}; totals count from there, the curve goes on after a gap.`,
      where,
      hint: 'Locust does that with --reset-stats, with "Reset Stats" on its page, and for a second test in the same process.',
    });
  }
  if (isDistributed) {
    notices.push({
      code: 'distributed-staircase',
      severity: 'info',
      message:
        'Counts come in steps of 3 s, as workers report them in a distributed run; windows are 3 s long.',
      where,
    });
  }
  if (content.covers === 'since-start' && content.total !== null) {
    notices.push({
      code: 'percentiles-since-start',
      severity: 'info',
      message:
        'The percentiles of the history are of everything since the start, so they are no curve over time and are not drawn.',
      where,
      ...(content.hasEndpointRows
        ? {}
        : { hint: 'Run Locust with --csv-full-history to have them over time.' }),
    });
  }
  return notices;
}
