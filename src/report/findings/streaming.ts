import type { Analysis, EndpointAnalysis, MeasureAnalysis } from '../../model/analysis.ts';
import type { MeasureId } from '../../model/measure.ts';
import { formatCount, formatMs, formatRate } from '../format.ts';
import { measureOf, outputTokensPerS } from '../measured.ts';
import { counted, type Finding, nameOf } from './finding.ts';

/** What tables of streamed answers show, in their order. The others are in each endpoint's details. */
const SHOWN: readonly MeasureId[] = ['ttft.firstContent', 'itl.gap', 'tpot', 'tokens-per-second', 'tokens'];

/** Endpoints that streamed answers, the one with the most first. */
export function streamingEndpoints({ endpoints }: Analysis): readonly EndpointAnalysis[] {
  const answers = (endpoint: EndpointAnalysis) => measureOf(endpoint, 'ttft.firstContent')?.count ?? 0;
  return endpoints
    .filter((endpoint) => !endpoint.isGroup && answers(endpoint) > 0)
    .sort((a, b) => answers(b) - answers(a));
}

/** The measures of streamed answers that are shown outright. */
export function streamingMeasures(endpoint: EndpointAnalysis): readonly MeasureAnalysis[] {
  return SHOWN.flatMap((id) => measureOf(endpoint, id) ?? []);
}

/** How soon answers began and how fast they went on. */
export function streamingFinding(analysis: Analysis): Finding {
  const [first] = streamingEndpoints(analysis);
  const perS = outputTokensPerS(analysis);
  const tokens = measureOf(analysis.total, 'tokens');
  const answers = measureOf(analysis.total, 'ttft.firstContent')?.count ?? 0;
  const all =
    perS === null || tokens === null
      ? ''
      : `: ${formatCount(tokens.sum)} output tokens, ${formatRate(perS)} per second over the whole run`;
  return {
    title: first === undefined ? 'Streamed answers' : speedTitle(first),
    note: `${counted(answers, formatCount(answers), 'streamed answer')}${all}. All numbers are of the whole run; answers that failed are left out.`,
  };
}

function speedTitle(endpoint: EndpointAnalysis): string {
  const at = (id: MeasureId, percentile: number) =>
    measureOf(endpoint, id)?.percentiles.find((entry) => entry.percentile === percentile)?.value.value ??
    null;
  const begun = at('ttft.firstContent', 95);
  const speed = at('tokens-per-second', 50);
  const name = nameOf(endpoint.key);
  if (begun === null) return `Streamed answers of ${name}`;
  const goesOn =
    speed === null ? '' : `; half of the answers then ran at ${formatRate(speed)} tokens/s or faster`;
  return `${name} began 95\u202f% of its answers within ${formatMs(begun)}${goesOn}`;
}
