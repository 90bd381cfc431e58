import type { NumberColumn, NumberReader } from '../../decode/fields.ts';
import { isMissing } from './columns.ts';
import type { HistoryRow } from './history-tick.ts';
import type { OpenTable } from './read-table.ts';
import { requireNumber, requireText } from './required-columns.ts';
import type { TimedRow } from './tick-sequence.ts';

/** An average with fewer decimals was cut or rounded, and differences of cut averages mean nothing. */
const DECIMALS_OF_AN_EXACT_AVERAGE = 6;

/** Reads the rows of one history. */
export class HistoryRowReader {
  readonly #table: OpenTable;
  readonly #method: number | null;
  readonly #name: number;
  readonly #timestamp: NumberColumn;
  readonly #requests: NumberColumn;
  readonly #failures: NumberColumn;
  readonly #columns: Readonly<
    Record<'users' | 'average' | 'median' | 'min' | 'max' | 'size', NumberColumn | null>
  >;
  #hasDecimals = false;
  #hasRequests = false;

  /** @throws {Problem} `missing-column`. */
  constructor(table: OpenTable) {
    this.#table = table;
    this.#method = table.columns.text('method');
    this.#name = requireText(table, 'name', 'Name');
    this.#timestamp = requireNumber(table, 'timestamp', 'Timestamp');
    this.#requests = requireNumber(table, 'requests', 'Total Request Count');
    this.#failures = requireNumber(table, 'failures', 'Total Failure Count');
    const { columns } = table;
    this.#columns = {
      users: columns.number('users'),
      average: columns.number('average'),
      median: columns.number('median'),
      min: columns.number('min'),
      max: columns.number('max'),
      size: columns.number('size'),
    };
  }

  /** True when averages came with all their digits, as Locust writes them since 1.2. */
  get hasExactAverages(): boolean {
    return this.#hasDecimals || !this.#hasRequests;
  }

  /** @throws {UnreadableCell} */
  read(cells: readonly string[], line: number, numbers: NumberReader): TimedRow {
    const read = (column: NumberColumn | null): number | null =>
      column === null ? null : numbers.read(cells, column, line);
    const { users, average, median, min, max, size } = this.#columns;
    const row: HistoryRow = {
      key: {
        method: this.#method === null ? '' : (cells[this.#method] ?? ''),
        name: cells[this.#name] ?? '',
      },
      users: read(users),
      requests: numbers.read(cells, this.#requests, line),
      failures: numbers.read(cells, this.#failures, line),
      averageMs: read(average),
      medianMs: read(median),
      minMs: read(min),
      maxMs: read(max),
      meanResponseBytes: read(size),
      quantilesMs: this.#quantiles(cells, line, numbers),
    };
    this.#hasDecimals ||=
      average !== null && decimalsOf(cells[average.index]) >= DECIMALS_OF_AN_EXACT_AVERAGE;
    this.#hasRequests ||= row.requests > 0;
    return { atMs: numbers.read(cells, this.#timestamp, line) * 1000, row };
  }

  /** Locust writes 0 in all of them, not N/A, for an endpoint that had no request in the sliding window. */
  #quantiles(cells: readonly string[], line: number, numbers: NumberReader): readonly number[] {
    const values = this.#table.columns.percentiles.map((column) =>
      isMissing(cells[column.index]) ? Number.NaN : numbers.read(cells, column, line),
    );
    return values.some((value) => value > 0) ? values : values.map(() => Number.NaN);
  }
}

function decimalsOf(cell: string | undefined): number {
  return /[.,](\d+)/.exec(cell ?? '')?.[1]?.length ?? 0;
}
