import type { InstantRange, ScalingTimeline } from '../../model/scaling.ts';

/** From the first to the last thing that was seen. */
export class ObservedSpan {
  #fromMs = Number.POSITIVE_INFINITY;
  #toMs = Number.NEGATIVE_INFINITY;

  extend({ earliestMs, latestMs }: InstantRange): void {
    if (earliestMs < this.#fromMs) this.#fromMs = earliestMs;
    if (latestMs > this.#toMs) this.#toMs = latestMs;
  }

  /** Null when nothing was. */
  get span(): ScalingTimeline['observed'] | null {
    return this.#fromMs <= this.#toMs ? { fromMs: this.#fromMs, toMs: this.#toMs } : null;
  }
}
