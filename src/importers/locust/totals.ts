import { endpointId } from '../../model/endpoint-key.ts';
import { joinLegacyTables } from './legacy-tables.ts';
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

/**
 * The sources of totals, the one to prefer first: the most exact of those that hold nearly all requests. The last row of
 * a history has totals too, of fewer requests; it is a source when there is no other.
 */
export function totalsSources(parts: readonly LocustPart[]): readonly TotalsSource[] {
  const joined = joinLegacyTables(parts);
  const sources = BY_EXACTNESS.flatMap((kind) => joined.filter((part) => part.kind === kind))
    .filter((part) => part.kind !== 'request-log' || isReliable(part))
    .map(sourceOf);
  const most = Math.max(0, ...sources.map((source) => source.requests));
  if (most === 0) sources.push(...parts.filter((part) => part.kind === 'history').map(sourceOf));
  const isComplete = (source: TotalsSource) => source.requests >= COMPLETE_ENOUGH * most;
  return [...sources.filter(isComplete), ...sources.filter((source) => !isComplete(source))];
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
