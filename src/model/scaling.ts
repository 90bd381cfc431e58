/** How one workload's replicas changed. Points are a step function: each holds until the next. */
export interface ScalingTimeline {
  readonly workload: string;
  readonly namespace: string | null;
  readonly points: readonly ReplicaPoint[];
  readonly events: readonly ScalingEvent[];
  /** Added to the log's times to bring them onto the load generator's clock. */
  readonly clockShiftMs: number;
}

export interface ReplicaPoint {
  readonly atMs: number;
  readonly desired: number | null;
  readonly ready: number | null;
  readonly signal: { readonly metric: string; readonly value: number; readonly target: number } | null;
}

export interface ScalingEvent {
  readonly atMs: number;
  readonly kind:
    | 'scaled-up'
    | 'scaled-down'
    | 'pod-ready'
    | 'pod-unready'
    | 'at-max-replicas'
    | 'cannot-scale';
  readonly reason: string;
}
