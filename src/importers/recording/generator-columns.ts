import type { GeneratorEvent } from '../../model/event.ts';
import type { GeneratorRecord } from '../../model/generator.ts';

/** An hour of seconds. */
const MOST_ROWS = 3600;

type Row = Omit<GeneratorEvent, 'type'>;

/**
 * The generator's record of itself. When there are too many rows, two neighbours become one: counts are added, of
 * everything else the larger stays, since it is kept to find strain.
 */
export class GeneratorColumns {
  #rows: Row[] = [];
  #secondsPerRow = 1;
  #secondsInLast = 0;

  add({ type: _, ...row }: GeneratorEvent): void {
    const last = this.#rows.at(-1);
    if (last !== undefined && this.#secondsInLast < this.#secondsPerRow) {
      this.#rows[this.#rows.length - 1] = together(last, row);
      this.#secondsInLast += 1;
      return;
    }
    if (this.#rows.length === MOST_ROWS) this.#halve();
    this.#rows.push(row);
    this.#secondsInLast = 1;
  }

  #halve(): void {
    const pairs: Row[] = [];
    for (let i = 0; i < this.#rows.length; i += 2) {
      const [first, second] = [this.#rows[i], this.#rows[i + 1]];
      if (first !== undefined) pairs.push(second === undefined ? first : together(first, second));
    }
    this.#rows = pairs;
    this.#secondsPerRow *= 2;
  }

  /** Tasks that were dropped in the whole test. */
  get dropped(): number {
    return this.#rows.reduce((all, { dropped }) => all + dropped, 0);
  }

  /** Null when nothing was recorded. */
  finish(workers: number, unfinished: number): GeneratorRecord | null {
    const rows = this.#rows;
    if (rows.length === 0) return null;
    return {
      workers,
      length: rows.length,
      startMs: rows.map((row) => row.startMs),
      endMs: rows.map((row) => row.endMs),
      eventLoopUtilization: rows.map((row) => row.eventLoopUtilization),
      stolenShare: rows.map((row) => row.stolenShare),
      lateP99Ms: rows.map((row) => row.lateP99Ms),
      waiting: rows.map((row) => row.waiting),
      inFlight: rows.map((row) => row.inFlight),
      due: rows.map((row) => row.due),
      begun: rows.map((row) => row.begun),
      dropped: rows.map((row) => row.dropped),
      unfinished,
    };
  }
}

function together(a: Row, b: Row): Row {
  return {
    startMs: a.startMs,
    endMs: b.endMs,
    eventLoopUtilization: Math.max(a.eventLoopUtilization, b.eventLoopUtilization),
    stolenShare: larger(a.stolenShare, b.stolenShare),
    lateP99Ms: larger(a.lateP99Ms, b.lateP99Ms),
    waiting: Math.max(a.waiting, b.waiting),
    inFlight: Math.max(a.inFlight, b.inFlight),
    due: a.due + b.due,
    begun: a.begun + b.begun,
    dropped: a.dropped + b.dropped,
  };
}

function larger(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : Math.max(a, b);
}
