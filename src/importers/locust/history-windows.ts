import { type EndpointKey, endpointId } from '../../model/endpoint-key.ts';
import type { WindowQuantiles, Windows } from '../../model/run.ts';
import type { HistoryRow, Tick } from './history-tick.ts';
import { WindowColumns } from './window-columns.ts';

/** What cumulative counts said last of one endpoint. */
interface Known {
  readonly key: EndpointKey;
  readonly columns: WindowColumns;
  atMs: number;
  requests: number;
  failures: number;
  sumMs: number;
}

/** The windows of one endpoint. */
export interface KeyedWindows {
  readonly key: EndpointKey;
  readonly windows: Windows;
}

/**
 * Makes windows of ticks. A window is the difference of two rows of an endpoint: from one tick to the next, or
 * further where rows between are missing. Where a count falls, the counters were set back: a new segment
 * begins there, without a window across the gap.
 */
export class HistoryWindows {
  readonly #percentiles: number;
  /** Length of a window before the first tick; null when a first tick with counts has no known beginning. */
  readonly #beforeFirstMs: number | null;
  readonly #endpoints = new Map<string, Known>();
  #total: Known | null = null;
  #previousMs: number | null = null;
  readonly #resetsMs: number[] = [];

  constructor(percentiles: number, beforeFirstMs: number | null) {
    this.#percentiles = percentiles;
    this.#beforeFirstMs = beforeFirstMs;
  }

  /** Instants at which counts fell, ascending, Unix epoch ms. */
  get resetsMs(): readonly number[] {
    return this.#resetsMs;
  }

  /** Takes the next tick; ticks must ascend. */
  add(tick: Tick): void {
    for (const row of tick.endpoints) {
      const id = endpointId(row.key);
      const known = this.#endpoints.get(id);
      if (known === undefined) this.#endpoints.set(id, this.#begin(row, tick.atMs));
      else this.#advance(known, row, tick.atMs);
    }
    if (tick.total !== null) {
      if (this.#total === null) this.#total = this.#begin(tick.total, tick.atMs);
      else this.#advance(this.#total, tick.total, tick.atMs);
    }
    this.#previousMs = tick.atMs;
  }

  /** The endpoints in the order in which they first came, and the total. */
  finish(
    hasSums: boolean,
    quantiles: Omit<WindowQuantiles, 'valuesMs'> | null,
  ): { endpoints: readonly KeyedWindows[]; total: Windows | null } {
    const windowsOf = (known: Known) => known.columns.finish(hasSums, quantiles);
    return {
      endpoints: [...this.#endpoints.values()].map((known) => ({
        key: known.key,
        windows: windowsOf(known),
      })),
      total: this.#total === null ? null : windowsOf(this.#total),
    };
  }

  /** An endpoint's first row: everything since the tick before, since there was nothing of it then. */
  #begin(row: HistoryRow, atMs: number): Known {
    const columns = new WindowColumns(this.#percentiles);
    const startMs = this.#previousMs ?? (this.#beforeFirstMs === null ? null : atMs - this.#beforeFirstMs);
    if (startMs !== null && (row.requests > 0 || this.#previousMs !== null)) {
      columns.push({ ...row, startMs, endMs: atMs });
    }
    const { key, requests, failures, sumMs } = row;
    return { key, columns, atMs, requests, failures, sumMs };
  }

  #advance(known: Known, row: HistoryRow, atMs: number): void {
    if (row.requests < known.requests || row.failures < known.failures) {
      if (this.#resetsMs.at(-1) !== atMs) this.#resetsMs.push(atMs);
    } else {
      // count × average is exact to the last bits of a double; a difference of nothing must not become -1e-10.
      const sumMs = row.requests === known.requests ? 0 : Math.max(0, row.sumMs - known.sumMs);
      known.columns.push({
        startMs: known.atMs,
        endMs: atMs,
        requests: row.requests - known.requests,
        failures: row.failures - known.failures,
        sumMs,
        quantilesMs: row.quantilesMs,
      });
    }
    known.atMs = atMs;
    known.requests = row.requests;
    known.failures = row.failures;
    known.sumMs = row.sumMs;
  }
}
