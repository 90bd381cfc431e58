import { GROUP_METHOD } from '../../model/endpoint-key.ts';
import type { Endpoint, Run } from '../../model/run.ts';
import { csvLine, floatCell, instantCell, numberCell, textCell } from './cells.ts';
import { percentileHeader, percentilesOf, statsTimesOf } from './percentile-columns.ts';

/** How Locust names the row of all endpoints together. */
const AGGREGATED = 'Aggregated';

/** The endpoints that Locust would have: groups of requests are no requests. */
export function requestEndpoints({ endpoints }: Run): readonly Endpoint[] {
  return endpoints.filter(({ key }) => key.method !== GROUP_METHOD);
}

/**
 * The lines of a `_stats.csv` in the form of Locust 1.2 and newer. Response times are those of all requests, counted,
 * rounded and ranked as Locust does. Percentiles the run does not state are N/A; nothing is estimated.
 */
export function* statsCsv(run: Run): Generator<string> {
  const endpoints = requestEndpoints(run);
  const percentiles = percentilesOf(run.total === null ? endpoints : [...endpoints, run.total]);
  yield csvLine([
    'Type',
    'Name',
    'Request Count',
    'Failure Count',
    'Median Response Time',
    'Average Response Time',
    'Min Response Time',
    'Max Response Time',
    'Average Content Size',
    'Requests/s',
    'Failures/s',
    ...percentiles.map(percentileHeader),
  ]);
  for (const endpoint of endpoints) {
    yield statsLine([textCell(endpoint.key.method), textCell(endpoint.key.name)], endpoint, run, percentiles);
  }
  if (run.total !== null) yield statsLine(['', AGGREGATED], run.total, run, percentiles);
}

function statsLine(
  names: readonly string[],
  endpoint: Endpoint,
  run: Run,
  percentiles: readonly number[],
): string {
  const { requests, failures } = endpoint;
  const { medianMs, meanMs, minMs, maxMs, percentileCells } = statsTimesOf(endpoint, percentiles);
  const requestsPerS = throughputPerS(endpoint, run);
  const failuresPerS =
    requestsPerS === null || requests === 0 ? requestsPerS : (requestsPerS * failures) / requests;
  return csvLine([
    ...names,
    numberCell(requests),
    numberCell(failures),
    numberCell(medianMs),
    floatCell(meanMs),
    numberCell(minMs),
    numberCell(maxMs),
    requests === 0 ? '0' : floatCell(endpoint.meanResponseBytes),
    floatCell(requestsPerS),
    floatCell(failuresPerS),
    ...percentileCells,
  ]);
}

function throughputPerS({ requests, reportedThroughputPerS }: Endpoint, { durationMs }: Run): number | null {
  if (reportedThroughputPerS !== null) return reportedThroughputPerS;
  return durationMs === null || durationMs === 0 ? null : requests / (durationMs / 1000);
}

const FAILURES_HEADER = csvLine(['Method', 'Name', 'Error', 'Occurrences', 'First Seen', 'Last Seen']);

/**
 * The lines of a `_failures.csv` in the form of Locust 2.44 and newer; null when no failure of an import has a message.
 */
export function failuresCsv(run: Run): readonly string[] | null {
  const rows = requestEndpoints(run).flatMap(({ key, failureGroups }) =>
    failureGroups.map(({ message, count, firstMs, lastMs }) =>
      csvLine([
        textCell(key.method),
        textCell(key.name),
        textCell(message),
        numberCell(count),
        instantCell(firstMs),
        instantCell(lastMs),
      ]),
    ),
  );
  return isMissing(run, rows) ? null : [FAILURES_HEADER, ...rows];
}

const EXCEPTIONS_HEADER = csvLine(['Count', 'Message', 'Traceback', 'Nodes']);

/** The lines of an `_exceptions.csv`; null when an import has no exceptions. */
export function exceptionsCsv(run: Run): readonly string[] | null {
  const rows = run.exceptions.map(({ count, message, traceback, nodes }) =>
    csvLine([numberCell(count), textCell(message), textCell(traceback), textCell(nodes)]),
  );
  return isMissing(run, rows) ? null : [EXCEPTIONS_HEADER, ...rows];
}

/** Our own engine records everything: that nothing is there is certain. The files of an import may have been left out. */
function isMissing({ source }: Run, rows: readonly string[]): boolean {
  return rows.length === 0 && source.kind !== 'engine';
}
