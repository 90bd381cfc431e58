import type { Analysis } from '../model/analysis.ts';
import type { Comparison } from '../model/comparison.ts';
import type { Gate } from '../model/gate.ts';
import type { Check, Outcome, Verdict } from '../model/verdict.ts';
import { judgeGates, needsBaseline } from './gates/judge-gates.ts';
import { checkGenerators } from './generator.ts';
import { checkRegressions } from './regression.ts';

/** What there is to judge: all runs, and the comparison of them where one was asked for. */
interface Judged {
  readonly analyses: readonly Analysis[];
  readonly comparison: Comparison | null;
  readonly gates: readonly Gate[];
}

/** Looks at what there is and says what it has to judge; nothing where it has nothing. */
type CheckKind = (judged: Judged) => readonly Check[];

/** Every kind of check, in the order of reports. Adding one is a file and a line here. */
const CHECK_KINDS: readonly CheckKind[] = [
  ({ analyses }) => checkGenerators(analyses),
  ({ gates, analyses, comparison }) => judgeGates(gates, analyses, comparison),
  // Who says what a regression is, says it for all of the comparison.
  ({ gates, comparison }) =>
    comparison === null || gates.some(needsBaseline) ? [] : checkRegressions(comparison),
];

/**
 * The verdict over what was analysed, by the gates that the user set. Null when there is nothing to judge: no target was set, and nothing stands in
 * the way of one. An interrupted run is said in its notices and not judged.
 */
export function decideVerdict(
  analyses: readonly Analysis[],
  comparison: Comparison | null = null,
  gates: readonly Gate[] = [],
): Verdict | null {
  const checks = CHECK_KINDS.flatMap((kind) => kind({ analyses, comparison, gates }));
  if (checks.length === 0) return null;
  return { schema: 'verdict/1', outcome: outcomeOf(checks), checks };
}

/** The worst of all: what failed stays failed; a pass needs every check to be one. */
function outcomeOf(checks: readonly Check[]): Outcome {
  const outcomes = new Set(checks.map(({ outcome }) => outcome));
  return outcomes.has('fail') ? 'fail' : outcomes.has('inconclusive') ? 'inconclusive' : 'pass';
}
