import type { Endpoint, Run, UserCounts, WindowQuantiles } from '../../model/run.ts';
import { csvLine, floatCell, numberCell, textCell } from './cells.ts';
import { HistoryCounter, type RowWindow } from './history-counter.ts';
import { LOCUST_PERCENTILES, percentileHeader } from './percentile-columns.ts';
import { requestEndpoints } from './tables.ts';

/** Cells of the columns of one kind, under their titles. */
interface Columns {
  readonly titles: readonly string[];
  cells(counter: HistoryCounter, window: RowWindow | null): readonly string[];
}

/**
 * The lines of a `_stats_history.csv` in the form of Locust 1.2 and newer with `--csv-full-history`, in order of time;
 * null when the run has no windows. Counts and the mean are cumulative, as Locust's are; the two rates are those of the
 * row's own second, which is more exact than Locust's mean of ten; a piece of a second at the end is taken together with
 * the second before.
 *
 * Where the run has all response times per window, all columns of Locust are there: percentiles of the last ten seconds,
 * the cumulative median, extremes to three digits. Our engine keeps times per second of requests that did not fail, so
 * these columns are of them. The mean size is that of the whole run in every row: it is not kept per second. Elsewhere, a
 * column of which nothing is known is left out.
 */
export function statsHistoryCsv(run: Run): Iterable<string> | null {
  const counters = [
    ...requestEndpoints(run).map((endpoint) =>
      counterOf(endpoint, [endpoint.key.method, endpoint.key.name].map(textCell)),
    ),
    ...(run.total === null ? [] : [counterOf(run.total, ['', 'Aggregated'])]),
  ].filter((counter) => counter !== null);
  return counters.length === 0 ? null : historyLines(counters, run);
}

function counterOf(endpoint: Endpoint, names: readonly string[]): HistoryCounter | null {
  const { windows } = endpoint;
  return windows === null || windows.length === 0 ? null : new HistoryCounter(endpoint, windows, names);
}

function* historyLines(counters: readonly HistoryCounter[], run: Run): Generator<string> {
  const { users } = run;
  const isFull = counters.every(({ times }) => times !== null);
  const percentiles = isFull ? slidingColumns : statedColumns(counters);
  const totals = totalColumns(counters, run, isFull);
  yield csvLine([
    'Timestamp',
    ...(users === null ? [] : ['User Count']),
    'Type',
    'Name',
    'Requests/s',
    'Failures/s',
    ...percentiles.titles,
    'Total Request Count',
    'Total Failure Count',
    ...totals.titles,
  ]);
  const usersAt = userCellsOf(users);
  for (const atS of secondsOf(counters)) {
    const userCells = usersAt(atS);
    // One piece per second: a write for each of millions of lines would take most of the time.
    yield counters
      .map((counter) => {
        const window = counter.advance(atS);
        return csvLine([
          numberCell(atS),
          ...userCells,
          ...counter.names,
          ...rateCells(window),
          ...percentiles.cells(counter, window),
          numberCell(counter.requests),
          numberCell(counter.failures),
          ...totals.cells(counter, window),
        ]);
      })
      .join('');
  }
}

/** The users at the end of a second; asked in order of time. */
function userCellsOf(users: UserCounts | null): (atS: number) => readonly string[] {
  if (users === null) return () => [];
  let last = -1;
  return (atS) => {
    // Locust writes whole seconds: what became true within this one is in its row.
    while ((users.atMs[last + 1] ?? Number.POSITIVE_INFINITY) < (atS + 1) * 1000) last += 1;
    return [numberCell(users.users[last] ?? 0)];
  };
}

/** The start of the first window, where every count is 0, then the end of each window; whole seconds, as Locust has. */
function secondsOf(counters: readonly HistoryCounter[]): readonly number[] {
  const seconds = new Set<number>();
  let firstMs = Number.POSITIVE_INFINITY;
  for (const { windows } of counters) {
    firstMs = Math.min(firstMs, windows.startMs[0] ?? firstMs);
    for (const endMs of windows.endMs) seconds.add(Math.floor(endMs / 1000));
  }
  seconds.add(Math.floor(firstMs / 1000));
  return [...seconds].sort((a, b) => a - b);
}

function rateCells(window: RowWindow | null): readonly string[] {
  if (window === null) return ['0.000000', '0.000000'];
  return [window.requestsPerS, window.failuresPerS].map((perS) => perS.toFixed(6));
}

/** Percentiles of the last ten seconds. */
const slidingColumns: Columns = {
  titles: LOCUST_PERCENTILES.map(percentileHeader),
  cells({ requests, times }) {
    if (requests === 0 || times === null) return LOCUST_PERCENTILES.map(() => numberCell(null));
    return times.percentiles(LOCUST_PERCENTILES).map(numberCell);
  },
};

/** Percentiles that the source states, window by window. */
function statedColumns(counters: readonly HistoryCounter[]): Columns {
  const all = new Set(counters.flatMap(({ windows }) => windows.quantiles?.percentiles ?? []));
  const percentiles = [...all].sort((a, b) => a - b);
  return {
    titles: percentiles.map(percentileHeader),
    cells({ windows: { quantiles } }, window) {
      return percentiles.map((percentile) => statedCell(quantiles, percentile, window));
    },
  };
}

function statedCell(quantiles: WindowQuantiles | null, percentile: number, window: RowWindow | null): string {
  const column = quantiles?.percentiles.indexOf(percentile) ?? -1;
  return numberCell(window === null ? null : quantiles?.valuesMs[column]?.[window.last]);
}

/** What is cumulative besides the counts. */
function totalColumns(counters: readonly HistoryCounter[], run: Run, isFull: boolean): Columns {
  const ofSuccessful = run.source.latencyCovers === 'successful-requests';
  const meanCell = ({ requests, failures, sumMs }: HistoryCounter) => {
    const timed = ofSuccessful ? requests - failures : requests;
    return floatCell(timed === 0 ? 0 : sumMs / timed);
  };
  if (isFull) {
    return {
      titles: [
        'Total Median Response Time',
        'Total Average Response Time',
        'Total Min Response Time',
        'Total Max Response Time',
        'Total Average Content Size',
      ],
      cells: (counter) => fullCells(counter, meanCell(counter)),
    };
  }
  const hasMeans = counters.every(({ windows }) => windows.sumMs?.every((sumMs) => !Number.isNaN(sumMs)));
  return {
    titles: hasMeans ? ['Total Average Response Time'] : [],
    cells: (counter) => (hasMeans ? [meanCell(counter)] : []),
  };
}

function fullCells({ endpoint, requests, times }: HistoryCounter, mean: string): readonly string[] {
  const { latency } = endpoint;
  const minMs = latency?.kind === 'histogram' ? (latency.minMs ?? 0) : 0;
  const maxMs = (latency?.kind === 'histogram' ? latency.maxMs : null) ?? Number.POSITIVE_INFINITY;
  const summary = times?.summary({ minMs, maxMs }) ?? { medianMs: 0, minMs: 0, maxMs: 0 };
  const size = requests === 0 ? '0' : floatCell(endpoint.meanResponseBytes);
  return [numberCell(summary.medianMs), mean, numberCell(summary.minMs), numberCell(summary.maxMs), size];
}
