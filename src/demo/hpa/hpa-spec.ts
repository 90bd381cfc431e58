/** What an autoscaler was told, as `autoscaling/v2` has it. */
export interface HpaSpec {
  readonly minReplicas: number;
  readonly maxReplicas: number;
  /** At least one; all of type Resource with a target of type Utilization. */
  readonly metrics: readonly ResourceTarget[];
  /** Absent is not the same as empty: without it other limits hold (scaling.md 2.3). */
  readonly behavior?: HpaBehavior;
}

export type ResourceName = 'cpu' | 'memory';

export interface ResourceTarget {
  readonly name: ResourceName;
  /** Mean use over the pods, in percent of what they requested. */
  readonly averageUtilization: number;
}

export interface HpaBehavior {
  readonly scaleUp?: Partial<ScalingRules>;
  readonly scaleDown?: Partial<ScalingRules>;
}

export interface ScalingRules {
  readonly stabilizationWindowSeconds: number;
  readonly selectPolicy: 'Max' | 'Min' | 'Disabled';
  readonly policies: readonly ScalingPolicy[];
}

export interface ScalingPolicy {
  readonly type: 'Pods' | 'Percent';
  readonly value: number;
  readonly periodSeconds: number;
}

/** The flags of the controller manager. */
export interface HpaTiming {
  readonly tolerance: number;
  readonly cpuInitializationSeconds: number;
  readonly initialReadinessDelaySeconds: number;
  readonly downscaleStabilizationSeconds: number;
}

/** scaling.md 2.1. */
export const DEFAULT_TIMING: HpaTiming = {
  tolerance: 0.1,
  cpuInitializationSeconds: 300,
  initialReadinessDelaySeconds: 30,
  downscaleStabilizationSeconds: 300,
};

/** A pod as the autoscaler sees it. Times in seconds of one clock. */
export interface ObservedPod {
  readonly name: string;
  readonly phase: 'Pending' | 'Running' | 'Failed';
  /** Whether it has a deletion timestamp. */
  readonly deleted: boolean;
  readonly ready: boolean;
  /** When its condition Ready last changed; null when it has none. */
  readonly readyTransitionS: number | null;
  /** When the kubelet took it; null before. */
  readonly startS: number | null;
  /** In whole units: millicores, bytes. */
  readonly requests: Readonly<Record<ResourceName, number>>;
}

/** What the metrics API says of one pod and one resource. */
export interface PodMetric {
  readonly value: number;
  readonly atS: number;
  readonly windowS: number;
}
