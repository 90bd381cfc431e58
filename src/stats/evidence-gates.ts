import type { Gate } from './decision.ts';

/** From here on a steady state is long enough to be judged, in s. */
const shortestSteadyS = 120;
/** Values that must lie above a percentile, counted as independent ones. */
const fewestInTail = 20;
/** The mean of both runs' `batchAutocorrelation` from which on intervals are not to be relied on. */
const largestAutocorrelation = 0.25;
/** Runs of both sides together without a known variation between runs. */
const fewestRuns = 4;

/** What the numbers of a comparison are made from. Null stands for "does not apply". */
export interface Evidence {
  /** The shortest of the steady states, in s. */
  readonly steadyS: number;
  /** The smallest effectiveN · (1 − p) of the runs, for a percentile. */
  readonly inTail: number | null;
  /** The `batchAutocorrelation` of the runs, base and candidate alike. */
  readonly autocorrelations: readonly (number | null)[];
  /** Whether an interval of a run has an infinite end. */
  readonly unbounded: boolean;
  /** The runs of both sides together. */
  readonly runs: number;
  /** Whether the variation between runs is known from elsewhere, or assumed. */
  readonly betweenRunsKnown: boolean;
  /**
   * Where the source rounds: the largest error that rounding makes, of both sides together, and the effect, on one scale.
   */
  readonly rounding: { readonly largestError: number; readonly effect: number } | null;
}

/**
 * What in the evidence itself stands in the way of a verdict, most serious first.
 *
 * Source: design paper "statistics.md", section 3.7, rule 1; the limits are from its simulations (section 3.1).
 */
export function evidenceGates(evidence: Evidence): readonly Gate[] {
  const gates: Gate[] = [];
  if (evidence.steadyS < shortestSteadyS) gates.push('too-short');
  if (evidence.unbounded) gates.push('unbounded-interval');
  if (evidence.inTail !== null && evidence.inTail < fewestInTail) gates.push('too-few-in-tail');
  const known = evidence.autocorrelations.filter((value) => value !== null);
  const total = known.reduce((sum, value) => sum + value, 0);
  if (known.length > 0 && total / known.length > largestAutocorrelation) gates.push('autocorrelated');
  const { rounding } = evidence;
  if (rounding !== null && rounding.largestError > 0 && Math.abs(rounding.effect) <= rounding.largestError) {
    gates.push('below-source-resolution');
  }
  if (evidence.runs < fewestRuns && !evidence.betweenRunsKnown) gates.push('single-pair');
  return gates;
}
