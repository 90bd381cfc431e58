import { wholeText } from '../../decode/text-stream.ts';
import type { Histogram, Rounding } from '../../model/distribution.ts';
import { compareEndpointKeys } from '../../model/endpoint-key.ts';
import type { Notice } from '../../model/notice.ts';
import { Problem } from '../../model/problem.ts';
import type { Windows } from '../../model/run.ts';
import type { ReadProgress, SourceFile } from '../importer.ts';
import { isJsonObject, parseJson } from './embedded-json.ts';
import { epochMs } from './epoch-ms.ts';
import { findJsonEntries } from './json-entries.ts';
import type { JsonEntry } from './json-entry.ts';
import type { EndpointPart, LocustPart } from './part.ts';
import { TOTAL_KEY } from './total-row.ts';
import { roundToTwoDigits } from './two-digit-rounding.ts';
import { readWebReport, withoutStatistics } from './web-report.ts';
import { type WindowGrid, windowGrid } from './window-grid.ts';

/** What only Locust's `--json` has, and what only the JSON of its web page has. */
const LIST_MARKS = [
  /^[^\S\n]*\[\s*\{/m,
  /"num_requests"\s*:/,
  /"(?:response_times|num_none_requests|total_response_time)"\s*:/,
];
const WEB_MARKS = [
  /^\s*\{/,
  /"errors"\s*:/,
  /"(?:current_response_time_percentile\w*|fail_ratio|num_requests)"\s*:/,
];

/** True for the first 64 KiB of what `--json` or `--json-file` writes, or of the JSON of Locust's web page. */
export function isJsonReport(head: string): boolean {
  return [LIST_MARKS, WEB_MARKS].some((marks) => marks.every((mark) => mark.test(head)));
}

/**
 * Reads Locust's `--json` output (2.14.1 and newer): complete histograms, exact sums and counts by second. It may stand
 * among lines of a log. Also reads the JSON of Locust's web page (`/stats/requests`), which has percentiles only.
 *
 * @throws {Problem} `json-empty` or `json-without-statistics`.
 */
export async function readJsonReport(file: SourceFile, progress: ReadProgress): Promise<LocustPart> {
  const text = await wholeText(file, (bytesRead) =>
    progress({ file: file.name, bytesRead, sizeBytes: file.sizeBytes }),
  );
  if (text.trim() === '') throw emptyFile(file);
  const page = /^\s*\{/.test(text) ? parseJson(text) : undefined;
  if (isJsonObject(page)) return readWebReport(file, page);
  const found = findJsonEntries(text);
  if (found === null) throw withoutStatistics(file);
  const entries = [...found.entries].sort((a, b) => compareEndpointKeys(a.key, b.key));
  const rounding = roundingOf(entries);
  const grid = gridOf(entries);
  const parts = entries.map((entry) => endpointPart(entry, rounding, grid));
  return {
    kind: 'json',
    file,
    rowsRead: entries.length,
    rowsSkipped: found.skipped.count,
    notices: [
      ...found.skipped.notices(file.name),
      ...cutOffNotices(file, found.cutOff),
      ...contentNotices(file, entries, rounding),
    ],
    version: { atLeast: '2.14.1' },
    endpoints: parts,
    total: endpointPart(addedUp(entries), rounding, grid),
    failures: [],
    exceptions: [],
    users: null,
    resetsMs: [],
    startMs: extreme(
      Math.min,
      entries.map(({ startS }) => startS),
    ),
    endMs: extreme(
      Math.max,
      entries.map(({ lastS }) => lastS),
    ),
    host: null,
    cutOff: found.cutOff,
  };
}

function cutOffNotices(file: SourceFile, cutOff: boolean): readonly Notice[] {
  if (!cutOff) return [];
  return [
    {
      code: 'cut-off-last-line',
      severity: 'warning',
      message: `"${file.name}" ends before its list does: what came after the last whole entry is missing.`,
      where: { file: file.name },
      hint: 'Copy the file again, or import the CSV files of the run with it.',
    },
  ];
}

function endpointPart(entry: JsonEntry, rounding: Rounding, grid: WindowGrid | null): EndpointPart {
  return {
    key: entry.key,
    requests: entry.requests,
    failures: entry.failures,
    latency: histogramOf(entry, rounding),
    meanResponseBytes:
      entry.responseBytes === null || entry.requests === 0 ? null : entry.responseBytes / entry.requests,
    reportedThroughputPerS: null,
    windows: grid === null ? null : windowsOf(entry, grid),
  };
}

function histogramOf(entry: JsonEntry, rounding: Rounding): Histogram | null {
  const counts = [...entry.responseTimes.values()];
  const count = counts.reduce((sum, each) => sum + each, 0);
  if (count === 0) return null;
  return {
    kind: 'histogram',
    count,
    sumMs: entry.sumMs,
    minMs: entry.minMs,
    maxMs: entry.maxMs,
    valuesMs: [...entry.responseTimes.keys()],
    counts,
    rounding,
  };
}

/** Requests by the second in which they completed, as Locust counted them. It keeps no response times by second. */
function windowsOf(entry: JsonEntry, grid: WindowGrid): Windows {
  const column = (counts: ReadonlyMap<number, number>): Float64Array => {
    const values = new Float64Array(grid.length);
    for (const [second, count] of counts) {
      const index = grid.indexOf(second * 1000);
      values[index] = (values[index] as number) + count;
    }
    return values;
  };
  return {
    length: grid.length,
    startMs: grid.startMs,
    endMs: grid.endMs,
    requests: column(entry.requestsPerSecond),
    failures: column(entry.failuresPerSecond),
    sumMs: null,
    quantiles: null,
    histograms: null,
  };
}

function gridOf(entries: readonly JsonEntry[]): WindowGrid | null {
  let firstS = Number.POSITIVE_INFINITY;
  let lastS = Number.NEGATIVE_INFINITY;
  for (const entry of entries) {
    for (const counts of [entry.requestsPerSecond, entry.failuresPerSecond]) {
      for (const second of counts.keys()) {
        firstS = Math.min(firstS, second);
        lastS = Math.max(lastS, second);
      }
    }
  }
  return lastS < firstS ? null : windowGrid(firstS * 1000, lastS * 1000);
}

/** Locust writes no entry for all endpoints together; its histograms may be added, since all are rounded alike. */
function addedUp(entries: readonly JsonEntry[]): JsonEntry {
  const sum = (of: (entry: JsonEntry) => number | null): number | null =>
    entries.reduce<number | null>((total, entry) => {
      const value = of(entry);
      return total === null || value === null ? null : total + value;
    }, 0);
  const merged = (of: (entry: JsonEntry) => ReadonlyMap<number, number>): ReadonlyMap<number, number> => {
    const all = new Map<number, number>();
    for (const entry of entries) {
      for (const [value, count] of of(entry)) all.set(value, (all.get(value) ?? 0) + count);
    }
    return new Map([...all].sort((a, b) => a[0] - b[0]));
  };
  const timed = entries.filter(({ responseTimes }) => responseTimes.size > 0);
  return {
    key: TOTAL_KEY,
    requests: sum((entry) => entry.requests) ?? 0,
    failures: sum((entry) => entry.failures) ?? 0,
    withoutTime: sum((entry) => entry.withoutTime) ?? 0,
    sumMs: sum((entry) => entry.sumMs),
    minMs: timed.some(({ minMs }) => minMs === null)
      ? null
      : Math.min(...timed.map(({ minMs }) => minMs ?? 0)),
    maxMs: timed.some(({ maxMs }) => maxMs === null)
      ? null
      : Math.max(...timed.map(({ maxMs }) => maxMs ?? 0)),
    responseBytes: sum((entry) => entry.responseBytes),
    startS: null,
    lastS: null,
    responseTimes: merged((entry) => entry.responseTimes),
    requestsPerSecond: merged((entry) => entry.requestsPerSecond),
    failuresPerSecond: merged((entry) => entry.failuresPerSecond),
  };
}

/** From 2.43.4 a test may replace Locust's rounding by one of its own. */
function roundingOf(entries: readonly JsonEntry[]): Rounding {
  const values = entries.flatMap(({ responseTimes }) => [...responseTimes.keys()]);
  if (values.every((value) => roundToTwoDigits(value) === value)) return 'two-digits';
  return values.every(Number.isInteger) ? 'whole-ms' : 'none';
}

function contentNotices(
  file: SourceFile,
  entries: readonly JsonEntry[],
  rounding: Rounding,
): readonly Notice[] {
  const where = { file: file.name };
  const notices: Notice[] = [];
  const withoutTime = entries.reduce((sum, entry) => sum + entry.withoutTime, 0);
  if (withoutTime > 0) {
    notices.push({
      code: 'requests-without-response-time',
      severity: 'info',
      message: `${withoutTime} requests have no response time; they are counted, but are in no percentile and no mean.`,
      where,
    });
  }
  if (rounding !== 'two-digits') {
    notices.push({
      code: 'custom-rounding',
      severity: 'warning',
      message: `The test rounds response times by a rule of its own; they are taken as ${rounding === 'none' ? 'exact' : 'rounded to whole milliseconds'}.`,
      where,
    });
  }
  return notices;
}

function extreme(of: (...values: number[]) => number, seconds: readonly (number | null)[]): number | null {
  const known = seconds.filter((second) => second !== null);
  return known.length === 0 ? null : epochMs(of(...known));
}

function emptyFile(file: SourceFile): Problem {
  return new Problem(
    'input',
    'json-empty',
    `"${file.name}" is empty, as Locust 2.37.0 left the file of --json-file`,
    {
      where: { file: file.name },
      fix: 'Run the test again with Locust 2.37.10 or newer, or import the CSV files of the run.',
    },
  );
}
