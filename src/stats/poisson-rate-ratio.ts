import { betaQuantile } from './beta-quantile.ts';
import { binomialCdf } from './binomial.ts';

/** So many events in so much time (or requests, or anything that events go with). */
export interface EventRate {
  readonly events: number;
  readonly exposure: number;
}

/**
 * The ratio candidate / base of two rates of independent events, its exact interval and the two-sided p-value of equal
 * rates, which is twice the smaller tail and so agrees with the interval. `hi` is null where it is infinite, `ratio` is
 * null when the base has no events. Only for events that do not come in bursts; see `designEffect`.
 *
 * Throws RangeError when a number of events is not a whole number of 0 or more, or an exposure is not above 0.
 *
 * Sources: C. J. Clopper and E. S. Pearson, "The Use of Confidence or Fiducial Limits Illustrated in the Case of the
 * Binomial", Biometrika 26, 1934, on the share of events that are the candidate's; as R's `poisson.test`.
 */
export function poissonRateRatio(
  base: EventRate,
  candidate: EventRate,
  confidence: number,
): { ratio: number | null; lo: number; hi: number | null; p: number } {
  check(base);
  check(candidate);
  if (!(confidence > 0 && confidence < 1)) {
    throw new RangeError(`A confidence is between 0 and 1, found "${confidence}".`);
  }
  const x = candidate.events;
  const n = x + base.events;
  const scale = base.exposure / candidate.exposure;
  const tail = (1 - confidence) / 2;
  const lo = x === 0 ? 0 : betaQuantile(tail, x, n - x + 1);
  const hi = x === n ? null : betaQuantile(1 - tail, x + 1, n - x);
  const expected = candidate.exposure / (candidate.exposure + base.exposure);
  const smallerTail = Math.min(binomialCdf(x, n, expected), binomialCdf(n - x, n, 1 - expected));
  return {
    ratio: base.events === 0 ? null : (x / base.events) * scale,
    lo: (lo / (1 - lo)) * scale,
    hi: hi === null ? null : (hi / (1 - hi)) * scale,
    p: Math.min(1, 2 * smallerTail),
  };
}

function check({ events, exposure }: EventRate): void {
  if (!(Number.isInteger(events) && events >= 0)) {
    throw new RangeError(`A number of events is a whole number of 0 or more, found "${events}".`);
  }
  if (!(exposure > 0)) throw new RangeError(`A rate needs an exposure above 0, found "${exposure}".`);
}
