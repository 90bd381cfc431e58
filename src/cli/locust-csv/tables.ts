import type { Endpoint, Run } from '../../model/run.ts';
import { csvLine, instantCell, numberCell, textCell } from './cells.ts';
import { percentileCell, percentileHeader, percentilesOf, summaryOf } from './percentile-columns.ts';

/** How Locust names the row of all endpoints together. */
const AGGREGATED = 'Aggregated';

/**
 * The lines of a `_stats.csv` in the form of Locust 1.2 and newer. Percentiles the run does not state are N/A; nothing
 * is estimated.
 */
export function* statsCsv(run: Run): Generator<string> {
  const all = run.total === null ? run.endpoints : [...run.endpoints, run.total];
  const percentiles = percentilesOf(all);
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
  for (const endpoint of run.endpoints) {
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
  const { requests, failures, latency } = endpoint;
  const nothing = { medianMs: 0, meanMs: 0, minMs: 0, maxMs: 0 };
  const { medianMs, meanMs, minMs, maxMs } = latency === null ? nothing : summaryOf(latency);
  const requestsPerS = throughputPerS(endpoint, run);
  const failuresPerS =
    requestsPerS === null || requests === 0 ? requestsPerS : (requestsPerS * failures) / requests;
  const numbers = [requests, failures, medianMs, meanMs, minMs, maxMs, endpoint.meanResponseBytes];
  return csvLine([
    ...names,
    ...[...numbers, requestsPerS, failuresPerS].map(numberCell),
    ...percentiles.map((percentile) => percentileCell(latency, percentile)),
  ]);
}

function throughputPerS({ requests, reportedThroughputPerS }: Endpoint, { durationMs }: Run): number | null {
  if (reportedThroughputPerS !== null) return reportedThroughputPerS;
  return durationMs === null || durationMs === 0 ? null : requests / (durationMs / 1000);
}

/** The lines of a `_failures.csv` in the form of Locust 2.44 and newer; null when no failure has a message. */
export function failuresCsv(run: Run): Iterable<string> | null {
  const rows = run.endpoints.flatMap(({ key, failureGroups }) =>
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
  if (rows.length === 0) return null;
  return [csvLine(['Method', 'Name', 'Error', 'Occurrences', 'First Seen', 'Last Seen']), ...rows];
}
