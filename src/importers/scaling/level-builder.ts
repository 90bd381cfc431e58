import type { InstantRange, Occurrence, ReplicaLevel, ReplicaSeries } from '../../model/scaling.ts';

/** A count that changes more often than this within one log is not kept further. */
const MOST_LEVELS = 20_000;

/**
 * Makes levels of a count that is read again and again, or whose changes are told. Only changes are kept.
 *
 * A change between two reads happened after the earlier read began and before the later one ended (interval censoring).
 */
export class LevelBuilder {
  readonly #levels: ReplicaLevel[] = [];
  #lastReadMs: number | null = null;
  #dropped = 0;

  get isEmpty(): boolean {
    return this.#levels.length === 0;
  }

  /** Changes beyond those that are kept. */
  get dropped(): number {
    return this.#dropped;
  }

  /** The count read last; null before the first. */
  get replicas(): number | null {
    return this.#levels.at(-1)?.replicas ?? null;
  }

  /** The count was `replicas` at some instant of `read`: a poll, from when the question was put to when the answer was there. */
  polled(read: InstantRange, replicas: number, isLowerBound = false): void {
    const earliestMs = Math.min(this.#lastReadMs ?? read.earliestMs, read.earliestMs);
    this.#lastReadMs = read.earliestMs;
    this.#add(
      { earliestMs, latestMs: read.latestMs, basis: 'polled' },
      read.latestMs,
      replicas,
      isLowerBound,
    );
  }

  /** The count became `replicas`, or was said to be so still, then. */
  changed(at: Occurrence, replicas: number, isLowerBound = false): void {
    this.#lastReadMs = at.earliestMs;
    this.#add(at, at.latestMs, replicas, isLowerBound);
  }

  /** The record was alive until then without a change. */
  seen(atMs: number): void {
    const last = this.#levels.at(-1);
    if (last !== undefined && atMs > last.lastSeenMs)
      this.#levels[this.#levels.length - 1] = { ...last, lastSeenMs: atMs };
  }

  levels(): readonly ReplicaLevel[] {
    return this.#levels;
  }

  /** As series, none when nothing was read. */
  series(quantity: ReplicaSeries['quantity'], source: string): readonly ReplicaSeries[] {
    return this.isEmpty ? [] : [{ quantity, source, levels: this.#levels }];
  }

  #add(began: Occurrence, seenMs: number, replicas: number, isLowerBound: boolean): void {
    const last = this.#levels.at(-1);
    if (last?.replicas === replicas && last.isLowerBound === isLowerBound) {
      this.seen(seenMs);
    } else if (this.#levels.length === MOST_LEVELS) {
      this.#dropped += 1;
    } else {
      this.#levels.push({
        replicas,
        isLowerBound,
        began: last === undefined ? null : began,
        lastSeenMs: seenMs,
      });
    }
  }
}
