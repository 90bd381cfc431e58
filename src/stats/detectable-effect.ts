import { studentTQuantile } from './student-t.ts';

/** The chance of finding a true change of the size that is to be found. */
const power = 0.8;
const mostRuns = 1000;

/** What varies in a comparison; standard deviations on the scale of the effect. */
export interface Variation {
  /** Of one run's level, from within that run. */
  readonly within: number;
  /** Of runs among each other. */
  readonly between: number;
}

/** What it takes to find a change of a given size. */
export interface NeededEvidence {
  /** Which variation is the larger, and so what helps: longer runs, or only more of them. */
  readonly dominatedBy: 'within-run' | 'between-run';
  /** Runs on each side, as long as these. Null when 1 000 are not enough. */
  readonly runsPerSide: number | null;
  /** How many times as long these runs must be. Null when no length is enough, because runs differ too much. */
  readonly lengthFactor: number | null;
}

/**
 * The smallest true effect that a comparison with this error finds in 80 of 100 cases, at level `alpha` two-sided.
 *
 * Throws RangeError when `alpha` is not between 0 and 1, or as `studentTQuantile` does.
 *
 * Source: H. S. Bloom, "Minimum Detectable Effects", Evaluation Review 19, 1995.
 */
export function minimumDetectableEffect(
  standardError: number,
  degreesOfFreedom: number,
  alpha: number,
): number {
  return reachOf(degreesOfFreedom, alpha) * standardError;
}

/**
 * What it would take to find a true change of the size `effect` in 80 of 100 cases, at level `alpha` two-sided: more
 * runs, or longer ones. `length` gives the number of runs now on each side, for the length that would do.
 *
 * Throws RangeError when `effect` is not above 0, or a side has no run.
 *
 * Source: `minimumDetectableEffect` solved for the error; design paper "statistics.md", section 3.7.
 */
export function neededEvidence(
  effect: number,
  { within, between }: Variation,
  runs: { readonly base: number; readonly candidate: number; readonly degreesOfFreedom: number },
  alpha: number,
): NeededEvidence {
  if (!(effect > 0)) throw new RangeError(`An effect to find is above 0, found "${effect}".`);
  if (!(runs.base >= 1 && runs.candidate >= 1)) {
    throw new RangeError(`Each side has a run, found "${runs.base}" and "${runs.candidate}".`);
  }
  const perMean = 1 / runs.base + 1 / runs.candidate;
  const affordable = (effect / reachOf(runs.degreesOfFreedom, alpha)) ** 2 / perMean - between ** 2;
  return {
    dominatedBy: within >= between ? 'within-run' : 'between-run',
    runsPerSide: runsPerSide(effect, within ** 2 + between ** 2, alpha),
    lengthFactor: within === 0 && affordable >= 0 ? 0 : affordable > 0 ? within ** 2 / affordable : null,
  };
}

function runsPerSide(effect: number, variance: number, alpha: number): number | null {
  for (let n = 2; n <= mostRuns; n++) {
    if (minimumDetectableEffect(Math.sqrt((2 * variance) / n), 2 * n - 2, alpha) <= effect) return n;
  }
  return null;
}

function reachOf(degreesOfFreedom: number, alpha: number): number {
  if (!(alpha > 0 && alpha < 1)) throw new RangeError(`A level is between 0 and 1, found "${alpha}".`);
  return studentTQuantile(1 - alpha / 2, degreesOfFreedom) + studentTQuantile(power, degreesOfFreedom);
}
