import type { Analysis, EndpointAnalysis, Estimate } from '../../model/analysis.ts';
import { formatCount, formatMs, hasWideBounds } from '../format.ts';
import { counted, type Finding, isTrimmed, nameOf } from './finding.ts';
import { boundsOf, percentileIn, percentileScope } from './response-time.ts';
import { describeTrend, meanTrend } from './trend.ts';

/** The slow endpoints are set apart when each takes at least this many times as long as any other. */
const GAP = 3;
/** A mean that rose by less than this counts as not slower. */
const RISE_WORTH_SAYING = 0.2;

/** The endpoints beside each other. The finding is one that slowed down alone, or a few far slower than the others. */
export function endpointsFinding(all: Analysis): Finding {
  const analysis = { ...all, endpoints: all.endpoints.filter(({ isGroup }) => !isGroup) };
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
  if (!isTrimmed(analysis)) return 'All numbers are of the whole run.';
  if (percentileScope(analysis) === 'steady') return 'All numbers are of the steady state.';
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
  const scope = percentileScope(analysis);
  const ranked = analysis.endpoints.flatMap((endpoint) => {
    const p95 = percentileIn(endpoint[scope]?.latency ?? null, 95);
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
  const slowestOfRest = slowestFrom(ranked);
  let leastSlowMs = Number.POSITIVE_INFINITY;
  for (let size = 1; size <= most; size += 1) {
    leastSlowMs = Math.min(leastSlowMs, lowestOf(ranked[size - 1]));
    if (leastSlowMs >= GAP * (slowestOfRest[size] ?? 0))
      return describeGap(ranked.slice(0, size), ranked.slice(size));
  }
  return null;
}

function lowestOf(entry: Ranked | undefined): number {
  return entry === undefined ? 0 : boundsOf(entry.p95).lo;
}

/** At i the largest value that the bounds allow any of the endpoints from i on. */
function slowestFrom(ranked: readonly Ranked[]): readonly number[] {
  const slowest = ranked.map(({ p95 }) => boundsOf(p95).hi);
  for (let i = slowest.length - 2; i >= 0; i -= 1)
    slowest[i] = Math.max(slowest[i] ?? 0, slowest[i + 1] ?? 0);
  return slowest;
}

function describeGap(slow: readonly Ranked[], rest: readonly Ranked[]): string {
  const least = formatMs(
    slow.reduce((lowest, { p95 }) => Math.min(lowest, shownRange(p95).lo), Number.POSITIVE_INFINITY),
  );
  const most = formatMs(rest.reduce((highest, { p95 }) => Math.max(highest, shownRange(p95).hi), 0));
  const [slowest, second] = slow;
  const [next, ...others] = rest;
  const names = slow.slice(0, 2).map(({ endpoint }) => nameOf(endpoint.key));
  const subject = slow.length > 2 ? `${formatCount(slow.length)} endpoints` : names.join(' and ');
  const isExact = second === undefined && slowest !== undefined && !hasWideBounds(slowest.p95);
  const contrast =
    next !== undefined && others.length === 0
      ? `${nameOf(next.endpoint.key)} has ${most}${hasWideBounds(next.p95) ? ' at most' : ''}`
      : `the other ${formatCount(rest.length)} have ${most} at most`;
  return `${subject} ${second === undefined ? 'is' : 'are'} slowest: p95 is ${least}${isExact ? '' : ' or more'}; ${contrast}`;
}

/** The value as tables show it, or its range where only a range is shown. */
function shownRange(estimate: Estimate): { lo: number; hi: number } {
  return hasWideBounds(estimate) ? estimate.bounds : { lo: estimate.value, hi: estimate.value };
}
