import type { Estimate, RunHeader } from './analysis.ts';
import type { EndpointKey } from './endpoint-key.ts';
import type { MetricId } from './metric.ts';
import type { Notice } from './notice.ts';

/** Candidate against baseline. Either side may be several runs of the same test. */
export interface Comparison {
  readonly schema: 'comparison/1';
  readonly baseline: readonly RunHeader[];
  readonly candidate: readonly RunHeader[];
  readonly rows: readonly MetricComparison[];
  readonly onlyInBaseline: readonly EndpointKey[];
  readonly onlyInCandidate: readonly EndpointKey[];
  readonly notices: readonly Notice[];
}

export interface MetricComparison {
  readonly endpoint: EndpointKey | 'total';
  readonly metric: MetricId;
  readonly baseline: Estimate;
  readonly candidate: Estimate;
  readonly difference: number;
  /** difference / baseline; null when the baseline is 0. */
  readonly relativeChange: number | null;
  readonly outcome: 'regressed' | 'improved' | 'no-change' | 'not-enough-evidence';
  readonly evidence: Evidence;
}

export type Evidence =
  | { readonly method: 'mann-whitney'; readonly p: number; readonly n1: number; readonly n2: number }
  | { readonly method: 'interval'; readonly lo: number; readonly hi: number; readonly confidence: number }
  | { readonly method: 'none'; readonly why: string };
