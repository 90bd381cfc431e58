import { UnreadableCell } from '../../decode/fields.ts';
import { type HistoryRow, type Tick, tickOf } from './history-tick.ts';
import type { RefusedRow } from './skipped-rows.ts';
import { mayBeTotal } from './total-row.ts';

/** Locust writes every second, now and then one later; a row further ahead is believed when the next one agrees. */
const LONGEST_STEP_MS = 2500;
/** Two rows are never this far apart; the first of them was damaged. */
const LONGEST_PAUSE_MS = 86_400_000;
/** With no row after it, this far ahead is believed too. */
const FURTHEST_AHEAD_MS = 60_000;

/** A row and the second it was written, Unix epoch ms. */
export interface TimedRow {
  readonly atMs: number;
  readonly row: HistoryRow;
}

interface NumberedRow {
  readonly timed: TimedRow;
  readonly line: number;
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
  /** A row that is ahead of its time, until the next one agrees or not. */
  #doubtful: NumberedRow | null = null;
  #firstLine = 0;
  readonly #refused: RefusedRow[] = [];
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

  /** Rows that were taken and turned out to be ahead of the next one. */
  get refused(): readonly RefusedRow[] {
    return this.#refused;
  }

  /**
   * Takes the next row.
   *
   * @throws {UnreadableCell} for a row that is earlier than the one before.
   */
  add(timed: TimedRow, line: number): void {
    this.#settleDoubtful(timed.atMs);
    const { atMs, row } = timed;
    const currentMs = this.#atMs ?? atMs;
    if (atMs < currentMs) this.#refuseEarlier(atMs, currentMs, row);
    if (atMs === currentMs && this.#isComplete()) {
      throw new UnreadableCell(`is of ${seconds(atMs)}, a second that was over before the clock went back`);
    }
    if (this.#isAhead(atMs)) this.#doubtful = { timed, line };
    else this.#take({ timed, line });
  }

  /** Gives the last ticks. @returns the last one when it lacks the row of all endpoints: it is not given. */
  end(): Tick | null {
    this.#settleDoubtful(this.#atMs === null ? Number.POSITIVE_INFINITY : this.#atMs + FURTHEST_AHEAD_MS);
    this.#closeSecond();
    const last = this.#held;
    if (last === null) return null;
    // In a table without any row of all endpoints, the last second lacks nothing that the others have.
    if (last.total === null && this.#hasTotals) return last;
    this.#handlers.tick(last);
    return null;
  }

  #take({ timed: { atMs, row }, line }: NumberedRow): void {
    if (this.#atMs === null) this.#firstLine = line;
    if (this.#isFirstAlone() && atMs > (this.#atMs ?? atMs) + LONGEST_PAUSE_MS) this.#refuseFirst();
    if (atMs !== this.#atMs) this.#closeSecond();
    this.#atMs = atMs;
    this.#rows.push(row);
  }

  /** A second begins when the one before has its row of all endpoints, and not much later; else it takes two rows. */
  #isAhead(atMs: number): boolean {
    if (this.#atMs === null) return true;
    if (atMs === this.#atMs) return false;
    return atMs > this.#atMs + LONGEST_STEP_MS || !this.#rows.some((row) => mayBeTotal(row.key));
  }

  #isFirstAlone(): boolean {
    return this.#held === null && this.#rows.length === 1;
  }

  #refuseFirst(): void {
    const reason = `is of ${seconds(this.#atMs ?? 0)}, long before the rows after it`;
    this.#refused.push({ line: this.#firstLine, reason });
    this.#rows = [];
  }

  #settleDoubtful(nextMs: number): void {
    const doubtful = this.#doubtful;
    if (doubtful === null) return;
    this.#doubtful = null;
    const { timed, line } = doubtful;
    if (nextMs >= timed.atMs) this.#take(doubtful);
    else this.#refused.push({ line, reason: `is of ${seconds(timed.atMs)}, ahead of the rows around it` });
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
}

function seconds(atMs: number): number {
  return atMs / 1000;
}
