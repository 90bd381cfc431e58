import { writeFileAtomically } from '../files/write-file.ts';
import type { Run } from '../model/run.ts';
import { LOCUST_ENDINGS, locustTables } from './locust-csv/locust-tables.ts';

export { LOCUST_ENDINGS };

/**
 * Writes the files that Locust's `--csv` would have left.
 *
 * @param prefix absolute.
 * @throws {Problem} 'cannot-write'.
 */
export async function writeLocustFiles(run: Run, prefix: string): Promise<void> {
  for (const { ending, lines } of locustTables(run)) await writeFileAtomically(prefix + ending, lines);
}
