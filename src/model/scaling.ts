/**
 * What one source, or several together, recorded of how a workload's replicas changed during a load test. Importers and the
 * monitor's recording make it; the analysis reads nothing else. All instants are Unix epoch ms on the load generator's
 * clock: `clock` says how they were brought onto it.
 */
export interface ScalingTimeline {
  readonly workload: string;
  /** 'Deployment', 'StatefulSet', 'ReplicaSet', 'auto-scaling group', 'service'; 'unknown' where the source does not tell. */
  readonly kind: string;
  readonly namespace: string | null;
  /** From the first to the last thing the record says. Before and after, nothing is known. */
  readonly observed: { readonly fromMs: number; readonly toMs: number };
  /** Stretches within in which changes may have been missed: a watch that broke, polls that failed. Ascending. */
  readonly gaps: readonly RecordGap[];
  /** At most one of each quantity and source; the analysis takes the most exact. */
  readonly replicas: readonly ReplicaSeries[];
  readonly autoscaler: Autoscaler | null;
  /** What the autoscaler looks at, as it saw it. */
  readonly signals: readonly SignalSeries[];
  /** States the autoscaler reports of itself ('ScalingLimited', 'TooManyReplicas'), in order of time. */
  readonly conditions: readonly AutoscalerCondition[];
  /** In order of creation, those of unknown creation first. */
  readonly pods: readonly PodRecord[];
  /** CPU and memory of the pods over time; empty without metrics. */
  readonly usage: readonly UsageSeries[];
  /** What each pod asks for; null where the record does not tell. */
  readonly podRequests: { readonly cpuCores: number | null; readonly memoryBytes: number | null };
  /** The cluster's own events, in order of time. */
  readonly events: readonly ClusterEvent[];
  /** Whether the service answered the monitor, in order of time; only changes are kept. */
  readonly reachability: readonly Reachability[];
  readonly clock: ClockAlignment;
  /** What was read, for the evidence: 'kubectl get hpa --watch', 'legacy monitor log'. */
  readonly sources: readonly string[];
}

/**
 * When something happened: not before the first, not after the second instant, both Unix epoch ms. Equal when it is known
 * to the ms; a second apart when the cluster stamps whole seconds; a polling interval and more when it was only seen between
 * two reads (interval censoring).
 */
export interface InstantRange {
  readonly earliestMs: number;
  readonly latestMs: number;
}

/** How an instant is known, best first. */
export type InstantBasis = 'cluster-time' | 'watched' | 'polled' | 'load-generator';

/** An instant and how it is known. */
export interface Occurrence extends InstantRange {
  readonly basis: InstantBasis;
}

/** Something was not watched from `fromMs` to `toMs`, and why, in words. */
export interface RecordGap {
  readonly fromMs: number;
  readonly toMs: number;
  readonly reason: string;
}

/**
 * One count over time as levels: each holds from its beginning until the next one's.
 * 'desired': asked for by the autoscaler or the user. 'created': pods that exist. 'ready': pass their readiness probe.
 * 'available': ready for long enough. 'in-endpoints': addresses that the service sends traffic to.
 */
export interface ReplicaSeries {
  readonly quantity: 'desired' | 'created' | 'ready' | 'available' | 'in-endpoints';
  readonly source: string;
  readonly levels: readonly ReplicaLevel[];
}

export interface ReplicaLevel {
  readonly replicas: number;
  /** The count is at least this: a table that says "and 3 more" cut it. */
  readonly isLowerBound: boolean;
  /** Null for the first level of a record: it was so before. */
  readonly began: Occurrence | null;
  /** The last instant at which the record shows this level, Unix epoch ms. */
  readonly lastSeenMs: number;
}

/** The autoscaler's settings as recorded last. */
export interface Autoscaler {
  readonly name: string;
  readonly minReplicas: number | null;
  readonly maxReplicas: number | null;
  readonly targets: readonly AutoscalerTarget[];
  /** Null: not recorded. 'default': the object has no behaviour of its own, so that of Kubernetes holds. */
  readonly behavior: AutoscalerBehavior | 'default' | null;
}

export interface AutoscalerTarget {
  /** 'cpu', 'memory', or the metric's own name. */
  readonly metric: string;
  /** 'utilization': % of what the pods request. 'average': per pod, in `unit`. 'value': of all together, in `unit`. */
  readonly kind: 'utilization' | 'average' | 'value';
  readonly target: number;
  readonly unit: 'percent' | 'cores' | 'bytes' | 'metric';
}

export interface AutoscalerBehavior {
  readonly scaleUp: ScalingRules | null;
  readonly scaleDown: ScalingRules | null;
}

/** Null: the default of Kubernetes holds. */
export interface ScalingRules {
  readonly stabilizationWindowMs: number | null;
  readonly selectPolicy: 'Max' | 'Min' | 'Disabled' | null;
  readonly policies: readonly {
    readonly type: 'Pods' | 'Percent';
    readonly value: number;
    readonly periodMs: number;
  }[];
}

/** One metric of the autoscaler over time, as columns of equal length, ascending. */
export interface SignalSeries {
  readonly metric: string;
  readonly unit: AutoscalerTarget['unit'];
  readonly source: string;
  /** When it was read, Unix epoch ms. */
  readonly earliestMs: readonly number[];
  readonly latestMs: readonly number[];
  /** Null: unknown at that time. */
  readonly values: readonly (number | null)[];
  readonly targets: readonly (number | null)[];
}

export interface AutoscalerCondition {
  readonly at: Occurrence;
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason: string;
  readonly message: string;
}

/** One pod's (or instance's) life. Null: not recorded, or it did not happen; `lastSeenMs` and `phase` tell which. */
export interface PodRecord {
  readonly name: string;
  readonly node: string | null;
  readonly created: Occurrence | null;
  readonly scheduled: Occurrence | null;
  /** All containers run. */
  readonly started: Occurrence | null;
  /** Ready for the first time. */
  readonly ready: Occurrence | null;
  readonly inEndpoints: Occurrence | null;
  /** Told to end. */
  readonly deleted: Occurrence | null;
  readonly gone: Occurrence | null;
  /** It existed, ready, when the record began. */
  readonly wasThere: boolean;
  /** As `kubectl` words it, seen last: 'Running', 'Pending', 'ContainerCreating', 'CrashLoopBackOff'. */
  readonly phase: string;
  readonly isReady: boolean;
  readonly lastSeenMs: number;
  readonly restarts: number;
  /** Why it waits or fails, from its conditions or an event: 'Unschedulable: 0/3 nodes are available'; null: no reason seen. */
  readonly reason: string | null;
}

/** Columns of equal length, ascending in time. `pod` null: all pods together. */
export interface UsageSeries {
  readonly pod: string | null;
  readonly atMs: readonly number[];
  readonly cpuCores: readonly (number | null)[];
  readonly memoryBytes: readonly (number | null)[];
}

/** An event of the cluster. */
export interface ClusterEvent {
  /** The last time it happened. */
  readonly at: Occurrence;
  /** The first time, where it happened several times; else the same. */
  readonly firstAt: Occurrence;
  readonly count: number;
  readonly type: 'Normal' | 'Warning' | null;
  /** 'SuccessfulRescale', 'FailedScheduling', … */
  readonly reason: string;
  readonly object: { readonly kind: string; readonly name: string };
  readonly message: string;
}

export interface Reachability {
  readonly at: Occurrence;
  readonly isReachable: boolean;
  /** In the source's words: 'HTTP 200', 'connection refused'. */
  readonly message: string;
}

/** How the record's times were brought onto the load generator's clock. */
export interface ClockAlignment {
  /** Was added to every time of the record, in ms. */
  readonly shiftMs: number;
  /** The true shift is within shiftMs ± this; 0 where nothing puts the clocks in doubt, null where it cannot be told. */
  readonly uncertaintyMs: number | null;
  /**
   * 'given': `--clock-shift`. 'date-header': the API server's clock beside ours. 'connectivity': the monitor's probes beside
   * the load. 'overlap': load cannot cause what came before it. 'same-clock': both recorded by one program, or taken so.
   */
  readonly basis: 'given' | 'date-header' | 'connectivity' | 'overlap' | 'same-clock';
  /** IANA name or offset by which times without a zone were read; null: every time had a zone. */
  readonly timezone: string | null;
  /** The zone was stated by the user or the source, not taken from this machine. */
  readonly isTimezoneStated: boolean;
  /** One sentence. */
  readonly explanation: string;
}
