import type { EndpointKey } from '../model/endpoint-key.ts';

/** An upper limit that a load has to keep, such as 'p95 < 2s'. */
export interface LoadLimit {
  /** Null for all requests together. */
  readonly endpoint: EndpointKey | null;
  readonly metric: 'latency-percentile' | 'latency-mean' | 'error-ratio';
  /** 0…100, for 'latency-percentile'; else null. */
  readonly percentile: number | null;
  /** In ms, or a ratio. */
  readonly most: number;
  /** As it was written. */
  readonly text: string;
}

/** What a caller may ask of an analysis. Everything has a default. */
export interface AnalysisOptions {
  /**
   * The steady state: 'detected' (default), 'whole-run', or a part of the run in ms since its start.
   */
  readonly steady?: 'detected' | 'whole-run' | { readonly fromMs: number; readonly toMs: number };
  /** Apdex: satisfied up to this response time, in ms. Default 500, the specification's own example. */
  readonly apdexToleratedMs?: number;
  /**
   * Limit of the p95 of all requests together, in ms, by which replicas count as enough in the analysis of scaling. Default:
   * twice what it was before the load rose.
   */
  readonly responseTimeLimitMs?: number;
  /** Whether each endpoint has its own series over time, which takes the most time of all. Default true. */
  readonly endpointSeries?: boolean;
  /** Confidence of every interval, above 0 and below 1. Default 0.95. */
  readonly confidence?: number;
  /** What a load has to keep to count as within the service's capacity. Default none. */
  readonly loadLimits?: readonly LoadLimit[];
}
