import type { InstantRange } from '../../model/scaling.ts';
import type { Saturation } from '../../model/scaling-analysis.ts';
import { elapsed, elapsedAtLeast, middleMs } from './interval.ts';
import { loadAt } from './load-course.ts';
import type { ScalingContext } from './scaling-context.ts';
import { isOverTarget, type Reading } from './signals.ts';

/** The autoscaler looks every 15 s. */
const LOOK_MS = 15_100;

/** A stretch in which as many replicas were asked for as are allowed. */
interface AtMaximum {
  readonly began: InstantRange;
  /** Null: until the record ended. */
  readonly ended: InstantRange | null;
}

/**
 * The longest stretch in which as many replicas were asked for as are allowed and a metric still asked for more, by its
 * readings, or by the autoscaler's own condition (ScalingLimited, TooManyReplicas). Null without one.
 */
export function saturationOf(context: ScalingContext): Saturation | null {
  const { timeline, course } = context;
  const maxReplicas = timeline.autoscaler?.maxReplicas ?? null;
  if (maxReplicas === null) return null;
  const stretches = atMaximum(context, maxReplicas).flatMap((stretch) => needingMore(context, stretch) ?? []);
  const [longest] = stretches.sort((a, b) => lengthMs(b, context) - lengthMs(a, context));
  if (longest === undefined) return null;
  const { began, ended } = longest;
  const value = course === null ? null : loadAt(course, middleMs(began));
  return {
    maxReplicas,
    began: { earliestMs: began.earliestMs, latestMs: began.latestMs },
    duration:
      (ended === null ? null : elapsed(began, ended)) ?? elapsedAtLeast(began, timeline.observed.toMs),
    load: course === null || value === null ? null : { unit: course.unit, value },
  };
}

function lengthMs({ began, ended }: AtMaximum, { timeline }: ScalingContext): number {
  return (ended === null ? timeline.observed.toMs : middleMs(ended)) - middleMs(began);
}

function atMaximum({ known, timeline }: ScalingContext, maxReplicas: number): readonly AtMaximum[] {
  const { fromMs } = timeline.observed;
  const start = { earliestMs: fromMs, latestMs: fromMs };
  const stretches: AtMaximum[] = [];
  const [first] = known.decisions;
  let began: InstantRange | null = first !== undefined && first.from >= maxReplicas ? start : null;
  for (const { to, at } of known.decisions) {
    if (to >= maxReplicas) began ??= at;
    else if (began !== null) {
      stretches.push({ began, ended: at });
      began = null;
    }
  }
  return began === null ? stretches : [...stretches, { began, ended: null }];
}

function needingMore(context: ScalingContext, stretch: AtMaximum): AtMaximum | null {
  const beganMs = stretch.began.earliestMs;
  const endedMs = stretch.ended?.latestMs ?? context.timeline.observed.toMs;
  const within = context.readings.filter(({ at }) => at.latestMs >= beganMs && at.earliestMs <= endedMs);
  if (within.some(({ value }) => value !== null)) return byReadings(context.readings, within, stretch);
  return byCondition(context, stretch);
}

/** From the first reading over the target, as long as some metric is over it. */
function byReadings(
  all: readonly Reading[],
  within: readonly Reading[],
  stretch: AtMaximum,
): AtMaximum | null {
  const newest = new Map<string, Reading>();
  for (const reading of all) {
    if (reading.at.latestMs < stretch.began.earliestMs) newest.set(reading.metric, reading);
  }
  const isOver = () => [...newest.values()].some(isOverTarget);
  let began: InstantRange | null = isOver() ? stretch.began : null;
  let lastOver: InstantRange | null = began;
  for (const [i, reading] of within.entries()) {
    newest.set(reading.metric, reading);
    if (within[i + 1]?.at.latestMs === reading.at.latestMs) continue;
    if (isOver()) {
      // What the decision to go to the maximum was made of is seen with it or just after it.
      began ??= i <= newest.size ? stretch.began : reading.at;
      lastOver = reading.at;
    } else if (began !== null && lastOver !== null) {
      return {
        began,
        ended: { earliestMs: heldUntilMs(lastOver, reading.at), latestMs: reading.at.latestMs },
      };
    }
  }
  return began === null ? null : { began, ended: stretch.ended };
}

/** Where only changes are written, what was over the target stayed so until one look of the autoscaler before the next. */
function heldUntilMs(lastOver: InstantRange, next: InstantRange): number {
  const isWatched = next.earliestMs === next.latestMs && lastOver.earliestMs === lastOver.latestMs;
  return isWatched ? Math.max(lastOver.earliestMs, next.earliestMs - LOOK_MS) : lastOver.earliestMs;
}

function byCondition({ timeline }: ScalingContext, stretch: AtMaximum): AtMaximum | null {
  const endedMs = stretch.ended?.latestMs ?? timeline.observed.toMs;
  const said = timeline.conditions.filter(({ type }) => type === 'ScalingLimited');
  const began = said.find(
    ({ at, status, reason }) => status === 'True' && reason === 'TooManyReplicas' && at.earliestMs <= endedMs,
  );
  if (began === undefined) return null;
  const at = began.at.latestMs < stretch.began.earliestMs ? stretch.began : began.at;
  const over = said.find((one) => one.at.earliestMs > at.latestMs && one.reason !== 'TooManyReplicas');
  const ended = over === undefined || over.at.earliestMs > endedMs ? stretch.ended : over.at;
  return { began: { earliestMs: at.earliestMs, latestMs: at.latestMs }, ended };
}
