import { Problem } from '../model/problem.ts';

/** Why the system refused, in words, by its error code. */
const reasons = new Map([
  ['EACCES', 'permission denied'],
  ['EPERM', 'operation not permitted'],
  ['ENOENT', 'it does not exist'],
  ['ENOTDIR', 'a part of the path is a file, not a folder'],
  ['EISDIR', 'it is a folder'],
  ['ELOOP', 'the symbolic links lead in a circle'],
  ['ENAMETOOLONG', 'the name is too long'],
  ['ENOSPC', 'the disk is full'],
  ['EDQUOT', 'the disk quota is used up'],
  ['EROFS', 'the file system is read-only'],
  ['EMFILE', 'too many files are open'],
  ['EBUSY', 'it is in use'],
  ['EIO', 'the disk reported an error'],
  ['EEXIST', 'it is there already'],
  ['EFBIG', 'the file would be larger than the system allows'],
]);

/** The code of a file system error: 'ENOENT'. Null when `error` is none. */
export function systemErrorCode(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return typeof code === 'string' && /^E[A-Z0-9]+$/.test(code) ? code : null;
}

/** A file system error in words: 'permission denied'. Anything else is thrown again, because it is our bug. */
function reasonOf(error: unknown): string {
  const code = systemErrorCode(error);
  if (code === null) throw error;
  return reasons.get(code) ?? `the system says ${code}`;
}

/** The problem to throw when `path` could not be read. Throws `error` itself when it is no file system error. */
export function unreadable(path: string, error: unknown): Problem {
  return new Problem('input', 'cannot-read', `cannot read "${path}": ${reasonOf(error)}`, {
    cause: error,
    fix: 'Check the path and its permissions.',
  });
}

/** The problem when standard output could not be written. Throws `error` itself when it is no system error. */
export function unwritableOutput(error: unknown): Problem {
  return new Problem('environment', 'cannot-write', `cannot write to standard output: ${reasonOf(error)}`, {
    cause: error,
    fix: 'Make room where the output is sent, or send it to another place.',
  });
}

/** The problem to throw when `path` could not be removed. Throws `error` itself when it is no file system error. */
export function unremovable(path: string, error: unknown): Problem {
  return new Problem('environment', 'cannot-remove', `cannot remove "${path}": ${reasonOf(error)}`, {
    cause: error,
    fix: 'Make the folder that it is in writable.',
  });
}

/** The problem to throw when `path` could not be written. Throws `error` itself when it is no file system error. */
export function unwritable(path: string, error: unknown): Problem {
  return new Problem('environment', 'cannot-write', `cannot write "${path}": ${reasonOf(error)}`, {
    cause: error,
    fix: 'Name another place with --output or --store, or make this one writable.',
  });
}
