import { users as usersLoad } from '../../scenario/load-builders.ts';
import type { LoadPlan } from '../../scenario/load-plan.ts';
import type { LoadOptions } from './run-options.ts';

/** Users who start together or at a rate, and then stay. */
interface PlainUsers {
  readonly users: number;
  /** Null when all start at once. */
  readonly spawnPerS: number | null;
  readonly runTimeMs: number;
}

/**
 * A scenario's own load with single numbers replaced by flags. That is clear for users who start and then stay, and for a
 * constant rate.
 *
 * @returns null when the load is of other stages, or the flags are of the other model.
 */
export function adjustedLoad(own: LoadPlan, options: LoadOptions): LoadPlan | null {
  const { users, spawnRate, runTime } = options;
  if (own.kind === 'open') {
    const [stage, ...others] = own.stages;
    if (stage === undefined || others.length > 0 || stage.fromPerS !== stage.toPerS) return null;
    if (users !== undefined || spawnRate !== undefined) return null;
    const rate = options.rate ?? stage.fromPerS;
    return {
      ...own,
      stages: [{ fromPerS: rate, toPerS: rate, durationMs: runTime ?? stage.durationMs }],
    };
  }
  const plain = plainUsers(own);
  if (plain === null || options.rate !== undefined) return null;
  const count = users ?? plain.users;
  const durationMs = runTime ?? plain.runTimeMs;
  const spawnPerS = spawnRate ?? plain.spawnPerS;
  return spawnPerS === null
    ? { kind: 'closed', stages: [{ fromUsers: count, toUsers: count, durationMs }] }
    : usersLoad({ users: count, spawnRate: spawnPerS, duration: `${durationMs}ms` });
}

/** A ramp alone does not tell how many users were meant: the time may have been over before all had started. */
function plainUsers({ stages }: LoadPlan & { readonly kind: 'closed' }): PlainUsers | null {
  const [first, second, ...others] = stages;
  if (first === undefined || others.length > 0) return null;
  const users = first.toUsers;
  if (second === undefined) {
    return first.fromUsers === users ? { users, spawnPerS: null, runTimeMs: first.durationMs } : null;
  }
  const isPlain = first.fromUsers === 0 && second.fromUsers === users && second.toUsers === users;
  if (!isPlain || first.durationMs === 0) return null;
  return {
    users,
    spawnPerS: (users / first.durationMs) * 1000,
    runTimeMs: first.durationMs + second.durationMs,
  };
}
