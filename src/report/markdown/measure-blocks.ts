import type { Analysis, EndpointAnalysis } from '../../model/analysis.ts';
import { endpointLabel } from '../../model/endpoint-key.ts';
import { rankedEndpoints } from '../charts/ranking.ts';
import { percentileIn } from '../findings/response-time.ts';
import {
  generatorWarning,
  isOpen,
  openModelCounts,
  openModelFinding,
  streamingEndpoints,
  streamingFinding,
  streamingMeasures,
} from '../findings.ts';
import { formatEstimateCellMs, formatPercentile } from '../format.ts';
import { formatMeasured, measuredAt, measureOf, unitOf } from '../measured.ts';
import { codeOf, proseOf } from './escape.ts';
import type { Block } from './fit.ts';

const PERCENTILES = [50, 95, 99];

/** What GitHub shows as a warning, before any number. */
export function generatorBlocks(analysis: Analysis): readonly Block[] {
  const warning = generatorWarning(analysis);
  if (warning === null) return [];
  const head = ['> [!WARNING]', `> **${warning.title}** ${proseOf(warning.explanation)}`];
  return [{ head, rows: [], tail: [], rowsAre: '', priority: 0 }];
}

/** Response time from due, service time and lateness. */
export function openModelBlocks(analysis: Analysis): readonly Block[] {
  if (!isOpen(analysis)) return [];
  const head = ['Response, from due', 'Service, from sent', 'Late'];
  const cells = head.flatMap((name) =>
    PERCENTILES.map((percentile) => `${name} ${formatPercentile(percentile)}`),
  );
  const measured = rankedEndpoints(analysis).filter(
    (endpoint) => measureOf(endpoint, 'service-time') !== null,
  );
  const title = `**Open model**, whole run. ${proseOf(openModelFinding(analysis).title)}.`;
  const said = openModelCounts(analysis).map(({ term, value }) => `${term}: ${value}.`);
  return [
    {
      head: [
        [title, ...said].join(' '),
        '',
        row(['Endpoint', ...cells]),
        `|---|${'--:|'.repeat(cells.length)}`,
      ],
      rows: [
        ...measured.map((endpoint) => openRow(codeOf(endpointLabel(endpoint.key)), endpoint)),
        openRow('All requests', analysis.total),
      ],
      tail: [],
      rowsAre: 'endpoints',
      priority: 2,
    },
  ];
}

function openRow(name: string, endpoint: EndpointAnalysis): string {
  const { latency } = endpoint.whole;
  return row([
    name,
    ...PERCENTILES.map((percentile) => formatEstimateCellMs(percentileIn(latency, percentile))),
    ...PERCENTILES.map((percentile) => measuredAt(measureOf(endpoint, 'service-time'), percentile)),
    ...PERCENTILES.map((percentile) => measuredAt(measureOf(endpoint, 'send-lateness'), percentile)),
  ]);
}

/** Streamed answers: a row for each endpoint and measure. */
export function streamingBlocks(analysis: Analysis): readonly Block[] {
  const streamed = streamingEndpoints(analysis);
  if (streamed.length === 0) return [];
  const { title, note } = streamingFinding(analysis);
  const rows = streamed.flatMap((endpoint) =>
    streamingMeasures(endpoint).map((measure) =>
      row([
        codeOf(endpointLabel(endpoint.key)),
        [measure.label, unitOf(measure.unit)].filter((part) => part !== '').join(', '),
        formatMeasured(measure.mean, measure.unit),
        ...PERCENTILES.map((percentile) => measuredAt(measure, percentile)),
      ]),
    ),
  );
  const head = [
    `**Streaming:** ${proseOf(title)}. ${proseOf(note)}`,
    '',
    row(['Endpoint', 'Measure', 'Mean', ...PERCENTILES.map(formatPercentile)]),
    '|---|---|--:|--:|--:|--:|',
  ];
  return [{ head, rows, tail: [], rowsAre: 'measures', priority: 2 }];
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
