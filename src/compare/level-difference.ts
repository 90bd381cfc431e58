import { type BetweenRuns, compareRuns, type RunLevel } from '../stats/between-run.ts';
import { decisionIntervals } from '../stats/decision.ts';
import { minimumDetectableEffect } from '../stats/detectable-effect.ts';
import type { MeasuredEffect } from './measurement.ts';

const alpha = 0.05;

/** candidate − baseline of two sets of levels, as an effect before its thresholds are known. */
export type TestedDifference = Pick<
  MeasuredEffect,
  'estimate' | 'intervals' | 'p' | 'degreesOfFreedom' | 'minimumDetectable'
>;

/** Compares levels, one per run, by their difference. `betweenRuns` is null where these runs show how runs differ. */
export function differenceOfLevels(
  before: readonly RunLevel[],
  after: readonly RunLevel[],
  betweenRuns: BetweenRuns | null,
): TestedDifference {
  const { estimate, standardError, degreesOfFreedom, p } = compareRuns(before, after, betweenRuns);
  return {
    estimate,
    intervals: decisionIntervals(estimate, standardError, degreesOfFreedom),
    p,
    degreesOfFreedom: Number.isFinite(degreesOfFreedom) ? degreesOfFreedom : null,
    minimumDetectable: minimumDetectableEffect(standardError, degreesOfFreedom, alpha),
  };
}
