import type { CapacityRemark, LoadLevel } from '../model/capacity.ts';
import type { Run } from '../model/run.ts';
import { type LevelsFound, shortestRampMs } from './load-levels.ts';

/** Why the levels that were found are too few to speak of capacity, and what would do. */
export function fewLevels(
  { holds, pieces, loadIs, longestRampMs }: LevelsFound,
  levels: readonly LoadLevel[],
  meanMs: number,
): string {
  const what = loadIs === 'users' ? 'The number of users' : 'The arrival rate';
  const leftOut = levels.filter((level) => level.leftOut !== null);
  if (leftOut.length > 0 && levels.length >= 3)
    return `${leftOut.length} of ${levels.length} levels of load tell nothing: ${leftOut[0]?.leftOut}.`;
  const loads = [...new Set(holds.map(({ load }) => load))];
  const tooShort = holds.length + pieces.length > levels.length && loads.length >= 3;
  if (tooShort)
    return `The ${loads.length} levels of load (${listed(loads)}) were too short to measure at: hold each for a minute.`;
  const neededS = Math.ceil(shortestRampMs(meanMs) / 1000);
  const ramp =
    longestRampMs > 0
      ? ` The ramp of ${Math.round(longestRampMs / 1000)} s is too short to be cut into levels, ${neededS} s are needed.`
      : '';
  if (loads.length === 0) return `${what} never held a level.${ramp}`;
  if (loads.length === 1 && longestRampMs === 0) return `${what} never changed (${listed(loads)}).`;
  const held = loads.length === 1 ? 'one level' : `only ${loads.length} levels`;
  return `${what} held ${held} (${listed(loads)}); at least 3 are needed, and 6 for a curve.${ramp}`;
}

function listed(loads: readonly number[]): string {
  return loads.map((load) => Number(load.toPrecision(4))).join(', ');
}

/** A service that was scaled while it was measured is another one at each level. */
export function replicasChanged(run: Run, levels: readonly LoadLevel[]): readonly CapacityRemark[] {
  const fromMs = Math.min(...levels.map(({ startMs }) => startMs));
  const toMs = Math.max(...levels.map(({ endMs }) => endMs));
  return run.scaling.flatMap(({ workload, replicas }) => {
    const ready = replicas.find(({ quantity }) => quantity === 'ready') ?? replicas[0];
    const counts = (ready?.levels ?? [])
      .filter(({ began, lastSeenMs }) => (began?.earliestMs ?? fromMs) <= toMs && lastSeenMs >= fromMs)
      .map((level) => level.replicas);
    const least = Math.min(...counts);
    const most = Math.max(...counts);
    if (counts.length === 0 || least === most) return [];
    return [
      {
        kind: 'replicas-changed' as const,
        message: `${workload} had from ${least} to ${most} replicas while this was measured: the curve is of a service that was scaled, not of one size of it.`,
      },
    ];
  });
}
