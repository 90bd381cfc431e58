import type { RunDocument } from '../../decode/run-document.ts';
import type { Baseline } from '../../model/baseline.ts';
import { readBaselines } from '../../store/baselines.ts';
import { listRuns } from '../../store/stored-runs.ts';
import { mayBeRunning } from '../../store/unfinished-run.ts';
import { type Badge, createVerdictReader } from './stored-verdict.ts';

/** A stored run in the list. */
export interface ListedRun {
  readonly id: string;
  readonly label: string;
  readonly labels: RunDocument['labels'];
  readonly tool: string;
  /** Unix epoch ms; null when nothing tells. */
  readonly startMs: number | null;
  readonly storedMs: number;
  readonly durationMs: number | null;
  readonly requests: number;
  readonly failures: number;
  /** Null where nothing was judged. */
  readonly verdict: Badge | null;
  /** The baselines that it belongs to. */
  readonly baselines: readonly string[];
}

/** A recording that is no run yet. */
export interface OpenRecording {
  readonly id: string;
  readonly label: string;
  readonly startMs: number;
  /** False: its process was killed, and the recording can be imported. */
  readonly isRunning: boolean;
}

/** What a store holds, for the list. */
export interface RunList {
  /** The newest first. */
  readonly runs: readonly ListedRun[];
  readonly unfinished: readonly OpenRecording[];
  readonly damaged: readonly { readonly id: string; readonly reason: string }[];
  readonly baselines: readonly string[];
}

/** Reads the list of a store, as often as it is asked for. */
export function createRunLister(store: string): () => Promise<RunList> {
  const verdictOf = createVerdictReader(store);
  return async () => {
    const [{ runs, unfinished, damaged }, baselines] = await Promise.all([
      listRuns(store),
      readBaselines(store),
    ]);
    const listed = await Promise.all(
      runs.map(async (run) => listedRun(run, await verdictOf(run.id), baselines)),
    );
    const nowMs = Date.now();
    return {
      runs: listed.sort((a, b) => startOf(b) - startOf(a) || (a.id < b.id ? -1 : 1)),
      unfinished: unfinished
        .map((one) => ({
          id: one.id,
          label: one.label,
          startMs: one.startMs,
          isRunning: mayBeRunning(one, nowMs),
        }))
        .sort((a, b) => b.startMs - a.startMs),
      damaged: damaged.map(({ id, problem }) => ({ id, reason: problem.message })),
      baselines: baselines.map(({ name }) => name),
    };
  };
}

function startOf({ startMs, storedMs }: ListedRun): number {
  return startMs ?? storedMs;
}

function listedRun(run: RunDocument, verdict: Badge | null, baselines: readonly Baseline[]): ListedRun {
  const counted = run.total === null ? run.endpoints : [run.total];
  return {
    id: run.id,
    label: run.label,
    labels: run.labels,
    tool: run.source.tool,
    startMs: run.startMs,
    storedMs: run.storedMs,
    durationMs: run.durationMs,
    requests: counted.reduce((sum, { requests }) => sum + requests, 0),
    failures: counted.reduce((sum, { failures }) => sum + failures, 0),
    verdict,
    baselines: baselines.filter(({ runs }) => runs.some(({ id }) => id === run.id)).map(({ name }) => name),
  };
}
