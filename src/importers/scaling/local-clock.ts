import { instantsOf, type TimeZone } from './time-zone.ts';

const HOUR_MS = 3_600_000;
/** Lines of one log may come a little out of order. */
const DISORDER_MS = 5 * 60_000;

/**
 * Turns the local times of one log into instants, in the order of its lines. Where clocks were put back and showed an hour
 * twice, the log's order tells which of the two it is: time never goes back in a log.
 */
export class LocalClock {
  readonly #zone: TimeZone;
  readonly #startsInLaterHour: boolean;
  #lastMs: number | null = null;
  #beganAmbiguous = false;
  #isUsed = false;
  #beganLater = false;

  /** @param startsInLaterHour a log that begins in an hour shown twice begins in the second of them. */
  constructor(zone: TimeZone, startsInLaterHour = false) {
    this.#zone = zone;
    this.#startsInLaterHour = startsInLaterHour;
  }

  /** Some time was read by the zone. */
  get isUsed(): boolean {
    return this.#isUsed;
  }

  /**
   * The log began in an hour that was shown twice, and went on as only the second of them does: it is to be read again with
   * `startsInLaterHour`.
   */
  get beganInLaterHour(): boolean {
    return this.#beganLater;
  }

  /** @param localMs what the clock showed, as if it were UTC. */
  instant(localMs: number): number {
    this.#isUsed = true;
    const candidates = instantsOf(localMs, this.#zone);
    const [first, second] = candidates;
    const chosen =
      first === undefined
        ? localMs - this.#zone.offsetMs(localMs - this.#zone.offsetMs(localMs) - HOUR_MS)
        : second === undefined
          ? first
          : this.#choose(first, second);
    this.#notice(chosen, second !== undefined);
    return chosen;
  }

  /** The instant, but for an hour in the night in which clocks change; takes no notice of it. */
  approximate(localMs: number): number {
    return localMs - this.#zone.offsetMs(localMs - this.#zone.offsetMs(localMs));
  }

  #choose(first: number, second: number): number {
    const last = this.#lastMs;
    if (last === null) {
      this.#beganAmbiguous = !this.#startsInLaterHour;
      return this.#startsInLaterHour ? second : first;
    }
    return first >= last - DISORDER_MS ? first : second;
  }

  #notice(chosen: number, isAmbiguous: boolean): void {
    const last = this.#lastMs;
    if (this.#beganAmbiguous && last !== null) {
      // From the first of the two hours the clock goes back; a log that runs on past both has leapt over the second.
      if (!isAmbiguous && chosen - last >= HOUR_MS && chosen - last < HOUR_MS + DISORDER_MS)
        this.#beganLater = true;
      if (!isAmbiguous || chosen < last - DISORDER_MS) this.#beganAmbiguous = false;
    }
    this.#lastMs = last === null ? chosen : Math.max(last, chosen);
  }
}
