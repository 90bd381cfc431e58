import type {
  Autoscaler,
  AutoscalerTarget,
  ClockAlignment,
  ClusterEvent,
  InstantBasis,
  InstantRange,
  Occurrence,
  RecordGap,
} from './scaling.ts';

/**
 * Did it scale in time: what the record of one workload's replicas says beside the load test. Plain data.
 * Definitions: docs/scaling.md.
 */
export interface ScalingAnalysis {
  readonly workload: string;
  readonly kind: string;
  readonly namespace: string | null;
  readonly sources: readonly string[];
  readonly observed: { readonly fromMs: number; readonly toMs: number };
  /** How changes were seen, in words: 'watched', 'polled every 12 s (10 to 21 s)'. */
  readonly exactness: string;
  readonly gaps: readonly RecordGap[];
  readonly clock: ClockAlignment;
  readonly autoscaler: Autoscaler | null;
  /**
   * 'scaled': every replica asked for became ready. 'incomplete': some asked for never did. 'no-reaction': the load
   * pushed the metric over its target, and nothing was asked for. 'not-needed': the metric never passed its target.
   * 'unknown': the record does not tell.
   */
  readonly outcome: 'scaled' | 'incomplete' | 'no-reaction' | 'not-needed' | 'unknown';
  /** One sentence for the top of the report: "Scaled 2 → 7 in two steps; 95 s (85 to 105 s) from load step to ready". */
  readonly summary: string;
  /** Counts; null where the record does not tell. */
  readonly replicas: {
    readonly atStart: number | null;
    readonly peakDesired: number | null;
    readonly peakReady: number | null;
    readonly atEnd: number | null;
  };
  /** One per change of the load that made the autoscaler act, in order of time. */
  readonly surges: readonly Surge[];
  /** Every change of desired replicas, in order of time. */
  readonly steps: readonly ScaleStep[];
  /** The record was read so seldom that two changes may look like one: say "at least". */
  readonly isStepCountLowerBound: boolean;
  readonly recovery: Recovery;
  readonly flapping: Flapping;
  /** Ready replicas beyond what the surge settled on; null where it cannot be told. */
  readonly overshootReplicas: number | null;
  readonly saturation: Saturation | null;
  readonly stuckPods: readonly StuckPod[];
  /** All pods' restarts within the record. */
  readonly restarts: number;
  /** What users met while replicas were too few; null without a load test beside the record. */
  readonly cost: ScalingCost | null;
  /** Null where demand or supply is not known; `elasticityReason` says why. */
  readonly elasticity: Elasticity | null;
  readonly elasticityReason: string | null;
  readonly throughputPerReadyReplica: ThroughputPerReplica | null;
  /** For the charts; at most 600 points each. */
  readonly curves: ScalingCurves;
  /** The pods of the record for the lifecycle chart, at most 100: those of the surges first. */
  readonly pods: readonly PodLife[];
  readonly podsLeftOut: number;
  /** Those that explain, at most 50. */
  readonly events: readonly ClusterEvent[];
  readonly eventsLeftOut: number;
}

/**
 * How long something took: at least the one and at most the other, in ms; equal when both ends are exact. `mostMs` null: it
 * was not over when the record ended, so it took at least `leastMs`.
 */
export interface DurationRange {
  readonly leastMs: number;
  readonly mostMs: number | null;
}

/** One phase's instant. */
export interface PhaseMark {
  /**
   * 'seen'. 'never': not until the end of the record, or what came before and ended the wait: a scale-down where replicas
   * were awaited, a change of the load where the response time was. 'not-recorded': no source tells. 'not-applicable':
   * nothing of the kind had to happen.
   */
  readonly outcome: 'seen' | 'never' | 'not-recorded' | 'not-applicable';
  /** Null unless seen. */
  readonly at: InstantRange | null;
  readonly basis: InstantBasis | null;
}

/** The phases of a step in their order (T0 to T8 of docs/scaling.md). */
export const SCALING_PHASES = [
  'load-change',
  'metric-over-target',
  'decided',
  'pods-created',
  'pods-scheduled',
  'containers-started',
  'ready',
  'in-endpoints',
  'response-time-back',
] as const;

export type ScalingPhase = (typeof SCALING_PHASES)[number];

/** One change of desired replicas and what followed. */
export interface ScaleStep {
  /** From 1. */
  readonly number: number;
  readonly direction: 'up' | 'down';
  readonly from: number;
  readonly to: number;
  /** One per phase, in their order. Of pods it is the last one that the step needed. */
  readonly phases: readonly ({ readonly phase: ScalingPhase } & PhaseMark)[];
  /**
   * 'superseded': a decision in the other direction came before its replicas were ready. 'cut-off': the record ended so soon
   * that they may have become ready after it. 'never': neither excuses it. 'not-recorded': no source tells what was ready.
   */
  readonly outcome: 'ready' | 'superseded' | 'never' | 'cut-off' | 'not-recorded';
  /** From the change of the load to all replicas of the step ready; null where either is not known. */
  readonly loadToReady: DurationRange | null;
  readonly loadToDecision: DurationRange | null;
  readonly decisionToReady: DurationRange | null;
  /** The autoscaler's own words: 'cpu resource utilization (percentage of request) above target'; null without. */
  readonly reason: string | null;
  /** By the formula where its inputs are known: '82 % against 70 % on 4 pods asks for ceil(4 × 82/70) = 5'; else null. */
  readonly explanation: string | null;
  /** Number of the surge it belongs to, from 1; null for scale-downs and steps without a change of the load. */
  readonly surge: number | null;
}

/** A rise of the load and everything the autoscaler did about it. */
export interface Surge {
  readonly number: number;
  /** Null where the load test does not show when it rose. */
  readonly loadChange: InstantRange | null;
  /** Users, or req/s in the open model, before and after; null where unknown. */
  readonly load: { readonly unit: 'users' | 'req/s'; readonly from: number; readonly to: number } | null;
  readonly fromReplicas: number;
  readonly toReplicas: number;
  readonly steps: number;
  readonly outcome: 'ready' | 'never' | 'cut-off' | 'not-recorded';
  /** From the change of the load to all replicas asked for ready: what users wait for. */
  readonly timeToScale: DurationRange | null;
  readonly loadToFirstDecision: DurationRange | null;
  readonly firstDecisionToReady: DurationRange | null;
  readonly firstNewPodReady: InstantRange | null;
  readonly allReady: InstantRange | null;
  /** How long p95 was beyond its limit from the change of the load on; null where it never was, or is not known. */
  readonly slow: {
    readonly limitMs: number;
    /** 'slo': set by the user. 'former-level': what it was before the load rose, doubled. */
    readonly limitBasis: 'slo' | 'former-level';
    readonly durationMs: DurationRange;
  } | null;
}

/** Back to the replicas of the start after the load ended. */
export interface Recovery {
  /** 'none-needed': never scaled. 'not-seen': the record ended before. */
  readonly outcome: 'recovered' | 'not-seen' | 'none-needed' | 'unknown';
  /** The load's end to the first scale-down, and to the starting replicas. */
  readonly loadEndToFirstDown: DurationRange | null;
  readonly loadEndToStart: DurationRange | null;
}

/** Up and down again within the stabilisation window. */
export interface Flapping {
  /** Changes of direction closer together than `windowMs`. */
  readonly reversals: number;
  readonly windowMs: number;
  /** At least 3 reversals in 15 min. */
  readonly isFlapping: boolean;
}

/** Asked for as many replicas as allowed, and needed more. */
export interface Saturation {
  readonly maxReplicas: number;
  /** From when on; Unix epoch ms. */
  readonly began: InstantRange;
  readonly duration: DurationRange;
  /** The load when it began: users, or req/s in the open model. */
  readonly load: { readonly unit: 'users' | 'req/s'; readonly value: number } | null;
}

export interface StuckPod {
  readonly pod: string;
  readonly phase: string;
  readonly reason: string | null;
  /** Waiting since it was created. */
  readonly waited: DurationRange | null;
}

/** Requests between a change of the load and its replicas being ready. */
export interface ScalingCost {
  /** In all, s. */
  readonly underProvisionedS: number;
  readonly requests: number;
  readonly failures: number;
  /** Requests slower than the limit; null where the source cannot tell. Bounds where windows straddle. */
  readonly slow: { readonly limitMs: number; readonly least: number; readonly most: number } | null;
  /** One sentence: "the surge cost 412 requests over 2 s and 12 failures". */
  readonly explanation: string;
}

/**
 * Herbst et al., "Ready for Rain?", SPEC-RG-2016-01; jitter as in BUNGEE. Demand d and supply s (ready in endpoints) are step
 * functions over [fromMs, toMs).
 */
export interface Elasticity {
  readonly fromMs: number;
  readonly toMs: number;
  /** How demand was told: 'by-target' from the autoscaler's metric, 'given'. */
  readonly demandBasis: 'by-target' | 'given';
  /** θ_U, θ_O in %: normalised lack and excess. */
  readonly underProvisioningAccuracy: number;
  readonly overProvisioningAccuracy: number;
  /** τ_U, τ_O in % of the time. */
  readonly underProvisioningTimeshare: number;
  readonly overProvisioningTimeshare: number;
  /** Changes of supply beyond those of demand, replicas per min. */
  readonly jitterPerMin: number;
  /** υ in % of grid steps, with the grid it depends on, in s. */
  readonly instability: { readonly share: number; readonly gridS: number };
}

/** Successful requests per second for each ready replica, in the steady state. */
export interface ThroughputPerReplica {
  readonly perS: number;
  readonly readyReplicas: number;
}

/** Times are Unix epoch ms; step functions but for the signals. */
export interface ScalingCurves {
  readonly desired: readonly ScalingCurvePoint[];
  readonly ready: readonly ScalingCurvePoint[];
  readonly inEndpoints: readonly ScalingCurvePoint[];
  readonly signals: readonly {
    readonly metric: string;
    readonly unit: AutoscalerTarget['unit'];
    readonly target: number | null;
    readonly points: readonly ScalingCurvePoint[];
  }[];
  /** Of all pods together. */
  readonly cpuCores: readonly ScalingCurvePoint[];
  readonly memoryBytes: readonly ScalingCurvePoint[];
  /** What the pods request together; empty where it is not known. */
  readonly cpuRequestedCores: readonly ScalingCurvePoint[];
  readonly memoryRequestedBytes: readonly ScalingCurvePoint[];
}

/** `atMs` with how far the instant may be off: the change lies in [earliestMs, atMs]. Null value: unknown. */
export interface ScalingCurvePoint {
  readonly earliestMs: number;
  readonly atMs: number;
  readonly value: number | null;
}

export interface PodLife {
  readonly name: string;
  readonly node: string | null;
  /** Number of the step that created it; null: there from the start, or not told. */
  readonly step: number | null;
  readonly created: Occurrence | null;
  readonly scheduled: Occurrence | null;
  readonly started: Occurrence | null;
  readonly ready: Occurrence | null;
  readonly inEndpoints: Occurrence | null;
  readonly deleted: Occurrence | null;
  readonly phase: string;
  readonly restarts: number;
  readonly reason: string | null;
  /** CPU in cores and memory in bytes, mean over the record; null without metrics. */
  readonly meanCpuCores: number | null;
  readonly meanMemoryBytes: number | null;
}
