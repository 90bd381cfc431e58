import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { systemErrorCode, unremovable, unwritable } from '../decode/file-problem.ts';
import { isRunId } from '../model/run-id.ts';
import { entryFolder } from './layout.ts';

/** Hidden, and no name of a run: nothing in it is listed. */
const REMOVED_FOLDER = '.removed';

/**
 * Takes a run out of the store so that it can be brought back. One that was set aside under this id before is gone then.
 *
 * @returns false when there is no such run.
 * @throws {Problem} 'cannot-remove' or 'unsafe-run-id'.
 */
export async function setAside(store: string, id: string): Promise<boolean> {
  const folder = entryFolder(store, id);
  const aside = entryFolder(join(store, REMOVED_FOLDER), id);
  try {
    if ((await stat(folder).catch(() => null)) === null) return false;
    await mkdir(join(store, REMOVED_FOLDER), { recursive: true });
    await rm(aside, { recursive: true, force: true });
    await rename(folder, aside);
    return true;
  } catch (error) {
    throw unremovable(folder, error);
  }
}

/**
 * Brings a run back that was set aside.
 *
 * @returns false when it is gone, or the store has another one of this id by now.
 * @throws {Problem} 'cannot-write' or 'unsafe-run-id'.
 */
export async function bringBack(store: string, id: string): Promise<boolean> {
  const folder = entryFolder(store, id);
  try {
    await rename(entryFolder(join(store, REMOVED_FOLDER), id), folder);
    return true;
  } catch (error) {
    if (['ENOENT', 'ENOTEMPTY', 'EEXIST'].includes(systemErrorCode(error) ?? '')) return false;
    throw unwritable(folder, error);
  }
}

/** Removes for good what was set aside. */
export async function emptySetAside(store: string): Promise<void> {
  const folder = join(store, REMOVED_FOLDER);
  const ids = (await readdir(folder).catch(() => [])).filter(isRunId);
  for (const id of ids) await rm(entryFolder(folder, id), { recursive: true, force: true });
}
