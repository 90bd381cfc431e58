import type { LocustPart } from './part.ts';
import type { OpenTable } from './read-table.ts';
import type { StatsRow } from './stats-row.ts';

type VersionRange = LocustPart['version'];

/** Locust 1.1 was the last to write the column of 99.999 % by default, with these others. */
const PERCENTILES_TO_1_1 = '50 66 75 80 90 95 98 99 99.9 99.99 99.999 100';

/**
 * Which versions of Locust write such a table of endpoints (locust-formats.md, section 2).
 *
 * @param totalName the name of the row of all endpoints, as written.
 */
export function statsVersion(
  kind: 'stats' | 'requests' | 'distribution',
  table: OpenTable,
  totalName: string | null,
  rows: readonly StatsRow[],
): VersionRange {
  if (kind === 'requests') return requestsVersion(table, totalName, rows);
  if (kind === 'distribution') return distributionVersion(table, totalName);
  const { columns } = table;
  if (columns.number('requests')?.title === '# requests') return { atLeast: '0.13.3', below: '1.0' };
  if (table.isHandQuoted) return { atLeast: '1.0', below: '1.1' };
  const percentiles = columns.percentiles.map(({ percentile }) => percentile).join(' ');
  return percentiles === PERCENTILES_TO_1_1 ? { atLeast: '1.1', below: '1.2' } : { atLeast: '1.1' };
}

function requestsVersion(
  table: OpenTable,
  totalName: string | null,
  rows: readonly StatsRow[],
): VersionRange {
  const rateTitle = table.columns.number('rate')?.title;
  if (rateTitle?.startsWith('Reqests')) return { below: '0.7' };
  if (totalName === 'Aggregated') return { atLeast: '0.12.2', below: '0.13.3' };
  // Up to 0.9 failures are not among the requests, so there may be more of them.
  if (rows.some((row) => (row.failures ?? 0) > row.requests)) return { atLeast: '0.7', below: '0.10' };
  return { atLeast: '0.7', below: '0.12.2' };
}

function distributionVersion(table: OpenTable, totalName: string | null): VersionRange {
  if (table.columns.percentiles.some(({ percentile }) => percentile === 99.9)) {
    return { atLeast: '0.13.0', below: '0.13.3' };
  }
  if (totalName === 'Aggregated') return { atLeast: '0.12.2', below: '0.13.0' };
  if (totalName === 'None Total') return { atLeast: '0.7.2', below: '0.10' };
  return { below: '0.12.2' };
}
