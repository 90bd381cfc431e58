import { endpointLabel } from '../../model/endpoint-key.ts';
import type { Notice } from '../../model/notice.ts';
import type { EndpointPart, LocustPart } from './part.ts';
import { compareVersions } from './version-range.ts';

/** From here on failed requests are among the requests, and their times among the times (locust 0846b3f0). */
const FAILURES_COUNTED_SINCE = '0.10';

/** Whether 'requests' in the tables of two files means all of them; null when the files do not tell. */
type CountsFailures = boolean | null;

/**
 * The parts of a run with the two tables of Locust up to 0.13.2 made one: each row of `_requests.csv` gets the
 * percentiles of the row of `_distribution.csv` with the same method and name, which are glued together there; and
 * failures that a version before 0.10 did not count are added to the requests. Other parts stay as they are.
 */
export function joinLegacyTables(parts: readonly LocustPart[]): readonly LocustPart[] {
  const requests = parts.find((part) => part.kind === 'requests');
  if (requests === undefined) return parts;
  const distribution = parts.find((part) => part.kind === 'distribution');
  const withFailures = countsFailures(parts) === false;
  const percentiles = new Map(distribution?.endpoints.map((part) => [part.key.name, part]));
  const join = (part: EndpointPart, other: EndpointPart | undefined): EndpointPart =>
    withPercentiles(withFailures ? failuresAdded(part) : part, other);
  const joined: LocustPart = {
    ...requests,
    endpoints: requests.endpoints.map((part) =>
      join(part, percentiles.get(endpointLabel(part.key)) ?? percentiles.get(part.key.name)),
    ),
    total: requests.total === null ? null : join(requests.total, distribution?.total ?? undefined),
  };
  return parts.filter((part) => part !== distribution).map((part) => (part === requests ? joined : part));
}

/** True when the response times of this run leave failed requests out, as they did before Locust 0.10. */
export function timesLeaveFailuresOut(parts: readonly LocustPart[]): boolean {
  return countsFailures(parts) === false;
}

/** What cannot be told of counts when only the requests table of an old run is there. */
export function legacyNotices(parts: readonly LocustPart[]): readonly Notice[] {
  const requests = parts.find((part) => part.kind === 'requests');
  const failures = requests?.total?.failures ?? 0;
  if (requests === undefined || failures === 0 || countsFailures(parts) !== null) return [];
  return [
    {
      code: 'failures-perhaps-not-counted',
      severity: 'warning',
      message: `Locust before 0.10 did not count failed requests among the requests, later versions do; "${requests.file.name}" does not tell which wrote it. It is read as a later one: ${failures} failures among the requests.`,
      where: { file: requests.file.name },
      hint: 'Import the _distribution.csv of the same run with it: its last row tells.',
    },
  ];
}

/** The last row of the distribution tells, a table with more failures than requests does too. */
function countsFailures(parts: readonly LocustPart[]): CountsFailures {
  const requests = parts.find((part) => part.kind === 'requests');
  if (requests === undefined) return true;
  const distribution = parts.find((part) => part.kind === 'distribution');
  for (const { version } of [requests, ...(distribution === undefined ? [] : [distribution])]) {
    if (version.below !== undefined && compareVersions(version.below, FAILURES_COUNTED_SINCE) <= 0)
      return false;
    if (version.atLeast !== undefined && compareVersions(version.atLeast, FAILURES_COUNTED_SINCE) >= 0)
      return true;
  }
  if (distribution === undefined || requests.endpoints.length === 0) return null;
  // From 0.7.2 method and name are glued; then only 0.10 to 0.12.1 call the last row 'Total', without 'None'.
  const glued = new Set(requests.endpoints.map((part) => endpointLabel(part.key)));
  return distribution.endpoints.every((part) => glued.has(part.key.name));
}

/** The rate such a version wrote was of the counted requests too. */
function failuresAdded(part: EndpointPart): EndpointPart {
  const counted = part.requests ?? 0;
  const requests = counted + (part.failures ?? 0);
  const rate = part.reportedThroughputPerS;
  const reportedThroughputPerS = rate === null || counted === 0 ? null : (rate * requests) / counted;
  return { ...part, requests, reportedThroughputPerS };
}

function withPercentiles(part: EndpointPart, other: EndpointPart | undefined): EndpointPart {
  if (part.latency?.kind !== 'quantiles' || other?.latency?.kind !== 'quantiles') return part;
  return { ...part, latency: { ...part.latency, points: other.latency.points } };
}
