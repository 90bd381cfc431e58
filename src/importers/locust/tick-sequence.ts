import { UnreadableCell } from '../../decode/fields.ts';
import type { RefusedRow } from '../skipped-rows.ts';
import { type HistoryRow, type Tick, tickOf } from './history-tick.ts';
import { mayBeTotal } from './total-row.ts';

/** Locust writes every second, now and then one later; a row further ahead is believed when the next one agrees. */
const LONGEST_STEP_MS = 2500;
/** With no row after it, this far ahead is believed too. */
const FURTHEST_AHEAD_MS = 60_000;
/** The first rows are written within so long of each other; of three, one may be damaged. */
const OPENING_MS = 10_000;
const OPENING_ROWS = 3;

/** A row and the second it was written, Unix epoch ms. */
export interface TimedRow {
  readonly atMs: number;
  readonly row: HistoryRow;
}

interface NumberedRow extends TimedRow {
  readonly line: number;
}

/** Where ticks go, in order. */
export interface TickHandlers {
  tick(tick: Tick): void;
  /** The clock went back before the next tick, so no time can be told for what happened since the last one. */
  clockBack(): void;
}

/**
 * Puts the rows of a history together to ticks, holding the rows of one second and one tick. A damaged time costs its
 * row and no other. The last tick is given only when it is whole: Locust writes the row of all endpoints last, and a
 * killed process may not have come to it.
 */
export class TickSequence {
  readonly #handlers: TickHandlers;
  /** The first rows, until there are enough to tell which time is damaged; null from then on. */
  #opening: NumberedRow[] | null = [];
  /** A row that is ahead of its time, until the next one agrees or not. */
  #doubtful: NumberedRow | null = null;
  readonly #refused: RefusedRow[] = [];
  #rows: HistoryRow[] = [];
  #atMs: number | null = null;
  #held: Tick | null = null;
  #hasTotals = false;
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

  /** Rows that were taken and turned out to be damaged by those after them. */
  get refused(): readonly RefusedRow[] {
    return this.#refused;
  }

  /**
   * Takes the next row.
   *
   * @throws {UnreadableCell} for a row that is earlier than the one before.
   */
  add({ atMs, row }: TimedRow, line: number): void {
    if (this.#opening !== null) {
      this.#opening.push({ atMs, row, line });
      if (this.#opening.length === OPENING_ROWS) this.#endOpening(this.#opening);
      return;
    }
    const reason = this.#place({ atMs, row, line });
    if (reason !== null) throw new UnreadableCell(reason);
  }

  /** Gives the last ticks. @returns the last one when it lacks the row of all endpoints: it is not given. */
  end(): Tick | null {
    if (this.#opening !== null) this.#endOpening(this.#opening);
    this.#settleDoubtful((this.#atMs ?? 0) + FURTHEST_AHEAD_MS);
    this.#closeSecond();
    const last = this.#held;
    if (last === null) return null;
    // In a table without any row of all endpoints, the last second lacks nothing that the others have.
    if (last.total === null && this.#hasTotals) return last;
    this.#handlers.tick(last);
    return null;
  }

  #endOpening(rows: readonly NumberedRow[]): void {
    this.#opening = null;
    const middleMs = rows.map(({ atMs }) => atMs).sort((a, b) => a - b)[Math.floor(rows.length / 2)] ?? 0;
    const isAlone = ({ atMs }: NumberedRow): boolean =>
      rows.length === OPENING_ROWS && Math.abs(atMs - middleMs) > OPENING_MS;
    for (const row of rows) {
      const reason = isAlone(row)
        ? `is of ${seconds(row.atMs)}, far from the other first rows`
        : this.#place(row);
      if (reason !== null) this.#refused.push({ line: row.line, reason });
    }
  }

  /** Why a row cannot be used; null when it was taken. */
  #place(next: NumberedRow): string | null {
    this.#settleDoubtful(next.atMs);
    const currentMs = this.#atMs ?? next.atMs;
    if (next.atMs < currentMs) return this.#earlierThan(currentMs, next);
    if (next.atMs === currentMs && this.#isComplete()) {
      return `is of ${seconds(next.atMs)}, a second that was over before the clock went back`;
    }
    if (this.#isAhead(next.atMs, currentMs)) this.#doubtful = next;
    else this.#take(next);
    return null;
  }

  #take({ atMs, row }: TimedRow): void {
    if (atMs !== this.#atMs) this.#closeSecond();
    this.#atMs = atMs;
    this.#rows.push(row);
  }

  /** A second begins when the one before has its row of all endpoints, and not much later; else it takes two rows. */
  #isAhead(atMs: number, currentMs: number): boolean {
    if (atMs === currentMs) return false;
    return atMs > currentMs + LONGEST_STEP_MS || !this.#rows.some((row) => mayBeTotal(row.key));
  }

  #settleDoubtful(nextMs: number): void {
    const doubtful = this.#doubtful;
    if (doubtful === null) return;
    this.#doubtful = null;
    if (nextMs >= doubtful.atMs) {
      this.#take(doubtful);
    } else {
      const reason = `is of ${seconds(doubtful.atMs)}, ahead of the rows around it`;
      this.#refused.push({ line: doubtful.line, reason });
    }
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
  #earlierThan(currentMs: number, { atMs, row }: NumberedRow): string {
    if (mayBeTotal(row.key) && !this.#isBack) {
      this.#isBack = true;
      this.#timesBack += 1;
    }
    return `is of ${seconds(atMs)}, earlier than the row before, of ${seconds(currentMs)}`;
  }
}

function seconds(atMs: number): number {
  return atMs / 1000;
}
