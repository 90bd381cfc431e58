import type { Run } from '../../model/run.ts';
import { statsHistoryCsv } from './history.ts';
import { exceptionsCsv, failuresCsv, statsCsv } from './tables.ts';

/** What follows the prefix of `--csv`, as Locust has it. */
export const LOCUST_ENDINGS = [
  '_stats.csv',
  '_stats_history.csv',
  '_failures.csv',
  '_exceptions.csv',
] as const;

/** A file as Locust's `--csv` leaves it. */
export interface LocustTable {
  readonly ending: (typeof LOCUST_ENDINGS)[number];
  /** With their ends; to be read once. */
  readonly lines: Iterable<string>;
}

/** The files that Locust's `--csv --csv-full-history` would have left of a run; those of which it knows nothing are missing. */
export function locustTables(run: Run): readonly LocustTable[] {
  const tables = [statsCsv(run), statsHistoryCsv(run), failuresCsv(run), exceptionsCsv(run)];
  return LOCUST_ENDINGS.flatMap((ending, i) => {
    const lines = tables[i] ?? null;
    return lines === null ? [] : [{ ending, lines }];
  });
}
