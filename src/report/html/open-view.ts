import type { Analysis, EndpointAnalysis } from '../../model/analysis.ts';
import { rankedEndpoints } from '../charts/ranking.ts';
import { percentileIn } from '../findings/response-time.ts';
import { isOpen, openModelCounts, openModelFinding } from '../findings.ts';
import { formatCount, formatPercentile } from '../format.ts';
import { measuredAt, measureOf } from '../measured.ts';
import { msView } from './estimate-view.ts';
import { nameView } from './name-view.ts';

const PERCENTILES = [50, 95, 99];
/** The others have these numbers in their details. */
const MOST_ROWS = 20;

/** Response time from when requests were due, beside service time and lateness; null for a closed run. */
export function openView(analysis: Analysis, prefix: string) {
  if (!isOpen(analysis)) return null;
  const measured = rankedEndpoints(analysis).filter(
    (endpoint) => measureOf(endpoint, 'service-time') !== null,
  );
  const rows = measured.slice(0, MOST_ROWS).map((endpoint) => ({
    ...nameView(endpoint.key),
    href: `#${prefix}${endpoint.anchor}`,
    values: valuesOf(endpoint),
  }));
  return {
    id: `${prefix}open-model`,
    ...openModelFinding(analysis),
    counts: openModelCounts(analysis),
    hasDropped: (analysis.generator?.dropped ?? 0) > 0,
    percentiles: PERCENTILES.map(formatPercentile),
    rows,
    total: valuesOf(analysis.total),
    left: measured.length > rows.length ? formatCount(measured.length - rows.length) : '',
  };
}

function valuesOf(endpoint: EndpointAnalysis) {
  const row = (what: string, read: (percentile: number) => string) =>
    PERCENTILES.map((percentile, i) => ({
      label: `${what} ${formatPercentile(percentile)}`,
      text: read(percentile),
      startsGroup: i === 0,
    }));
  const service = measureOf(endpoint, 'service-time');
  const lateness = measureOf(endpoint, 'send-lateness');
  return [
    ...row('Response', (percentile) => msView(percentileIn(endpoint.whole.latency, percentile)).text),
    ...row('Service', (percentile) => measuredAt(service, percentile)),
    ...row('Late', (percentile) => measuredAt(lateness, percentile)),
  ];
}
