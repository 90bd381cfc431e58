import { effectiveShare } from './failure-difference.ts';
import { wilsonInterval } from './proportion.ts';

/** The share of requests that met an objective, 0…1. */
export interface Attainment {
  readonly share: number;
  readonly lo: number;
  readonly hi: number;
  /** What the requests are worth as independent ones. */
  readonly effectiveN: number;
}

/**
 * The share of good requests over windows in order of time, with an interval that allows for bad ones coming in bursts.
 * "p95 below a limit" is the same as at least 95 % of requests below it: test it as a share, so that no quantile needs to
 * be estimated. Null without requests.
 *
 * Throws RangeError as `designEffect` does.
 *
 * Source: `wilsonInterval` and `designEffect`; design paper "statistics.md", section 6.
 */
export function attainment(
  good: ArrayLike<number>,
  valid: ArrayLike<number>,
  confidence: number,
): Attainment | null {
  const { ratio, effective } = effectiveShare(good, valid);
  if (ratio === null) return null;
  return {
    share: ratio,
    ...wilsonInterval(effective.successes, effective.n, confidence),
    effectiveN: effective.n,
  };
}

/** Whether an objective was met: only when the whole interval says so; failed only when none of it does. */
export function objectiveOutcome(
  interval: { readonly lo: number; readonly hi: number },
  target: number,
): 'pass' | 'fail' | 'not-enough-evidence' {
  if (interval.lo >= target) return 'pass';
  return interval.hi < target ? 'fail' : 'not-enough-evidence';
}
