import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { systemErrorCode, unwritable } from '../decode/file-problem.ts';
import { writeFileAtomically } from '../files/write-file.ts';
import { Problem } from '../model/problem.ts';
import type { Run } from '../model/run.ts';
import {
  entryFolder,
  HISTOGRAMS_FILE,
  RECORDING_FILE,
  RUN_FILE,
  SAMPLES_FILE,
  SOURCE_FOLDER,
  WINDOWS_FILE,
} from './layout.ts';
import { refuseOtherRun } from './same-recording.ts';
import { safeFileNames } from './source-name.ts';
import { type ColumnTable, type RunParts, splitRun } from './split-run.ts';
import { writeTable } from './table.ts';

/** Far more than there can be processes that store the same run at the same moment. */
const MOST_ATTEMPTS = 100;

/** No import takes this long: what is older was left by a process that was killed. */
const ABANDONED_MS = 24 * 3_600_000;
/** What the folders are called that become entries. */
const UNFINISHED = /^\..*\.tmp(\.old)?$/;

/** An imported file to be kept; a `SourceFile` is one. */
export interface SourceCopy {
  readonly name: string;
  readonly sha256: string;
  chunks(): AsyncIterable<Uint8Array>;
}

/** Where a run was stored. */
export interface SavedRun {
  readonly folder: string;
  /** 'new'; 'known': the very same was there already and is untouched; 'replaced': the same run, read differently. */
  readonly outcome: 'new' | 'known' | 'replaced';
}

/**
 * Puts a run into the store, with the files it was read from. The entry appears whole or not at all, and two processes
 * that store at once do each other no harm: the later one wins. A run that is there already is no second entry. A run
 * of our own engine is stored beside its recording, which stays as it is.
 *
 * @param storedMs now, Unix epoch ms.
 * @throws {Problem} 'cannot-write'; 'source-changed' when a file is no longer what was imported; 'cannot-read';
 *   'run-id-taken' when a recording bears the id of another run.
 */
export async function saveRun(
  store: string,
  run: Run,
  sources: readonly SourceCopy[],
  storedMs: number,
): Promise<SavedRun> {
  const folder = entryFolder(store, run.id);
  const parts = splitRun(run, storedMs);
  const kept = run.source.kind === 'engine' ? recordingIn(folder, sources) : copiesIn(folder, sources);
  const [source] = sources;
  if (run.source.kind === 'engine' && source !== undefined) {
    await refuseOtherRun(folder, run.id, source.chunks());
  }
  const before = await readFile(join(folder, RUN_FILE), 'utf8').catch(() => null);
  const isSame = before !== null && withoutTime(before) === withoutTime(documentText(parts.document));
  if (isSame && (await isIntact(folder, parts, kept))) {
    return { folder, outcome: 'known' };
  }
  if (run.source.kind === 'engine') await saveBesideRecording(folder, parts, kept);
  else await saveWhole(store, run.id, parts, sources, storedMs);
  return { folder, outcome: before === null ? 'new' : 'replaced' };
}

/** A source and where the entry keeps it. */
interface KeptSource {
  readonly path: string;
  readonly source: SourceCopy;
}

function copiesIn(folder: string, sources: readonly SourceCopy[]): readonly KeptSource[] {
  const names = safeFileNames(sources.map(({ name }) => name));
  return sources.map((source, index) => ({
    source,
    path: join(folder, SOURCE_FOLDER, names[index] ?? 'file'),
  }));
}

/** A recording lies where it was recorded, so that nothing moves under the process that writes it. */
function recordingIn(folder: string, sources: readonly SourceCopy[]): readonly KeptSource[] {
  return sources.slice(0, 1).map((source) => ({ source, path: join(folder, RECORDING_FILE) }));
}

/** `run.json` comes last: an entry without it is a recording that is not finished. */
async function saveBesideRecording(
  folder: string,
  parts: RunParts,
  kept: readonly KeptSource[],
): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    for (const { path, source } of kept) {
      if (source.sha256 !== (await hashOfFile(path))) await writeFileAtomically(path, verified(source));
    }
    for (const [name, { columns, sections }] of columnFiles(parts)) {
      await writeFileAtomically(join(folder, name), writeTable(columns, sections));
    }
    await writeFileAtomically(join(folder, RUN_FILE), documentText(parts.document));
  } catch (error) {
    throw outside(error, folder);
  }
}

async function saveWhole(
  store: string,
  id: string,
  parts: RunParts,
  sources: readonly SourceCopy[],
  storedMs: number,
): Promise<void> {
  const folder = entryFolder(store, id);
  // Hidden, so that a listing never takes half an entry for a run; random, so that two processes never share one.
  const temporary = join(store, `.${id}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    await mkdir(temporary, { recursive: true });
    await removeAbandoned(store, storedMs);
    await copySources(copiesIn(temporary, sources));
    for (const [name, { columns, sections }] of columnFiles(parts)) {
      await writeFileAtomically(join(temporary, name), writeTable(columns, sections));
    }
    await writeFileAtomically(join(temporary, RUN_FILE), documentText(parts.document));
    await moveIntoPlace(temporary, folder);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    throw outside(error, folder);
  }
}

/** Whether the files beside `run.json` are still those that would be written. */
async function isIntact(folder: string, parts: RunParts, kept: readonly KeptSource[]): Promise<boolean> {
  for (const [name, table] of columnFiles(parts)) {
    const hash = await hashOf(writeTable(table.columns, table.sections));
    if (hash !== (await hashOfFile(join(folder, name)))) return false;
  }
  for (const { path, source } of kept) {
    if (source.sha256 !== (await hashOfFile(path))) return false;
  }
  return true;
}

async function hashOf(pieces: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of pieces) hash.update(piece);
  return hash.digest('hex');
}

/** Null when the file cannot be read. */
async function hashOfFile(path: string): Promise<string | null> {
  return hashOf(createReadStream(path)).catch(() => null);
}

/** Removes what killed processes have left. What cannot be removed does no harm. */
async function removeAbandoned(store: string, nowMs: number): Promise<void> {
  for (const name of await readdir(store)) {
    if (!UNFINISHED.test(name)) continue;
    const path = join(store, name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: nowMs }));
    if (nowMs - mtimeMs > ABANDONED_MS) await rm(path, { recursive: true, force: true }).catch(() => {});
  }
}

/** The error as the user can understand it: a folder with a random name is nothing that they know. */
function outside(error: unknown, folder: string): unknown {
  if (!(error instanceof Problem)) return unwritable(folder, error);
  return error.code === 'cannot-write' && error.cause !== undefined ? unwritable(folder, error.cause) : error;
}

function documentText(document: unknown): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

function withoutTime(text: string): string {
  return text.replace(/^ {2}"storedMs": .*$/m, '');
}

/** The Arrow files that a run has, by name. */
function columnFiles({
  windows,
  samples,
  histograms,
}: RunParts): readonly (readonly [string, ColumnTable])[] {
  return (
    [
      [WINDOWS_FILE, windows],
      [SAMPLES_FILE, samples],
      [HISTOGRAMS_FILE, histograms],
    ] as const
  ).flatMap(([name, table]) => (table === null ? [] : [[name, table] as const]));
}

async function copySources(copies: readonly KeptSource[]): Promise<void> {
  for (const { path, source } of copies) await writeFileAtomically(path, verified(source));
}

/** The bytes of a file, with an error at the end when they are not those that were imported. */
async function* verified(source: SourceCopy): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  for await (const chunk of source.chunks()) {
    hash.update(chunk);
    yield chunk;
  }
  if (hash.digest('hex') !== source.sha256) {
    throw new Problem('input', 'source-changed', `"${source.name}" changed while it was imported`, {
      where: { file: source.name },
      fix: 'Import it again when the load test has ended.',
    });
  }
}

/**
 * Renames the finished folder to its place. An entry that is there is moved aside first: a folder that is not empty
 * cannot be replaced in one step. Another process may put its own entry there in between, so this tries again.
 */
async function moveIntoPlace(temporary: string, folder: string): Promise<void> {
  const aside = `${temporary}.old`;
  for (let attempt = 1; ; attempt += 1) {
    try {
      await rename(temporary, folder);
      await rm(aside, { recursive: true, force: true });
      return;
    } catch (error) {
      const code = systemErrorCode(error);
      const isTaken = code === 'ENOTEMPTY' || code === 'EEXIST' || code === 'EPERM' || code === 'EACCES';
      if (!isTaken || attempt === MOST_ATTEMPTS) throw error;
    }
    await rm(aside, { recursive: true, force: true });
    await rename(folder, aside).catch((error: unknown) => {
      if (systemErrorCode(error) !== 'ENOENT') throw error;
    });
  }
}
