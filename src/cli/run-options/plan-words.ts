import { durationOf } from '../../engine/pacing.ts';
import { formatCount, formatDuration, formatRate, NARROW_SPACE } from '../../report/format.ts';
import type { LoadPlan } from '../../scenario/load-plan.ts';

/** '200 users for 20 min', 'up to 50 tasks per second for 3 min' */
export function planWords(plan: LoadPlan): string {
  const lasts = formatDuration(durationOf(plan.stages));
  const words =
    plan.kind === 'closed'
      ? usersWords(
          Math.ceil(Math.max(...plan.stages.map(({ fromUsers, toUsers }) => Math.max(fromUsers, toUsers)))),
        )
      : `${formatRate(Math.max(...plan.stages.map(({ fromPerS, toPerS }) => Math.max(fromPerS, toPerS))))} tasks per second`;
  return `${plan.stages.length > 1 ? 'up to ' : ''}${words} for ${lasts}`.replaceAll(NARROW_SPACE, ' ');
}

function usersWords(users: number): string {
  return `${formatCount(users)} user${users === 1 ? '' : 's'}`;
}

/** A sentence where the test ends before all users that were asked for have started; null when all start. */
export function shortfallWords(plan: LoadPlan, wantedUsers: number): string | null {
  if (plan.kind === 'open') return null;
  const reached = Math.ceil(
    Math.max(...plan.stages.map(({ fromUsers, toUsers }) => Math.max(fromUsers, toUsers))),
  );
  if (reached >= wantedUsers) return null;
  const words = `Only ${reached} of ${formatCount(wantedUsers)} users will start before the test ends`;
  return `${words}: start more each second (--spawn-rate), or run longer.`.replaceAll(NARROW_SPACE, ' ');
}
