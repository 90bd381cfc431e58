import type { SameComparison } from '../../compare/same-against-same.ts';

/** 'not-judged': in no comparison was there a row that could have been called changed. */
export type SelfcheckConclusion = 'sound' | 'too-many-alarms' | 'not-judged';

/** The level of the tests: of 20 comparisons of the same with the same, one may raise an alarm. */
const promised = 0.05;

/** Comparisons that called something changed in a row that decides. */
export function falseAlarms(comparisons: readonly SameComparison[]): number {
  return comparisons.filter(({ primary }) => primary.changed > 0).length;
}

/** How many of so many may do so: 1 in 20, and a single one by chance. */
export function allowedAlarms(comparisons: number): number {
  return Math.max(1, Math.floor(promised * comparisons));
}

/** What the comparisons of the same with the same come to. */
export function concludeSelfcheck(comparisons: readonly SameComparison[]): SelfcheckConclusion {
  const isJudged = comparisons.some(
    ({ primary: { noChange, notEnoughEvidence, changed, gated } }) =>
      noChange + notEnoughEvidence + changed > gated,
  );
  if (!isJudged) return 'not-judged';
  return falseAlarms(comparisons) > allowedAlarms(comparisons.length) ? 'too-many-alarms' : 'sound';
}
