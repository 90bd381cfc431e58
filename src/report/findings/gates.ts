import type { Check, Outcome, Verdict } from '../../model/verdict.ts';

/** Whether a check is of a gate that the user set; others come of themselves. */
export function isOfGate(id: string): boolean {
  return id.startsWith('gate-');
}

/** Of a verdict, what the user's gates came to; null without any. In a comparison the rest is said by its rows. */
export function verdictOfGates(verdict: Verdict | null): Verdict | null {
  const checks = (verdict?.checks ?? []).filter(({ id }) => isOfGate(id));
  if (verdict === null || checks.length === 0) return null;
  const [worst] = sortedChecks(checks);
  return { ...verdict, outcome: worst?.outcome ?? verdict.outcome, checks };
}

/** What was missed first, then what could not be judged. */
export function sortedChecks(checks: readonly Check[]): readonly Check[] {
  const order: readonly Outcome[] = ['fail', 'inconclusive', 'pass'];
  return order.flatMap((outcome) => checks.filter((check) => check.outcome === outcome));
}
