import type { HistoryRow } from './history-tick.ts';
import { roundToTwoDigits } from './two-digit-rounding.ts';

/**
 * Tells whether the percentiles of a history are of everything since the start, by its rows of all endpoints: then the
 * 100th is the rounded maximum in every one of them (locust-formats.md, section 12, point 6). Without a 100th, it takes
 * the highest percentile for one since the start when that never moves by more than rounding once it has settled.
 */
export class SinceStartTest {
  readonly #highest: number;
  readonly #hasHundredth: boolean;
  #rows = 0;
  #contradicted = 0;

  /** @param percentiles of the columns, ascending. */
  constructor(percentiles: readonly number[]) {
    this.#highest = percentiles.length - 1;
    this.#hasHundredth = percentiles.at(-1) === 100;
  }

  /** Looks at one row of all endpoints. */
  add(total: HistoryRow): void {
    const valueMs = total.quantilesMs[this.#highest] ?? Number.NaN;
    if (total.requests === 0 || total.maxMs === null) return;
    this.#rows += 1;
    if (Number.isNaN(valueMs)) {
      this.#contradicted += 1;
      return;
    }
    const roundedMax = roundToTwoDigits(total.maxMs);
    const isMaximum = valueMs === roundedMax;
    // A percentile below the 100th may stay under the maximum; of a sliding window it falls far below it.
    if (this.#hasHundredth ? !isMaximum : valueMs < roundedMax / 4) this.#contradicted += 1;
  }

  /** True when every row so far fits, and there was one. */
  get holds(): boolean {
    return this.#rows > 0 && this.#contradicted === 0;
  }
}
