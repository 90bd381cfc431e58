import type { Analysis, EndpointAnalysis, Estimate } from '../../model/analysis.ts';
import { formatCount, formatEstimateMs } from '../format.ts';
import { counted, type Finding, isTrimmed, nameOf } from './finding.ts';
import { boundsOf, percentileIn, percentileScope } from './response-time.ts';
import { describeTrend, meanTrend } from './trend.ts';

/** The slow endpoints are set apart when each takes at least this many times as long as any other. */
const GAP = 3;
/** A mean that rose by less than this counts as not slower. */
const RISE_WORTH_SAYING = 0.2;

/** The endpoints beside each other. The finding is one that slowed down alone, or a few far slower than the others. */
export function endpointsFinding(analysis: Analysis): Finding {
  return {
    title: slowedAlone(analysis) ?? farSlower(analysis) ?? plainTitle(analysis),
    note: scopeNote(analysis),
  };
}

function plainTitle(analysis: Analysis): string {
  const n = analysis.endpoints.length;
  return n === 0
    ? 'No endpoint was called'
    : `Response times and failures of ${counted(n, formatCount(n), 'endpoint')}`;
}

function scopeNote(analysis: Analysis): string {
  const { scope } = percentileScope(analysis.total);
  if (!isTrimmed(analysis)) return 'All numbers are of the whole run.';
  if (scope === 'steady') return 'All numbers are of the steady state.';
  return 'Percentiles and extremes are over the whole run: the source has none of the steady state alone.';
}

/** Fires only when every other endpoint is known not to have risen. */
function slowedAlone(analysis: Analysis): string | null {
  const trends = analysis.endpoints.map((endpoint) => ({
    endpoint,
    trend: meanTrend(analysis, endpoint.series),
  }));
  if (trends.length < 2 || trends.some(({ trend }) => trend === null)) return null;
  const risen = trends.filter(({ trend }) => trend !== null && trend.change >= RISE_WORTH_SAYING);
  const [only] = risen;
  if (risen.length !== 1 || only === undefined || only.trend === null || !only.trend.isClear) return null;
  return `Only ${nameOf(only.endpoint.key)} slowed down: its mean ${describeTrend(analysis, only.trend)}`;
}

interface Ranked {
  readonly endpoint: EndpointAnalysis;
  readonly p95: Estimate;
}

/** Slowest first; null when an endpoint has no p95, since then nothing can be said of 'the others'. */
function byP95(analysis: Analysis): readonly Ranked[] | null {
  const ranked = analysis.endpoints.flatMap((endpoint) => {
    const p95 = percentileIn(percentileScope(endpoint).statistics.latency, 95);
    return p95 === null ? [] : [{ endpoint, p95 }];
  });
  if (ranked.length < analysis.endpoints.length) return null;
  return ranked.sort((a, b) => b.p95.value - a.p95.value);
}

/** At most a third of the endpoints, each at least 3 times as slow as any other, whatever the bounds leave open. */
function farSlower(analysis: Analysis): string | null {
  const ranked = byP95(analysis);
  if (ranked === null || ranked.length < 2) return null;
  const most = Math.max(1, Math.floor(ranked.length / 3));
  for (let size = 1; size <= most; size += 1) {
    const slow = ranked.slice(0, size);
    const rest = ranked.slice(size);
    const leastSlow = Math.min(...slow.map(({ p95 }) => boundsOf(p95).lo));
    const mostOther = Math.max(...rest.map(({ p95 }) => boundsOf(p95).hi));
    if (leastSlow >= GAP * mostOther) return describeGap(slow, rest);
  }
  return null;
}

function describeGap(slow: readonly Ranked[], rest: readonly Ranked[]): string {
  const [slowest, second] = slow;
  const [next] = rest;
  if (slowest === undefined || next === undefined) return '';
  const others =
    rest.length === 1
      ? `${nameOf(next.endpoint.key)} has ${formatEstimateMs(next.p95)}`
      : `the other ${formatCount(rest.length)} have ${formatEstimateMs(next.p95)} at most`;
  const least = formatEstimateMs((slow.at(-1) ?? slowest).p95);
  if (second === undefined) return `${nameOf(slowest.endpoint.key)} is slowest: p95 is ${least}; ${others}`;
  const names =
    slow.length === 2
      ? `${nameOf(slowest.endpoint.key)} and ${nameOf(second.endpoint.key)} are`
      : `${formatCount(slow.length)} endpoints are`;
  return `${names} slowest: p95 is ${least} or more; ${others}`;
}
