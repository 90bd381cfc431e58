import { writeFileAtomically } from '../files/write-file.ts';
import type { Run } from '../model/run.ts';
import { statsHistoryCsv } from './locust-csv/history.ts';
import { failuresCsv, statsCsv } from './locust-csv/tables.ts';

/** What follows the prefix of `--csv`, as Locust has it. */
export const LOCUST_ENDINGS = [
  '_stats.csv',
  '_stats_history.csv',
  '_failures.csv',
  '_exceptions.csv',
] as const;

/**
 * Writes the files that Locust's `--csv` would have left.
 *
 * @param prefix absolute.
 * @throws {Problem} 'cannot-write'.
 */
export async function writeLocustFiles(run: Run, prefix: string): Promise<void> {
  const contents = [statsCsv(run), statsHistoryCsv(run), failuresCsv(run)];
  for (const [i, rows] of contents.entries()) {
    if (rows !== null) await writeFileAtomically(`${prefix}${LOCUST_ENDINGS[i]}`, rows);
  }
}
