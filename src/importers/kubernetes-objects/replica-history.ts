import type { InstantRange, Occurrence, ReplicaLevel, ReplicaSeries } from '../../model/scaling.ts';
import type { Observation } from './observation.ts';
import { polledBetween, watchedAt } from './occurrences.ts';

/** Follows one count; only its changes are kept. */
export class ReplicaHistory {
  readonly #quantity: ReplicaSeries['quantity'];
  readonly #source: string;
  readonly #levels: { replicas: number; began: Occurrence | null; lastSeenMs: number }[] = [];

  constructor(quantity: ReplicaSeries['quantity'], source: string) {
    this.#quantity = quantity;
    this.#source = source;
  }

  observe(replicas: number | null, seen: InstantRange, change: Observation['change']): void {
    if (replicas === null) return;
    const last = this.#levels.at(-1);
    if (last?.replicas === replicas) {
      last.lastSeenMs = Math.max(last.lastSeenMs, seen.latestMs);
      return;
    }
    const began = last === undefined ? null : beginning(last.lastSeenMs, seen, change);
    this.#levels.push({ replicas, began, lastSeenMs: seen.latestMs });
  }

  /** It is still so, for all that is known. */
  extendTo(atMs: number): void {
    const last = this.#levels.at(-1);
    if (last !== undefined) last.lastSeenMs = Math.max(last.lastSeenMs, atMs);
  }

  /** Null when nothing was seen. */
  finish(): ReplicaSeries | null {
    if (this.#levels.length === 0) return null;
    const levels: ReplicaLevel[] = this.#levels.map((level) => ({ ...level, isLowerBound: false }));
    return { quantity: this.#quantity, source: this.#source, levels };
  }
}

function beginning(beforeMs: number, seen: InstantRange, change: Observation['change']): Occurrence {
  return change === 'listed' ? polledBetween(beforeMs, seen) : watchedAt(seen);
}
