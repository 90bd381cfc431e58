import type { InstantRange, Reachability } from '../../model/scaling.ts';

const MOST_CHANGES = 20_000;

/** Keeps the changes of whether a service answered, as polled. */
export class ReachabilityBuilder {
  readonly #changes: Reachability[] = [];
  #lastReadMs: number | null = null;

  polled(read: InstantRange, isReachable: boolean, message: string): void {
    const earliestMs = Math.min(this.#lastReadMs ?? read.earliestMs, read.earliestMs);
    this.#lastReadMs = read.earliestMs;
    const last = this.#changes.at(-1);
    if (last?.isReachable === isReachable && last.message === message) return;
    if (this.#changes.length >= MOST_CHANGES) return;
    this.#changes.push({
      at: { earliestMs, latestMs: read.latestMs, basis: 'polled' },
      isReachable,
      message,
    });
  }

  changes(): readonly Reachability[] {
    return this.#changes;
  }
}
