import type { Endpoint, Windows } from '../../model/run.ts';
import { SlidingTimes } from './sliding-times.ts';

/** What completed within the second of a row. */
export interface RowWindow {
  readonly requestsPerS: number;
  readonly failuresPerS: number;
  /** Number of the last window in it. */
  readonly last: number;
}

interface Counted {
  readonly requests: number;
  readonly failures: number;
  readonly lengthMs: number;
}

/** A row of less is a piece of a second, as a run leaves it at its end. */
const SHORTEST_ROW_MS = 900;

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
  #last: Counted | null = null;

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
    const counted = {
      requests: this.requests - before.requests,
      failures: this.failures - before.failures,
      lengthMs,
    };
    const rates = ratesOf(counted, this.#last);
    this.#last = counted;
    return { ...rates, last: this.#next - 1 };
  }
}

/** A piece of a second is taken together with the row before: one request in 3 ms is no 333 per second. */
function ratesOf(row: Counted, before: Counted | null): Pick<RowWindow, 'requestsPerS' | 'failuresPerS'> {
  const isPiece = row.lengthMs < SHORTEST_ROW_MS;
  const added = isPiece ? before : null;
  const allMs = row.lengthMs + (added?.lengthMs ?? 0);
  const lengthS = (isPiece ? Math.max(1000, allMs) : allMs) / 1000;
  return {
    requestsPerS: (row.requests + (added?.requests ?? 0)) / lengthS,
    failuresPerS: (row.failures + (added?.failures ?? 0)) / lengthS,
  };
}
