import type { Analysis } from '../../model/analysis.ts';
import { type DistributionEntry, distributionEntries } from '../charts/distribution.ts';
import { percentileIn } from '../findings/response-time.ts';
import { distributionFinding } from '../findings.ts';
import { formatCount, formatPercentile, shortText } from '../format.ts';
import { exactMsView, msView } from './estimate-view.ts';
import { nameView } from './name-view.ts';
import type { Drawing } from './sheet.ts';
import type { TableView } from './table-view.ts';

/** Response time by percentile, of all requests and of the slowest endpoints. */
export function distributionView(analysis: Analysis, figure: Drawing | null, prefix: string) {
  const { title, note } = distributionFinding(analysis);
  const drawn = distributionEntries(analysis);
  const requests = analysis.endpoints.filter(({ isGroup }) => !isGroup).length;
  return {
    id: `${prefix}distribution`,
    title,
    note,
    figure,
    legend: drawn.map(({ endpoint, token, curve, isTotal }) => ({
      ...nameView(endpoint.key),
      token,
      isTotal,
      href: isTotal ? null : `#${prefix}${endpoint.anchor}`,
      requests: formatCount(curve.count),
    })),
    left: Math.max(0, requests - drawn.filter((entry) => !entry.isTotal).length),
    table: figure === null ? null : table(analysis, drawn),
    tool: shortText(analysis.run.source.tool, 40),
    isSummary: drawn.some(({ curve }) => curve.fidelity === 'quantiles'),
  };
}

function table(analysis: Analysis, drawn: readonly DistributionEntry[]): TableView {
  const stated = new Set<number>();
  for (const { endpoint } of drawn) {
    for (const { percentile } of endpoint.whole.latency?.percentiles ?? []) stated.add(percentile);
  }
  const percentiles = [...stated].sort((a, b) => a - b);
  return {
    caption: 'Response time by percentile',
    head: ['Endpoint', 'min', ...percentiles.map(formatPercentile), 'max'],
    rows: drawn.map(({ endpoint, isTotal }) => {
      const latency = endpoint.whole.latency;
      return {
        heading: isTotal ? 'All requests' : nameView(endpoint.key).full.slice(0, 120),
        cells: [
          exactMsView(latency?.minMs ?? null).text,
          ...percentiles.map((percentile) => msView(percentileIn(latency, percentile)).text),
          exactMsView(latency?.maxMs ?? null).text,
        ],
      };
    }),
    note: analysis.phases.method === 'whole-run' ? '' : 'Of the whole run.',
  };
}
