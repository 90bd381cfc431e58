import { chiSquareQuantile } from './chi-square.ts';
import { mean } from './moments.ts';
import { addErrors, type ErrorPart, type TestedEstimate, testEstimate } from './welch.ts';

/** Fewer runs say nothing about how runs differ. */
const fewestForFloor = 3;

/**
 * A metric of one run: `level` is its logarithm (or the metric itself where differences are meant), with its error from
 * within the run in the same unit.
 */
export interface RunLevel extends ErrorPart {
  readonly level: number;
}

/** How much runs of the same thing differ; standard deviations, on the logarithm 0.02 is 2 %. */
export interface NoiseFloor {
  readonly runs: number;
  readonly mean: number;
  /** Of the runs' levels: between and within together. */
  readonly total: number;
  /** From within the runs alone, what longer runs make smaller. */
  readonly within: number;
  /** What is left: no longer run makes it smaller. 0 when the runs differ no more than they vary inside. */
  readonly between: number;
  /** Below which `total` truly lies with 80 %: for planning, since few runs easily look alike. */
  readonly totalUpperBound: number;
}

/** How much runs differ from each other, from outside the runs at hand; an assumed one has infinite degrees of freedom. */
export interface BetweenRuns {
  readonly standardDeviation: number;
  readonly degreesOfFreedom: number;
}

/** What the error of a comparison is made of. */
export type ErrorBasis = 'known-between-runs' | 'these-runs' | 'within-runs-only';

/** candidate − base of the mean levels of two sets of runs. */
export interface RunComparison extends TestedEstimate {
  readonly basis: ErrorBasis;
}

/**
 * How much the runs of a baseline differ. Null for fewer than 3 runs.
 *
 * Throws RangeError when a level is not finite.
 *
 * Sources: one-way random effects by the method of moments, S. R. Searle, G. Casella and C. E. McCulloch, "Variance
 * Components", 1992; T. Kalibera and R. Jones, "Rigorous Benchmarking in Reasonable Time", ISMM 2013; design paper
 * "statistics.md", section 4.2.
 */
export function noiseFloor(runs: readonly RunLevel[]): NoiseFloor | null {
  const k = runs.length;
  if (k < fewestForFloor) return null;
  const variance = sumOfSquares(runs) / (k - 1);
  const within = mean(runs.map((run) => run.squaredError));
  return {
    runs: k,
    mean: mean(runs.map((run) => run.level)),
    total: Math.sqrt(variance),
    within: Math.sqrt(within),
    between: Math.sqrt(Math.max(0, variance - within)),
    totalUpperBound: Math.sqrt((variance * (k - 1)) / chiSquareQuantile(0.2, k - 1)),
  };
}

/**
 * The difference candidate − base of two sets of runs, one observation per run, and its error:
 * with `betweenRuns` given, √((s²_base + τ²) / k + (s²_new + τ²) / m); without, from how these runs differ, pooled and no
 * smaller than they vary inside, on k + m − 2 degrees of freedom; with one run on each side and nothing given, from within
 * the runs only, which is no evidence about another run.
 *
 * Throws RangeError when a side has no run.
 *
 * Source: design paper "statistics.md", sections 3.7 and 4.1.
 */
export function compareRuns(
  base: readonly RunLevel[],
  candidate: readonly RunLevel[],
  betweenRuns: BetweenRuns | null,
): RunComparison {
  if (base.length === 0 || candidate.length === 0) {
    throw new RangeError(
      `A comparison needs a run on each side, found "${base.length}" and "${candidate.length}".`,
    );
  }
  const difference = mean(candidate.map((run) => run.level)) - mean(base.map((run) => run.level));
  const { error, basis } = errorOfDifference(base, candidate, betweenRuns);
  return { ...testEstimate(difference, error), basis };
}

function errorOfDifference(
  base: readonly RunLevel[],
  candidate: readonly RunLevel[],
  betweenRuns: BetweenRuns | null,
): { error: ErrorPart; basis: ErrorBasis } {
  const perMean = 1 / base.length + 1 / candidate.length;
  if (betweenRuns !== null) {
    const between = {
      squaredError: betweenRuns.standardDeviation ** 2 * perMean,
      degreesOfFreedom: betweenRuns.degreesOfFreedom,
    };
    return { error: addErrors([...withinParts(base, candidate), between]), basis: 'known-between-runs' };
  }
  const degreesOfFreedom = base.length + candidate.length - 2;
  if (degreesOfFreedom === 0) {
    return { error: addErrors(withinParts(base, candidate)), basis: 'within-runs-only' };
  }
  const pooled = (sumOfSquares(base) + sumOfSquares(candidate)) / degreesOfFreedom;
  const within = mean([...base, ...candidate].map((run) => run.squaredError));
  const error = { squaredError: Math.max(pooled, within) * perMean, degreesOfFreedom };
  return { error, basis: 'these-runs' };
}

/** The errors of the two means from within the runs. */
function withinParts(base: readonly RunLevel[], candidate: readonly RunLevel[]): readonly ErrorPart[] {
  return [base, candidate].flatMap((runs) =>
    runs.map(({ squaredError, degreesOfFreedom }) => ({
      squaredError: squaredError / runs.length ** 2,
      degreesOfFreedom,
    })),
  );
}

function sumOfSquares(runs: readonly RunLevel[]): number {
  const center = mean(runs.map((run) => run.level));
  return runs.reduce((sum, run) => sum + (run.level - center) ** 2, 0);
}
