import { join } from 'node:path';
import type { RunDocument } from '../../decode/run-document.ts';
import { standsForFiles } from '../../files/open-sources.ts';
import type { BaselineRun } from '../../model/baseline.ts';
import { Problem } from '../../model/problem.ts';
import { readBaselines } from '../../store/baselines.ts';
import { findRuns, LATEST, noSuchRun } from '../../store/find-run.ts';
import { RECORDING_FILE } from '../../store/layout.ts';
import { saveRun } from '../../store/save-run.ts';
import { splitRun } from '../../store/split-run.ts';
import { listRuns } from '../../store/stored-runs.ts';
import { findUnfinished } from '../../store/unfinished-run.ts';
import { asDescribed } from '../as-described.ts';
import type { Io } from '../io.ts';
import { entryAt } from '../load-runs.ts';
import type { Progress } from '../progress.ts';
import { readFiles } from '../read-files.ts';

/**
 * The stored runs that these arguments stand for. Files are imported first, so that a store has all of its baselines.
 *
 * @returns in the order of the arguments, no run twice.
 * @throws {Problem} when an argument stands for nothing, for a run that is not finished, or cannot be read or stored.
 */
export async function keepRuns(
  references: readonly string[],
  { store, maxBytes }: { readonly store: string; readonly maxBytes: number },
  io: Io,
  progress: Progress,
): Promise<readonly RunDocument[]> {
  const kept = new Map<string, RunDocument>();
  for (const reference of references) {
    const entry = await entryAt(reference, store, io.cwd);
    const isFiles = reference !== LATEST && entry === null && (await standsForFiles(reference, io.cwd));
    const runs = isFiles
      ? await importFiles(reference, store, maxBytes, io, progress)
      : await storedRuns(entry ?? reference, store);
    for (const run of runs) kept.set(run.id, run);
  }
  return [...kept.values()];
}

async function storedRuns(reference: string, store: string): Promise<readonly RunDocument[]> {
  const listing = await listRuns(store);
  const baselines = await readBaselines(store);
  const found = findRuns(listing, reference, baselines);
  if (found !== null) return found;
  const unfinished = findUnfinished(listing.unfinished, reference);
  if (unfinished === null) throw noSuchRun(listing, reference, store, baselines);
  throw new Problem('usage', 'run-not-finished', `"${unfinished.id}" is recorded and is no finished run`, {
    fix: `Recover it first, when its test has ended: plimsoll import ${join(store, unfinished.id, RECORDING_FILE)}`,
  });
}

async function importFiles(
  path: string,
  store: string,
  maxBytes: number,
  io: Io,
  progress: Progress,
): Promise<readonly RunDocument[]> {
  const { runs } = await readFiles([path], { maxBytes, scaling: {} }, io, progress);
  const documents: RunDocument[] = [];
  for (const { run, sources } of await asDescribed(runs, store, io)) {
    progress.step(`Storing ${run.label}`);
    await saveRun(store, run, sources, io.now());
    documents.push(splitRun(run, io.now()).document);
  }
  return documents;
}

/** What a baseline remembers of a run. */
export function baselineRun({ id, label, startMs }: RunDocument): BaselineRun {
  return { id, label, startMs };
}
