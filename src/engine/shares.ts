/**
 * Deals places out by share, one after the other: after any number of places each has got its exact share rounded down or
 * up. The next place goes to the one whose share has waited longest among those that are below their share rounded up.
 *
 * Balinski & Young (1975), "The Quota Method of Apportionment", American Mathematical Monthly 82(7), 701–730.
 */
export class ShareDealer {
  private readonly fractions: readonly number[];
  private readonly dealt: number[];
  private places = 0;

  /** @param shares none negative, at least one above 0. */
  constructor(shares: readonly number[]) {
    const sum = shares.reduce((total, share) => total + share, 0);
    this.fractions = shares.map((share) => share / sum);
    this.dealt = shares.map(() => 0);
  }

  /** The index of the share that gets the next place. */
  next(): number {
    this.places += 1;
    let best = 0;
    let bestClaim = -1;
    for (const [index, fraction] of this.fractions.entries()) {
      const has = this.dealt[index] ?? 0;
      const claim = fraction / (has + 1);
      if (has < fraction * this.places - ROUNDING && claim > bestClaim * (1 + ROUNDING)) {
        best = index;
        bestClaim = claim;
      }
    }
    this.dealt[best] = (this.dealt[best] ?? 0) + 1;
    return best;
  }
}

const ROUNDING = 1e-9;

/** Weights, added up, so that a draw finds its choice. */
export class WeightedChoice {
  private readonly bounds: readonly number[];

  /** @param weights none negative, at least one above 0. */
  constructor(weights: readonly number[]) {
    const sum = weights.reduce((total, weight) => total + weight, 0);
    let bound = 0;
    this.bounds = weights.map((weight) => {
      bound += weight / sum;
      return bound;
    });
  }

  /** The index that a draw of [0, 1) falls on. */
  at(draw: number): number {
    const { bounds } = this;
    const last = bounds.length - 1;
    for (let index = 0; index < last; index += 1) {
      if (draw < (bounds[index] ?? 1)) return index;
    }
    return last;
  }
}
