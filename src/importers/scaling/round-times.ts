import type { InstantRange, RecordGap } from '../../model/scaling.ts';

const MOST_GAPS = 1000;
/** Rounds are about 10 s apart; a slow cluster makes them longer. */
const LEAST_GAP_MS = 45_000;
const INTERVALS_PER_GAP = 3;

/** Watches over the rounds of a monitor: where it stopped looking, or could not see. */
export class RoundTimes {
  readonly #gaps: RecordGap[] = [];
  #last: InstantRange | null = null;
  #rounds = 0;
  #spanMs = 0;
  #failures = 0;
  #failure = '';
  #wasRestarted = false;

  /** The monitor said that it starts. */
  restarted(): void {
    this.#wasRestarted = this.#last !== null;
  }

  /** The counts could not be read; `reason` in the words of kubectl. */
  failed(reason: string): void {
    this.#failures += 1;
    this.#failure = reason;
  }

  /** The counts were read. */
  read(read: InstantRange): void {
    const last = this.#last;
    if (last !== null) {
      const passedMs = read.earliestMs - last.earliestMs;
      const reason = this.#reasonFor(passedMs);
      if (reason === null) {
        this.#rounds += 1;
        this.#spanMs += passedMs;
      } else if (this.#gaps.length < MOST_GAPS) {
        this.#gaps.push({ fromMs: last.latestMs, toMs: Math.max(last.latestMs, read.earliestMs), reason });
      }
    }
    this.#last = read;
    this.#failures = 0;
    this.#wasRestarted = false;
  }

  gaps(): readonly RecordGap[] {
    return this.#gaps;
  }

  #reasonFor(passedMs: number): string | null {
    const usualMs = this.#rounds === 0 ? LEAST_GAP_MS : this.#spanMs / this.#rounds;
    if (this.#failures > 1) {
      return `${this.#failures} reads failed${this.#failure === '' ? '' : `: ${this.#failure}`}`;
    }
    if (passedMs <= Math.max(LEAST_GAP_MS, INTERVALS_PER_GAP * usualMs)) return null;
    return this.#wasRestarted ? 'the monitor was started again' : 'the monitor did not look';
  }
}
