import type { Analysis, FailedAnswer, FailureCause } from '../../model/analysis.ts';
import { endpointId } from '../../model/endpoint-key.ts';
import { exceptionWords } from '../exceptions.ts';
import { failuresFinding } from '../findings.ts';
import { formatCount, formatRatio, shortText, showText } from '../format.ts';
import { shareBar } from './glyphs.ts';
import { elapsedView } from './instant-view.ts';
import { nameView } from './name-view.ts';

/** Endpoints named beside one cause. */
const ENDPOINTS_NAMED = 5;

/** What failed, by cause, and errors in the test's own code. */
export function failuresView(analysis: Analysis, prefix: string) {
  const { title, note } = failuresFinding(analysis);
  const causes = analysis.failureCauses;
  const anchors = new Map(
    analysis.endpoints.map((endpoint) => [endpointId(endpoint.key), `#${prefix}${endpoint.anchor}`]),
  );
  const sum = causes.reduce((all, cause) => all + cause.count, 0);
  return {
    id: `${prefix}failures`,
    title,
    note,
    grouping:
      analysis.run.source.kind === 'engine'
        ? 'Grouped by what went wrong.'
        : 'Grouped by what went wrong: texts that differ only in numbers or addresses are one cause.',
    causes: causes.map((cause) => causeView(analysis, cause, sum, anchors)),
    hasTimes: causes.some((cause) => cause.firstMs !== null),
    exceptions: analysis.exceptions.map((exception) => ({
      message: exceptionWords(exception, 240),
      full: showText(exception.message),
      isCut: shortText(exception.message, 240) !== showText(exception.message),
      traceback: exception.traceback
        .split(/\r\n|\n|\r/)
        .map(showText)
        .join('\n')
        .trim(),
      count: formatCount(exception.count),
      nodes: shortText(exception.nodes),
    })),
  };
}

function causeView(
  analysis: Analysis,
  cause: FailureCause,
  sum: number,
  anchors: ReadonlyMap<string, string>,
) {
  const example = showText(cause.example);
  return {
    cause: shortText(cause.cause),
    example: shortText(cause.example, 240),
    hasExample: example !== showText(cause.cause),
    full: shortText(cause.example, 240) === example ? '' : example,
    messages: cause.messages > 1 ? `${formatCount(cause.messages)} different texts` : '',
    count: formatCount(cause.count),
    share: formatRatio(cause.count / sum),
    bar: shareBar(cause.count / sum),
    first: elapsedView(cause.firstMs, analysis.run.startMs),
    last: elapsedView(cause.lastMs, analysis.run.startMs),
    endpoints: cause.endpoints.slice(0, ENDPOINTS_NAMED).map(({ key, count }) => ({
      ...nameView(key),
      href: anchors.get(endpointId(key)) ?? null,
      count: formatCount(count),
    })),
    answers: cause.answers.map((answer) => answerView(analysis, answer)),
    moreEndpoints: Math.max(0, cause.endpoints.length - ENDPOINTS_NAMED),
  };
}

function answerView(analysis: Analysis, answer: FailedAnswer) {
  return {
    ...nameView(answer.key),
    status: answer.status === 0 ? 'no answer' : `HTTP ${answer.status}`,
    at: elapsedView(answer.atMs, analysis.run.startMs),
    body: answer.body
      .split(/\r\n|\n|\r/)
      .map(showText)
      .join('\n')
      .trim(),
    isCut: answer.isBodyCut,
  };
}
