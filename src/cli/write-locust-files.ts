import { writeFileAtomically } from '../files/write-file.ts';
import type { Run } from '../model/run.ts';
import { csvLine, numberCell, textCell } from './locust-csv/cells.ts';
import { statsHistoryCsv } from './locust-csv/history.ts';
import { failuresCsv, statsCsv } from './locust-csv/tables.ts';

/** What follows the prefix of `--csv`, as Locust has it. */
export const LOCUST_ENDINGS = [
  '_stats.csv',
  '_stats_history.csv',
  '_failures.csv',
  '_exceptions.csv',
] as const;

/** What Locust writes where nothing failed, and into its exceptions whatever happened. */
const FAILURES_HEADER = ['Method', 'Name', 'Error', 'Occurrences', 'First Seen', 'Last Seen'];
const EXCEPTIONS_HEADER = ['Count', 'Message', 'Traceback', 'Nodes'];

/**
 * Writes the files that Locust's `--csv` would have left.
 *
 * @param prefix absolute.
 * @throws {Problem} 'cannot-write'.
 */
export async function writeLocustFiles(run: Run, prefix: string): Promise<void> {
  const failures = failuresCsv(run) ?? [csvLine(FAILURES_HEADER)];
  const contents = [statsCsv(run), statsHistoryCsv(run), failures, exceptionsCsv(run)];
  for (const [i, rows] of contents.entries()) {
    if (rows !== null) await writeFileAtomically(`${prefix}${LOCUST_ENDINGS[i]}`, rows);
  }
}

function exceptionsCsv({ exceptions }: Run): readonly string[] {
  return [
    csvLine(EXCEPTIONS_HEADER),
    ...exceptions.map(({ count, message, traceback, nodes }) =>
      csvLine([numberCell(count), textCell(message), textCell(traceback), textCell(nodes)]),
    ),
  ];
}
