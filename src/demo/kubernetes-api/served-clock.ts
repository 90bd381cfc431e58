import type { Instant } from '../cluster/kubernetes.ts';

/**
 * Instants as the Kubernetes API writes them. The simulated cluster stamps everything with the wall clock, also when
 * its time is compressed, so what is served agrees with what a load generator on this machine measures.
 */
export class ServedClock {
  readonly #now: () => Instant;
  readonly #offsetMs: number;

  /** @param offsetMs how far the clock of the API is ahead of the wall; negative: behind. */
  constructor(now: () => Instant, offsetMs = 0) {
    this.#now = now;
    this.#offsetMs = offsetMs;
  }

  /** What the API takes for now; Unix epoch ms. */
  nowMs(): Instant {
    return this.#now() + this.#offsetMs;
  }

  /** `metav1.Time`: RFC 3339 in UTC, whole seconds, cut off and not rounded. */
  second(instant: Instant): string {
    return `${new Date(Math.floor(instant + this.#offsetMs)).toISOString().slice(0, 19)}Z`;
  }

  /** `metav1.MicroTime`: with six digits. */
  microsecond(instant: Instant): string {
    const servedMs = instant + this.#offsetMs;
    const whole = Math.floor(servedMs);
    const micros = Math.floor((servedMs - whole) * 1000);
    return `${new Date(whole).toISOString().slice(0, 23)}${String(micros).padStart(3, '0')}Z`;
  }
}
