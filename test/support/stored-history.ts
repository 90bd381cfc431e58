import type { RunOrigin } from '../../src/model/origin.ts';
import type { Run } from '../../src/model/run.ts';
import { saveRun } from '../../src/store/save-run.ts';
import { endpointOf, runOf, START_MS, windowsOf } from './run-example.ts';

export const DAY_MS = 86_400_000;

/** A run of a minute whose requests to /chat take exactly this long on average, made on the `day`th day. */
export function historyRun(meanMs: number, day: number, changes: Partial<Run> = {}): Run {
  const startMs = START_MS + day * DAY_MS;
  const windows = windowsOf(new Array<number>(60).fill(20), {
    meansMs: new Array<number>(60).fill(meanMs),
    startMs,
  });
  const run = runOf(windows, new Array<number>(60).fill(10), {
    id: day.toString(16).padStart(12, '0'),
    label: 'nightly',
    endpoints: [endpointOf('/chat', windows)],
    ...changes,
  });
  return run;
}

/** Stores a run a day whose mean response times are these, in ms; `changes` may differ from day to day. */
export async function storeHistory(
  store: string,
  meansMs: readonly number[],
  changes: (day: number) => Partial<Run> = () => ({}),
): Promise<readonly Run[]> {
  const runs = meansMs.map((meanMs, day) => historyRun(meanMs, day, changes(day)));
  // Stored in another order than made: what counts is when they were made.
  for (const run of runs.toReversed()) await saveRun(store, run, [], START_MS + 1000 * DAY_MS);
  return runs;
}

/** Of a checkout of `main`. */
export function originOf(commit: string, branch = 'main'): RunOrigin {
  return { git: { commit, branch, isDirty: false }, ci: null, machine: null };
}
