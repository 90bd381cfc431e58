import type { Tick } from '../engine/tick.ts';
import type { LoadPlan } from '../scenario/load-plan.ts';

/**
 * Notices when no user is left and none will come: all have stopped for good, and a closed load replaces none of them.
 *
 * @returns told of every tick, how many users stopped for good when that is so; null until then.
 */
export function watchForNobody(load: LoadPlan): (tick: Tick) => number | null {
  const lastStartMs = lastStartOf(load);
  let aborted = 0;
  let elapsedMs = 0;
  return ({ users, startMs, endMs, aborted: reasons }) => {
    elapsedMs += endMs - startMs;
    for (const { count } of reasons) aborted += count;
    return users === 0 && aborted > 0 && elapsedMs > lastStartMs ? aborted : null;
  };
}

/** After so many ms of the test no user starts any more. */
function lastStartOf(load: LoadPlan): number {
  if (load.kind === 'open') return Number.POSITIVE_INFINITY;
  let beganMs = 0;
  let level = 0;
  let lastMs = 0;
  for (const { fromUsers, toUsers, durationMs } of load.stages) {
    if (fromUsers > level) lastMs = beganMs;
    beganMs += durationMs;
    if (toUsers > fromUsers) lastMs = beganMs;
    level = toUsers;
  }
  return lastMs;
}
