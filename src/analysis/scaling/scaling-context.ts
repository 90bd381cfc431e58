import type { InstantRange, PodRecord, ReplicaSeries, ScalingTimeline } from '../../model/scaling.ts';
import { type Decisions, decisionsOf } from './decisions.ts';
import type { Decision } from './fuse-chains.ts';
import { bestSeries } from './levels.ts';
import type { LoadChange, LoadCourse } from './load-course.ts';
import type { ResponseTimes } from './response-times.ts';
import { withoutSettled } from './settled.ts';
import { type Reading, readingsOf } from './signals.ts';
import { podsOfDecisions } from './step-pods.ts';

/** A load that rose this shortly before it fell may still be what the autoscaler acts on. */
const LAG_MS = 120_000;
/** A rise that follows a scale-up within this may have caused it, were the clocks set right. */
const SUSPECT_MS = 300_000;

/** What the load test shows beside a record of scaling. */
export interface LoadSide {
  readonly course: LoadCourse | null;
  readonly responseTimes: ResponseTimes | null;
  /** The user's limit for the p95, ms. */
  readonly limitMs: number | null;
}

/** A timeline with what several parts of its analysis need. */
export interface ScalingContext extends LoadSide {
  readonly timeline: ScalingTimeline;
  /** How far the clocks of record and load generator may be apart, ms. */
  readonly uncertaintyMs: number;
  readonly known: Decisions;
  readonly ready: ReplicaSeries | null;
  readonly created: ReplicaSeries | null;
  readonly inEndpoints: ReplicaSeries | null;
  readonly readings: readonly Reading[];
  readonly podsOf: ReadonlyMap<number, readonly PodRecord[]>;
  /** The change of the load behind each decision, by position. */
  readonly causes: ReadonlyMap<number, LoadChange>;
}

/** Prepares one timeline. */
export function scalingContext(timeline: ScalingTimeline, side: LoadSide): ScalingContext {
  const known = decisionsOf(timeline);
  const uncertaintyMs = timeline.clock.uncertaintyMs ?? 0;
  const ready = bestSeries(timeline, 'ready');
  const readings = readingsOf(timeline);
  const causes = causesOf(known.decisions, side.course, uncertaintyMs);
  return {
    ...side,
    timeline,
    uncertaintyMs,
    known,
    ready,
    created: bestSeries(timeline, 'created'),
    inEndpoints: bestSeries(timeline, 'in-endpoints'),
    readings,
    podsOf: podsOfDecisions(known.decisions, timeline.pods),
    causes: withoutSettled(causes, known.decisions, ready, readings),
  };
}

function causesOf(
  decisions: readonly Decision[],
  course: LoadCourse | null,
  uncertaintyMs: number,
): ReadonlyMap<number, LoadChange> {
  const causes = new Map<number, LoadChange>();
  decisions.forEach((decision, position) => {
    const cause = causeOf(decision, course, uncertaintyMs);
    if (cause !== null) causes.set(position, cause);
  });
  return causes;
}

/**
 * The last change of the load in the decision's direction before it, unless the load has since gone the other way for longer than
 * autoscalers take to notice. The load's end is a fall.
 */
function causeOf(decision: Decision, course: LoadCourse | null, uncertaintyMs: number): LoadChange | null {
  if (course === null) return null;
  const direction = decision.to > decision.from ? 'up' : 'down';
  const changes = direction === 'down' ? [...course.changes, ...endAsFall(course)] : course.changes;
  const before = changes.filter(({ at }) => at.latestMs <= decision.at.latestMs + uncertaintyMs);
  const cause = before.findLast((change) => change.direction === direction);
  const contrary = before.findLast((change) => change.direction !== direction);
  if (cause === undefined) return null;
  const isOvertaken =
    contrary !== undefined &&
    contrary.at.earliestMs > cause.at.earliestMs &&
    decision.at.earliestMs - contrary.at.latestMs > LAG_MS;
  return isOvertaken ? null : cause;
}

function endAsFall({ end, levels }: LoadCourse): readonly LoadChange[] {
  if (end === null) return [];
  const from = levels.findLast(({ value }) => value > 0)?.value ?? 0;
  return [{ at: end, direction: 'down', level: { from, to: 0 }, untilMs: end.latestMs }];
}

/** A scale-up that nothing but a later rise explains: the clocks may be apart. */
export function decisionsBeforeTheirLoad({ known, causes, course }: ScalingContext): readonly {
  readonly decision: Decision;
  readonly rise: InstantRange;
}[] {
  return known.decisions.flatMap((decision, position) => {
    if (decision.to < decision.from || causes.has(position)) return [];
    const rise = course?.changes.find(
      ({ at, direction }) =>
        direction === 'up' &&
        at.earliestMs > decision.at.latestMs &&
        at.earliestMs - decision.at.latestMs <= SUSPECT_MS,
    );
    return rise === undefined ? [] : [{ decision, rise: rise.at }];
  });
}

/** When the load next changed after `at`, or ended; +∞ where it is not known to. */
export function nextChangeMs({ course }: LoadSide, at: InstantRange): number {
  const next = course?.changes.find((change) => change.at.earliestMs > at.latestMs);
  return next?.at.earliestMs ?? course?.end?.latestMs ?? Number.POSITIVE_INFINITY;
}
