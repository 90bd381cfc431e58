import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemErrorCode, unwritable } from '../decode/file-problem.ts';
import { Problem } from '../model/problem.ts';

/** Hidden, and no name of a run. */
const LOCK_FILE = '.lock';
/** What is done under the lock takes milliseconds. */
const BETWEEN_LOOKS_MS = 20;
/** A lock that stays the same for so long was left by a process that was killed. */
const ABANDONED_MS = 5000;

/**
 * Does work that reads something in the store and writes it anew, while no other process does. Its own writes have to be
 * atomic all the same: the lock of a process that stands still for 5 s is taken from it.
 *
 * @throws {Problem} 'cannot-write' when the store takes no file; 'store-busy'.
 */
export async function withStoreLock<T>(store: string, work: () => Promise<T>): Promise<T> {
  const path = join(store, LOCK_FILE);
  const token = randomBytes(16).toString('hex');
  try {
    await mkdir(store, { recursive: true });
    await takeLock(path, token);
  } catch (error) {
    throw error instanceof Problem ? error : unwritable(path, error);
  }
  try {
    return await work();
  } finally {
    if ((await holderOf(path)) === token) await rm(path, { force: true });
  }
}

async function takeLock(path: string, token: string): Promise<void> {
  const begin = performance.now();
  let seen = await holderOf(path);
  let seenSince = begin;
  while (!(await tryLock(path, token))) {
    if (performance.now() - begin > 12 * ABANDONED_MS) throw busy(path);
    // Not by the clock of the file, which may be another machine's.
    const holder = await holderOf(path);
    if (holder !== seen) {
      seen = holder;
      seenSince = performance.now();
    } else if (holder !== null && performance.now() - seenSince > ABANDONED_MS) {
      await rm(path, { force: true });
    }
    await sleep(BETWEEN_LOOKS_MS * (0.5 + Math.random()));
  }
}

/** The file is made only where there is none, by the system in one step. */
async function tryLock(path: string, token: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx');
    try {
      await file.writeFile(token);
    } finally {
      await file.close();
    }
    return true;
  } catch (error) {
    if (systemErrorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Null when nobody holds the lock. */
function holderOf(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch(() => null);
}

function busy(path: string): Problem {
  return new Problem('environment', 'store-busy', 'other processes change the store all the time', {
    where: { file: path },
    fix: 'Try again when they have ended.',
  });
}
