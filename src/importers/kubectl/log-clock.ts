import type { InstantRange } from '../../model/scaling.ts';
import { LocalClock } from '../scaling/local-clock.ts';
import type { TimeZone } from '../scaling/time-zone.ts';
import { type ClockReading, PrefixReader } from './time-prefix.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Lines of one log may come a little out of order. */
const DISORDER_MS = 5 * MINUTE_MS;

/** What times without a date count from. */
export type TimeMeaning = 'time-of-day' | 'since-start' | 'since-last-line';

/**
 * What the times without a date in these lines are. `ts -s` and `ts -i` begin at 00:00:00; only the second goes back.
 */
export function meaningOfTimes(lines: readonly string[]): TimeMeaning {
  const prefixes = new PrefixReader();
  const times = lines.flatMap((line) => {
    const { stamp } = prefixes.read(line);
    return stamp?.kind === 'time' ? [stamp.timeMs] : [];
  });
  const [first] = times;
  if (first === undefined || first >= MINUTE_MS) return 'time-of-day';
  return times.some((timeMs, i) => timeMs < (times[i - 1] ?? 0)) ? 'since-last-line' : 'since-start';
}

/** Turns what stands before the lines of one log into instants, in the order of its lines. */
export class LogClock {
  readonly #local: LocalClock;
  readonly #meaning: TimeMeaning;
  readonly #nearMs: number | null;
  #lastMs: number | null = null;
  #sinceStartMs = 0;
  #isRelative = false;

  /** @param nearMs when the load test ran, about: tells the year or the day of times without one. */
  constructor(zone: TimeZone, meaning: TimeMeaning, nearMs: number | null, startsInLaterHour = false) {
    this.#local = new LocalClock(zone, startsInLaterHour);
    this.#meaning = meaning;
    this.#nearMs = nearMs;
  }

  /** Some time was read by the zone. */
  get usesZone(): boolean {
    return this.#local.isUsed;
  }

  /** See `LocalClock`. */
  get beganInLaterHour(): boolean {
    return this.#local.beganInLaterHour;
  }

  /** Some times only count from the log's beginning, which was taken to be the load test's. */
  get isRelative(): boolean {
    return this.#isRelative;
  }

  /** Null where nothing tells of which year or day it is. */
  instant(reading: ClockReading): InstantRange | null {
    const atMs = this.#instantMs(reading);
    if (atMs === null || !Number.isFinite(atMs)) return null;
    this.#lastMs = atMs;
    return { earliestMs: atMs, latestMs: atMs + reading.precisionMs };
  }

  #instantMs(reading: ClockReading): number | null {
    switch (reading.kind) {
      case 'instant':
        return reading.atMs;
      case 'local':
        return this.#local.instant(reading.localMs);
      case 'yearless': {
        const reference = this.#lastMs ?? this.#nearMs;
        return reference === null ? null : this.#local.instant(inYearNear(reading.localMs, reference));
      }
      case 'time':
        return this.#meaning === 'time-of-day' ? this.#ofDay(reading.timeMs) : this.#relative(reading.timeMs);
    }
  }

  /** The day on which it is closest to the line before, which it does not precede. */
  #ofDay(timeMs: number): number | null {
    const reference = this.#lastMs ?? this.#nearMs;
    if (reference === null) return null;
    const days = Math.floor(reference / DAY_MS);
    const candidates = [-2, -1, 0, 1, 2].map((by) => (days + by) * DAY_MS + timeMs);
    const instants = candidates.map((localMs) => ({ localMs, distance: this.#distance(localMs, reference) }));
    const [best] = instants.sort((a, b) => a.distance - b.distance);
    return best === undefined ? null : this.#local.instant(best.localMs);
  }

  #distance(localMs: number, reference: number): number {
    const roughMs = this.#local.approximate(localMs);
    const isBack = this.#lastMs !== null && roughMs < reference - DISORDER_MS;
    return Math.abs(roughMs - reference) + (isBack ? DAY_MS : 0);
  }

  #relative(timeMs: number): number | null {
    this.#isRelative = true;
    if (this.#nearMs === null) return null;
    this.#sinceStartMs = this.#meaning === 'since-start' ? timeMs : this.#sinceStartMs + timeMs;
    return this.#nearMs + this.#sinceStartMs;
  }
}

/** The year in which a day is closest to an instant. */
function inYearNear(localMs: number, nearMs: number): number {
  const of2000 = new Date(localMs);
  const year = new Date(nearMs).getUTCFullYear();
  const inYear = (chosen: number) => {
    const date = new Date(of2000);
    date.setUTCFullYear(chosen);
    return date.getTime();
  };
  const [best = localMs] = [year - 1, year, year + 1]
    .map(inYear)
    .sort((a, b) => Math.abs(a - nearMs) - Math.abs(b - nearMs));
  return best;
}
