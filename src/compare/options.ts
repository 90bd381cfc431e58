import type { Analysis } from '../model/analysis.ts';
import type { EndpointKey } from '../model/endpoint-key.ts';
import type { MetricId } from '../model/metric.ts';
import type { Run } from '../model/run.ts';

/** A run, and what its analysis found: above all which part of it is the steady state. */
export interface RunWithAnalysis {
  readonly run: Run;
  readonly analysis: Analysis;
}

/** What may be asked of a comparison. */
export interface CompareOptions {
  /** A change matters from here on; 0.05, which is 5 %, when not given. */
  readonly threshold?: number;
  /** What the candidate calls an endpoint of the baseline. */
  readonly renames?: readonly { readonly from: EndpointKey; readonly to: EndpointKey }[];
  /**
   * How much runs are assumed to differ where too few are at hand to see it: standard deviations on the logarithm, 0.04 is
   * 4 %. A metric that is not in it is not assumed anything of.
   */
  readonly assumedNoise?: ReadonlyMap<MetricId, number>;
  /** How many candidates are compared with this baseline, each by itself: divides the level of the tests (Bonferroni). */
  readonly candidates?: number;
}

/**
 * What to assume of an ordinary service on an ordinary machine. Placeholders of ours with no publication behind them:
 * design paper "statistics.md", section 3.7. Of failure ratios: nothing beyond the bursts seen within the runs.
 */
export const usualNoise: ReadonlyMap<MetricId, number> = new Map<MetricId, number>([
  ['latency-p50', 0.025],
  ['latency-p95', 0.04],
  ['latency-p99', 0.06],
  ['latency-mean', 0.025],
  ['throughput', 0.01],
  ['error-ratio', 0],
]);
