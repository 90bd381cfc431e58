import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { noSuchFile, standsForFiles } from '../files/open-sources.ts';
import type { Baseline } from '../model/baseline.ts';
import { Problem } from '../model/problem.ts';
import type { Result } from '../model/result.ts';
import type { Run } from '../model/run.ts';
import { isRunId } from '../model/run-id.ts';
import { readBaselines } from '../store/baselines.ts';
import { findRuns, LATEST, noSuchRun } from '../store/find-run.ts';
import { RECORDING_FILE, RUN_FILE } from '../store/layout.ts';
import { listRuns, loadRun, type StoreListing } from '../store/stored-runs.ts';
import { findUnfinished } from '../store/unfinished-run.ts';
import type { Io } from './io.ts';
import type { Progress } from './progress.ts';
import type { ReadFilesOptions } from './read-files.ts';
import { reopenResult } from './reopen-result.ts';
import type { ScalingOptions } from './scaling/scaling-options.ts';

/** What the run arguments of a command line stand for. */
export interface Loaded {
  /** Runs read from files and from the store. */
  readonly runs: readonly LoadedRun[];
  /** Results that were read again; the runs behind them are not at hand. */
  readonly results: readonly Result[];
  /** Files that no importer reads. */
  readonly leftOut: readonly LeftOut[];
}

export interface LoadedRun {
  readonly run: Run;
  /** True when it came from the store. */
  readonly isStored: boolean;
  /** The files it was read from: absolute paths, links followed; none when it came from the store. */
  readonly paths: readonly string[];
}

export interface LeftOut {
  readonly file: string;
  readonly reason: string;
}

/** Where to look and how to read. */
export interface LoadOptions {
  /** The store's folder. */
  readonly store: string;
  readonly maxBytes: number;
  /** Logs of scaling to attach to the runs. */
  readonly scaling?: ScalingOptions;
}

/**
 * Finds and reads what each argument stands for: `latest`; a result or report of ours; a stored run by the path of its
 * folder; files by path or prefix; a stored run by id, label or the beginning of an id; the runs of a baseline or of
 * `key=value`; an unfinished run by its folder, its id or the beginning of it, as far as it is recorded. Files come before the store, so that what lies there is never
 * an older copy of what was meant. A run that two arguments stand for comes once.
 *
 * @throws {Problem} when an argument stands for nothing, or what it stands for cannot be read.
 */
export async function loadRuns(
  references: readonly string[],
  { store, maxBytes, scaling = {} }: LoadOptions,
  io: Io,
  progress: Progress,
): Promise<Loaded> {
  const how = { maxBytes, scaling };
  const results: Result[] = [];
  const paths: string[] = [];
  const stored: string[] = [];
  for (const reference of references) {
    const entry = await entryAt(reference, store, io.cwd);
    const isOfStore = reference === LATEST || entry !== null;
    const result = isOfStore ? null : await reopenResult(reference, io.cwd, maxBytes);
    if (result !== null) results.push(result);
    else if (!isOfStore && (await standsForFiles(reference, io.cwd))) paths.push(reference);
    else stored.push(entry ?? reference);
  }
  const found = await resolveStored(stored, store, io.cwd);
  const read = paths.length > 0 ? await readPaths(paths, how, io, progress) : { runs: [], leftOut: [] };
  const runs = new Map<string, LoadedRun>();
  for (const { run, sources } of read.runs) {
    runs.set(run.id, { run, isStored: false, paths: sources.map(({ path }) => path) });
  }
  for (const { id, isFinished } of found) {
    progress.step('Reading the stored run');
    if (!runs.has(id))
      runs.set(id, isFinished ? await readStored(store, id) : await readUnfinished(store, id));
  }
  return { runs: await withLogs([...runs.values()], how, io, progress), results, leftOut: read.leftOut };
}

async function withLogs(
  runs: readonly LoadedRun[],
  how: ReadFilesOptions,
  io: Io,
  progress: Progress,
): Promise<readonly LoadedRun[]> {
  if (how.scaling.scaling === undefined) return runs;
  const { withNamedLogs } = await import('./read-files.ts');
  return withNamedLogs(runs, how, io, progress, (read, run, logs) => ({
    run,
    isStored: false,
    paths: [...read.paths, ...logs.map(({ path }) => path)],
  }));
}

async function readStored(store: string, id: string): Promise<LoadedRun> {
  return { run: await loadRun(store, id), isStored: true, paths: [] };
}

/** Nothing is stored: the test may still be recorded. */
async function readUnfinished(store: string, id: string): Promise<LoadedRun> {
  const { readRecording } = await import('../store/store-recording.ts');
  const { run, sources } = await readRecording(store, id);
  return { run, isStored: false, paths: sources.map(({ path }) => path) };
}

/**
 * The id of the run, stored or unfinished, whose folder a path leads to; null when it leads to none.
 *
 * @throws {Problem} 'store-is-no-run' when it leads to the store itself.
 */
export async function entryAt(reference: string, store: string, cwd: string): Promise<string | null> {
  const path = resolve(cwd, reference);
  if (path === store && (await listRuns(store)).runs.length > 0) {
    throw new Problem('usage', 'store-is-no-run', `"${reference}" is the store, not a run in it`, {
      fix: 'Name a run in it by its id, its label, or as latest. List them: plimsoll runs list',
    });
  }
  const isEntry = dirname(path) === store && isRunId(basename(path));
  const isThere = isEntry && [RUN_FILE, RECORDING_FILE].some((name) => existsSync(join(path, name)));
  return isThere ? basename(path) : null;
}

/** The importers are loaded only when there is something to import. */
async function readPaths(paths: readonly string[], how: ReadFilesOptions, io: Io, progress: Progress) {
  const { readFiles } = await import('./read-files.ts');
  return readFiles(paths, how, io, progress);
}

async function resolveStored(
  references: readonly string[],
  store: string,
  cwd: string,
): Promise<readonly { readonly id: string; readonly isFinished: boolean }[]> {
  if (references.length === 0) return [];
  const listing = await listRuns(store);
  const baselines = await readBaselines(store);
  const found: { id: string; isFinished: boolean }[] = [];
  for (const reference of references) {
    const stored = findRuns(listing, reference, baselines);
    const unfinished = stored === null ? findUnfinished(listing.unfinished, reference) : null;
    if (stored === null && unfinished === null) {
      throw await nothingStandsFor(reference, listing, baselines, store, cwd);
    }
    found.push(...(stored ?? []).map(({ id }) => ({ id, isFinished: true })));
    if (unfinished !== null) found.push({ id: unfinished.id, isFinished: false });
  }
  return found;
}

async function nothingStandsFor(
  reference: string,
  listing: StoreListing,
  baselines: readonly Baseline[],
  store: string,
  cwd: string,
): Promise<Problem> {
  const asRun = noSuchRun(listing, reference, store, baselines);
  if (reference === LATEST) return asRun;
  const asFile = await noSuchFile(reference, cwd);
  const isLikelyFile = /[/\\.]/.test(reference) || asFile.fix?.startsWith('Did you mean');
  const what = `"${reference}" is no file, no folder, no prefix of result files, and no run in "${basename(store)}"`;
  return new Problem('input', 'no-such-run', what, {
    fix: (isLikelyFile ? asFile.fix : asRun.fix) ?? '',
  });
}
