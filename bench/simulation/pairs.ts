import { compareRuns, type RunLevel } from '../../src/stats/between-run.ts';
import {
  type DecisionOutcome,
  decide,
  decisionIntervals,
  type Gate,
  relativeThresholds,
} from '../../src/stats/decision.ts';
import { evidenceGates } from '../../src/stats/evidence-gates.ts';
import { seededRandom } from '../../src/stats/random.ts';
import type { TestedEstimate } from '../../src/stats/welch.ts';
import { type QuantileLevel, quantileOfWindows } from '../../src/stats/woodruff.ts';
import { bucketBounds, type Process } from './simulated-run.ts';

const p = 0.95;
/** Between runs nothing differs here: the best case for what is seen within runs. */
const noneBetween = { standardDeviation: 0, degreesOfFreedom: Infinity };

/** The outcome by the threshold: 0.025 and 0.05. */
export type Outcomes = ReadonlyMap<number, DecisionOutcome>;

/** What became of one pair of runs. */
export interface Pair {
  /** The interval excludes no change: +1 slower, −1 faster, whatever the gates say. */
  readonly flagged: -1 | 0 | 1;
  readonly gates: readonly Gate[];
  readonly outcomes: Outcomes;
  /** With the gate on autocorrelation alone, as in the tables of the design paper. */
  readonly outcomesAsPublished: Outcomes;
}

export const thresholds = [0.025, 0.05];

/** Compares the p95 of `count` pairs of runs, the second `factor` times as slow. */
export function comparePairs(
  process: Process,
  options: {
    readonly count: number;
    readonly seconds: number;
    readonly factor: number;
    readonly seed: number;
  },
): readonly Pair[] {
  const random = seededRandom(options.seed);
  const level = (factor: number) => {
    const found = quantileOfWindows(process.run(random, options.seconds, factor), p, 0.95, bucketBounds);
    if (found === null) throw new Error('A simulated run has enough windows.');
    return found;
  };
  return Array.from({ length: options.count }, () =>
    pairOf(level(1), level(options.factor), options.seconds),
  );
}

function pairOf(base: QuantileLevel, candidate: QuantileLevel, seconds: number): Pair {
  const [before, after] = [base, candidate].map(runLevel);
  if (before === undefined || after === undefined) throw new Error('A pair is two runs.');
  const effect = compareRuns([before], [after], noneBetween);
  const gates = evidenceGates({
    steadyS: seconds,
    inTail: Math.min(base.effectiveN, candidate.effectiveN) * (1 - p),
    autocorrelations: [base.autocorrelation, candidate.autocorrelation],
    unbounded: base.logStandardError === null || candidate.logStandardError === null,
    runs: 2,
    betweenRunsKnown: true,
    rounding: null,
  });
  const outcomes = (some: readonly Gate[]): Outcomes =>
    new Map(thresholds.map((threshold) => [threshold, outcomeOf(effect, threshold, some)]));
  return {
    flagged: effect.p >= 0.05 ? 0 : effect.estimate > 0 ? 1 : -1,
    gates,
    outcomes: outcomes(gates),
    outcomesAsPublished: outcomes(gates.filter((gate) => gate === 'autocorrelated')),
  };
}

function runLevel(level: QuantileLevel): RunLevel {
  return {
    level: Math.log(level.value),
    // Such a pair is gated; the number only has to be one.
    squaredError: (level.logStandardError ?? 1) ** 2,
    degreesOfFreedom: level.degreesOfFreedom,
  };
}

function outcomeOf(effect: TestedEstimate, threshold: number, gates: readonly Gate[]): DecisionOutcome {
  const { estimate, standardError, degreesOfFreedom, p: adjustedP } = effect;
  const intervals = decisionIntervals(estimate, standardError, degreesOfFreedom);
  const rule = { thresholds: relativeThresholds(threshold), alpha: 0.05, gates };
  return decide({ effect: estimate, ...intervals, adjustedP, ...rule }).outcome;
}
