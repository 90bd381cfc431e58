import { criticalT } from './welch.ts';

/** What a comparison of one metric of one endpoint comes to. */
export type DecisionOutcome = 'regressed' | 'improved' | 'no-change' | 'not-enough-evidence';

/** Why the numbers are not to be judged. Those of `invalid` stand before those of the evidence itself. */
export type Gate =
  | 'generator-saturated'
  | 'littles-law-fails'
  | 'load-differs'
  | 'no-steady-state'
  | 'too-short'
  | 'too-few-in-tail'
  | 'autocorrelated'
  | 'unbounded-interval'
  | 'below-source-resolution'
  | 'single-pair';

/** Why the outcome is what it is. */
export type DecisionReason =
  | Gate
  /** The whole interval is beyond the threshold. */
  | 'beyond-threshold'
  /** The estimate is beyond the threshold and the interval excludes no change, but not a change below the threshold. */
  | 'estimate-beyond-threshold'
  /** The interval lies between the thresholds. */
  | 'within-threshold'
  /** A change there is, and it is smaller than the threshold. */
  | 'detectable-below-threshold'
  /** The interval holds both a change that matters and none. */
  | 'interval-too-wide';

/** How large a change must be to matter, on the scale of the effect; both above 0. */
export interface Thresholds {
  readonly worse: number;
  readonly better: number;
}

/** What is to be judged. All numbers are on one scale, with the sign turned so that above 0 is worse. */
export interface DecisionInput {
  readonly effect: number;
  /** At 95 %, of this comparison by itself. */
  readonly interval: { readonly lo: number; readonly hi: number };
  /** At 90 %: two one-sided tests at 5 % for "no change". */
  readonly equivalenceInterval: { readonly lo: number; readonly hi: number };
  /** Two-sided, adjusted for all comparisons that can raise an alarm (`holm`). */
  readonly adjustedP: number;
  readonly thresholds: Thresholds;
  /** The level of `adjustedP`, such as 0.05. */
  readonly alpha: number;
  /** What stands in the way, most serious first; empty when nothing does. */
  readonly gates: readonly Gate[];
}

/** The outcome, and what to print with it. */
export interface Decision {
  readonly outcome: DecisionOutcome;
  readonly reason: DecisionReason;
  /** All gates that stood in the way. */
  readonly gates: readonly Gate[];
  /** The whole 95 % interval is beyond the threshold. */
  readonly confirmed: boolean;
  /** A change was found that is smaller than the threshold. */
  readonly belowThreshold: boolean;
  /** adjustedP < α and the interval excludes 0, whatever the outcome: "differs within-run" for a single pair. */
  readonly differs: boolean;
}

/**
 * The verdict over one metric of one endpoint. Gates first; then a change that is both certain (adjusted p below α, and
 * the interval without 0) and large enough; then "no change" when the 90 % interval lies within the thresholds. What is
 * none of these is not enough evidence, never "no change".
 *
 * Throws RangeError when a threshold is not above 0, or a number is NaN.
 *
 * Sources: design paper "statistics.md", section 3.7; "no change" by two one-sided tests, D. J. Schuirmann, "A comparison
 * of the two one-sided tests procedure and the power approach", Journal of Pharmacokinetics and Biopharmaceutics 15, 1987.
 */
export function decide(input: DecisionInput): Decision {
  check(input);
  const { effect, interval, thresholds, gates } = input;
  const significant = input.adjustedP < input.alpha;
  const isUp = significant && interval.lo > 0;
  const isDown = significant && interval.hi < 0;
  const plain = { gates, confirmed: false, belowThreshold: false, differs: isUp || isDown };
  const gate = gates[0];
  if (gate !== undefined) return { ...plain, outcome: 'not-enough-evidence', reason: gate };
  if (isUp && effect >= thresholds.worse) return beyond('regressed', interval.lo >= thresholds.worse);
  if (isDown && effect <= -thresholds.better) return beyond('improved', interval.hi <= -thresholds.better);
  const { lo, hi } = input.equivalenceInterval;
  if (lo > -thresholds.better && hi < thresholds.worse) {
    const belowThreshold = interval.lo > 0 || interval.hi < 0;
    const reason = belowThreshold ? 'detectable-below-threshold' : 'within-threshold';
    return { ...plain, outcome: 'no-change', reason, belowThreshold };
  }
  return { ...plain, outcome: 'not-enough-evidence', reason: 'interval-too-wide' };
}

/**
 * The two intervals of an estimate with a Student t error, as `decide` takes them. `largestBias` is what rounding at the
 * source may add on top, on the same scale; it is no chance error, so it is added in full.
 */
export function decisionIntervals(
  effect: number,
  standardError: number,
  degreesOfFreedom: number,
  largestBias = 0,
): Pick<DecisionInput, 'interval' | 'equivalenceInterval'> {
  const around = (confidence: number) => {
    const reach = criticalT(degreesOfFreedom, confidence) * standardError + largestBias;
    return { lo: effect - reach, hi: effect + reach };
  };
  return { interval: around(0.95), equivalenceInterval: around(0.9) };
}

/** The thresholds on the log scale of a relative change: 0.05 is 5 % up, or the same factor down. */
export function relativeThresholds(change: number): Thresholds {
  const threshold = Math.log1p(change);
  return { worse: threshold, better: threshold };
}

/**
 * The thresholds for the difference of two failure ratios, given the base's: a change matters when it is at least
 * `absolute` (0.001 is 0.1 percentage points) and at least doubles or halves, by `factor`, the failures or the successes.
 *
 * Source: design paper "statistics.md", section 3.5; the successes are our addition, since 60 % failures cannot double.
 */
export function failureThresholds(baseRatio: number, absolute: number, factor: number): Thresholds {
  const successes = 1 - baseRatio;
  const up = Math.min(baseRatio * (factor - 1), successes * (1 - 1 / factor));
  const down = Math.min(baseRatio * (1 - 1 / factor), successes * (factor - 1));
  return { worse: Math.max(absolute, up), better: Math.max(absolute, down) };
}

function beyond(outcome: 'regressed' | 'improved', confirmed: boolean): Decision {
  const reason = confirmed ? 'beyond-threshold' : 'estimate-beyond-threshold';
  return { outcome, reason, gates: [], confirmed, belowThreshold: false, differs: true };
}

function check({ effect, interval, equivalenceInterval, adjustedP, thresholds, alpha }: DecisionInput): void {
  if (!(thresholds.worse > 0 && thresholds.better > 0)) {
    throw new RangeError(`Thresholds are above 0, found "${thresholds.worse}" and "${thresholds.better}".`);
  }
  const ends = [interval.lo, interval.hi, equivalenceInterval.lo, equivalenceInterval.hi];
  if ([effect, adjustedP, alpha, ...ends].some(Number.isNaN)) {
    throw new RangeError('A decision is on numbers, found "NaN".');
  }
}
