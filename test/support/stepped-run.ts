import type { Run } from '../../src/model/run.ts';
import { runOf, windowsOf } from './run-example.ts';

/** One load, held, and the throughput there, in requests per second. */
export interface Step {
  readonly users: number;
  readonly perS: number;
  readonly seconds?: number;
  readonly meanMs?: number;
}

/** A run of steps, each of them a minute without any noise: windows of a second. */
export function steppedRun(steps: readonly Step[], changes: Partial<Run> = {}): Run {
  const seconds = steps.flatMap((step) => new Array<Step>(step.seconds ?? 60).fill(step));
  const windows = windowsOf(
    seconds.map(({ perS }) => perS),
    { meansMs: seconds.map(({ meanMs }) => meanMs ?? 10) },
  );
  return runOf(
    windows,
    seconds.map(({ users }) => users),
    changes,
  );
}
