import { join } from 'node:path';
import { DEFAULT_MAX_BYTES, openSources } from '../files/open-sources.ts';
import { importRuns } from '../importers/import-runs.ts';
import type { ReadProgress } from '../importers/importer.ts';
import { Problem } from '../model/problem.ts';
import type { Run } from '../model/run.ts';
import { entryFolder, RECORDING_FILE } from './layout.ts';
import { saveRun } from './save-run.ts';

/**
 * Makes a run of what was recorded under this id. Nothing is stored.
 *
 * @throws {Problem} what reading the recording finds: 'no-such-file', 'cannot-read', 'no-importer'.
 */
export async function readRecording(store: string, id: string, progress: ReadProgress = () => {}) {
  const cwd = entryFolder(store, id);
  const sources = await openSources([join(cwd, RECORDING_FILE)], {
    cwd,
    maxBytes: DEFAULT_MAX_BYTES,
    progress,
  });
  const { runs } = await importRuns(sources, { progress });
  const run = runs.find((one) => one.id === id);
  if (run !== undefined) return { run, sources };
  throw new Problem('input', 'damaged-store', `the recording in "${id}" is of another run`, {
    where: { file: join(id, RECORDING_FILE) },
    fix: 'Import that file by its path.',
  });
}

/**
 * Makes a run of what was recorded under this id, and stores it beside the recording.
 *
 * @param storedMs now, Unix epoch ms.
 * @throws {Problem} as `readRecording` and `saveRun`.
 */
export async function storeRecording(store: string, id: string, storedMs: number): Promise<Run> {
  const { run, sources } = await readRecording(store, id);
  await saveRun(store, run, sources, storedMs);
  return run;
}
