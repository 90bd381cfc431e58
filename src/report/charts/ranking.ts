import type { Analysis, EndpointAnalysis, EndpointStatistics } from '../../model/analysis.ts';
import { mainPercentile, percentileScope } from '../findings/response-time.ts';

/** With fewer requests a 95th percentile is the slowest request or nearly so: not a reason to stand first. */
const ENOUGH_REQUESTS = 20;

/** The statistics of the part of the run that the page's percentiles are of; the whole run where the endpoint has no other. */
export function shownStatistics(analysis: Analysis, endpoint: EndpointAnalysis): EndpointStatistics {
  return endpoint[percentileScope(analysis)] ?? endpoint.whole;
}

/** As `slowestFirst`, and behind them the groups, each of which times several of those requests as one. */
export function rankedEndpoints(analysis: Analysis): readonly EndpointAnalysis[] {
  return [...slowestFirst(analysis), ...ranked(analysis, true)];
}

/**
 * Requests without their groups, slowest first, by the 95th percentile (else by what the source has instead). Endpoints with fewer than 20 requests
 * or without response times come last. Ties keep their order.
 */
export function slowestFirst(analysis: Analysis): readonly EndpointAnalysis[] {
  return ranked(analysis, false);
}

function ranked(analysis: Analysis, isGroup: boolean): readonly EndpointAnalysis[] {
  const chosen = analysis.endpoints.filter((endpoint) => endpoint.isGroup === isGroup);
  const keyed = chosen.map((endpoint) => ({
    endpoint,
    slowness: slowness(shownStatistics(analysis, endpoint)),
  }));
  return keyed.sort((a, b) => b.slowness - a.slowness || 0).map(({ endpoint }) => endpoint);
}

function slowness({ latency, requests }: EndpointStatistics): number {
  const valueMs = mainPercentile(latency)?.value.value ?? latency?.meanMs?.value ?? null;
  if (valueMs === null) return -1;
  return requests < ENOUGH_REQUESTS ? valueMs / (1 + valueMs) - 1 : valueMs + 1;
}
