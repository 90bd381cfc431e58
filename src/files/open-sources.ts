import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { systemErrorCode, unreadable } from '../decode/file-problem.ts';
import type { ReadProgress, SourceFile } from '../importers/importer.ts';
import { Problem } from '../model/problem.ts';
import { isTableName, mayHoldResults, prefixOf, sistersOf, suggestName } from './run-files.ts';
import { openSourceFile, tooLarge } from './source-file.ts';

/** 8 GiB: more than a day of a hundred endpoints, less than a mistyped path to a disk image. */
export const DEFAULT_MAX_BYTES = 8 * 1024 ** 3;

/** How to open sources. */
export interface OpenOptions {
  /** The folder that relative paths start from. */
  readonly cwd: string;
  /** A file above this size is refused before it is read. */
  readonly maxBytes: number;
  /** Told how far hashing has come: every byte is read once here, before an importer reads it. */
  readonly progress: ReadProgress;
}

/** A file of an argument, open for reading. */
export interface OpenedSource extends SourceFile {
  /** Where it is: absolute, with links followed. */
  readonly path: string;
}

/** The files that one argument stands for: where they are, and the folder their names are told from. */
interface Found {
  readonly folder: string;
  readonly paths: readonly string[];
}

/**
 * Finds the files that the arguments stand for and reads each once, for its size, hash, encoding and first bytes.
 *
 * - A folder stands for its files that may hold results (.csv, .json, .ndjson, .html, .log, .txt, each also .gz). When there is no
 *   table among them, the folders directly in it are taken too: a folder of run folders. Hidden files are left out.
 * - A prefix stands for the files that begin with it: `out/results` finds `out/results_stats.csv` and its sisters.
 * - One of the tables brings its sisters in the same way. When its folder holds only this one prefix, the other files
 *   there come as well: an HTML report, a JSON file, a request log.
 * - Any other file (HTML, JSON, a log, a table with a name of its own) stands for itself.
 *
 * A file that two arguments stand for comes once. Symbolic links are followed. Files are named from the folder of the
 * argument or, with several arguments, from the folder that all of them share. What belongs together and what is no
 * result at all, the importers tell by content.
 *
 * @throws {Problem} 'no-such-file', 'dead-link', 'empty-folder', 'not-a-file', 'cannot-read', 'file-too-large', 'damaged-gzip'.
 */
export async function openSources(
  paths: readonly string[],
  options: OpenOptions,
): Promise<readonly OpenedSource[]> {
  const found: Found[] = [];
  for (const path of paths) found.push(await findFiles(path, resolve(options.cwd, path), options.cwd));
  const base = sharedFolder(found.map(({ folder }) => folder));
  const known = new Set<string>();
  const sources: OpenedSource[] = [];
  for (const path of found.flatMap((one) => one.paths)) {
    const shown = shownPath(path, options.cwd);
    const real = await realpath(path).catch((error: unknown) => {
      throw unreadable(shown, error);
    });
    if (known.has(real)) continue;
    known.add(real);
    await checkFile(path, shown, options.maxBytes);
    const name = relative(base, path).split(sep).join('/');
    sources.push({ ...(await openSourceFile(path, shown, name, options)), path: real });
  }
  return sources;
}

/**
 * Whether a command-line argument stands for files: an existing path or a prefix of result files.
 *
 * @throws {Problem} 'cannot-read' when something is there but cannot be looked at; 'dead-link'.
 */
export async function standsForFiles(argument: string, cwd: string): Promise<boolean> {
  const path = resolve(cwd, argument);
  if ((await statOrNull(path, argument)) !== null) return true;
  return sistersOf(basename(path), await namesIn(dirname(path))).length > 0;
}

async function findFiles(shown: string, path: string, cwd: string): Promise<Found> {
  const status = await statOrNull(path, shown);
  if (status?.isDirectory()) return { folder: path, paths: await filesOfFolder(shown, path) };
  const folder = dirname(path);
  const names = await namesIn(folder);
  const prefix = status === null ? basename(path) : prefixOf(basename(path));
  const sisters = prefix === null ? [] : sistersOf(prefix, names);
  if (status !== null)
    return { folder, paths: [...new Set([path, ...sisters.map((name) => join(folder, name))])] };
  if (sisters.length === 0) throw await noSuchFile(shown, cwd);
  return { folder, paths: sisters.map((name) => join(folder, name)) };
}

async function filesOfFolder(shown: string, folder: string): Promise<readonly string[]> {
  const entries = await entriesOf(folder, shown);
  const own = entries.filter(({ name, kind }) => kind === 'file' && mayHoldResults(name));
  const found = own.map(({ name }) => join(folder, name));
  if (!own.some(({ name }) => isTableName(name))) {
    const folders = entries.filter(({ name, kind }) => kind === 'folder' && !name.startsWith('.'));
    for (const inner of folders) {
      const innerPath = join(folder, inner.name);
      for (const { name, kind } of await entriesOf(innerPath, join(shown, inner.name))) {
        if (kind === 'file' && mayHoldResults(name)) found.push(join(innerPath, name));
      }
    }
  }
  if (found.length > 0) return found;
  throw new Problem('input', 'empty-folder', `the folder "${shown}" holds no file that could be results`, {
    fix: 'Name the folder of the CSV, JSON or HTML files that the load test wrote.',
  });
}

/** What a folder holds, by name; links are what they lead to, and links that lead nowhere are left out. */
async function entriesOf(
  folder: string,
  shown: string,
): Promise<readonly { name: string; kind: 'file' | 'folder' | 'other' }[]> {
  const entries: { name: string; kind: 'file' | 'folder' | 'other' }[] = [];
  try {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      const status = entry.isSymbolicLink() ? await stat(join(folder, entry.name)).catch(() => null) : entry;
      if (status === null) continue;
      const kind = status.isFile() ? 'file' : status.isDirectory() ? 'folder' : 'other';
      entries.push({ name: entry.name, kind });
    }
  } catch (error) {
    throw unreadable(shown, error);
  }
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function checkFile(path: string, shown: string, maxBytes: number): Promise<void> {
  const status = await stat(path).catch((error: unknown) => {
    throw unreadable(shown, error);
  });
  if (!status.isFile()) {
    throw new Problem('input', 'not-a-file', `"${shown}" is neither a file nor a folder`, {
      fix: 'Write what it delivers into a file first, and name that file.',
    });
  }
  if (status.size > maxBytes) throw tooLarge(shown, status.size, maxBytes);
}

/** A path as the user would write it: from the current folder when it is in there, else whole. */
function shownPath(path: string, cwd: string): string {
  const fromHere = relative(cwd, path);
  return fromHere === '' || fromHere.startsWith('..') ? path : fromHere;
}

/** The problem of an argument that stands for no file, with what was probably meant. */
export async function noSuchFile(shown: string, cwd: string): Promise<Problem> {
  const path = resolve(cwd, shown);
  const folder = dirname(path);
  const near = suggestName(basename(path), await namesIn(folder));
  const fix =
    near !== null
      ? `Did you mean "${join(dirname(shown), near)}"?`
      : (await statOrNull(folder, dirname(shown))) === null
        ? `There is no folder "${shownPath(folder, cwd)}" either.`
        : 'Name a folder, a file, or the prefix given to --csv.';
  return new Problem(
    'input',
    'no-such-file',
    `"${shown}" is no file, no folder and no prefix of result files`,
    {
      fix,
    },
  );
}

/** What is at a path; null when nothing is. */
async function statOrNull(path: string, shown: string) {
  try {
    return await stat(path);
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === 'ENOENT' && (await lstat(path).catch(() => null)) !== null) throw deadLink(shown);
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG') return null;
    throw unreadable(shown, error);
  }
}

function deadLink(shown: string): Problem {
  return new Problem('input', 'dead-link', `"${shown}" is a link to something that does not exist`, {
    fix: 'Name the file or folder itself.',
  });
}

/** The names in a folder, sorted; none when there is no such folder. */
async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch {
    return [];
  }
}

/** The deepest folder that holds all of these absolute folders. */
function sharedFolder(folders: readonly string[]): string {
  const [first = '', ...others] = folders;
  const isWithin = (folder: string, outer: string) =>
    folder === outer || folder.startsWith(outer.endsWith(sep) ? outer : outer + sep);
  let shared = first;
  while (!others.every((folder) => isWithin(folder, shared))) {
    const outer = dirname(shared);
    if (outer === shared) break;
    shared = outer;
  }
  return shared;
}
