import type { UserCounts, WindowQuantiles } from '../../model/run.ts';
import type { Tick } from './history-tick.ts';
import { HistoryWindows, type KeyedWindows } from './history-windows.ts';
import type { OpenTable } from './read-table.ts';
import { SinceStartTest } from './since-start-test.ts';

/** Locust's sliding window for percentiles, about. */
const TRAILING_MS = 10_000;
/** Up to Locust 1.1.1 a row was written every 2 s, the first one 2 s after the start. */
const INTERVAL_TO_1_1_MS = 2000;

/** Up to Locust 1.1.1; a spreadsheet takes the quotes away but leaves the titles. */
function isBefore12(table: OpenTable): boolean {
  return table.isHandQuoted || table.columns.number('requests')?.title === '# requests';
}

/** What the rows came to. */
export interface HistoryContent {
  readonly endpoints: readonly KeyedWindows[];
  readonly total: KeyedWindows | null;
  readonly users: UserCounts | null;
  readonly resetsMs: readonly number[];
  readonly covers: WindowQuantiles['covers'];
  /** The last second, when the row of all endpoints is missing from it. */
  readonly incomplete: Tick | null;
  readonly timesBack: number;
  readonly hasEndpointRows: boolean;
}

/** Takes the ticks of one history in. */
export class HistoryTicks {
  readonly windows: HistoryWindows;
  readonly #table: OpenTable;
  readonly #percentiles: readonly number[];
  readonly #sinceStart: SinceStartTest;
  readonly #atMs: number[] = [];
  readonly #users: number[] = [];
  #hasEndpointRows = false;

  constructor(table: OpenTable) {
    this.#table = table;
    this.#percentiles = table.columns.percentiles.map((column) => column.percentile);
    this.#sinceStart = new SinceStartTest(this.#percentiles);
    this.windows = new HistoryWindows(
      this.#percentiles.length,
      isBefore12(table) ? INTERVAL_TO_1_1_MS : null,
    );
  }

  add(tick: Tick): void {
    this.windows.add(tick);
    this.#hasEndpointRows ||= tick.endpoints.length > 0;
    if (tick.total !== null) this.#sinceStart.add(tick.total);
    const users = tick.total?.users ?? tick.endpoints[0]?.users ?? null;
    if (users === null) return;
    this.#atMs.push(tick.atMs);
    this.#users.push(users);
  }

  finish(hasSums: boolean): Omit<HistoryContent, 'incomplete' | 'timesBack'> {
    const isTrailing = isBefore12(this.#table) || (this.#hasEndpointRows && !this.#sinceStart.holds);
    const covers = isTrailing ? 'trailing' : 'since-start';
    const quantiles = {
      percentiles: this.#percentiles,
      covers,
      spanMs: isTrailing ? TRAILING_MS : null,
      rounding: 'two-digits',
    } as const;
    const hasUsers = this.#atMs.length > 0;
    return {
      ...this.windows.finish(hasSums, this.#percentiles.length === 0 ? null : quantiles),
      users: hasUsers ? { atMs: Float64Array.from(this.#atMs), users: Float64Array.from(this.#users) } : null,
      resetsMs: this.windows.resetsMs,
      covers,
      hasEndpointRows: this.#hasEndpointRows,
    };
  }
}
