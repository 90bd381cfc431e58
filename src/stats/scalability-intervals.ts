import { normalFrom, seededRandom } from './random.ts';
import { fitScalability, type ScalabilityFit } from './universal-scalability-law.ts';

/** An interval; `hi` is null where it is infinite, as for the peak of a curve that may have none. */
export interface ScalabilityInterval {
  readonly lo: number | null;
  readonly hi: number | null;
}

/** What a fit of the universal scalability law could as well have been. */
export interface ScalabilityIntervals {
  readonly alpha: ScalabilityInterval;
  readonly beta: ScalabilityInterval;
  readonly gamma: ScalabilityInterval;
  readonly peakLoad: ScalabilityInterval;
  readonly peakThroughput: ScalabilityInterval;
  readonly throughputLimit: ScalabilityInterval;
  readonly optimalLoad: ScalabilityInterval;
  /** How many of the resamples could be fitted. */
  readonly fitted: number;
}

/**
 * Intervals for a fit from the errors of its steps: `resamples` times each throughput is moved by a normal error of its
 * own `standardErrors`, the law fitted again, and the middle `confidence` of the results taken. Says what the steps'
 * errors do, not whether the law is right. Null when fewer than half of the resamples could be fitted.
 *
 * Throws RangeError when the columns differ in length, and as `fitScalability` does.
 *
 * Source: the parametric bootstrap, B. Efron and R. J. Tibshirani, "An Introduction to the Bootstrap", 1993, 6.5 and 13.3.
 */
export function scalabilityIntervals(
  loads: readonly number[],
  throughputs: readonly number[],
  standardErrors: readonly number[],
  options: { readonly confidence: number; readonly resamples: number; readonly seed: number },
): ScalabilityIntervals | null {
  if (standardErrors.length !== loads.length) {
    throw new RangeError(`"${loads.length}" loads do not go with "${standardErrors.length}" errors.`);
  }
  const random = seededRandom(options.seed);
  const fits: ScalabilityFit[] = [];
  for (let i = 0; i < options.resamples; i++) {
    const moved = throughputs.map((value, k) => value + (standardErrors[k] as number) * normalFrom(random));
    const fit = fitScalability(loads, moved);
    if (fit.kind === 'fit') fits.push(fit);
  }
  if (fits.length === 0 || 2 * fits.length < options.resamples) return null;
  const of = (value: (fit: ScalabilityFit) => number | null) =>
    middle(Float64Array.from(fits, (fit) => value(fit) ?? Infinity).sort(), options.confidence);
  return {
    alpha: of((fit) => fit.alpha.value),
    beta: of((fit) => fit.beta.value),
    gamma: of((fit) => fit.gamma.value),
    peakLoad: of((fit) => fit.peakLoad),
    peakThroughput: of((fit) => fit.peakThroughput),
    throughputLimit: of((fit) => fit.throughputLimit),
    optimalLoad: of((fit) => fit.optimalLoad),
    fitted: fits.length,
  };
}

/** The ends of the middle share of ascending values, at the nearest rank outwards. */
function middle(ascending: Float64Array, confidence: number): ScalabilityInterval {
  const outside = Math.floor((ascending.length * (1 - confidence)) / 2);
  const finite = (value: number) => (Number.isFinite(value) ? value : null);
  return {
    lo: finite(ascending[outside] as number),
    hi: finite(ascending[ascending.length - 1 - outside] as number),
  };
}
