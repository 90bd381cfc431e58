import type { Autoscaler } from '../../model/scaling.ts';
import type { Flapping } from '../../model/scaling-analysis.ts';
import type { Decision } from './fuse-chains.ts';
import { middleMs } from './interval.ts';

/** The default stabilisation of going down keeps changes of direction further apart than this. */
const DEFAULT_WINDOW_MS = 300_000;
const PERIOD_MS = 900_000;
const REVERSALS_OF_FLAPPING = 3;

/** Changes of direction that the usual stabilisation would have kept apart. */
export function flappingOf(decisions: readonly Decision[], autoscaler: Autoscaler | null): Flapping {
  const behavior = autoscaler?.behavior ?? null;
  const own = behavior === null || behavior === 'default' ? null : behavior.scaleDown?.stabilizationWindowMs;
  const windowMs = Math.max(own ?? DEFAULT_WINDOW_MS, DEFAULT_WINDOW_MS);
  const reversals: number[] = [];
  for (let i = 1; i < decisions.length; i += 1) {
    const before = decisions[i - 1];
    const here = decisions[i];
    if (before === undefined || here === undefined) continue;
    const isReversal = before.to > before.from !== here.to > here.from;
    if (isReversal && middleMs(here.at) - middleMs(before.at) < windowMs) reversals.push(middleMs(here.at));
  }
  const isFlapping = reversals.some(
    (atMs, i) => (reversals[i + REVERSALS_OF_FLAPPING - 1] ?? Number.POSITIVE_INFINITY) - atMs <= PERIOD_MS,
  );
  return { reversals: reversals.length, windowMs, isFlapping };
}
