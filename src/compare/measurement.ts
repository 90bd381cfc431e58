import type { Needed, Noise, NoiseBasis, SideLevel } from '../model/comparison.ts';
import type { DecisionInput, Gate, Thresholds } from '../stats/decision.ts';

/** What two sides show of one metric, before the other comparisons are allowed for. */
export interface Measurement {
  readonly scale: 'ratio' | 'difference';
  readonly baseline: SideLevel;
  readonly candidate: SideLevel;
  /** Null when a side has no value. */
  readonly effect: MeasuredEffect | null;
  /** Those of the evidence itself. */
  readonly gates: readonly Gate[];
  /** A run has one number for its whole length, and nothing that tells how sure it is. */
  readonly isSummary: boolean;
}

/** candidate against baseline, on the scale of the decision: the logarithm of the ratio, or the difference. */
export interface MeasuredEffect {
  readonly estimate: number;
  /** Null, as is `p`, where the error is not known. */
  readonly intervals: Pick<DecisionInput, 'interval' | 'equivalenceInterval'> | null;
  readonly p: number | null;
  readonly degreesOfFreedom: number | null;
  /** Of a change for the worse and for the better, both above 0. */
  readonly thresholds: Thresholds;
  readonly basis: NoiseBasis;
  readonly minimumDetectable: number | null;
  readonly noise: Noise;
  readonly needed: Needed | null;
}
