import type { MeasureId } from './measure.ts';

/** One number of a measure that runs are compared by. */
export interface MeasureMetric {
  readonly id: string;
  readonly measure: MeasureId;
  /** Nearest rank; null for the mean. */
  readonly percentile: 50 | 95 | null;
  readonly label: string;
  /** In the cell of a table. */
  readonly short: string;
  readonly unit: 'ms' | 'tokens' | 'tokens/s';
  readonly better: 'lower' | 'higher';
}

/**
 * What is compared of the measures, in the order of tables. Gaps of one answer hang together, so every number here is one
 * observation of a run and no more; how long answers are is no quality, and stands here to explain the others.
 */
export const measureMetrics = [
  {
    id: 'time-to-first-byte-p95',
    measure: 'time-to-first-byte',
    percentile: 95,
    label: 'time to first byte p95',
    short: 'TTFB p95',
    unit: 'ms',
    better: 'lower',
  },
  {
    id: 'ttft-p50',
    measure: 'ttft.firstContent',
    percentile: 50,
    label: 'time to first token p50',
    short: 'TTFT p50',
    unit: 'ms',
    better: 'lower',
  },
  {
    id: 'ttft-p95',
    measure: 'ttft.firstContent',
    percentile: 95,
    label: 'time to first token p95',
    short: 'TTFT p95',
    unit: 'ms',
    better: 'lower',
  },
  {
    id: 'chunk-gap-p50',
    measure: 'itl.gap',
    percentile: 50,
    label: 'gap between chunks p50',
    short: 'gap p50',
    unit: 'ms',
    better: 'lower',
  },
  {
    id: 'chunk-gap-p95',
    measure: 'itl.gap',
    percentile: 95,
    label: 'gap between chunks p95',
    short: 'gap p95',
    unit: 'ms',
    better: 'lower',
  },
  {
    id: 'time-per-token-p50',
    measure: 'tpot',
    percentile: 50,
    label: 'time per output token p50',
    short: 'TPOT p50',
    unit: 'ms',
    better: 'lower',
  },
  {
    id: 'tokens-per-second-p50',
    measure: 'tokens-per-second',
    percentile: 50,
    label: 'output speed of an answer p50',
    short: 'tokens/s p50',
    unit: 'tokens/s',
    better: 'higher',
  },
  {
    id: 'answer-tokens-mean',
    measure: 'tokens',
    percentile: null,
    label: 'mean tokens of an answer',
    short: 'tokens',
    unit: 'tokens',
    better: 'higher',
  },
] as const satisfies readonly MeasureMetric[];

export type MeasureMetricId = (typeof measureMetrics)[number]['id'];
