import { UnreadableCell } from '../../decode/fields.ts';
import { type HistoryRow, type Tick, tickOf } from './history-tick.ts';
import { mayBeTotal } from './total-row.ts';

/** Locust writes every second or two; a time further ahead than this is believed when a second row agrees. */
const FURTHEST_AHEAD_MS = 60_000;

/** A row and the second it was written, Unix epoch ms. */
export interface TimedRow {
  readonly atMs: number;
  readonly row: HistoryRow;
}

/** Where ticks go, in order. */
export interface TickHandlers {
  tick(tick: Tick): void;
  /** The clock went back before the next tick, so no time can be told for what happened since the last one. */
  clockBack(): void;
}

/**
 * Puts the rows of a history together to ticks, holding the rows of one second and one tick. The last tick is given
 * only when it is whole: Locust writes the row of all endpoints last, and a killed process may not have come to it.
 */
export class TickSequence {
  readonly #handlers: TickHandlers;
  #rows: HistoryRow[] = [];
  #atMs: number | null = null;
  #held: Tick | null = null;
  #hasTotals = false;
  /** A time far ahead that one row has claimed. */
  #claimedMs: number | null = null;
  /** The clock went back after the rows of the open second, or after the held tick. */
  #isBack = false;
  #isBackAfterHeld = false;
  #timesBack = 0;

  constructor(handlers: TickHandlers) {
    this.#handlers = handlers;
  }

  /** How often the clock went back. */
  get timesBack(): number {
    return this.#timesBack;
  }

  /**
   * Takes the next row.
   *
   * @throws {UnreadableCell} for a row that is out of order: earlier than the one before, or alone far ahead of it.
   */
  add({ atMs, row }: TimedRow): void {
    const currentMs = this.#atMs ?? atMs;
    if (atMs < currentMs) this.#refuseEarlier(atMs, currentMs, row);
    if (atMs === currentMs && this.#isComplete()) {
      throw new UnreadableCell(`is of ${seconds(atMs)}, a second that was over before the clock went back`);
    }
    if (atMs > currentMs + FURTHEST_AHEAD_MS) this.#refuseAlone(atMs, currentMs);
    if (atMs !== this.#atMs) this.#closeSecond();
    this.#claimedMs = null;
    this.#atMs = atMs;
    this.#rows.push(row);
  }

  /** Gives the last ticks. @returns the last one when it lacks the row of all endpoints: it is not given. */
  end(): Tick | null {
    this.#closeSecond();
    const last = this.#held;
    if (last === null) return null;
    // In a table without any row of all endpoints, the last second lacks nothing that the others have.
    if (last.total === null && this.#hasTotals) return last;
    this.#handlers.tick(last);
    return null;
  }

  #closeSecond(): void {
    if (this.#atMs === null || this.#rows.length === 0) return;
    if (this.#held !== null) this.#handlers.tick(this.#held);
    if (this.#isBackAfterHeld) this.#handlers.clockBack();
    this.#held = tickOf(this.#atMs, this.#rows);
    this.#hasTotals ||= this.#held.total !== null;
    this.#isBackAfterHeld = this.#isBack;
    this.#isBack = false;
    this.#rows = [];
  }

  /** True when the clock went back after the row of all endpoints, the last of a second. */
  #isComplete(): boolean {
    return this.#isBack && this.#rows.some((row) => mayBeTotal(row.key));
  }

  /** One row out of order is damage; with the row of all endpoints it was the clock. */
  #refuseEarlier(atMs: number, currentMs: number, row: HistoryRow): never {
    if (mayBeTotal(row.key) && !this.#isBack) {
      this.#isBack = true;
      this.#timesBack += 1;
    }
    throw new UnreadableCell(`is of ${seconds(atMs)}, earlier than the row before, of ${seconds(currentMs)}`);
  }

  #refuseAlone(atMs: number, currentMs: number): void {
    const claimedMs = this.#claimedMs;
    if (claimedMs !== null && atMs >= claimedMs && atMs <= claimedMs + FURTHEST_AHEAD_MS) return;
    this.#claimedMs = atMs;
    throw new UnreadableCell(`is of ${seconds(atMs)}, far ahead of the row before, of ${seconds(currentMs)}`);
  }
}

function seconds(atMs: number): number {
  return atMs / 1000;
}
