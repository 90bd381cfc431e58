import type { InstantRange, RecordGap } from '../../model/scaling.ts';
import { RoundTimes } from '../scaling/round-times.ts';
import { type Moment, toldAt } from './moment.ts';
import type { TableRow } from './tables.ts';

/** Lines of one list come within this time. */
const LONGEST_LIST_MS = 3000;
/** A command that is not watching answers within this time, or the round it belongs to is longer. */
const LONGEST_COMMAND_MS = 5000;
const LEAST_WATCH_GAP_MS = 5000;
const MOST_ROWS = 20_000;
const MOST_GAPS = 1000;

/** Takes what tables of one kind say. */
export interface Follower<Row> {
  /** Everything there was, at some instant of `read`. */
  list(read: InstantRange, rows: readonly Row[]): void;
  /** A watch told of a change. */
  change(seen: InstantRange, row: Row, isGone: boolean): void;
  /** No time is known for this row. */
  undated(row: Row): void;
}

/**
 * Tells the lists of a table from the changes that a watch adds to them. Below a header there is a list first, whether
 * kubectl watches or not; from a name that comes a second time, or a line that comes later, a watch goes on.
 */
export class ListOrWatch<Row> {
  readonly #follower: Follower<Row>;
  readonly #keyOf: (row: Row) => string;
  readonly #gaps: RecordGap[] = [];
  #rounds = new RoundTimes();
  #list: Row[] = [];
  #names = new Set<string>();
  #state: 'before' | 'listing' | 'watching' = 'before';
  #header: Moment | null = null;
  #lastRow: InstantRange | null = null;
  #hasWatched = false;
  #undated = 0;

  constructor(follower: Follower<Row>, keyOf: (row: Row) => string) {
    this.#follower = follower;
    this.#keyOf = keyOf;
  }

  /** A watch told of something. */
  get hasWatched(): boolean {
    return this.#hasWatched;
  }

  /** Rows without a time. */
  get undated(): number {
    return this.#undated;
  }

  /** The header was printed: a list begins. */
  begin(moment: Moment | null): void {
    this.end(moment?.at.earliestMs ?? null);
    if (this.#state === 'watching' && moment !== null) this.#watchEnded(moment.at);
    this.#header = moment;
    this.#state = 'listing';
  }

  add(row: Row, change: TableRow['change'], moment: Moment | null): void {
    if (moment === null) {
      this.#undated += 1;
      this.#follower.undated(row);
      return;
    }
    if (this.#state !== 'watching' && !this.#isOfList(row, change, moment)) {
      this.end(null);
      this.#state = 'watching';
    }
    if (this.#state === 'watching') this.#change(row, change, moment);
    else if (this.#list.length < MOST_ROWS) {
      this.#list.push(row);
      this.#names.add(this.#keyOf(row));
    }
    if (moment.isOwn || this.#lastRow === null) this.#lastRow = moment.at;
  }

  /** The list, if there is one, is complete. `nextMs`: when the next round began. */
  end(nextMs: number | null): void {
    const header = this.#header;
    const [list, last] = [this.#list, this.#lastRow];
    this.#header = null;
    this.#list = [];
    this.#names = new Set();
    if (header === null || list.length === 0) return;
    const read = header.isOwn
      ? {
          earliestMs: toldAt(header.at).earliestMs,
          latestMs: Math.max(last?.latestMs ?? 0, header.at.latestMs),
        }
      : {
          earliestMs: header.at.earliestMs,
          latestMs: Math.min(
            header.at.latestMs + LONGEST_COMMAND_MS,
            Math.max(header.at.earliestMs, nextMs ?? Number.POSITIVE_INFINITY) + 1000,
          ),
        };
    this.#rounds.read(read);
    this.#follower.list(read, list);
  }

  gaps(): readonly RecordGap[] {
    return [...this.#gaps, ...this.#rounds.gaps()].sort((a, b) => a.fromMs - b.fromMs);
  }

  #isOfList(row: Row, change: TableRow['change'], { at, isOwn }: Moment): boolean {
    if (change === 'modified' || change === 'deleted' || this.#names.has(this.#keyOf(row))) return false;
    const header = this.#header;
    if (header === null) return false;
    return !isOwn || at.earliestMs - header.at.earliestMs <= LONGEST_LIST_MS;
  }

  #change(row: Row, change: TableRow['change'], { at, isOwn }: Moment): void {
    this.#hasWatched = true;
    if (!isOwn) {
      // A watch that runs on; when its round began tells nothing of this line.
      this.#undated += 1;
      this.#follower.undated(row);
      return;
    }
    this.#follower.change(at, row, change === 'deleted');
  }

  #watchEnded({ earliestMs }: InstantRange): void {
    const fromMs = this.#lastRow?.latestMs ?? earliestMs;
    if (earliestMs - fromMs > LEAST_WATCH_GAP_MS && this.#gaps.length < MOST_GAPS) {
      this.#gaps.push({ fromMs, toMs: earliestMs, reason: 'the watch ended and was started again' });
    }
    for (const gap of this.#rounds.gaps()) if (this.#gaps.length < MOST_GAPS) this.#gaps.push(gap);
    this.#rounds = new RoundTimes();
  }
}
