import type { Analysis, EndpointAnalysis } from '../../model/analysis.ts';
import { shownStatistics } from '../charts/ranking.ts';
import { isTrimmed } from '../findings/finding.ts';
import { percentileIn, percentileScope } from '../findings/response-time.ts';
import { endpointsFinding } from '../findings.ts';
import { formatCount, formatMs, formatPercentile } from '../format.ts';
import type { EndpointDrawings } from './drawings.ts';
import { exactMsView, msView, rateView, ratioView } from './estimate-view.ts';
import { type RangeScale, rangeGlyph, rangeScale, sparkline } from './glyphs.ts';
import { nameView } from './name-view.ts';
import { tablePercentiles } from './table-percentiles.ts';

/** So many endpoints are shown at first, and have a small multiple. */
const ENDPOINTS_SHOWN = 20;
/** A filter is only offered when there is something to look for. */
const FILTER_FROM = 8;

/** The table of all endpoints, slowest first, and the small multiples of the first 20. */
export function endpointsView(
  analysis: Analysis,
  ranked: readonly EndpointAnalysis[],
  drawings: ReadonlyMap<EndpointAnalysis, EndpointDrawings>,
  prefix: string,
) {
  const { title, note } = endpointsFinding(analysis);
  const percentiles = tablePercentiles(analysis);
  const scale = rangeScale(ranked.flatMap((endpoint) => rangeOf(analysis, endpoint, percentiles)));
  const multiples = ranked.slice(0, ENDPOINTS_SHOWN).flatMap((endpoint) => {
    const drawing = drawings.get(endpoint)?.responseTime ?? null;
    if (drawing === null) return [];
    return [{ ...nameView(endpoint.key), ...drawing, href: `#${prefix}${endpoint.anchor}` }];
  });
  return {
    id: `${prefix}endpoints`,
    title,
    note: `${note}${scopeAddition(analysis)}`,
    percentiles: percentiles.map((percentile) => ({
      key: formatPercentile(percentile),
      isSorted: percentile === sortedBy(percentiles),
    })),
    rows: ranked.map((endpoint) => rowView(analysis, endpoint, percentiles, scale, prefix)),
    total: rowView(analysis, analysis.total, percentiles, null, prefix),
    hasGroups: ranked.some(({ isGroup }) => isGroup),
    hasTrend: ranked.some((endpoint) => endpoint.series !== null),
    range:
      scale === null || percentiles.length < 2
        ? null
        : { low: formatMs(scale.lowMs), high: formatMs(scale.highMs), words: rangeWords(percentiles) },
    hasFilter: ranked.length > FILTER_FROM,
    shown: ranked.length > ENDPOINTS_SHOWN ? ENDPOINTS_SHOWN : null,
    count: formatCount(ranked.length),
    multiples: multiples.length === 0 ? null : multiples,
    multiplesMeasure: multiples[0]?.measure ?? '',
    multiplesCount:
      multiples.length < ranked.length
        ? `the ${multiples.length} slowest of ${ranked.length} endpoints`
        : 'each endpoint',
    sortedBy: sortedBy(percentiles) === null ? '' : formatPercentile(sortedBy(percentiles) ?? 95),
  };
}

/** Rows take all their numbers from the part of the run that has percentiles, so that a row is of one set of requests. */
function scopeAddition(analysis: Analysis): string {
  if (!isTrimmed(analysis) || percentileScope(analysis) === 'steady') return '';
  return " So is every number of this table; the steady state is in each endpoint's details.";
}

function sortedBy(percentiles: readonly number[]): number | null {
  return percentiles.find((percentile) => percentile === 95) ?? percentiles.at(-1) ?? null;
}

function rowView(
  analysis: Analysis,
  endpoint: EndpointAnalysis,
  percentiles: readonly number[],
  scale: RangeScale | null,
  prefix: string,
) {
  const statistics = shownStatistics(analysis, endpoint);
  const { latency } = statistics;
  const [lowMs = null, middleMs = null, highMs = null] = rangeOf(analysis, endpoint, percentiles);
  return {
    ...nameView(endpoint.key),
    isGroup: endpoint.isGroup,
    href: `#${prefix}${endpoint.anchor}`,
    requests: { text: formatCount(statistics.requests), sortKey: String(statistics.requests) },
    throughput: rateView(statistics.throughputPerS),
    failed: ratioView(statistics.errorRatio),
    hasFailures: statistics.failures > 0,
    percentiles: percentiles.map((percentile) => ({
      key: formatPercentile(percentile),
      isMain: percentile === sortedBy(percentiles),
      ...msView(percentileIn(latency, percentile)),
    })),
    mean: msView(latency?.meanMs ?? null),
    max: exactMsView(latency?.maxMs ?? null),
    trend: sparkline(endpoint),
    range: rangeGlyph({ lowMs, middleMs: middleMs ?? highMs, highMs: highMs ?? middleMs }, scale),
  };
}

function rangeOf(
  analysis: Analysis,
  endpoint: EndpointAnalysis,
  percentiles: readonly number[],
): readonly (number | null)[] {
  const { latency } = shownStatistics(analysis, endpoint);
  return percentiles.map((percentile) => percentileIn(latency, percentile)?.value ?? null);
}

function rangeWords(percentiles: readonly number[]): string {
  const names = percentiles.map(formatPercentile);
  const middle = names.length === 3 ? `, the tall tick is ${names[1]}` : '';
  return `The range bar runs from ${names[0]} to ${names.at(-1)}${middle}.`;
}
