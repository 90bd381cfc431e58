import { wilsonInterval } from './proportion.ts';

/** So many of so many; neither needs to be whole (`designEffect`). */
export interface Share {
  readonly successes: number;
  readonly n: number;
}

/** A difference of two shares, candidate less base, −1…1. */
export interface ShareDifference {
  readonly difference: number;
  readonly lo: number;
  readonly hi: number;
}

/** Smaller probabilities are of no use and would need more digits of the confidence than there are. */
const smallestP = 1e-12;

/**
 * The difference candidate − base of two independent shares with its score interval, within −1…1. A side without
 * observations counts as "anything from 0 to 1", with a difference of 0.
 *
 * Throws RangeError as `wilsonInterval` does.
 *
 * Source: R. G. Newcombe, "Interval estimation for the difference between independent proportions: comparison of eleven
 * methods", Statistics in Medicine 17, 1998, method 10.
 */
export function newcombeInterval(base: Share, candidate: Share, confidence: number): ShareDifference {
  const before = bounded(base, confidence);
  const after = bounded(candidate, confidence);
  const difference = base.n === 0 || candidate.n === 0 ? 0 : after.share - before.share;
  return {
    difference,
    lo: Math.max(-1, difference - Math.hypot(after.share - after.lo, before.hi - before.share)),
    hi: Math.min(1, difference + Math.hypot(after.hi - after.share, before.share - before.lo)),
  };
}

/**
 * The two-sided p-value of no difference that goes with `newcombeInterval`: 1 less the largest confidence at which the
 * interval does not reach 0; at least 1e−12. 1 when the two shares are equal, or a side has no observations.
 */
export function newcombeP(base: Share, candidate: Share): number {
  const excludesZero = (p: number) => {
    const { lo, hi } = newcombeInterval(base, candidate, 1 - p);
    return lo > 0 || hi < 0;
  };
  if (base.n === 0 || candidate.n === 0) return 1;
  if (base.successes / base.n === candidate.successes / candidate.n) return 1;
  if (excludesZero(smallestP)) return smallestP;
  let lo = Math.log(smallestP);
  let hi = Math.log(1 - 1e-9);
  while (hi - lo > 1e-10) {
    const middle = (lo + hi) / 2;
    if (excludesZero(Math.exp(middle))) hi = middle;
    else lo = middle;
  }
  return Math.exp(hi);
}

function bounded(share: Share, confidence: number): { share: number; lo: number; hi: number } {
  const interval = wilsonInterval(share.successes, share.n, confidence);
  // Nothing observed: the middle of 0…1, so that both ends are as far away as they can be.
  return { share: share.n === 0 ? 0.5 : share.successes / share.n, ...interval };
}
