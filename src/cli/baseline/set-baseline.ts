import { type Baseline, type BaselineRun, inOrderOfTime } from '../../model/baseline.ts';

/** What a baseline is to become. */
export interface BaselineChange {
  readonly name: string;
  /** New ones, or all of them. */
  readonly runs: readonly BaselineRun[];
  /** Keep the runs that it has. */
  readonly add: boolean;
  /** Undefined: as it was, where runs are added; else all. */
  readonly keep: number | undefined;
  /** Now, Unix epoch ms. */
  readonly nowMs: number;
}

/** A changed baseline among the others. */
export interface ChangedBaseline {
  readonly baselines: readonly Baseline[];
  readonly baseline: Baseline;
  /** Runs that were in it and are no more, and new ones that are too old to stay. */
  readonly dropped: readonly BaselineRun[];
  readonly isNew: boolean;
}

/** Sets a baseline, or adds runs to it. A rolling one keeps the newest by the time at which they were measured. */
export function setBaseline(baselines: readonly Baseline[], change: BaselineChange): ChangedBaseline {
  const { name, add, nowMs } = change;
  const before = baselines.find((baseline) => baseline.name === name);
  const keep = change.keep ?? (add ? (before?.keep ?? null) : null);
  const wanted = [...(add ? (before?.runs ?? []) : []), ...change.runs];
  const all = inOrderOfTime([...new Map(wanted.map((run) => [run.id, run])).values()]);
  const runs = keep === null ? all : all.slice(-keep);
  const stays = new Set(runs.map(({ id }) => id));
  const gone = [...(before?.runs ?? []), ...change.runs].filter(({ id }) => !stays.has(id));
  const baseline: Baseline = { name, runs, keep, changedMs: nowMs };
  return {
    baselines: [...baselines.filter((other) => other.name !== name), baseline],
    baseline,
    dropped: inOrderOfTime([...new Map(gone.map((run) => [run.id, run])).values()]),
    isNew: before === undefined,
  };
}
