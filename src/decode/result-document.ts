import type { Result } from '../model/result.ts';
import type { Verdict, Check as VerdictCheck } from '../model/verdict.ts';
import { analysisShape } from './analysis-shapes.ts';
import { comparisonShape } from './comparison-shape.ts';
import {
  aList,
  aNumber,
  anObject,
  aText,
  type Check,
  checkDocument,
  oneOf,
  orNull,
  parseJson,
} from './shape.ts';
import { trendShape } from './trend-shape.ts';
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
  trend: orNull(trendShape),
  verdict: orNull(verdictShape),
});
