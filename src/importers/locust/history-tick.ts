import { type EndpointKey, endpointId } from '../../model/endpoint-key.ts';
import { mayBeTotal } from './total-row.ts';

/** One row of the history: everything since the start of the test or the last reset, at one second. */
export interface HistoryRow {
  readonly key: EndpointKey;
  readonly users: number | null;
  readonly requests: number;
  readonly failures: number;
  /** All in ms; null when the file has no such column. */
  readonly averageMs: number | null;
  readonly medianMs: number | null;
  readonly minMs: number | null;
  readonly maxMs: number | null;
  readonly meanResponseBytes: number | null;
  /** One value per percentile column, NaN where there is none. */
  readonly quantilesMs: readonly number[];
}

/** All rows of one second. */
export interface Tick {
  readonly atMs: number;
  readonly endpoints: readonly HistoryRow[];
  /** Null when the row of all endpoints is missing. */
  readonly total: HistoryRow | null;
}

/**
 * Sorts the rows of one second. Of two rows that may be the total, the one with most requests is: the other is an
 * endpoint that has the total's name, or the same second written twice, when other endpoints come twice too or there
 * are none.
 */
export function tickOf(atMs: number, rows: readonly HistoryRow[]): Tick {
  const candidates = rows.filter((row) => mayBeTotal(row.key));
  const total = candidates.reduce<HistoryRow | null>(
    (most, row) => (most === null || row.requests >= most.requests ? row : most),
    null,
  );
  const others = rows.filter((row) => !mayBeTotal(row.key));
  const latest = new Map<string, HistoryRow>();
  for (const row of others) {
    const id = endpointId(row.key);
    const known = latest.get(id);
    if (known === undefined || row.requests >= known.requests) latest.set(id, row);
  }
  const isWrittenTwice = others.length === 0 || latest.size < others.length;
  const namesake = isWrittenTwice ? undefined : candidates.find((row) => row !== total);
  return { atMs, endpoints: [...latest.values(), ...(namesake === undefined ? [] : [namesake])], total };
}
