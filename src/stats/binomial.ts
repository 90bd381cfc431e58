import { incompleteBeta } from './incomplete-beta.ts';
import { normalQuantile } from './normal.ts';

/**
 * The probability of at most `k` successes in `n` trials, each of probability `p`. 0 below k = 0, 1 from k = n on.
 *
 * Throws RangeError when `n` is not a whole number of 0 or more, or `p` is not in 0…1.
 *
 * Source: NIST Digital Library of Mathematical Functions, 8.17.5.
 */
export function binomialCdf(k: number, n: number, p: number): number {
  checkTrials(n, p);
  const successes = Math.floor(k);
  if (successes < 0) return 0;
  if (successes >= n) return 1;
  return incompleteBeta(1 - p, p, n - successes, successes + 1);
}

/**
 * The smallest number of successes in `n` trials of probability `p` whose `binomialCdf` reaches `probability`; R's
 * `qbinom`. Rounding of the last digits of either probability does not move it to the next number.
 *
 * Throws RangeError when `probability` is not in 0…1, and as `binomialCdf` does.
 */
export function binomialQuantile(probability: number, n: number, p: number): number {
  checkTrials(n, p);
  if (!(probability >= 0 && probability <= 1)) {
    throw new RangeError(`A probability is from 0 to 1, found "${probability}".`);
  }
  if (probability === 0) return 0;
  if (probability === 1) return p === 0 ? 0 : n;
  const target = probability * (1 - 64 * Number.EPSILON);
  return smallestReaching((k) => binomialCdf(k, n, p) >= target, n, normalGuess(probability, n, p));
}

/** Cornish–Fisher's first two terms: off by a few at most, which only costs time. */
function normalGuess(probability: number, n: number, p: number): number {
  const z = normalQuantile(probability);
  const guess = n * p + z * Math.sqrt(n * p * (1 - p)) + ((1 - 2 * p) * (z * z - 1)) / 6;
  return Math.min(n, Math.max(0, Math.round(guess)));
}

/** The smallest k in 0…n for which `reached`, which holds from some k on and for n. */
function smallestReaching(reached: (k: number) => boolean, n: number, guess: number): number {
  let below = guess;
  let above = guess;
  let stride = 1;
  for (; below >= 0 && reached(below); stride *= 2) {
    above = below;
    below -= stride;
  }
  below = Math.max(below, -1);
  for (stride = 1; above < n && !reached(above); stride *= 2) {
    below = above;
    above = Math.min(n, above + stride);
  }
  while (above - below > 1) {
    const between = Math.floor((below + above) / 2);
    if (reached(between)) above = between;
    else below = between;
  }
  return above;
}

function checkTrials(n: number, p: number): void {
  if (!(Number.isInteger(n) && n >= 0)) {
    throw new RangeError(`A number of trials is a whole number of 0 or more, found "${n}".`);
  }
  if (!(p >= 0 && p <= 1)) throw new RangeError(`A probability is from 0 to 1, found "${p}".`);
}
