import type { InstantRange, Occurrence, PodRecord } from '../../model/scaling.ts';
import type { PhaseMark, ScaleStep } from '../../model/scaling-analysis.ts';
import type { Decision } from './fuse-chains.ts';
import { narrower } from './interval.ts';
import { firstReaching, type Reached } from './levels.ts';
import { metricOverTarget } from './metric-over-target.ts';
import type { ScalingContext } from './scaling-context.ts';
import { NEVER, NOT_APPLICABLE, NOT_RECORDED, type PodPhase, podMark, seenAt } from './step-pods.ts';

/** How long a decision's replicas are waited for at most, and what ends the wait. */
export interface Wait {
  readonly untilMs: number;
  readonly endedBy: 'decision' | 'record';
}

/** Until the next decision in the other direction, or the end of the record. */
export function waitOf({ known, timeline }: ScalingContext, position: number): Wait {
  const { decisions } = known;
  const own = decisions[position];
  const isUp = own !== undefined && own.to > own.from;
  const contrary = decisions.slice(position + 1).find(({ from, to }) => to > from !== isUp);
  return contrary === undefined
    ? { untilMs: timeline.observed.toMs, endedBy: 'record' }
    : { untilMs: contrary.at.latestMs, endedBy: 'decision' };
}

/** The phases of one decision but for the response time, which is the surge's. */
export function stepPhases(context: ScalingContext, position: number): Omit<Marks, 'response-time-back'> {
  const decision = context.known.decisions[position];
  if (decision === undefined) throw new RangeError(`there is no decision ${position}`);
  const isUp = decision.to > decision.from;
  return {
    'load-change': loadMark(context, position),
    'metric-over-target': isUp ? overTargetMark(context, decision, position) : NOT_APPLICABLE,
    decided: context.known.knownFrom === 'desired' ? seenAt(decision.at) : NOT_RECORDED,
    ...(isUp ? podMarks(context, decision, position) : downMarks(context, decision, position)),
  };
}

/** Every phase with its mark. */
export type Marks = Readonly<Record<ScaleStep['phases'][number]['phase'], PhaseMark>>;

function loadMark({ causes, course }: ScalingContext, position: number): PhaseMark {
  const cause = causes.get(position);
  if (cause !== undefined) return { outcome: 'seen', at: cause.at, basis: 'load-generator' };
  return course === null ? NOT_RECORDED : NOT_APPLICABLE;
}

function overTargetMark(context: ScalingContext, decision: Decision, position: number): PhaseMark {
  const before = context.known.decisions[position - 1];
  const cause = context.causes.get(position)?.at ?? null;
  const { uncertaintyMs } = context;
  const since: InstantRange | null =
    cause === null
      ? (before?.at ?? null)
      : { earliestMs: cause.earliestMs - uncertaintyMs, latestMs: cause.latestMs + uncertaintyMs };
  return metricOverTarget(context.readings, decision, since);
}

type PodMarks = Pick<
  Marks,
  'pods-created' | 'pods-scheduled' | 'containers-started' | 'ready' | 'in-endpoints'
>;

function podMarks(context: ScalingContext, decision: Decision, position: number): PodMarks {
  const own = context.podsOf.get(position) ?? [];
  const { untilMs } = waitOf(context, position);
  const ofPods = (phase: PodPhase) => ownMark(own, context, phase, decision);
  const reached = (series: ScalingContext['ready']) =>
    firstReaching(series, decision.to, 'up', decision.at, untilMs);
  return {
    'pods-created': better(ofPods('created'), reached(context.created)),
    'pods-scheduled': ofPods('scheduled'),
    'containers-started': ofPods('started'),
    ready: better(ofPods('ready'), reached(context.ready)),
    'in-endpoints': better(ofPods('inEndpoints'), reached(context.inEndpoints)),
  };
}

/** A pod cannot have come before the decision that brought it. */
function ownMark(
  own: readonly PodRecord[],
  { timeline }: ScalingContext,
  phase: PodPhase,
  { from, to, at: decided }: Decision,
): PhaseMark {
  const mark = podMark(own, timeline.pods, phase, to - from);
  if (mark.at === null) return mark;
  const earliestMs = Math.min(Math.max(mark.at.earliestMs, decided.earliestMs), mark.at.latestMs);
  return { ...mark, at: { earliestMs, latestMs: mark.at.latestMs } };
}

/** Going down, what counts is that the replicas are gone. */
function downMarks(context: ScalingContext, decision: Decision, position: number): PodMarks {
  const { untilMs } = waitOf(context, position);
  const gone = (series: ScalingContext['ready']) =>
    asMark(firstReaching(series, decision.to, 'down', decision.at, untilMs));
  return {
    'pods-created': NOT_APPLICABLE,
    'pods-scheduled': NOT_APPLICABLE,
    'containers-started': NOT_APPLICABLE,
    ready: gone(context.ready),
    'in-endpoints': gone(context.inEndpoints),
  };
}

function asMark(reached: Reached): PhaseMark {
  if (reached.outcome === 'seen') return seenAt(reached.at);
  return reached.outcome === 'never' ? NEVER : NOT_RECORDED;
}

/** Of what pods and levels say, the more exact; of one that knows and one that does not, the one that knows. */
function better(ofPods: PhaseMark, ofLevels: Reached): PhaseMark {
  const other = asMark(ofLevels);
  const seen = [ofPods, other].flatMap((mark): Occurrence[] =>
    mark.at === null || mark.basis === null ? [] : [{ ...mark.at, basis: mark.basis }],
  );
  const [first, second] = seen;
  if (first !== undefined) return seenAt(second === undefined ? first : narrower(first, second));
  return ofPods.outcome === 'not-recorded' ? other : ofPods;
}
