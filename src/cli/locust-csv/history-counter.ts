import type { Endpoint, Windows } from '../../model/run.ts';
import { SlidingTimes } from './sliding-times.ts';

/** What completed within the second of a row. */
export interface RowWindow {
  readonly requests: number;
  readonly failures: number;
  readonly lengthS: number;
  /** Number of the last window in it. */
  readonly last: number;
}

/** What has been counted of one endpoint up to a moment. */
export class HistoryCounter {
  readonly names: readonly string[];
  readonly windows: Windows;
  readonly endpoint: Endpoint;
  /** Null where the source has no response times per window. */
  readonly times: SlidingTimes | null;
  requests = 0;
  failures = 0;
  sumMs = 0;
  #next = 0;

  constructor(endpoint: Endpoint, windows: Windows, names: readonly string[]) {
    this.endpoint = endpoint;
    this.windows = windows;
    this.names = names;
    const { histograms } = windows;
    this.times =
      histograms === null || windows.quantiles !== null ? null : new SlidingTimes(windows, histograms);
  }

  /** Counts the windows that end within this second; null when there was none. */
  advance(atS: number): RowWindow | null {
    const { windows } = this;
    const before = { requests: this.requests, failures: this.failures };
    const first = this.#next;
    let lengthMs = 0;
    while (this.#next < windows.length && Math.floor((windows.endMs[this.#next] ?? 0) / 1000) <= atS) {
      const at = this.#next;
      this.requests += windows.requests[at] ?? 0;
      this.failures += windows.failures[at] ?? 0;
      this.sumMs += windows.sumMs?.[at] ?? Number.NaN;
      lengthMs += (windows.endMs[at] ?? 0) - (windows.startMs[at] ?? 0);
      this.#next += 1;
    }
    this.times?.advance(this.#next, atS);
    if (this.#next === first) return null;
    return {
      requests: this.requests - before.requests,
      failures: this.failures - before.failures,
      lengthS: lengthMs / 1000,
      last: this.#next - 1,
    };
  }
}
