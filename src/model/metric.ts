import type { EndpointStatistics, Estimate } from './analysis.ts';

/** The word for a metric in comparisons, SLOs and JSON. */
export type MetricId =
  | 'latency-p50'
  | 'latency-p90'
  | 'latency-p95'
  | 'latency-p99'
  | 'latency-p99.9'
  | 'latency-mean'
  | 'throughput'
  | 'goodput'
  | 'error-ratio'
  | 'apdex'
  | 'response-size';

/** A number that can be shown, compared with a baseline and limited by an SLO. */
export interface Metric {
  readonly id: MetricId;
  readonly label: string;
  readonly unit: 'ms' | 'per-second' | 'ratio' | 'score' | 'bytes';
  readonly better: 'lower' | 'higher';
  readonly read: (statistics: EndpointStatistics) => Estimate | null;
}

function latencyPercentile<const P extends 50 | 90 | 95 | 99 | 99.9>(percentile: P) {
  return {
    id: `latency-p${percentile}` as const,
    label: `response time p${percentile}`,
    unit: 'ms',
    better: 'lower',
    read: (s: EndpointStatistics) =>
      s.latency?.percentiles.find((q) => q.percentile === percentile)?.value ?? null,
  } as const satisfies Metric;
}

/** Every metric, in the order of tables. */
export const metrics = [
  latencyPercentile(50),
  latencyPercentile(90),
  latencyPercentile(95),
  latencyPercentile(99),
  latencyPercentile(99.9),
  {
    id: 'latency-mean',
    label: 'mean response time',
    unit: 'ms',
    better: 'lower',
    read: (s: EndpointStatistics) => s.latency?.meanMs ?? null,
  },
  {
    id: 'throughput',
    label: 'throughput',
    unit: 'per-second',
    better: 'higher',
    read: (s: EndpointStatistics) => s.throughputPerS,
  },
  {
    id: 'goodput',
    label: 'goodput',
    unit: 'per-second',
    better: 'higher',
    read: (s: EndpointStatistics) => s.goodputPerS,
  },
  {
    id: 'error-ratio',
    label: 'error ratio',
    unit: 'ratio',
    better: 'lower',
    read: (s: EndpointStatistics) => s.errorRatio,
  },
  {
    id: 'apdex',
    label: 'Apdex',
    unit: 'score',
    better: 'higher',
    read: ({ apdex, requests }: EndpointStatistics) =>
      apdex === null || apdex.score === null
        ? null
        : {
            value: apdex.score,
            n: requests,
            bounds: apdex.lo === apdex.hi ? null : { lo: apdex.lo, hi: apdex.hi },
            interval: null,
          },
  },
  {
    id: 'response-size',
    label: 'mean response size',
    unit: 'bytes',
    better: 'lower',
    read: ({ meanResponseBytes, requests }: EndpointStatistics) =>
      meanResponseBytes === null
        ? null
        : { value: meanResponseBytes, n: requests, bounds: null, interval: null },
  },
] as const satisfies readonly Metric[];
