import type { EndpointAnalysis, EndpointStatistics } from '../../model/analysis.ts';

/** With fewer requests a 95th percentile is the slowest request or nearly so: not a reason to stand first. */
const ENOUGH_REQUESTS = 20;

/** The value of a percentile, in ms; null when the source does not state it. */
export function percentileMs(statistics: EndpointStatistics | null, percentile: number): number | null {
  const entry = statistics?.latency?.percentiles.find((candidate) => candidate.percentile === percentile);
  return entry?.value.value ?? null;
}

/** Slowest 95th percentile first; endpoints with fewer than 20 requests, or without one, come last. Ties keep their order. */
export function slowestFirst(endpoints: readonly EndpointAnalysis[]): readonly EndpointAnalysis[] {
  return [...endpoints].sort((a, b) => slowness(b) - slowness(a));
}

function slowness(endpoint: EndpointAnalysis): number {
  const valueMs = percentileMs(endpoint.whole, 95) ?? endpoint.whole.latency?.meanMs?.value ?? null;
  if (valueMs === null) return Number.NEGATIVE_INFINITY;
  return endpoint.whole.requests < ENOUGH_REQUESTS ? -1 / (1 + valueMs) : valueMs;
}
