import { endpointId } from '../../model/endpoint-key.ts';
import type { Notice } from '../../model/notice.ts';
import type { Windows } from '../../model/run.ts';
import { failureCount } from './choose-failures.ts';
import { legacyNotices } from './legacy-tables.ts';
import type { LocustPart } from './part.ts';
import { isReliable } from './request-log.ts';
import type { TotalsSource } from './totals.ts';

/** What only the files of a run together show. */
export function assemblyNotices(
  parts: readonly LocustPart[],
  sources: readonly TotalsSource[],
  failures: LocustPart | null,
  totalWindows: Windows | null,
): readonly Notice[] {
  return [
    ...disagreement(sources),
    ...passedOverLog(parts),
    ...curveShort(parts, sources, totalWindows),
    ...failuresUnexplained(sources, failures),
    ...failuresWithoutEndpoint(parts, sources, failures),
    ...legacyNotices(parts),
    ...otherEncodings(parts),
  ];
}

/** Said by a reader about its totals, its curve or its times: of interest only where these are used. */
const ABOUT_TOTALS = new Set(['whole-milliseconds']);
const ABOUT_CURVE = new Set(['rates-are-trailing-means', 'chart-percentiles-assumed']);
const ABOUT_TIMES = new Set(['times-without-zone', 'report-header-in-local-time']);

/** What the readers have to say of the numbers that were taken from their files. */
export function usedNotices(
  parts: readonly LocustPart[],
  sources: readonly TotalsSource[],
  totalWindows: Windows | null,
): readonly Notice[] {
  const hasOtherTimes = parts.some((part) => part.kind !== 'html' && part.startMs !== null);
  return parts.flatMap((part) => {
    const givesTotals = sources[0]?.names.includes(part.file.name) ?? false;
    const givesCurve = part.total?.windows != null && part.total.windows === totalWindows;
    return part.notices.filter(
      ({ code }) =>
        (givesTotals || !ABOUT_TOTALS.has(code)) &&
        (givesCurve || !ABOUT_CURVE.has(code)) &&
        (part.kind !== 'html' || !hasOtherTimes || !ABOUT_TIMES.has(code)),
    );
  });
}

function disagreement(sources: readonly TotalsSource[]): readonly Notice[] {
  const [used, ...others] = sources;
  if (used === undefined) return [];
  const different = others.filter((source) => source.requests !== used.requests);
  if (different.length === 0) return [];
  const counts = different.map((source) => `${source.names.join(' and ')} ${source.requests}`).join(', ');
  return [
    {
      code: 'sources-disagree',
      severity: 'info',
      message: `${used.names.join(' and ')} counts ${used.requests} requests, ${counts}; the first is used. Locust writes its CSV files for the last time up to a second before the end of a test, and leaves requests without a response time out of its request log.`,
    },
  ];
}

function passedOverLog(parts: readonly LocustPart[]): readonly Notice[] {
  const log = parts.find((part) => part.kind === 'request-log');
  if (log === undefined || isReliable(log) || parts.length === 1) return [];
  return [
    {
      code: 'request-log-not-used',
      severity: 'warning',
      message:
        'The request log has lost rows and is not used; the numbers are from the other files of the run.',
      where: { file: log.file.name },
    },
  ];
}

/** The curve of a history ends a little before the test; a reset makes it longer than the totals. */
function curveShort(
  parts: readonly LocustPart[],
  sources: readonly TotalsSource[],
  totalWindows: Windows | null,
): readonly Notice[] {
  const history = parts.find((part) => part.kind === 'history');
  const requests = sources[0]?.requests ?? 0;
  if (
    history === undefined ||
    totalWindows === null ||
    totalWindows !== history.total?.windows ||
    sources[0]?.kind === 'history'
  )
    return [];
  // Totals count from the last reset.
  const sinceMs = history.resetsMs.at(-1) ?? 0;
  const inCurve = totalWindows.requests.reduce(
    (sum, count, i) => sum + ((totalWindows.startMs[i] ?? 0) >= sinceMs ? count : 0),
    0,
  );
  const missing = requests - inCurve;
  if (missing <= 0) return [];
  return [
    {
      code: 'curve-ends-early',
      severity: missing > requests / 10 ? 'warning' : 'info',
      message: `The curve over time holds ${inCurve} of the ${requests} requests: Locust writes its history in blocks and up to 2.46.2 loses the last of them, up to 10 s.`,
      where: { file: history.file.name },
    },
  ];
}

function failuresUnexplained(
  sources: readonly TotalsSource[],
  failures: LocustPart | null,
): readonly Notice[] {
  const counted = sources[0]?.total?.failures ?? null;
  if (counted === null || counted === 0) return [];
  if (failures === null) {
    return [
      {
        code: 'failures-without-messages',
        severity: 'info',
        message: `${counted} requests failed, and no file says why.`,
        hint: 'Add the _failures.csv of this run.',
      },
    ];
  }
  const explained = failureCount(failures);
  if (explained === counted) return [];
  return [
    {
      code: 'failure-counts-differ',
      severity: 'info',
      message: `${counted} requests failed; the messages in ${failures.file.name} add up to ${explained}.`,
      where: { file: failures.file.name },
    },
  ];
}

/** A message has nowhere to stand when no other file knows its endpoint. */
function failuresWithoutEndpoint(
  parts: readonly LocustPart[],
  sources: readonly TotalsSource[],
  failures: LocustPart | null,
): readonly Notice[] {
  if (failures === null) return [];
  const known = new Set(sources.flatMap((source) => [...source.endpoints.keys()]));
  const history = parts.find((part) => part.kind === 'history');
  for (const { key } of history?.endpoints ?? []) known.add(endpointId(key));
  const unknown = failures.failures.filter((row) => !known.has(endpointId(row.key)));
  const [first] = unknown;
  if (first === undefined) return [];
  const count = unknown.reduce((sum, row) => sum + row.count, 0);
  return [
    {
      code: 'failures-without-endpoint',
      severity: 'warning',
      message: `${count === 1 ? '1 failure is' : `${count} failures are`} of endpoints that no other file of the run has, and left out.`,
      where: { file: failures.file.name, endpoint: first.key },
      hint: 'Import the _stats.csv of the same run with it.',
    },
  ];
}

function otherEncodings(parts: readonly LocustPart[]): readonly Notice[] {
  return parts.flatMap(({ file }): Notice[] => {
    const where = { file: file.name };
    if (file.encoding === 'utf-8') return [];
    if (file.encoding === 'utf-16le') {
      const message = `"${file.name}" is UTF-16, as spreadsheets save Unicode text, and was read as that.`;
      return [{ code: 'not-utf-8', severity: 'info', message, where }];
    }
    const message = `"${file.name}" is not UTF-8 and was read as Windows-1252; letters beyond ASCII may be others.`;
    return [{ code: 'not-utf-8', severity: 'warning', message, where }];
  });
}
