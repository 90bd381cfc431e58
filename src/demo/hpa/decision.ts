import type { ResourceName } from './hpa-spec.ts';
import type { MetricProposal } from './utilization.ts';

/** What one sync of the autoscaler came to. */
export interface HpaDecision {
  readonly currentReplicas: number;
  readonly desiredReplicas: number;
  /** Before stabilisation and limits; null when no metric was asked or none could be used. */
  readonly proposedReplicas: number | null;
  /** Why the number changes, as in the event SuccessfulRescale; null when it does not. */
  readonly rescaleReason: string | null;
  /** In the order of the spec; without those that failed. */
  readonly metrics: readonly (MetricProposal & { readonly name: ResourceName })[];
  /** Of the metrics that failed, in the order of the spec. */
  readonly failures: readonly { readonly name: ResourceName; readonly message: string }[];
  /** Of the whole computation, when it gave no number; as in the event FailedComputeMetricsReplicas. */
  readonly error: string | null;
  /** Those that this sync set; the others stay as they were. */
  readonly conditions: readonly HpaCondition[];
}

export interface HpaCondition {
  readonly type: 'AbleToScale' | 'ScalingActive' | 'ScalingLimited';
  readonly status: 'True' | 'False';
  readonly reason: string;
  readonly message: string;
}

/** A number of replicas, and the condition that tells how it came to be. */
export interface Step {
  readonly replicas: number;
  readonly condition: HpaCondition;
}

const READY: HpaCondition = {
  type: 'AbleToScale',
  status: 'True',
  reason: 'ReadyForNewScale',
  message: 'recommended size matches current size',
};

/** The step of stabilisation. */
export function stabilized(proposed: number, replicas: number, direction: 'up' | 'down'): Step {
  if (replicas === proposed) return { replicas, condition: READY };
  const [reason, what, which] =
    direction === 'up'
      ? ['ScaleUpStabilized', 'lower', 'lowest']
      : ['ScaleDownStabilized', 'higher', 'highest'];
  const message = `recent recommendations were ${what} than current one, applying the ${which} recent recommendation`;
  return { replicas, condition: { ...READY, reason, message } };
}

const limits = {
  TooFewReplicas: 'the desired replica count is less than the minimum replica count',
  TooManyReplicas: 'the desired replica count is more than the maximum replica count',
  ScaleUpLimit: 'the desired replica count is increasing faster than the maximum scale rate',
  ScaleDownLimit: 'the desired replica count is decreasing faster than the maximum scale rate',
} as const;

/** The step of a limit that was hit. */
export function limited(replicas: number, reason: keyof typeof limits): Step {
  return {
    replicas,
    condition: { type: 'ScalingLimited', status: 'True', reason, message: limits[reason] },
  };
}

/** The step of limits when none was hit. */
export function withinRange(replicas: number): Step {
  return {
    replicas,
    condition: {
      type: 'ScalingLimited',
      status: 'False',
      reason: 'DesiredWithinRange',
      message: 'the desired count is within the acceptable range',
    },
  };
}
