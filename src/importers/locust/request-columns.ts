import type { Samples } from '../../model/distribution.ts';
import type { WindowHistograms, Windows } from '../../model/run.ts';
import type { WindowGrid } from './window-grid.ts';

/** Locust's log has two decimals of a millisecond. */
const RESOLUTION_MS = 0.005;

/** The requests of one endpoint as growing columns: 17 bytes a request. */
export class RequestColumns {
  #length = 0;
  #completedMs = new Float64Array(256);
  #responseMs = new Float64Array(256);
  #failed = new Uint8Array(256);
  #failures = 0;
  #responseBytes: number | null = 0;

  /** `responseBytes` is null where the log has no size. */
  add(completedMs: number, responseMs: number, failed: boolean, responseBytes: number | null): void {
    if (this.#length === this.#failed.length) this.#grow();
    this.#completedMs[this.#length] = completedMs;
    this.#responseMs[this.#length] = responseMs;
    this.#failed[this.#length] = failed ? 1 : 0;
    this.#length++;
    if (failed) this.#failures++;
    if (this.#responseBytes !== null && responseBytes !== null) this.#responseBytes += responseBytes;
    else this.#responseBytes = null;
  }

  get requests(): number {
    return this.#length;
  }

  get failures(): number {
    return this.#failures;
  }

  /** Null without requests, or when the size of one is not known. */
  get meanResponseBytes(): number | null {
    return this.#length === 0 || this.#responseBytes === null ? null : this.#responseBytes / this.#length;
  }

  /** All response times; null without requests. */
  samples(): Samples | null {
    if (this.#length === 0) return null;
    return {
      kind: 'samples',
      valuesMs: this.#responseMs.slice(0, this.#length).sort(),
      resolutionMs: RESOLUTION_MS,
    };
  }

  /** What completed in each window, with all its response times. */
  windows(grid: WindowGrid): Windows {
    const requests = new Float64Array(grid.length);
    const failures = new Float64Array(grid.length);
    const sumMs = new Float64Array(grid.length);
    const windowOf = new Uint32Array(this.#length);
    for (let row = 0; row < this.#length; row++) {
      const index = grid.indexOf(this.#completedMs[row] as number);
      windowOf[row] = index;
      requests[index] = (requests[index] as number) + 1;
      failures[index] = (failures[index] as number) + (this.#failed[row] as number);
      sumMs[index] = (sumMs[index] as number) + (this.#responseMs[row] as number);
    }
    return {
      length: grid.length,
      startMs: grid.startMs,
      endMs: grid.endMs,
      requests,
      failures,
      sumMs,
      quantiles: null,
      histograms: this.#histograms(windowOf, requests),
    };
  }

  #histograms(windowOf: Uint32Array, requests: Float64Array): WindowHistograms {
    const { values, ends } = this.#groupByWindow(windowOf, requests);
    const offsets = new Uint32Array(requests.length + 1);
    const counts = new Uint32Array(values.length);
    let entries = 0;
    for (let window = 0, row = 0; window < requests.length; window++) {
      const end = ends[window] as number;
      values.subarray(row, end).sort();
      for (; row < end; row++) {
        // Entries never overtake the rows they are made of, so both share one array.
        const isRepeated = entries > (offsets[window] as number) && values[entries - 1] === values[row];
        if (!isRepeated) values[entries++] = values[row] as number;
        counts[entries - 1] = (counts[entries - 1] as number) + 1;
      }
      offsets[window + 1] = entries;
    }
    return {
      offsets,
      valuesMs: values.slice(0, entries),
      counts: counts.slice(0, entries),
      rounding: 'none',
    };
  }

  /** A counting sort: the response times window after window, and where each window's end. */
  #groupByWindow(windowOf: Uint32Array, requests: Float64Array): { values: Float64Array; ends: Uint32Array } {
    const ends = new Uint32Array(requests.length);
    for (let window = 1; window < requests.length; window++) {
      ends[window] = (ends[window - 1] as number) + (requests[window - 1] as number);
    }
    const values = new Float64Array(this.#length);
    for (let row = 0; row < this.#length; row++) {
      const window = windowOf[row] as number;
      const at = ends[window] as number;
      values[at] = this.#responseMs[row] as number;
      ends[window] = at + 1;
    }
    return { values, ends };
  }

  #grow(): void {
    const capacity = this.#failed.length * 2;
    const larger = <T extends Float64Array | Uint8Array>(column: T, copy: T): T => {
      copy.set(column);
      return copy;
    };
    this.#completedMs = larger(this.#completedMs, new Float64Array(capacity));
    this.#responseMs = larger(this.#responseMs, new Float64Array(capacity));
    this.#failed = larger(this.#failed, new Uint8Array(capacity));
  }
}
