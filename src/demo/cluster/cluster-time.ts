import type { Clock } from '../clock.ts';
import type { Instant } from './kubernetes.ts';

/** Time in a cluster that lives faster than the wall: stamps are of the wall, durations are the cluster's own. */
export class ClusterTime {
  readonly #clock: Clock;
  readonly #compression: number;
  readonly #startMs: Instant;

  /** @param compression cluster seconds per second of the wall; at least 1. */
  constructor(clock: Clock, compression: number) {
    this.#clock = clock;
    this.#compression = compression;
    this.#startMs = clock.nowMs();
  }

  /** Of the wall. */
  nowMs(): Instant {
    return this.#clock.nowMs();
  }

  /** After so many seconds of the cluster. */
  after(seconds: number, run: () => void): () => void {
    return this.#clock.after((1000 * seconds) / this.#compression, run);
  }

  /** Seconds of the cluster from its start to an instant; negative before. */
  secondsAt(instant: Instant): number {
    return ((instant - this.#startMs) * this.#compression) / 1000;
  }

  /** The instant that lies so many seconds of the cluster before now. */
  before(seconds: number): Instant {
    return this.nowMs() - (1000 * seconds) / this.#compression;
  }
}
