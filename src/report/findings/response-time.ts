import type { Analysis, Estimate, LatencyAnalysis } from '../../model/analysis.ts';
import { formatEstimateMs, formatMsUp, hasWideBounds } from '../format.ts';
import { isTrimmed } from './finding.ts';

/** Which part of the run a number is of. */
export type Scope = 'steady' | 'whole';

/**
 * Which part of the run a report's response times are of: the steady state where the source has percentiles of it,
 * else the whole run, since many sources (Locust's CSV files) state percentiles of the whole run only.
 */
export function percentileScope(analysis: Analysis): Scope {
  const { steady } = analysis.total;
  return isTrimmed(analysis) && steady !== null && (steady.latency?.percentiles.length ?? 0) > 0
    ? 'steady'
    : 'whole';
}

/** The estimate of one percentile (0…100); null when the source does not state it. */
export function percentileIn(latency: LatencyAnalysis | null, percentile: number): Estimate | null {
  return latency?.percentiles.find((entry) => entry.percentile === percentile)?.value ?? null;
}

/** The percentile for a one-number summary: the 95th, else the nearest that the source states. */
export function mainPercentile(
  latency: LatencyAnalysis | null,
): { percentile: number; value: Estimate } | null {
  const byDistance = [...(latency?.percentiles ?? [])].sort(
    (a, b) => Math.abs(a.percentile - 95) - Math.abs(b.percentile - 95),
  );
  return byDistance[0] ?? null;
}

/**
 * 'answered 95 % of requests within 795 ms': the upper bound, so that it is true of the exact value too; or the range where only that is known; null
 * without response times.
 *
 * @param requests which ones: 'successful requests' where the response times are of those only.
 */
export function answeredWithin(latency: LatencyAnalysis | null, requests = 'requests'): string | null {
  const main = mainPercentile(latency);
  if (main === null) {
    const mean = latency?.meanMs ?? null;
    return mean === null ? null : `answered in ${formatEstimateMs(mean)} on average`;
  }
  const share = `${main.percentile}\u202f%`;
  if (!hasWideBounds(main.value))
    return `answered ${share} of ${requests} within ${formatMsUp(boundsOf(main.value).hi)}`;
  return `answered ${share} of ${requests} within a time ${formatEstimateMs(main.value)}`;
}

/** The smallest and the largest value that the estimate's bounds allow. */
export function boundsOf(estimate: Estimate): { lo: number; hi: number } {
  return estimate.bounds ?? { lo: estimate.value, hi: estimate.value };
}
