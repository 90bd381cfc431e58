import { join, resolve } from 'node:path';
import { Problem } from '../model/problem.ts';
import { isRunId } from '../model/run-id.ts';

/** The plain data of a run, as JSON. */
export const RUN_FILE = 'run.json';
/** What trends need of a run; can be made anew at any time. */
export const SUMMARY_FILE = 'summary.json';
/** Windows and user counts, as an Arrow IPC file; missing when the run has neither. */
export const WINDOWS_FILE = 'windows.arrow';
/** Single response times, as an Arrow IPC file; missing when the run has none. */
export const SAMPLES_FILE = 'samples.arrow';
/** Histograms of the windows, as an Arrow IPC file; missing when the run has none. */
export const HISTOGRAMS_FILE = 'histograms.arrow';
/** What the engine recorded, a line an event; written while the test runs and never changed after. */
export const RECORDING_FILE = 'events.ndjson';
/** What `plimsoll monitor` recorded of clusters, a file each. The name cannot be the id of a run. */
export const MONITOR_FOLDER = 'monitor_recordings';
/** The imported files, byte for byte. */
export const SOURCE_FOLDER = 'source';

/** The store's folder when none is named. */
export const DEFAULT_STORE = 'plimsoll-runs';

/** Where the store is: named by the user, by PLIMSOLL_STORE, or `plimsoll-runs` in the current folder. */
export function storeFolder(
  named: string | undefined,
  fromEnvironment: string | undefined,
  cwd: string,
): string {
  const chosen =
    named ?? (fromEnvironment === undefined || fromEnvironment === '' ? DEFAULT_STORE : fromEnvironment);
  return resolve(cwd, chosen);
}

/**
 * The folder of one run in the store.
 *
 * @throws {Problem} 'unsafe-run-id' when the id could lead anywhere else.
 */
export function entryFolder(store: string, id: string): string {
  if (isRunId(id)) return join(store, id);
  throw new Problem('input', 'unsafe-run-id', `"${id.slice(0, 80)}" cannot be the id of a run`, {
    fix: 'Import the original files again.',
  });
}
