import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, appendFile, mkdir, open, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { systemErrorCode, unwritable } from '../decode/file-problem.ts';
import { Problem } from '../model/problem.ts';

/** What can be written: the whole content, or its pieces in order. */
export type Content =
  | string
  | Uint8Array
  | AsyncIterable<string | Uint8Array>
  | Iterable<string | Uint8Array>;

/**
 * Writes a file so that a reader finds either what was there before or all of the new content: into a temporary file
 * in the same folder, flushed to the disk, then renamed. Missing folders are made. A link is followed; a device or
 * pipe (`/dev/null`) is written to directly.
 *
 * @throws {Problem} 'cannot-write'.
 */
export async function writeFileAtomically(path: string, content: Content): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    const target = await realpath(path).catch(() => path);
    if (await isSpecial(target)) return await writeAndClose(target, 'w', content);
    // Random, so that two processes never share one; it is no content and cannot change a result.
    const temporary = join(
      dirname(target),
      `.${basename(target).slice(0, 80)}.${randomBytes(6).toString('hex')}.tmp`,
    );
    try {
      await writeAndClose(temporary, 'wx', content);
      await rename(temporary, target);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  } catch (error) {
    throw error instanceof Problem ? error : unwritable(path, error);
  }
}

/**
 * Adds to the end of a file that others add to as well; it is made where it is missing, and so are its folders.
 *
 * @throws {Problem} 'cannot-write'.
 */
export async function appendToFile(path: string, content: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await appendFile(path, content);
  } catch (error) {
    throw unwritable(path, error);
  }
}

/**
 * Checks that a file could be written here, before work starts that would be lost. Makes nothing.
 *
 * @throws {Problem} 'cannot-write', with the reason.
 */
export async function checkWritable(path: string): Promise<void> {
  const status = await statOrNull(path);
  if (status?.isDirectory()) {
    throw new Problem('environment', 'cannot-write', `cannot write "${path}": it is a folder`, {
      fix: 'Name a file in it.',
    });
  }
  if (status === null) return checkFolderWritable(dirname(path), path);
  await access(path, constants.W_OK).catch((error: unknown) => {
    throw unwritable(path, error);
  });
}

/**
 * Checks that files could be written into a folder, which need not be there yet. Makes nothing.
 *
 * @param shown what the message says cannot be written.
 * @throws {Problem} 'cannot-write', with the reason.
 */
export async function checkFolderWritable(folder: string, shown = folder): Promise<void> {
  let existing = folder;
  while ((await statOrNull(existing)) === null && dirname(existing) !== existing)
    existing = dirname(existing);
  try {
    await access(existing, constants.W_OK);
    if (!(await stat(existing)).isDirectory()) throw notAFolder(existing);
  } catch (error) {
    throw unwritable(shown, error);
  }
}

/**
 * Checks that writing a file would not destroy one of those that are read.
 *
 * @param read absolute paths, links followed.
 * @throws {Problem} 'would-overwrite-input'.
 */
export async function refuseOverwriting(path: string, read: readonly string[]): Promise<void> {
  const target = await realpath(path).catch(() => path);
  if (!read.includes(target)) return;
  throw new Problem('usage', 'would-overwrite-input', `"${path}" is one of the files to be read`, {
    fix: 'Name another place with --output.',
  });
}

function notAFolder(path: string): NodeJS.ErrnoException {
  return Object.assign(new Error(path), { code: 'ENOTDIR' });
}

async function statOrNull(path: string) {
  try {
    return await stat(path);
  } catch (error) {
    if (systemErrorCode(error) === null) throw error;
    return null;
  }
}

async function isSpecial(path: string): Promise<boolean> {
  const status = await statOrNull(path);
  return status !== null && !status.isFile() && !status.isDirectory();
}

async function writeAndClose(path: string, flags: 'w' | 'wx', content: Content): Promise<void> {
  const file = await open(path, flags);
  try {
    await writeFile(file, content);
    if (flags === 'wx') await file.sync();
  } finally {
    await file.close();
  }
}
