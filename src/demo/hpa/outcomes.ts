import type { HpaCondition, HpaDecision } from './decision.ts';

const ABLE: HpaCondition = {
  type: 'AbleToScale',
  status: 'True',
  reason: 'SucceededGetScale',
  message: "the HPA controller was able to get the target's current scale",
};

/** A sync that asked no metric. */
export function unasked(currentReplicas: number, desiredReplicas: number): HpaDecision {
  return {
    currentReplicas,
    desiredReplicas,
    proposedReplicas: null,
    rescaleReason: null,
    metrics: [],
    failures: [],
    error: null,
    conditions: [],
  };
}

/** The scale of the target is zero: somebody turned it off. */
export function disabled(): HpaDecision {
  const message = 'scaling is disabled since the replica count of the target is zero';
  const inactive: HpaCondition = {
    type: 'ScalingActive',
    status: 'False',
    reason: 'ScalingDisabled',
    message,
  };
  return { ...unasked(0, 0), conditions: [ABLE, inactive] };
}

/** Too few metrics to say a number. */
export function failed(
  current: number,
  metrics: HpaDecision['metrics'],
  failures: HpaDecision['failures'],
  asked: number,
): HpaDecision {
  const [first] = failures;
  const message = first?.message ?? '';
  const inactive: HpaCondition = {
    type: 'ScalingActive',
    status: 'False',
    reason: 'FailedGetResourceMetric',
    message: `the HPA was unable to compute the replica count: ${message}`,
  };
  return {
    ...unasked(current, current),
    metrics,
    failures,
    error: `invalid metrics (${failures.length} invalid out of ${asked}), first error is: ${message}`,
    conditions: [ABLE, inactive],
  };
}

/** A rescale that worked. */
export function succeeded(replicas: number): HpaCondition {
  return {
    ...ABLE,
    reason: 'SucceededRescale',
    message: `the HPA controller was able to update the target scale to ${replicas}`,
  };
}

/** As the event SuccessfulRescale gives it. */
export function reasonOf(proposed: number, current: number, metric: string): string | null {
  if (proposed > current) return `${metric} above target`;
  return proposed < current ? 'All metrics below target' : '';
}
