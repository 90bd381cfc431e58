import type { Autoscaler, ScalingRules } from '../../model/scaling.ts';
import type { Decision } from './fuse-chains.ts';
import { middleMs } from './interval.ts';

/** How many replicas one decision may ask for, and what sets it. */
export interface Limit {
  readonly replicas: number;
  /** For a sentence: 'at most 100 % more in 60 s'. */
  readonly words: string;
}

type Policy = ScalingRules['policies'][number];

/** Kubernetes `pkg/apis/autoscaling/v2/defaults.go`. */
const DEFAULT_UP: readonly Policy[] = [
  { type: 'Pods', value: 4, periodMs: 15_000 },
  { type: 'Percent', value: 100, periodMs: 15_000 },
];
const DEFAULT_DOWN: readonly Policy[] = [{ type: 'Percent', value: 100, periodMs: 15_000 }];

/**
 * The most that a scale-up may ask for at once. Without a behaviour of its own an autoscaler may double, and go to 4 at least
 * (`horizontal.go`, `calculateScaleUpLimit`); with one, its policies count from the size at the start of their period.
 */
export function scaleUpLimit(
  autoscaler: Autoscaler | null,
  decisions: readonly Decision[],
  position: number,
): Limit | null {
  const from = decisions[position]?.from ?? 0;
  const behavior = autoscaler?.behavior ?? null;
  if (behavior === null || behavior === 'default') {
    const assumed = behavior === null ? ', if it has no behaviour of its own' : '';
    return { replicas: Math.max(2 * from, 4), words: `at most max(2 × ${from}, 4) at once${assumed}` };
  }
  const rules = behavior.scaleUp;
  if (rules?.selectPolicy === 'Disabled') return { replicas: from, words: 'scaling up is disabled' };
  const limits = policiesOf(rules, DEFAULT_UP).map((policy) => {
    const start = from - changedWithin(decisions, position, policy.periodMs);
    const replicas =
      policy.type === 'Pods' ? start + policy.value : Math.ceil(start * (1 + policy.value / 100));
    return { replicas, words: policyWords(policy, 'more') };
  });
  return chosen(limits, rules?.selectPolicy === 'Min' ? 'least' : 'most');
}

/** The fewest that a scale-down may leave at once. */
export function scaleDownLimit(
  autoscaler: Autoscaler | null,
  decisions: readonly Decision[],
  position: number,
): Limit | null {
  const from = decisions[position]?.from ?? 0;
  const behavior = autoscaler?.behavior ?? null;
  if (behavior === null || behavior === 'default') return null;
  const rules = behavior.scaleDown;
  if (rules?.selectPolicy === 'Disabled') return { replicas: from, words: 'scaling down is disabled' };
  const limits = policiesOf(rules, DEFAULT_DOWN).map((policy) => {
    const start = from - changedWithin(decisions, position, policy.periodMs);
    const replicas =
      policy.type === 'Pods' ? start - policy.value : Math.trunc(start * (1 - policy.value / 100));
    return { replicas, words: policyWords(policy, 'less') };
  });
  return chosen(limits, rules?.selectPolicy === 'Min' ? 'most' : 'least');
}

function policiesOf(rules: ScalingRules | null, otherwise: readonly Policy[]): readonly Policy[] {
  return rules === null || rules.policies.length === 0 ? otherwise : rules.policies;
}

/** Replicas added (or, below zero, removed) by the decisions of the period before this one. */
function changedWithin(decisions: readonly Decision[], position: number, periodMs: number): number {
  const own = decisions[position];
  if (own === undefined) return 0;
  const sinceMs = middleMs(own.at) - periodMs;
  return decisions
    .slice(0, position)
    .filter(({ at }) => middleMs(at) > sinceMs)
    .reduce((sum, { from, to }) => sum + to - from, 0);
}

function policyWords({ type, value, periodMs }: Policy, direction: 'more' | 'less'): string {
  const amount = type === 'Pods' ? `${value} pods` : `${value}\u202f%`;
  return `at most ${amount} ${direction} in ${periodMs / 1000} s`;
}

function chosen(limits: readonly Limit[], which: 'most' | 'least'): Limit | null {
  const sorted = [...limits].sort((a, b) => a.replicas - b.replicas);
  return (which === 'most' ? sorted.at(-1) : sorted[0]) ?? null;
}
