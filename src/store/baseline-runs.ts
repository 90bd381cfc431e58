import type { RunDocument } from '../decode/run-document.ts';
import type { Baseline, BaselineRun } from '../model/baseline.ts';
import type { StoreListing } from './stored-runs.ts';

/** A baseline with the runs of it that the store has. */
export interface BaselineInStore {
  readonly baseline: Baseline;
  /** In the order of the baseline. */
  readonly present: readonly RunDocument[];
  /** Those whose folders are gone or cannot be read. */
  readonly missing: readonly MissingRun[];
}

/** A run of a baseline that cannot be had. */
export interface MissingRun extends BaselineRun {
  /** False: there is nothing of it in the store. */
  readonly isDamaged: boolean;
}

/** Looks up the runs of a baseline. */
export function baselineInStore(baseline: Baseline, { runs, damaged }: StoreListing): BaselineInStore {
  const byId = new Map(runs.map((run) => [run.id, run]));
  const present = baseline.runs.flatMap(({ id }) => byId.get(id) ?? []);
  const missing = baseline.runs
    .filter(({ id }) => !byId.has(id))
    .map((run) => ({ ...run, isDamaged: damaged.some(({ id }) => id === run.id) }));
  return { baseline, present, missing };
}
