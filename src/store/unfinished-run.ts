import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readStarted } from '../decode/event-line.ts';
import { Problem } from '../model/problem.ts';
import { entryFolder, RECORDING_FILE, RUN_FILE } from './layout.ts';

/** A recording that no run was made of yet. */
export interface UnfinishedRun {
  readonly id: string;
  readonly label: string;
  /** Unix epoch ms. */
  readonly startMs: number;
  /** When something was last recorded. A test that runs records every second. */
  readonly recordedMs: number;
}

/** A test that runs records every second; a machine may be slow. */
const RUNNING_WITHIN_MS = 5000;

/** Whether something was recorded so recently that the test may still run. */
export function mayBeRunning({ recordedMs }: UnfinishedRun, nowMs: number): boolean {
  return nowMs - recordedMs <= RUNNING_WITHIN_MS;
}

/**
 * The unfinished run with this id, or the only one whose id begins so (at least 3 characters); null when none fits.
 *
 * @throws {Problem} 'ambiguous-run' when several fit.
 */
export function findUnfinished(
  unfinished: readonly UnfinishedRun[],
  reference: string,
): UnfinishedRun | null {
  const found = unfinished.filter(
    ({ id }) => id === reference || (reference.length >= 3 && id.startsWith(reference)),
  );
  if (found.length <= 1) return found[0] ?? null;
  throw new Problem(
    'usage',
    'ambiguous-run',
    `${found.length} unfinished runs have an id that begins with "${reference}"`,
    { fix: `Name one by its id: ${found.map(({ id }) => id).join(', ')}` },
  );
}

/** Enough for the first line. */
const HEAD_BYTES = 65_536;

/** The recording of an entry that holds no run; null when the entry holds a run, or no recording. */
export async function unfinishedRun(store: string, id: string): Promise<UnfinishedRun | null> {
  const folder = entryFolder(store, id);
  if ((await stat(join(folder, RUN_FILE)).catch(() => null)) !== null) return null;
  const path = join(folder, RECORDING_FILE);
  const status = await stat(path).catch(() => null);
  if (status === null) return null;
  const started = readStarted(await headOf(path));
  if (started === null || started.id !== id) return null;
  return { id, label: started.label, startMs: started.atMs, recordedMs: status.mtimeMs };
}

async function headOf(path: string): Promise<string> {
  const file = await open(path, 'r').catch(() => null);
  if (file === null) return '';
  try {
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(HEAD_BYTES), position: 0 });
    return buffer.toString('utf8', 0, bytesRead);
  } catch {
    return '';
  } finally {
    await file.close();
  }
}
