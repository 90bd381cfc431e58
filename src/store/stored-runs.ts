import { readdir, readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { systemErrorCode, unreadable, unremovable } from '../decode/file-problem.ts';
import { type RunDocument, readRunDocument } from '../decode/run-document.ts';
import { writeFileAtomically } from '../files/write-file.ts';
import { Problem } from '../model/problem.ts';
import type { Run } from '../model/run.ts';
import { isRunId } from '../model/run-id.ts';
import { columnsOf, joinRun } from './join-run.ts';
import { entryFolder, HISTOGRAMS_FILE, RUN_FILE, SAMPLES_FILE, WINDOWS_FILE } from './layout.ts';
import { readTable, type SectionColumns } from './table.ts';
import { type UnfinishedRun, unfinishedRun } from './unfinished-run.ts';

/** What is in a store. */
export interface StoreListing {
  /** Stored last comes last; of the same instant by id. */
  readonly runs: readonly RunDocument[];
  /** Entries that cannot be read, by folder name, and why. */
  readonly damaged: readonly { readonly id: string; readonly problem: Problem }[];
  /** Recordings that no run was made of yet: the test still runs, or its process was killed. By id. */
  readonly unfinished: readonly UnfinishedRun[];
}

/**
 * Everything in the store, without the columns. A store that does not exist yet is empty.
 *
 * @throws {Problem} 'cannot-read' when the store itself cannot be read.
 */
export async function listRuns(store: string): Promise<StoreListing> {
  const runs: RunDocument[] = [];
  const damaged: { id: string; problem: Problem }[] = [];
  const unfinished: UnfinishedRun[] = [];
  for (const id of await entriesOf(store)) {
    const recording = await unfinishedRun(store, id);
    if (recording !== null) {
      unfinished.push(recording);
      continue;
    }
    try {
      runs.push(await readDocument(store, id));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      damaged.push({ id, problem: error });
    }
  }
  runs.sort((a, b) => a.storedMs - b.storedMs || (a.id < b.id ? -1 : 1));
  return { runs, damaged, unfinished };
}

/**
 * The ids of all entries that hold a run, whether or not it can be read; unfinished recordings are none.
 *
 * @throws {Problem} 'cannot-read' when the store itself cannot be read.
 */
export async function storedIds(store: string): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const id of await entriesOf(store)) if ((await unfinishedRun(store, id)) === null) ids.push(id);
  return ids;
}

async function entriesOf(store: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(store, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory() && isRunId(entry.name)).map(({ name }) => name);
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return [];
    throw unreadable(store, error);
  }
}

async function readDocument(store: string, id: string): Promise<RunDocument> {
  const path = join(entryFolder(store, id), RUN_FILE);
  const shown = `${basename(store)}/${id}/${RUN_FILE}`;
  let json: string;
  try {
    json = await readFile(path, 'utf8');
  } catch (error) {
    throw restorable(unreadable(path, error), id);
  }
  const document = documentIn(json, shown, id);
  if (document.id === id) return document;
  throw new Problem(
    'input',
    'damaged-store',
    `key "id" holds "${document.id.slice(0, 80)}", its folder is "${id}"`,
    {
      where: { file: shown },
      fix: `Rename the folder, or remove it: plimsoll runs rm ${id}`,
    },
  );
}

function documentIn(json: string, shown: string, id: string): RunDocument {
  try {
    return readRunDocument(json, shown);
  } catch (error) {
    // A newer version can still read what it wrote: that is no damage.
    if (!(error instanceof Problem) || error.code === 'unknown-schema') throw error;
    throw restorable(error, id);
  }
}

/** The same problem with what helps when it is a file of the store. */
function restorable({ kind, code, message, where, cause }: Problem, id: string): Problem {
  return new Problem(kind, code, message, {
    ...(where === undefined ? {} : { where }),
    ...(cause === undefined ? {} : { cause }),
    fix: `Import the original files again, or remove the entry: plimsoll runs rm ${id}`,
  });
}

/**
 * A stored run with its columns.
 *
 * @throws {Problem} 'cannot-read', 'not-json', 'unknown-schema', 'damaged-document' or 'damaged-store'.
 */
export async function loadRun(store: string, id: string): Promise<Run> {
  const document = await readDocument(store, id);
  const read = (file: string, isThere: boolean) => (isThere ? readColumns(store, id, file) : NO_COLUMNS);
  const needs = columnsOf(document);
  return joinRun(
    document,
    {
      windows: await read(WINDOWS_FILE, needs.windows),
      samples: await read(SAMPLES_FILE, needs.samples),
      histograms: await read(HISTOGRAMS_FILE, needs.histograms),
    },
    (what) => damagedColumns(store, id, what),
  );
}

const NO_COLUMNS: SectionColumns = new Map();

async function readColumns(store: string, id: string, name: string): Promise<SectionColumns> {
  const path = join(entryFolder(store, id), name);
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    throw restorable(unreadable(path, error), id);
  }
  const table = await readTable(bytes);
  if (table === null) throw damagedColumns(store, id, `"${name}" is no Arrow file`);
  return table;
}

function damagedColumns(store: string, id: string, what: string): Problem {
  const problem = new Problem('input', 'damaged-store', what, {
    where: { file: `${basename(store)}/${id}` },
  });
  return restorable(problem, id);
}

/**
 * Writes a document that was made of a stored run next to it.
 *
 * @throws {Problem} 'cannot-write'.
 */
export async function keepBesideRun(
  store: string,
  id: string,
  name: 'result.json' | 'report.html',
  content: string,
): Promise<void> {
  await writeFileAtomically(join(entryFolder(store, id), name), content);
}

/**
 * Removes a run with everything stored for it.
 *
 * @throws {Problem} 'cannot-remove'.
 */
export async function removeRun(store: string, id: string): Promise<void> {
  const folder = entryFolder(store, id);
  try {
    await rm(folder, { recursive: true });
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') throw unremovable(folder, error);
  }
}
