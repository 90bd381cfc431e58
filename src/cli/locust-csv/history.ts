import type { Endpoint, Run, UserCounts, Windows } from '../../model/run.ts';
import { csvLine, numberCell, textCell } from './cells.ts';
import { percentileHeader } from './percentile-columns.ts';

/** What has been counted of one endpoint up to a moment. */
interface Counter {
  readonly names: readonly string[];
  readonly windows: Windows;
  /** Number of the next window to be counted. */
  next: number;
  requests: number;
  failures: number;
  sumMs: number;
}

/**
 * The lines of a `_stats_history.csv` in the form of Locust 1.2 and newer with `--csv-full-history`, in order of time;
 * null when the run has no windows. Counts and the mean are cumulative, as Locust's are; the two rates are those of the
 * row's own window, which is more exact than Locust's mean of ten seconds. A column of which nothing is known is left
 * out: cumulative median, extremes and size always, users and mean where the run has none.
 */
export function statsHistoryCsv(run: Run): Iterable<string> | null {
  const counters = [
    ...run.endpoints.map((endpoint) =>
      counterOf(endpoint, [endpoint.key.method, endpoint.key.name].map(textCell)),
    ),
    ...(run.total === null ? [] : [counterOf(run.total, ['', 'Aggregated'])]),
  ].filter((counter) => counter !== null);
  return counters.length === 0 ? null : historyLines(counters, run.users);
}

function counterOf({ windows }: Endpoint, names: readonly string[]): Counter | null {
  if (windows === null || windows.length === 0) return null;
  return { names, windows, next: 0, requests: 0, failures: 0, sumMs: 0 };
}

function* historyLines(counters: readonly Counter[], users: UserCounts | null): Generator<string> {
  const percentiles = percentilesOf(counters);
  const hasMeans = counters.every(({ windows }) => windows.sumMs?.every((sumMs) => !Number.isNaN(sumMs)));
  yield csvLine([
    'Timestamp',
    ...(users === null ? [] : ['User Count']),
    'Type',
    'Name',
    'Requests/s',
    'Failures/s',
    ...percentiles.map(percentileHeader),
    'Total Request Count',
    'Total Failure Count',
    ...(hasMeans ? ['Total Average Response Time'] : []),
  ]);
  let user = -1;
  for (const atS of secondsOf(counters)) {
    while (users !== null && (users.atMs[user + 1] ?? Number.POSITIVE_INFINITY) <= atS * 1000) user += 1;
    const userCells = users === null ? [] : [numberCell(users.users[user] ?? 0)];
    // One piece per second: a write for each of millions of lines would take most of the time.
    yield counters
      .map((counter) => {
        const window = advance(counter, atS);
        const { requests, failures, sumMs } = counter;
        return csvLine([
          numberCell(atS),
          ...userCells,
          ...counter.names,
          ...rateCells(counter.windows, window),
          ...percentiles.map((percentile) => quantileCell(counter.windows, window, percentile)),
          numberCell(requests),
          numberCell(failures),
          ...(hasMeans ? [numberCell(requests === 0 ? 0 : sumMs / requests)] : []),
        ]);
      })
      .join('');
  }
}

function percentilesOf(counters: readonly Counter[]): readonly number[] {
  const percentiles = new Set(counters.flatMap(({ windows }) => windows.quantiles?.percentiles ?? []));
  return [...percentiles].sort((a, b) => a - b);
}

/** The start of the first window, where every count is 0, then the end of each window; whole seconds, as Locust has. */
function secondsOf(counters: readonly Counter[]): readonly number[] {
  const seconds = new Set<number>();
  let firstMs = Number.POSITIVE_INFINITY;
  for (const { windows } of counters) {
    firstMs = Math.min(firstMs, windows.startMs[0] ?? firstMs);
    for (const endMs of windows.endMs) seconds.add(Math.floor(endMs / 1000));
  }
  seconds.add(Math.floor(firstMs / 1000));
  return [...seconds].sort((a, b) => a - b);
}

/** Counts the windows that end within this second. Returns the number of the last one, or null when there was none. */
function advance(counter: Counter, atS: number): number | null {
  const { windows } = counter;
  let last: number | null = null;
  while (counter.next < windows.length && Math.floor((windows.endMs[counter.next] ?? 0) / 1000) <= atS) {
    last = counter.next;
    counter.requests += windows.requests[last] ?? 0;
    counter.failures += windows.failures[last] ?? 0;
    counter.sumMs += windows.sumMs?.[last] ?? Number.NaN;
    counter.next += 1;
  }
  return last;
}

function rateCells(
  { startMs, endMs, requests, failures }: Windows,
  window: number | null,
): readonly string[] {
  if (window === null) return ['0', '0'];
  const lengthS = ((endMs[window] ?? 0) - (startMs[window] ?? 0)) / 1000;
  return [requests, failures].map((column) => numberCell((column[window] ?? 0) / lengthS));
}

function quantileCell({ quantiles }: Windows, window: number | null, percentile: number): string {
  const column = quantiles?.percentiles.indexOf(percentile) ?? -1;
  return numberCell(window === null ? null : quantiles?.valuesMs[column]?.[window]);
}
