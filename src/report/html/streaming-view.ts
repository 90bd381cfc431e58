import type { Analysis } from '../../model/analysis.ts';
import { type MeasureId, measures } from '../../model/measure.ts';
import { streamingEndpoints, streamingFinding, streamingMeasures } from '../findings.ts';
import { formatCount, formatRate } from '../format.ts';
import { headOf, measureOf, outputTokensPerS } from '../measured.ts';
import { measuresView } from './measures-view.ts';
import { nameView } from './name-view.ts';

/** The others have these numbers in their details. */
const MOST_ENDPOINTS = 8;
const PERCENTILES = [50, 95, 99];

/**
 * What other tools call these measures, by their sources (docs/design/statistics.md, section 7). An empty text: the
 * tool has none of this definition.
 */
const NAMES_ELSEWHERE: readonly {
  readonly id: MeasureId;
  readonly aiperf: string;
  readonly vllm: string;
  readonly guidellm: string;
  readonly llmperf: string;
}[] = [
  { id: 'ttft.firstContent', aiperf: 'TTFT', vllm: '', guidellm: 'TTFT', llmperf: 'TTFT' },
  { id: 'ttft.firstChunk', aiperf: '', vllm: 'TTFT', guidellm: '', llmperf: '' },
  { id: 'itl.gap', aiperf: 'ICL', vllm: 'ITL', guidellm: '', llmperf: '' },
  { id: 'itl.request', aiperf: 'ITL', vllm: '', guidellm: 'ITL', llmperf: '' },
  { id: 'tpot', aiperf: '', vllm: 'TPOT', guidellm: '', llmperf: '' },
  { id: 'e2e.lastContent', aiperf: 'request latency', vllm: 'E2EL', guidellm: '', llmperf: '' },
];

/** Streamed answers, an endpoint after the other; null where none was streamed. */
export function streamingView(analysis: Analysis, prefix: string) {
  const streamed = streamingEndpoints(analysis);
  if (streamed.length === 0) return null;
  const tokens = measureOf(analysis.total, 'tokens');
  const perS = outputTokensPerS(analysis);
  const shown = streamed.slice(0, MOST_ENDPOINTS);
  return {
    id: `${prefix}streaming`,
    ...streamingFinding(analysis),
    counts: [
      { term: 'Answers', value: formatCount(measureOf(analysis.total, 'ttft.firstContent')?.count ?? 0) },
      ...(tokens === null ? [] : [{ term: 'Output tokens', value: formatCount(tokens.sum) }]),
      ...(perS === null ? [] : [{ term: 'Output tokens per second, whole run', value: formatRate(perS) }]),
    ],
    endpoints: shown.map((endpoint) => ({
      ...nameView(endpoint.key),
      href: `#${prefix}${endpoint.anchor}`,
      measures: measuresView(streamingMeasures(endpoint), PERCENTILES),
    })),
    left: streamed.length > shown.length ? formatCount(streamed.length - shown.length) : '',
    definitions: definitionsOf(analysis),
    elsewhere: NAMES_ELSEWHERE.map(({ id, ...names }) => ({ label: headOf(labelOf(id)), ...names })),
  };
}

/** As they were stored with the numbers. */
function definitionsOf({ total }: Analysis) {
  const streaming = /^(?:ttft|itl|tpot|e2e|tokens)/;
  return total.measures
    .filter(({ id }) => streaming.test(id))
    .map(({ label, definition }) => ({ term: headOf(label), definition }));
}

function labelOf(id: MeasureId): string {
  return measures.find((measure) => measure.id === id)?.label ?? id;
}
