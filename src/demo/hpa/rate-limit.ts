import type { HpaBehavior, ScalingPolicy, ScalingRules } from './hpa-spec.ts';

/** Replicas added or removed at a time. */
export interface ScaleEvent {
  readonly atS: number;
  readonly replicas: number;
}

/** The rules of one direction with what Kubernetes fills in (scaling.md 2.3). */
export function upRules(behavior: HpaBehavior): ScalingRules {
  return {
    stabilizationWindowSeconds: 0,
    selectPolicy: 'Max',
    policies: [
      { type: 'Pods', value: 4, periodSeconds: 15 },
      { type: 'Percent', value: 100, periodSeconds: 15 },
    ],
    ...behavior.scaleUp,
  };
}

/** As `upRules`. */
export function downRules(behavior: HpaBehavior, downscaleStabilizationSeconds: number): ScalingRules {
  return {
    stabilizationWindowSeconds: downscaleStabilizationSeconds,
    selectPolicy: 'Max',
    policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }],
    ...behavior.scaleDown,
  };
}

/** The most replicas that the policies allow now; never below the current number. */
export function upLimit(
  current: number,
  rules: ScalingRules,
  added: readonly ScaleEvent[],
  removed: readonly ScaleEvent[],
  nowS: number,
): number {
  if (rules.selectPolicy === 'Disabled') return current;
  const limits = rules.policies.map((policy) => {
    const start = replicasAtStart(current, policy, added, removed, nowS);
    return policy.type === 'Pods' ? start + policy.value : Math.ceil(start * (1 + policy.value / 100));
  });
  return Math.max(current, rules.selectPolicy === 'Min' ? Math.min(...limits) : Math.max(...limits));
}

/** The fewest replicas that the policies allow now; never above the current number. */
export function downLimit(
  current: number,
  rules: ScalingRules,
  added: readonly ScaleEvent[],
  removed: readonly ScaleEvent[],
  nowS: number,
): number {
  if (rules.selectPolicy === 'Disabled') return current;
  const limits = rules.policies.map((policy) => {
    const start = replicasAtStart(current, policy, added, removed, nowS);
    return policy.type === 'Pods' ? start - policy.value : Math.trunc(start * (1 - policy.value / 100));
  });
  return Math.min(current, rules.selectPolicy === 'Min' ? Math.max(...limits) : Math.min(...limits));
}

/** How many there were when the policy's period began. */
function replicasAtStart(
  current: number,
  policy: ScalingPolicy,
  added: readonly ScaleEvent[],
  removed: readonly ScaleEvent[],
  nowS: number,
): number {
  const since = nowS - policy.periodSeconds;
  return current - sumAfter(added, since) + sumAfter(removed, since);
}

function sumAfter(events: readonly ScaleEvent[], sinceS: number): number {
  return events.reduce((sum, event) => (event.atS > sinceS ? sum + event.replicas : sum), 0);
}
