/** Draws from distributions, equal for equal seeds. */
export class SeededRandom {
  #state: number;

  /** @param seed any whole number; its lowest 32 bits count. */
  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** Another sequence from the same seed, independent of how far this one went. */
  static forPurpose(seed: number, purpose: string): SeededRandom {
    // FNV-1a, so that neighbouring seeds and names give sequences that have nothing in common.
    let hash = 0x811c9dc5 ^ seed;
    for (let i = 0; i < purpose.length; i += 1) {
      hash = Math.imul(hash ^ purpose.charCodeAt(i), 0x01000193);
    }
    return new SeededRandom(hash);
  }

  /** Uniform in [0, 1). The generator is "mulberry32", T. Ettinger, 2017, public domain. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  between(least: number, most: number): number {
    return least + (most - least) * this.next();
  }

  /** A whole number of at least 0 and less than `count`. */
  below(count: number): number {
    return Math.floor(this.next() * count);
  }

  exponential(mean: number): number {
    return -mean * Math.log(1 - this.next());
  }

  /** `median * exp(sigma * Z)` with Z standard normal, by Box and Muller (1958). */
  lognormal(median: number, sigma: number): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.next()));
    return median * Math.exp(sigma * radius * Math.cos(2 * Math.PI * this.next()));
  }

  /** Letters and digits as in names of pods. */
  letters(count: number): string {
    return Array.from({ length: count }, () => ALPHABET[this.below(ALPHABET.length)]).join('');
  }
}

/** Of `k8s.io/apimachinery/pkg/util/rand`: without vowels and look-alikes. */
const ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';
