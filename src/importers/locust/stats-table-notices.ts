import { endpointId } from '../../model/endpoint-key.ts';
import type { Notice } from '../../model/notice.ts';
import type { SourceFile } from '../importer.ts';
import { hasNoTimes, type StatsRow } from './stats-row.ts';
import { roundToTwoDigits } from './two-digit-rounding.ts';

/** Rows whose endpoint an earlier row has already. Locust never writes one twice. */
export function repeatedRows(rows: readonly StatsRow[]): ReadonlySet<StatsRow> {
  const seen = new Set<string>();
  const repeated = new Set<StatsRow>();
  for (const row of rows) {
    const id = endpointId(row.key);
    if (seen.has(id)) repeated.add(row);
    seen.add(id);
  }
  return repeated;
}

/**
 * True when the percentiles are of the last 10 seconds only, a bug of Locust 0.13.3 and 0.13.4 (#1198): the 100th is
 * then not the maximum.
 */
export function coversLastSeconds(total: StatsRow): boolean {
  const { maxMs, points } = total.latency;
  const hundredth = points.find(({ percentile }) => percentile === 100)?.valueMs;
  if (total.isExact || maxMs === null || hundredth === undefined) return false;
  // The maximum is cut to whole ms, so the value before rounding was up to 1 ms more.
  return hundredth < roundToTwoDigits(maxMs) && total.requests > 0;
}

/** What a reader of a table of endpoints has to know. */
export function statsNotices(
  file: SourceFile,
  endpoints: readonly StatsRow[],
  repeated: ReadonlySet<StatsRow>,
  isCutToLastSeconds: boolean,
): Notice[] {
  const where = { file: file.name };
  const notices: Notice[] = [];
  const first = [...repeated][0];
  if (first !== undefined) {
    notices.push({
      code: 'endpoint-repeated',
      severity: 'warning',
      message: `${repeated.size} of the rows have a method and name that an earlier row has too, and were left out.`,
      where: { ...where, line: first.line, endpoint: first.key },
      hint: 'Locust writes each once: were two files put together? Import them as two runs.',
    });
  }
  const withoutTimes = endpoints.filter(hasNoTimes);
  if (withoutTimes[0] !== undefined) {
    notices.push({
      code: 'no-response-times',
      severity: 'warning',
      message: `${withoutTimes.length} of the endpoints had requests (${withoutTimes.reduce((sum, row) => sum + row.requests, 0)}), but none with a response time; Locust up to 2.46.1 counts them among the response times of all requests together, whose percentiles are then too low, beyond their ranges.`,
      where: { ...where, endpoint: withoutTimes[0].key },
    });
  }
  if (isCutToLastSeconds) {
    notices.push({
      code: 'percentiles-last-seconds',
      severity: 'warning',
      message:
        'The percentiles were of the last 10 seconds only and were left out: the 100th is below the maximum, as Locust 0.13.3 and 0.13.4 wrote them.',
      where,
    });
  }
  if (endpoints.some((row) => !row.isExact && row.latency.meanMs !== null)) {
    notices.push({
      code: 'whole-milliseconds',
      severity: 'info',
      message:
        'Mean, median, minimum and maximum are cut to whole milliseconds, as Locust before 1.1 wrote them.',
      where,
    });
  }
  return notices;
}
