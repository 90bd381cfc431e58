import type { Comparison, Evidence, MetricComparison } from '../model/comparison.ts';
import { type MetricId, metrics } from '../model/metric.ts';
import type { Result } from '../model/result.ts';
import type { Verdict, Check as VerdictCheck } from '../model/verdict.ts';
import { analysisShape, estimateShape, runHeaderShape } from './analysis-shapes.ts';
import { endpointKeyShape, noticeShape } from './model-shapes.ts';
import {
  aList,
  aNumber,
  anObject,
  aText,
  byTag,
  type Check,
  checkDocument,
  either,
  oneOf,
  orNull,
  parseJson,
} from './shape.ts';
import { upgradeResult } from './upgrade-result.ts';

/**
 * A stored result, read from its JSON text. One that version 0.1.0 wrote gets empty values for what came later
 * (`upgrade-result.ts`).
 *
 * @param file how the user names the file, for messages.
 * @throws {Problem} 'not-json', 'unknown-schema' or 'damaged-document', with file and key.
 */
export function readResultDocument(json: string, file: string): Result {
  return checkDocument(upgradeResult(parseJson(json, file)), 'result/1', resultShape, file);
}

type EvidenceOf<M extends Evidence['method']> = Extract<Evidence, { method: M }>;

const evidenceShape: Check<Evidence> = byTag<Evidence>('method', {
  'mann-whitney': anObject<EvidenceOf<'mann-whitney'>>({
    method: oneOf('mann-whitney'),
    p: aNumber,
    n1: aNumber,
    n2: aNumber,
  }),
  interval: anObject<EvidenceOf<'interval'>>({
    method: oneOf('interval'),
    lo: aNumber,
    hi: aNumber,
    confidence: aNumber,
  }),
  none: anObject<EvidenceOf<'none'>>({ method: oneOf('none'), why: aText }),
});

const comparisonShape: Check<Comparison> = anObject<Comparison>({
  schema: oneOf('comparison/1'),
  baseline: aList(runHeaderShape),
  candidate: aList(runHeaderShape),
  rows: aList(
    anObject<MetricComparison>({
      endpoint: either(endpointKeyShape, oneOf('total')),
      metric: oneOf<MetricId>(...metrics.map(({ id }) => id)),
      baseline: estimateShape,
      candidate: estimateShape,
      difference: aNumber,
      relativeChange: orNull(aNumber),
      outcome: oneOf('regressed', 'improved', 'no-change', 'not-enough-evidence'),
      evidence: evidenceShape,
    }),
  ),
  onlyInBaseline: aList(endpointKeyShape),
  onlyInCandidate: aList(endpointKeyShape),
  notices: aList(noticeShape),
});

const outcomeShape = oneOf('pass', 'fail', 'inconclusive');

const verdictShape: Check<Verdict> = anObject<Verdict>({
  schema: oneOf('verdict/1'),
  outcome: outcomeShape,
  checks: aList(
    anObject<VerdictCheck>({
      id: aText,
      kind: oneOf('slo', 'regression', 'scaling', 'data-quality'),
      outcome: outcomeShape,
      subject: aText,
      expected: aText,
      actual: aText,
      explanation: aText,
    }),
  ),
});

const resultShape: Check<Result> = anObject<Result>({
  schema: oneOf('result/1'),
  tool: anObject<Result['tool']>({ name: aText, version: aText }),
  createdMs: aNumber,
  analyses: aList(analysisShape),
  comparison: orNull(comparisonShape),
  verdict: orNull(verdictShape),
});
