import type { QuantileSummary } from '../../model/distribution.ts';
import { compareEndpointKeys, type EndpointKey, endpointId } from '../../model/endpoint-key.ts';
import type { ExceptionGroup } from '../../model/run.ts';
import { countOf, type JsonObject, numberOf, objectsOf, textOf } from './embedded-json.ts';
import { epochMs } from './epoch-ms.ts';
import { FailureRows } from './failure-rows.ts';
import { mayBeEscaped, unescapeHtml } from './html-text.ts';
import type { EndpointPart, FailureRow } from './part.ts';
import { mayBeTotal, TOTAL_KEY } from './total-row.ts';

/** What Locust's web page knows of a run: in `/stats/requests`, and in the reports of 2.18.0 and newer. */
export interface WebStatistics {
  readonly endpoints: readonly EndpointPart[];
  readonly total: EndpointPart | null;
  readonly failures: readonly FailureRow[];
  readonly exceptions: readonly ExceptionGroup[];
  readonly rowsRead: number;
  readonly rowsSkipped: number;
}

/** Under which keys a document has its lists. */
export interface WebLists {
  readonly requests: readonly JsonObject[];
  /** Percentiles per endpoint; empty when the requests have them. */
  readonly percentiles: readonly JsonObject[];
  readonly failures: readonly JsonObject[];
  readonly exceptions: readonly JsonObject[];
}

/** Up to 2.37.12, names and messages are escaped for HTML; there is a `safe_name` beside each name then. */
export function isEscaped(requests: readonly JsonObject[]): boolean {
  return requests.some((row) => textOf(row, 'safe_name') !== null);
}

/** Reads the lists. A row without a name or a count is left out and counted. */
export function webStatistics(lists: WebLists): WebStatistics {
  const escaped = isEscaped(lists.requests);
  const read = (row: JsonObject, key: string): string => plainText(textOf(row, key) ?? '', escaped);
  const keyOf = (row: JsonObject): EndpointKey => ({
    method: read(row, 'method'),
    name: nameOf(row, escaped),
  });
  const percentiles = new Map(lists.percentiles.map((row) => [endpointId(keyOf(row)), row]));
  const rows = lists.requests.filter(
    (row) => textOf(row, 'name') !== null && countOf(row, 'num_requests') !== null,
  );
  const parts = rows.map((row) => {
    const key = keyOf(row);
    return endpointPart(key, row, percentiles.get(endpointId(key)));
  });
  const last = parts.at(-1);
  const total = last !== undefined && mayBeTotal(last.key) ? last : null;
  const failures = new FailureRows();
  for (const row of lists.failures) {
    const [firstMs, lastMs] = [secondsOf(row, 'first_seen'), secondsOf(row, 'last_seen')];
    failures.add(keyOf(row), read(row, 'error'), countOf(row, 'occurrences') ?? 0, firstMs, lastMs);
  }
  return {
    endpoints: (total === null ? parts : parts.slice(0, -1)).sort((a, b) =>
      compareEndpointKeys(a.key, b.key),
    ),
    total: total === null ? null : { ...total, key: TOTAL_KEY },
    failures: failures.rows(),
    exceptions: lists.exceptions.map(exceptionOf),
    rowsRead: rows.length + lists.failures.length + lists.exceptions.length,
    rowsSkipped: lists.requests.length - rows.length,
  };
}

/** The lists of a report's `templateArgs`. */
export function reportLists(templateArgs: JsonObject): WebLists {
  return {
    requests: objectsOf(templateArgs, 'requests_statistics'),
    percentiles: objectsOf(templateArgs, 'response_time_statistics'),
    failures: objectsOf(templateArgs, 'failures_statistics'),
    exceptions: objectsOf(templateArgs, 'exceptions_statistics'),
  };
}

/** A text of the document without the escapes that its version put into it. */
export function plainText(text: string, escaped: boolean): string {
  return escaped && mayBeEscaped(text) ? unescapeHtml(text) : text;
}

/** `safe_name` is always the escaped name, whereas `name` is only escaped in reports. */
function nameOf(row: JsonObject, escaped: boolean): string {
  const safeName = textOf(row, 'safe_name');
  return safeName === null ? plainText(textOf(row, 'name') ?? '', escaped) : unescapeHtml(safeName);
}

function endpointPart(key: EndpointKey, row: JsonObject, percentiles: JsonObject | undefined): EndpointPart {
  const requests = countOf(row, 'num_requests') ?? 0;
  const hasTimes = requests > 0 && numberOf(row, 'max_response_time') !== 0;
  return {
    key,
    requests,
    failures: countOf(row, 'num_failures'),
    latency: hasTimes ? latencyOf(requests, row, percentiles) : null,
    meanResponseBytes: requests > 0 ? numberOf(row, 'avg_content_length') : null,
    reportedThroughputPerS: numberOf(row, 'total_rps'),
    windows: null,
  };
}

function latencyOf(requests: number, row: JsonObject, percentiles: JsonObject | undefined): QuantileSummary {
  const points = new Map<number, number>();
  const add = (percentile: number, valueMs: number | null): void => {
    if (valueMs !== null && percentile >= 0 && percentile <= 100) points.set(percentile, valueMs);
  };
  add(90, numberOf(row, 'ninetieth_response_time'));
  add(99, numberOf(row, 'ninety_ninth_response_time'));
  for (const key of Object.keys(row)) {
    const share = /^response_time_percentile_(\d?\.\d+|1|0)$/.exec(key)?.[1];
    if (share !== undefined) add(percentOf(share), numberOf(row, key));
  }
  for (const key of Object.keys(percentiles ?? {})) {
    if (/^[01]?\.\d+$|^[01]$/.test(key)) add(percentOf(key), numberOf(percentiles ?? {}, key));
  }
  return {
    kind: 'quantiles',
    count: requests,
    meanMs: numberOf(row, 'avg_response_time'),
    minMs: numberOf(row, 'min_response_time'),
    maxMs: numberOf(row, 'max_response_time'),
    medianMs: numberOf(row, 'median_response_time'),
    points: [...points].sort((a, b) => a[0] - b[0]).map(([percentile, valueMs]) => ({ percentile, valueMs })),
    rounding: 'two-digits',
    extremesRounding: 'whole-ms',
    rankRule: 'one-above',
  };
}

/** '0.95' -> 95, '0.999' -> 99.9, without what floating point adds. */
export function percentOf(share: string): number {
  return Number((Number(share) * 100).toPrecision(12));
}

function exceptionOf(row: JsonObject): ExceptionGroup {
  return {
    message: textOf(row, 'msg') ?? '',
    traceback: textOf(row, 'traceback') ?? '',
    count: countOf(row, 'count') ?? 0,
    nodes: textOf(row, 'nodes') ?? '',
  };
}

function secondsOf(row: JsonObject, key: string): number | null {
  const seconds = numberOf(row, key);
  return seconds === null ? null : epochMs(seconds);
}
