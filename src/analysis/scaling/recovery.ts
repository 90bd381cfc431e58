import type { Occurrence } from '../../model/scaling.ts';
import type { Recovery } from '../../model/scaling-analysis.ts';
import { elapsed, elapsedAtLeast } from './interval.ts';
import { firstReaching } from './levels.ts';
import type { ScalingContext } from './scaling-context.ts';

/** Back to the replicas of the start after the load ended: those that are ready, or asked for where only that is known. */
export function recoveryOf(context: ScalingContext, atStart: number | null): Recovery {
  const { known, timeline, course, uncertaintyMs } = context;
  const { decisions } = known;
  const unknown: Recovery = { outcome: 'unknown', loadEndToFirstDown: null, loadEndToStart: null };
  if (known.knownFrom === 'none' || atStart === null) return unknown;
  if (!decisions.some(({ from, to }) => to > from)) return { ...unknown, outcome: 'none-needed' };
  const end = course?.end ?? null;
  if (end === null) return { ...unknown, outcome: endedAtStart(context, atStart) ? 'recovered' : 'not-seen' };
  const { toMs } = timeline.observed;
  if (toMs < end.earliestMs) return { ...unknown, outcome: 'not-seen' };
  const ended: Occurrence = { ...end, basis: 'load-generator' };
  const down = decisions.find(
    ({ from, to, at }) => to < from && at.latestMs >= end.earliestMs - uncertaintyMs,
  );
  const back = backAtStart(context, atStart, ended);
  return {
    outcome: back === null ? 'not-seen' : 'recovered',
    loadEndToFirstDown: down === undefined ? null : elapsed(end, down.at, uncertaintyMs),
    loadEndToStart:
      back === null ? elapsedAtLeast(end, toMs, uncertaintyMs) : elapsed(end, back, uncertaintyMs),
  };
}

function endedAtStart({ known }: ScalingContext, atStart: number): boolean {
  return (known.decisions.at(-1)?.to ?? atStart) <= atStart;
}

function backAtStart({ ready, known, timeline }: ScalingContext, atStart: number, end: Occurrence) {
  const { toMs } = timeline.observed;
  // Before anything was scaled up the level is that of the start too; only what follows the last scale-up counts.
  const lastUp = known.decisions.findLast(({ from, to }) => to > from);
  const since = lastUp !== undefined && lastUp.at.earliestMs > end.earliestMs ? lastUp.at : end;
  const lastDown = known.decisions.findLast(
    ({ from, to, at }) => to < from && to <= atStart && at.latestMs >= (lastUp?.at.earliestMs ?? 0),
  );
  if (lastDown === undefined) return null;
  const decided: Occurrence = lastDown.at.latestMs < since.earliestMs ? since : lastDown.at;
  if (ready === null) return decided;
  const reached = firstReaching(ready, atStart, 'down', decided, toMs);
  return reached.outcome === 'seen' ? reached.at : null;
}
