import type { EndpointKey } from '../../model/endpoint-key.ts';

/** The name of the row of all endpoints: 'Total' up to Locust 0.12.1, 'Aggregated' since. */
const TOTAL_NAMES = new Set(['Total', 'Aggregated', 'None Total', 'None Aggregated']);

/** The key under which the row of all endpoints is kept, whatever the version calls it. */
export const TOTAL_KEY: EndpointKey = { method: '', name: 'Aggregated' };

/** True for a row that may be the one of all endpoints; an endpoint without a method may have the same name. */
export function mayBeTotal(key: EndpointKey): boolean {
  return (key.method === '' || key.method === 'None') && TOTAL_NAMES.has(key.name);
}

/**
 * Which of the rows is the one of all endpoints: of those that may be, the one with most requests, and the last of
 * equal ones, since Locust writes it last. Null when there is none.
 */
export function findTotal<Row extends { readonly key: EndpointKey; readonly requests: number }>(
  rows: readonly Row[],
): Row | null {
  let total: Row | null = null;
  for (const row of rows) {
    if (mayBeTotal(row.key) && (total === null || row.requests >= total.requests)) total = row;
  }
  return total;
}
