import { endpointId, endpointLabel } from '../../model/endpoint-key.ts';
import type { EndpointPart, LocustFileKind, LocustPart } from './part.ts';
import { isReliable } from './request-log.ts';

/** A source of totals per endpoint. */
export interface TotalsSource {
  readonly names: readonly string[];
  readonly kind: LocustFileKind;
  readonly endpoints: ReadonlyMap<string, EndpointPart>;
  readonly total: EndpointPart | null;
  /** Requests of all endpoints together. */
  readonly requests: number;
}

/** Most exact first (docs/locust-import.md). */
const BY_EXACTNESS: readonly LocustFileKind[] = [
  'request-log',
  'json',
  'stats',
  'requests',
  'distribution',
  'html',
];
/** A source that has fewer requests than this share of the fullest one has lost some and is passed over. */
const COMPLETE_ENOUGH = 0.98;

/** The sources of totals, the one to prefer first: the most exact of those that hold nearly all requests. */
export function totalsSources(parts: readonly LocustPart[]): readonly TotalsSource[] {
  const sources = BY_EXACTNESS.flatMap((kind) => parts.filter((part) => part.kind === kind))
    .filter((part) => part.kind !== 'request-log' || isReliable(part))
    .map(sourceOf);
  const joined = joinedLegacyTables(sources);
  const most = Math.max(0, ...joined.map((source) => source.requests));
  const isComplete = (source: TotalsSource) => source.requests >= COMPLETE_ENOUGH * most;
  return [...joined.filter(isComplete), ...joined.filter((source) => !isComplete(source))];
}

function sourceOf(part: LocustPart): TotalsSource {
  const endpoints = new Map(part.endpoints.map((endpoint) => [endpointId(endpoint.key), endpoint]));
  const sum = part.endpoints.reduce((all, endpoint) => all + (endpoint.requests ?? 0), 0);
  return {
    names: [part.file.name],
    kind: part.kind,
    endpoints,
    total: part.total,
    requests: part.total?.requests ?? sum,
  };
}

/**
 * Locust up to 0.13.2 wrote counts and percentiles into two tables: each row of the requests gets the percentiles of the
 * row of the distribution with the same method and name, which are glued together there.
 */
function joinedLegacyTables(sources: readonly TotalsSource[]): readonly TotalsSource[] {
  const requests = sources.find((source) => source.kind === 'requests');
  const distribution = sources.find((source) => source.kind === 'distribution');
  if (requests === undefined || distribution === undefined) return sources;
  const percentiles = new Map([...distribution.endpoints.values()].map((part) => [part.key.name, part]));
  const joined: TotalsSource = {
    ...requests,
    names: [...requests.names, ...distribution.names],
    endpoints: new Map(
      [...requests.endpoints].map(([id, part]) => [
        id,
        withPercentiles(part, percentiles.get(endpointLabel(part.key))),
      ]),
    ),
    total: requests.total === null ? null : withPercentiles(requests.total, distribution.total ?? undefined),
  };
  return sources
    .filter((source) => source !== distribution)
    .map((source) => (source === requests ? joined : source));
}

function withPercentiles(part: EndpointPart, other: EndpointPart | undefined): EndpointPart {
  if (part.latency?.kind !== 'quantiles' || other?.latency?.kind !== 'quantiles') return part;
  return { ...part, latency: { ...part.latency, points: other.latency.points } };
}
