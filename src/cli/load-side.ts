import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Problem } from '../model/problem.ts';
import type { Io } from './io.ts';
import { type Loaded, type LoadOptions, loadRuns } from './load-runs.ts';
import type { Progress } from './progress.ts';

/**
 * The runs of one side of a comparison: a reference, or several with commas between. One that is a file, comma and all,
 * is one.
 *
 * @throws {Problem} 'cannot-compare-result', and as `loadRuns`.
 */
export async function loadSide(
  reference: string,
  load: LoadOptions,
  io: Io,
  progress: Progress,
): Promise<Loaded> {
  const parts = reference.split(',').map((part) => part.trim());
  const references = existsSync(resolve(io.cwd, reference))
    ? [reference]
    : parts.filter((part) => part !== '');
  const loaded = await loadRuns(references, load, io, progress);
  refuseResults(loaded, reference);
  return loaded;
}

/** @throws {Problem} 'cannot-compare-result' when one of these is a result, which has no run behind it. */
export function refuseResults({ results }: Loaded, reference: string): void {
  if (results.length === 0) return;
  const what = `"${reference}" is a result, which holds what was found and not the run`;
  throw new Problem('usage', 'cannot-compare-result', what, {
    fix: 'Name the files of the run or its id in the store instead.',
  });
}
