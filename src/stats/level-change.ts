import { twoSidedP } from './welch.ts';

/** How the mean of a series changed from one stretch to the next. */
export interface LevelChange {
  readonly before: number;
  readonly after: number;
  /** Two-sided; of Student's t test with a pooled variance. 1 when two stretches are constant and equal. */
  readonly p: number;
  /** The larger of |after / before − 1| and |before / after − 1|; a mean of 0 counts as no change. */
  readonly magnitude: number;
}

/**
 * The change from one stretch to the next, each of at least one observation. `populationVariance` divides by n instead
 * of n − 1, which makes t too large, as Apache Otava does.
 *
 * Source: Student, "The Probable Error of a Mean", Biometrika 6, 1908.
 */
export function levelChange(
  first: Float64Array,
  second: Float64Array,
  populationVariance: boolean,
): LevelChange {
  const before = meanOf(first);
  const after = meanOf(second);
  return {
    before,
    after,
    p: pooledP(first, before, second, after, populationVariance),
    magnitude: Math.max(relative(before, after), relative(after, before)),
  };
}

function pooledP(
  first: Float64Array,
  before: number,
  second: Float64Array,
  after: number,
  populationVariance: boolean,
): number {
  const degreesOfFreedom = first.length + second.length - 2;
  if (degreesOfFreedom <= 0) return 1;
  const squares = (values: Float64Array, mean: number) => {
    const sum = values.reduce((total, value) => total + (value - mean) ** 2, 0);
    return populationVariance ? (sum * (values.length - 1)) / values.length : sum;
  };
  const pooled = (squares(first, before) + squares(second, after)) / degreesOfFreedom;
  if (pooled === 0) return before === after ? 1 : 0;
  return twoSidedP(
    (after - before) / Math.sqrt(pooled * (1 / first.length + 1 / second.length)),
    degreesOfFreedom,
  );
}

function relative(from: number, to: number): number {
  return from === 0 ? 0 : Math.abs(to / from - 1);
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
