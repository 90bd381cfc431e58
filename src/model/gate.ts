import type { MeasureId } from './measure.ts';

/** A requirement in the user's words, read: what is measured, and what it must be. */
export type Gate = LimitGate | RegressionGate;

/** 'p95{POST /chat} < 2s' */
export interface LimitGate {
  readonly kind: 'limit';
  /** As it was written. */
  readonly text: string;
  readonly metric: GateMetric;
  readonly selector: GateSelector;
  readonly operator: GateOperator;
  readonly bound: GateBound;
  /** Null where it was not written: then the steady state, or the whole run where the source has only that. */
  readonly during: GatePart | null;
  /** Violated only when it is so for at least this long on end; null without. */
  readonly forMs: number | null;
}

/** 'no regression > 5%': of what a comparison judges, or of one metric. */
export interface RegressionGate {
  readonly kind: 'regression';
  readonly text: string;
  /** Null: what decides the comparison. */
  readonly metric: GateMetric | null;
  readonly selector: GateSelector;
  /** 0.05 is 5 %; null: the threshold of the comparison. */
  readonly threshold: number | null;
}

/** Which requests: of all endpoints together, of every endpoint by itself, or of one, named as reports name it. */
export type GateSelector =
  | { readonly kind: 'total' }
  | { readonly kind: 'each' }
  | { readonly kind: 'named'; readonly name: string };

export type GateOperator = '<' | '<=' | '>' | '>=';

export type GatePart = 'steady' | 'whole-run';

/** The limit: a value in the unit of the metric, or one that follows from the baseline: its value × factor + offset. */
export type GateBound =
  | { readonly kind: 'value'; readonly value: number }
  | { readonly kind: 'baseline'; readonly factor: number; readonly offset: number };

/** What a gate limits. */
export type GateMetric =
  | { readonly kind: 'response-time'; readonly statistic: GateStatistic }
  | { readonly kind: 'measure'; readonly measure: MeasureId; readonly statistic: GateStatistic }
  | { readonly kind: 'plain'; readonly id: PlainMetricId };

/** One number of many values. The median is the 50th percentile. */
export type GateStatistic =
  | { readonly kind: 'percentile'; readonly percentile: number }
  | { readonly kind: 'mean' }
  | { readonly kind: 'min' }
  | { readonly kind: 'max' };

/** Metrics that are one number by themselves. */
export type PlainMetricId =
  | 'error-ratio'
  | 'throughput'
  | 'goodput'
  | 'apdex'
  | 'requests'
  | 'failures'
  | 'response-size'
  | ScalingMetricId;

/** Of those, what the record of scaling tells; they are of a workload, not of requests. */
export type ScalingMetricId = 'time-to-scale' | 'recovery' | 'peak-replicas';

/** What a limit is measured in: ms, 0…1, per second, bytes, a number of something, 0…1 without per cent, tokens. */
export type GateUnit = 'ms' | 'ratio' | 'per-second' | 'bytes' | 'count' | 'score' | 'tokens' | 'tokens/s';
