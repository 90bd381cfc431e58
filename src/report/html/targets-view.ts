import type { Check, Verdict } from '../../model/verdict.ts';
import { sortedChecks } from '../findings/gates.ts';
import { verdictBadge } from '../findings.ts';
import { shortText, showText } from '../format.ts';

const WORDS = { pass: 'met', fail: 'missed', inconclusive: 'not judged' } as const;

/**
 * Every target with what was expected, what was measured and why it was decided so, and what keeps all of them from a
 * verdict, since the badge counts it; null without any target.
 */
export function targetsView(verdict: Verdict | null) {
  if (verdict === null || verdict.checks.every(({ kind }) => kind === 'data-quality')) return null;
  const badge = verdictBadge(verdict);
  return {
    id: 'targets',
    badge: { ...badge, isPass: badge.tone === 'pass', isFail: badge.tone === 'fail' },
    title: `${badge.text}.`,
    rows: sortedChecks(verdict.checks).map(checkView),
  };
}

/** One check, as tables show it. */
export function checkView(check: Check) {
  return {
    isPass: check.outcome === 'pass',
    isFail: check.outcome === 'fail',
    tone: check.outcome === 'inconclusive' ? 'warn' : check.outcome,
    word: WORDS[check.outcome],
    subject: shortText(check.subject),
    expected: shortText(check.expected),
    actual: shortText(check.actual),
    explanation: showText(check.explanation),
  };
}
