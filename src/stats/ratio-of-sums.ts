import { batchAutocorrelation, longRunVariance } from './long-run-variance.ts';

/** A level of one run, such as a mean response time or a quantile, that a second run is compared with by its ratio. */
export interface Level {
  readonly value: number;
  /** Of the value's logarithm. Null when it is not known, or the value is not above 0. */
  readonly logStandardError: number | null;
  readonly degreesOfFreedom: number;
  /** Of the windows' contributions; see `batchAutocorrelation`. Null when not known. */
  readonly autocorrelation: number | null;
}

/** A level with its error in the level's own unit. */
export interface RatioOfSums extends Level {
  readonly standardError: number;
}

/**
 * Σ `numerators` / Σ `denominators` over windows in order of time, with an error that allows for their autocorrelation:
 * the long-run variance of numeratorₜ − ratio · denominatorₜ.
 *
 * It serves a mean response time (sums over counts), throughput (requests over durations in s), a failure ratio
 * (failures over requests), attainment (good over all), and the mean of a series (values over ones).
 *
 * Throws RangeError when the two differ in length, have fewer than 20 windows, hold a number that is not finite, or the
 * denominators do not sum to more than 0.
 *
 * Source: W. G. Cochran, "Sampling Techniques", 3rd edition, 1977, section 2.11 (ratio estimator), with the variance of
 * `longRunVariance`; design paper "statistics.md", section 3.2.
 */
export function ratioOfSums(numerators: ArrayLike<number>, denominators: ArrayLike<number>): RatioOfSums {
  if (numerators.length !== denominators.length) {
    throw new RangeError(`"${numerators.length}" sums do not go with "${denominators.length}" sizes.`);
  }
  const above = sum(numerators);
  const below = sum(denominators);
  if (!(below > 0)) throw new RangeError(`A ratio needs a size above 0, found "${below}".`);
  const value = above / below;
  const contributions = Float64Array.from(
    { length: numerators.length },
    (_, t) => (numerators[t] as number) - value * (denominators[t] as number),
  );
  const { variance, degreesOfFreedom } = longRunVariance(contributions);
  const standardError = Math.sqrt(contributions.length * variance) / below;
  return {
    value,
    standardError,
    logStandardError: value > 0 ? standardError / value : null,
    degreesOfFreedom,
    autocorrelation: batchAutocorrelation(contributions),
  };
}

/** Compensated, so that windows of equal ratio leave nothing over. */
function sum(values: ArrayLike<number>): number {
  let total = 0;
  let lost = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    const next = total + value;
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  return total + lost;
}
