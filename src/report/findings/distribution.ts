import type { Analysis, LatencyAnalysis } from '../../model/analysis.ts';
import { formatMs, formatMsDown, formatMsUp, hasWideBounds, shortText } from '../format.ts';
import { type Finding, isTrimmed } from './finding.ts';
import { boundsOf, percentileIn, percentileScope } from './response-time.ts';

/** A tail is spoken of when p99 is at least this many times the median, whatever the bounds leave open. */
const LONG_TAIL = 3;
/** Fewer requests leave the upper end of a 95 % interval of p99, or of p90, open: ln 0.025 / ln p, rounded up. */
const FEWEST_FOR_P99 = 368;
const FEWEST_FOR_P90 = 36;

/** The distribution of all response times. The finding is a long tail, else what one request in ten exceeded. */
export function distributionFinding(analysis: Analysis): Finding {
  const latency = analysis.total[percentileScope(analysis)]?.latency ?? null;
  if (latency === null || latency.count === 0) {
    return { title: 'No response times', note: 'The source has no response time to draw.' };
  }
  return {
    title: longTail(latency) ?? oneInTen(latency) ?? 'Response times, all endpoints',
    note: howToRead(analysis, latency),
  };
}

function longTail(latency: LatencyAnalysis): string | null {
  const p99 = percentileIn(latency, 99);
  const median = latency.medianMs ?? percentileIn(latency, 50);
  if (p99 === null || median === null || latency.count < FEWEST_FOR_P99 || hasWideBounds(p99)) return null;
  const times = boundsOf(p99).lo / boundsOf(median).hi;
  if (!(times >= LONG_TAIL) || !Number.isFinite(times)) return null;
  // Rounded down to one decimal, so that 'at least' holds.
  const least = (Math.floor(times * 10) / 10).toFixed(1).replace('.0', '');
  return `One request in a hundred took ${about(p99)} or longer, at least ${least} times the median of ${formatMs(median.value)}`;
}

function oneInTen(latency: LatencyAnalysis): string | null {
  const p90 = percentileIn(latency, 90);
  if (p90 === null || latency.count < FEWEST_FOR_P90) return null;
  if (hasWideBounds(p90)) {
    return `One request in ten took longer than a time between ${formatMsDown(p90.bounds.lo)} and ${formatMsUp(p90.bounds.hi)}`;
  }
  return `One request in ten took ${about(p90)} or longer`;
}

function about(estimate: Parameters<typeof boundsOf>[0]): string {
  const { lo, hi } = boundsOf(estimate);
  return lo === hi ? formatMs(estimate.value) : `about ${formatMs(estimate.value)}`;
}

function howToRead(analysis: Analysis, latency: LatencyAnalysis): string {
  const { latencyCovers, tool } = analysis.run.source;
  const requests =
    latencyCovers === 'all-requests' ? 'all requests, failed ones included,' : 'all successful requests';
  const part = isTrimmed(analysis) && percentileScope(analysis) === 'whole' ? ', over the whole run' : '';
  const reading = `At 95\u202f% stands the time within which 95\u202f% of ${requests} were answered${part}.`;
  if (latency.fidelity !== 'quantiles') return reading;
  return `${reading} The band is what the few rounded percentiles of ${shortText(tool, 40)} leave open.`;
}
