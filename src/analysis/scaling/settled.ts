import type { ReplicaSeries } from '../../model/scaling.ts';
import type { Decision } from './fuse-chains.ts';
import { firstReaching } from './levels.ts';
import type { LoadChange } from './load-course.ts';
import { isOverTarget, type Reading } from './signals.ts';

/** How often in a row a metric must have asked for no more: one reading may be of pods that were not all counted yet. */
const CALM_READINGS = 2;

/**
 * The causes without those of scale-ups that came after everything was settled: the load had stopped changing, all replicas
 * asked for were ready, and the autoscaler's own metrics asked for no more. What it decides then, and after, answers something
 * else than that change of the load.
 */
export function withoutSettled(
  causes: ReadonlyMap<number, LoadChange>,
  decisions: readonly Decision[],
  ready: ReplicaSeries | null,
  readings: readonly Reading[],
): ReadonlyMap<number, LoadChange> {
  const kept = new Map(causes);
  const settled = new Set<LoadChange>();
  let before: { readonly decision: Decision; readonly cause: LoadChange } | null = null;
  decisions.forEach((decision, position) => {
    const cause = causes.get(position);
    if (cause === undefined || decision.to < decision.from) return;
    if (before?.cause === cause && isCalmBetween(before.decision, decision, cause, ready, readings))
      settled.add(cause);
    if (settled.has(cause)) kept.delete(position);
    before = { decision, cause };
  });
  return kept;
}

function isCalmBetween(
  earlier: Decision,
  later: Decision,
  cause: LoadChange,
  ready: ReplicaSeries | null,
  readings: readonly Reading[],
): boolean {
  const untilMs = later.at.earliestMs;
  const reached = firstReaching(ready, earlier.to, 'up', earlier.at, untilMs);
  if (reached.outcome !== 'seen') return false;
  const fromMs = Math.max(reached.at.latestMs, cause.untilMs);
  const between = readings.filter(({ at }) => at.earliestMs >= fromMs && at.latestMs < untilMs);
  const metrics = new Set(readings.map(({ metric }) => metric));
  return (
    metrics.size > 0 && [...metrics].every((metric) => isCalm(between.filter((one) => one.metric === metric)))
  );
}

function isCalm(readings: readonly Reading[]): boolean {
  let calm = 0;
  for (const reading of readings) {
    calm = reading.value === null || isOverTarget(reading) ? 0 : calm + 1;
    if (calm >= CALM_READINGS) return true;
  }
  return false;
}
