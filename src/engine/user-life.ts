import type { Journal } from './journal.ts';
import type { PlannedType } from './user-types.ts';
import { type UserShared, VirtualUser } from './virtual-user.ts';

/** How long a user rests whose task threw before it did anything, so that it does not do so all the time. */
const REST_AFTER_THROW_MS = 1000;

/** A new user with its state. Its state is undefined when the scenario threw; that is written down. */
export function newUser(id: number, plan: PlannedType, shared: UserShared): VirtualUser {
  const user = new VirtualUser(id, plan, shared);
  try {
    user.state = plan.type.state?.(user);
  } catch (error) {
    shared.onException(error);
  }
  return user;
}

/**
 * The life of a user that thinks between its tasks, until it is told to stop. What its tasks throw is written down, and
 * it goes on. A task that made no request and did not wait lets the others go on; one that threw as well, without a think
 * time, is tried again after a second.
 */
export async function live(user: VirtualUser, shared: UserShared): Promise<void> {
  const { journal } = shared;
  const { onStart, onStop, thinkTime } = user.plan.type;
  if (onStart !== undefined) await attempt(() => onStart(user), shared);
  while (!user.isStopping) {
    const progress = user.progress;
    journal.addDue();
    journal.addBegun();
    const hasThrown = await attemptTask(user, shared);
    if (user.isStopping) break;
    const thinkMs = thinkTime === undefined ? 0 : thinkTime.draw(user.random);
    if (thinkMs > 0) await think(user, thinkMs, journal);
    else if (user.progress === progress) await user.pause(hasThrown ? REST_AFTER_THROW_MS : 0);
  }
  await depart(user, onStop, shared);
}

/** One task of a user that takes part when it is due. The first request is due when the task is. */
export async function arrive(
  user: VirtualUser,
  arrival: { readonly dueAtMs: number; readonly isFirst: boolean },
  shared: UserShared,
): Promise<void> {
  const { onStart } = user.plan.type;
  user.setDue(arrival.dueAtMs);
  if (arrival.isFirst && onStart !== undefined) await attempt(() => onStart(user), shared);
  if (!user.isGone) await attemptTask(user, shared);
  user.setDue(null);
}

/** What a user does last. */
export async function depart(
  user: VirtualUser,
  onStop: PlannedType['type']['onStop'],
  shared: UserShared,
): Promise<void> {
  if (onStop !== undefined && !user.isGone) await attempt(() => onStop(user), shared);
  user.leave();
}

async function think(user: VirtualUser, thinkMs: number, journal: Journal): Promise<void> {
  const dueAtMs = performance.now() + thinkMs;
  await user.pause(thinkMs);
  if (!user.isStopping) journal.addLateness(performance.now() - dueAtMs);
}

/** True when it threw. */
async function attemptTask(user: VirtualUser, shared: UserShared): Promise<boolean> {
  const { tasks, choice } = user.plan;
  const task = tasks[tasks.length === 1 ? 0 : choice.at(user.random())];
  if (task === undefined) return false;
  try {
    await task.run(user);
    return false;
  } catch (error) {
    shared.onException(error);
    return true;
  }
}

async function attempt(run: () => Promise<void>, shared: UserShared): Promise<void> {
  try {
    await run();
  } catch (error) {
    shared.onException(error);
  }
}
