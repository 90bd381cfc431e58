import { compareEndpointKeys, type EndpointKey, endpointId } from '../../model/endpoint-key.ts';
import type { Notice } from '../../model/notice.ts';
import type { Problem } from '../../model/problem.ts';
import type { Endpoint, FailureGroup, Run, SourceFileRecord, Windows } from '../../model/run.ts';
import type { SourceFile } from '../importer.ts';
import { runIdOfFiles } from '../run-id-of-files.ts';
import { assemblyNotices, usedNotices } from './assembly-notices.ts';
import { chooseFailures } from './choose-failures.ts';
import { readAs } from './file-titles.ts';
import { timesLeaveFailuresOut } from './legacy-tables.ts';
import type { EndpointPart, FailureRow, LocustFileKind, LocustPart } from './part.ts';
import { isReliable } from './request-log.ts';
import { TOTAL_KEY } from './total-row.ts';
import { type TotalsSource, totalsSources } from './totals.ts';
import { versionRange } from './version-range.ts';

/** Richest first: all response times, then sums and percentiles, then counts. */
const WINDOWS_FROM: readonly LocustFileKind[] = ['request-log', 'history', 'json', 'html'];
/** Every second, then every five. */
const USERS_FROM: readonly LocustFileKind[] = ['history', 'html'];
/** Clocks that agree; an HTML report may be in an unknown zone and only counts when nothing else has times. */
const TIMES_FROM: readonly LocustFileKind[] = ['history', 'request-log', 'json'];

/** A file of the run that could not be read, while the rest of the run could. */
export interface UnreadFile {
  readonly kind: LocustFileKind;
  readonly file: SourceFile;
  readonly problem: Problem;
}

/**
 * One run out of what its files say: each number from the most exact file that has it. Where files disagree a notice
 * says so with both numbers.
 */
export function assembleRun(parts: readonly LocustPart[], unread: readonly UnreadFile[], label: string): Run {
  const sources = totalsSources(parts);
  const failures = chooseFailures(parts, sources[0]?.total?.failures ?? null);
  const failureRows = byEndpoint(failures?.failures ?? []);
  const windowParts = WINDOWS_FROM.flatMap((kind) => parts.filter((part) => part.kind === kind)).filter(
    (part) => part.kind !== 'request-log' || isReliable(part),
  );
  const windows = windowsByEndpoint(windowParts);
  const endpoints = keysOf(parts, sources).map((key) =>
    endpointOf(key, sources, windows.get(endpointId(key)) ?? null, failureRows.get(endpointId(key)) ?? []),
  );
  const totalWindows = windowParts.find((part) => part.total?.windows != null)?.total?.windows ?? null;
  const total = totalOf(sources, totalWindows);
  const { startMs, endMs } = spanOf(parts);
  const users =
    USERS_FROM.map((kind) => parts.find((part) => part.kind === kind)?.users ?? null).find(isKnown) ?? null;
  const durationMs =
    startMs !== null && endMs !== null ? endMs - startMs : durationFromRates(endpoints, total);
  const peak = users?.users.reduce((most, count) => Math.max(most, count), 0) ?? null;
  return {
    schema: 'run/1',
    id: idOf([...parts, ...unread]),
    label,
    labels: [],
    origin: null,
    source: {
      kind: 'import',
      tool: 'Locust',
      toolVersion: versionRange(parts.map((part) => part.version)),
      host: parts.find((part) => part.host !== null)?.host ?? null,
      files: [...parts.map(fileRecord), ...unread.map(unreadRecord)].sort((a, b) =>
        a.name < b.name ? -1 : 1,
      ),
      latencyCovers: timesLeaveFailuresOut(parts) ? 'successful-requests' : 'all-requests',
    },
    startMs,
    endMs,
    durationMs,
    ended: endedOf(parts),
    load: {
      kind: 'closed',
      stages: peak === null || durationMs === null ? [] : [{ fromUsers: peak, toUsers: peak, durationMs }],
    },
    endpoints,
    total,
    users,
    exceptions: parts.find((part) => part.exceptions.length > 0)?.exceptions ?? [],
    resetsMs: parts.find((part) => part.kind === 'history')?.resetsMs ?? [],
    scaling: [],
    generator: null,
    notices: [
      ...unread.map(unreadNotice),
      ...usedNotices(parts, sources, totalWindows),
      ...assemblyNotices(parts, sources, failures, totalWindows),
    ],
  };
}

/** Every key that any file knows, by name then method. */
function keysOf(parts: readonly LocustPart[], sources: readonly TotalsSource[]): readonly EndpointKey[] {
  const keys = new Map<string, EndpointKey>();
  const add = (part: EndpointPart) => keys.set(endpointId(part.key), part.key);
  for (const source of sources) for (const part of source.endpoints.values()) add(part);
  // A killed run may have a curve of an endpoint and no row of totals.
  for (const part of parts) if (part.kind === 'history') part.endpoints.forEach(add);
  return [...keys.values()].sort(compareEndpointKeys);
}

function endpointOf(
  key: EndpointKey,
  sources: readonly TotalsSource[],
  windows: Windows | null,
  failures: readonly FailureRow[],
): Endpoint {
  const id = endpointId(key);
  const known = sources.map((source) => source.endpoints.get(id)).filter((part) => part !== undefined);
  return {
    ...mergedTotals(key, known, windows),
    failureGroups: failures.map(failureGroup).sort(mostFirst),
    measures: [],
    windows,
  };
}

/** The first source that knows a number gives it. */
function mergedTotals(key: EndpointKey, known: readonly EndpointPart[], windows: Windows | null) {
  const first = <Value>(read: (part: EndpointPart) => Value | null): Value | null => {
    for (const part of known) {
      const value = read(part);
      if (value !== null) return value;
    }
    return null;
  };
  return {
    key,
    requests: first((part) => part.requests) ?? sumOf(windows?.requests),
    failures: first((part) => part.failures) ?? sumOf(windows?.failures),
    latency: first((part) => part.latency),
    meanResponseBytes: first((part) => part.meanResponseBytes),
    reportedThroughputPerS: first((part) => part.reportedThroughputPerS),
  };
}

function totalOf(sources: readonly TotalsSource[], windows: Windows | null): Endpoint | null {
  const known = sources.map((source) => source.total).filter((part) => part !== null);
  if (known.length === 0 && windows === null) return null;
  return { ...mergedTotals(TOTAL_KEY, known, windows), failureGroups: [], measures: [], windows };
}

/** The windows of each endpoint by its id, from the first part that has any. */
function windowsByEndpoint(parts: readonly LocustPart[]): ReadonlyMap<string, Windows> {
  const known = new Map<string, Windows>();
  for (const part of parts) {
    for (const { key, windows } of part.endpoints) {
      const id = endpointId(key);
      if (windows !== null && !known.has(id)) known.set(id, windows);
    }
  }
  return known;
}

function byEndpoint(rows: readonly FailureRow[]): ReadonlyMap<string, readonly FailureRow[]> {
  const groups = new Map<string, FailureRow[]>();
  for (const row of rows) {
    const id = endpointId(row.key);
    const group = groups.get(id);
    if (group === undefined) groups.set(id, [row]);
    else group.push(row);
  }
  return groups;
}

function failureGroup({ message, count, firstMs, lastMs }: FailureRow): FailureGroup {
  const whole = (atMs: number | null) => (atMs === null ? null : Math.round(atMs));
  return { message, count, firstMs: whole(firstMs), lastMs: whole(lastMs), examples: [] };
}

function mostFirst(a: FailureGroup, b: FailureGroup): number {
  return b.count - a.count || (a.message < b.message ? -1 : a.message > b.message ? 1 : 0);
}

function spanOf(parts: readonly LocustPart[]): { startMs: number | null; endMs: number | null } {
  const timed = parts.filter(
    (part) => TIMES_FROM.includes(part.kind) && part.startMs !== null && part.endMs !== null,
  );
  const used =
    timed.length > 0 ? timed : parts.filter((part) => part.startMs !== null && part.endMs !== null);
  if (used.length === 0) return { startMs: null, endMs: null };
  return {
    startMs: Math.floor(Math.min(...used.map((part) => part.startMs ?? 0))),
    endMs: Math.ceil(Math.max(...used.map((part) => part.endMs ?? 0))),
  };
}

/**
 * Locust's overall rate is count / (last request - start). That of the most frequent rows is the least rounded: old
 * versions write two decimals.
 */
function durationFromRates(endpoints: readonly Endpoint[], total: Endpoint | null): number | null {
  const timed = [...(total === null ? [] : [total]), ...endpoints].filter(
    (endpoint) => (endpoint.reportedThroughputPerS ?? 0) > 0,
  );
  const most = timed.reduce<Endpoint | null>((a, b) => (a === null || b.requests > a.requests ? b : a), null);
  return most === null ? null : Math.round((most.requests * 1000) / (most.reportedThroughputPerS ?? 1));
}

/**
 * The HTML report and the JSON are written at the end of a test, so where they are it ended by itself, and a table that
 * was cut off has only lost its end.
 */
function endedOf(parts: readonly LocustPart[]): Run['ended'] {
  if (parts.some((part) => part.kind === 'html' || part.kind === 'json')) return 'finished';
  return parts.some((part) => part.cutOff) ? 'interrupted' : 'unknown';
}

function idOf(parts: readonly { readonly file: SourceFile }[]): string {
  return runIdOfFiles(parts.map(({ file }) => file));
}

function unreadRecord({ kind, file }: UnreadFile): SourceFileRecord {
  const { name, sizeBytes, sha256 } = file;
  return { name, sizeBytes, sha256, readAs: `${readAs(kind)}, not readable`, rowsRead: 0, rowsSkipped: 0 };
}

function unreadNotice({ file, problem }: UnreadFile): Notice {
  return {
    code: 'file-left-out',
    severity: 'warning',
    message: `${file.name} could not be read and is left out: ${problem.message}.`,
    where: problem.where ?? { file: file.name },
    ...(problem.fix === undefined ? {} : { hint: problem.fix }),
  };
}

function fileRecord(part: LocustPart): SourceFileRecord {
  const { name, sizeBytes, sha256 } = part.file;
  return {
    name,
    sizeBytes,
    sha256,
    readAs: readAs(part.kind),
    rowsRead: part.rowsRead,
    rowsSkipped: part.rowsSkipped,
  };
}

function isKnown<Value>(value: Value | null): value is Value {
  return value !== null;
}

function sumOf(column: Float64Array | undefined): number {
  return column?.reduce((a, b) => a + b, 0) ?? 0;
}
