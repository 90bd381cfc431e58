import { numbersColumn } from './growing-column.ts';

/**
 * The seconds of a recording, in order of time. Each endpoint has a window for each of them: in a second that was recorded
 * and in which nothing completed, nothing completed. Seconds that are missing from the recording are a gap.
 */
export class Seconds {
  readonly #startMs = numbersColumn();
  readonly #endMs = numbersColumn();

  get length(): number {
    return this.#startMs.length;
  }

  /** Until when something was recorded, Unix epoch ms; NaN before anything was. */
  get endMs(): number {
    return this.#endMs.at(this.length - 1);
  }

  /**
   * The number of the second with this span: the last one, or a new one after it. Null for any other: events are recorded
   * second by second. A span of no length, as the end of a test may leave, counts as part of the second before.
   */
  place(startMs: number, endMs: number): number | null {
    const last = this.length - 1;
    const lastEndMs = this.#endMs.at(last);
    if (last >= 0 && startMs === this.#startMs.at(last) && endMs === lastEndMs) return last;
    if (last >= 0 && endMs === startMs && startMs === lastEndMs) return last;
    if (last >= 0 && startMs < lastEndMs) return null;
    this.#startMs.push(startMs);
    this.#endMs.push(Math.max(endMs, startMs + 1));
    return last + 1;
  }

  /** Columns of all seconds, for all windows alike. */
  columns(): { readonly startMs: Float64Array; readonly endMs: Float64Array } {
    return { startMs: this.#startMs.values(), endMs: this.#endMs.values() };
  }
}
