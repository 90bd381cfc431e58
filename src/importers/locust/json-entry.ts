import type { EndpointKey } from '../../model/endpoint-key.ts';
import { countOf, isJsonObject, type JsonObject, numberOf, textOf } from './embedded-json.ts';

/** The year 5138: no run is later. */
const LATEST_S = 1e11;

/** One endpoint of Locust's `--json` output. */
export interface JsonEntry {
  readonly key: EndpointKey;
  readonly requests: number;
  readonly failures: number;
  /** Requests without a response time: counted above, but not among the response times. */
  readonly withoutTime: number;
  readonly sumMs: number | null;
  readonly minMs: number | null;
  readonly maxMs: number | null;
  readonly responseBytes: number | null;
  /** Unix epoch seconds of the first and the last request's end; null when there was none. */
  readonly startS: number | null;
  readonly lastS: number | null;
  /** How many response times there are of each rounded value in ms. */
  readonly responseTimes: ReadonlyMap<number, number>;
  /** By second of the Unix epoch. */
  readonly requestsPerSecond: ReadonlyMap<number, number>;
  readonly failuresPerSecond: ReadonlyMap<number, number>;
}

/** Why an entry cannot be used: a sentence that goes on after 'line 7 '. */
export interface DamagedEntry {
  readonly damage: string;
}

/** Reads one entry. Keys that are not known are passed over. */
export function readJsonEntry(value: unknown): JsonEntry | DamagedEntry {
  if (!isJsonObject(value)) return { damage: 'is no JSON object' };
  const name = textOf(value, 'name');
  const requests = countOf(value, 'num_requests');
  const failures = countOf(value, 'num_failures');
  if (name === null) return { damage: 'has no "name"' };
  if (requests === null) return { damage: 'has no whole number for "num_requests"' };
  if (failures === null) return { damage: 'has no whole number for "num_failures"' };
  const responseTimes = countsOf(value, 'response_times', Number.MAX_SAFE_INTEGER);
  const requestsPerSecond = countsOf(value, 'num_reqs_per_sec', LATEST_S);
  const failuresPerSecond = countsOf(value, 'num_fail_per_sec', LATEST_S);
  if (responseTimes === null) return { damage: 'has something other than counts in "response_times"' };
  if (requestsPerSecond === null) return { damage: 'has something other than counts in "num_reqs_per_sec"' };
  if (failuresPerSecond === null) return { damage: 'has something other than counts in "num_fail_per_sec"' };
  return {
    key: { method: textOf(value, 'method') ?? '', name },
    requests,
    failures,
    withoutTime: countOf(value, 'num_none_requests') ?? 0,
    sumMs: numberOf(value, 'total_response_time'),
    minMs: numberOf(value, 'min_response_time'),
    maxMs: numberOf(value, 'max_response_time'),
    responseBytes: numberOf(value, 'total_content_length'),
    startS: numberOf(value, 'start_time'),
    lastS: numberOf(value, 'last_request_timestamp'),
    responseTimes,
    requestsPerSecond,
    failuresPerSecond,
  };
}

/** `{"120": 3}` with its keys as numbers, ascending; empty when the key is missing, null when it is something else. */
function countsOf(object: JsonObject, key: string, highest: number): ReadonlyMap<number, number> | null {
  const value = Object.hasOwn(object, key) ? object[key] : {};
  if (!isJsonObject(value)) return null;
  const pairs = Object.entries(value).map(([text, count]) => [Number(text), count] as const);
  const areCounts = pairs.every(([number, count]) => number >= 0 && number <= highest && isCount(count));
  if (!areCounts) return null;
  return new Map((pairs as [number, number][]).sort((a, b) => a[0] - b[0]));
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
