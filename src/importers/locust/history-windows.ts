import { type EndpointKey, endpointId } from '../../model/endpoint-key.ts';
import type { WindowQuantiles, Windows } from '../../model/run.ts';
import type { HistoryRow, Tick } from './history-tick.ts';
import { WindowColumns } from './window-columns.ts';

/** What the cumulative counts of one endpoint were last. */
interface Known {
  readonly key: EndpointKey;
  readonly columns: WindowColumns;
  /** The last row; null when the counters were set back and there has been no row since. */
  row: HistoryRow | null;
  atMs: number;
}

/** The windows of one endpoint, and its last row, which has the totals. */
export interface KeyedWindows {
  readonly windows: Windows;
  readonly last: HistoryRow | null;
  readonly key: EndpointKey;
}

/**
 * Makes windows of ticks. A window is the difference of two rows of an endpoint: from one tick to the next, or
 * further where rows between are missing. Where the count of all endpoints falls, the counters were set back: a new
 * segment begins there, without a window across the gap.
 */
export class HistoryWindows {
  readonly #percentiles: number;
  /** Length of a window before the first tick; null when a first tick with counts has no known beginning. */
  readonly #beforeFirstMs: number | null;
  readonly #endpoints = new Map<string, Known>();
  #total: Known | null = null;
  #previousMs: number | null = null;
  /** From each tick to the next, but across a gap. */
  readonly #spans: { readonly startMs: number; readonly endMs: number }[] = [];
  #isAfterGap = false;
  readonly #resetsMs: number[] = [];

  constructor(percentiles: number, beforeFirstMs: number | null) {
    this.#percentiles = percentiles;
    this.#beforeFirstMs = beforeFirstMs;
  }

  /** Instants at which counts fell, ascending, Unix epoch ms. */
  get resetsMs(): readonly number[] {
    return this.#resetsMs;
  }

  /** Time since the last tick is not known: there will be no window from it to the next. */
  breakOff(): void {
    this.#isAfterGap = true;
  }

  /** Takes the next tick; ticks must ascend. */
  add(tick: Tick): void {
    if (this.#hasFallen(tick)) {
      this.#resetsMs.push(tick.atMs);
      this.#startAgain(tick.atMs);
    }
    for (const row of tick.endpoints) {
      const id = endpointId(row.key);
      const known = this.#endpoints.get(id) ?? this.#begin(row.key);
      this.#endpoints.set(id, known);
      this.#advance(known, row, tick.atMs);
    }
    if (tick.total !== null) {
      this.#total ??= this.#begin(tick.total.key);
      this.#advance(this.#total, tick.total, tick.atMs);
    }
    if (this.#previousMs !== null && !this.#isAfterGap) {
      this.#spans.push({ startMs: this.#previousMs, endMs: tick.atMs });
    }
    this.#previousMs = tick.atMs;
    this.#isAfterGap = false;
  }

  /** The endpoints in the order in which they first came, and the total. */
  finish(
    hasSums: boolean,
    quantiles: Omit<WindowQuantiles, 'valuesMs'> | null,
  ): { endpoints: readonly KeyedWindows[]; total: KeyedWindows | null } {
    const finished = ({ key, columns, row }: Known): KeyedWindows => ({
      key,
      windows: columns.finish(hasSums, quantiles),
      last: row,
    });
    return {
      endpoints: [...this.#endpoints.values()].map(finished),
      total: this.#total === null ? null : finished(this.#total),
    };
  }

  /** A single endpoint that falls while all together do not is a damaged row. */
  #hasFallen(tick: Tick): boolean {
    const { total } = tick;
    if (total !== null && this.#total !== null) return isBelow(total, this.#total.row);
    return tick.endpoints.some((row) => isBelow(row, this.#endpoints.get(endpointId(row.key))?.row ?? null));
  }

  /** After a reset every count is from zero, at an instant between this tick and the one before. */
  #startAgain(atMs: number): void {
    const all = [...this.#endpoints.values(), ...(this.#total === null ? [] : [this.#total])];
    for (const known of all) {
      known.row = null;
      known.atMs = atMs;
    }
    this.#isAfterGap = true;
  }

  /** Before its first row an endpoint had no request: its rate is over the whole run, not from its first request on. */
  #begin(key: EndpointKey): Known {
    const columns = new WindowColumns(this.#percentiles);
    for (const span of this.#spans) {
      columns.push({ ...span, requests: 0, failures: 0, sumMs: 0, quantilesMs: [] });
    }
    return { key, columns, row: null, atMs: this.#previousMs ?? Number.NaN };
  }

  #advance(known: Known, row: HistoryRow, atMs: number): void {
    const startMs = this.#startOf(known, row, atMs);
    if (startMs !== null && !isBelow(row, known.row)) {
      known.columns.push({
        startMs,
        endMs: atMs,
        ...difference(row, known.row),
        quantilesMs: row.quantilesMs,
      });
    }
    known.row = row;
    known.atMs = atMs;
  }

  /** Null when there is no window that ends here. */
  #startOf(known: Known, row: HistoryRow, atMs: number): number | null {
    if (this.#isAfterGap) return null;
    if (!Number.isNaN(known.atMs)) return known.atMs;
    return this.#beforeFirstMs === null || row.requests === 0 ? null : atMs - this.#beforeFirstMs;
  }
}

function isBelow(row: HistoryRow, known: HistoryRow | null): boolean {
  return known !== null && (row.requests < known.requests || row.failures < known.failures);
}

function difference(
  row: HistoryRow,
  known: HistoryRow | null,
): { requests: number; failures: number; sumMs: number } {
  const requests = row.requests - (known?.requests ?? 0);
  // count × average is exact to the last bits of a double; a difference of nothing must not become -1e-10.
  const sumMs = requests === 0 ? 0 : Math.max(0, sumOf(row) - (known === null ? 0 : sumOf(known)));
  return { requests, failures: row.failures - (known?.failures ?? 0), sumMs };
}

function sumOf(row: HistoryRow): number {
  return row.averageMs === null ? Number.NaN : row.requests * row.averageMs;
}
