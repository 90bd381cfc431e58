import type { InstantRange } from '../../model/scaling.ts';
import {
  type DurationRange,
  type PhaseMark,
  SCALING_PHASES,
  type ScaleStep,
} from '../../model/scaling-analysis.ts';
import { explainDecision } from './explain-decision.ts';
import { elapsed, elapsedAtLeast } from './interval.ts';
import type { ScalingContext } from './scaling-context.ts';
import { type Marks, stepPhases, type Wait, waitOf } from './step-phases.ts';
import { NOT_APPLICABLE, NOT_RECORDED } from './step-pods.ts';

/** Replicas that are not ready this long after they were asked for did not merely miss the end of the record. */
const LONG_WAIT_MS = 300_000;

/** A step before it is told to which surge it belongs. */
export type LooseStep = Omit<ScaleStep, 'surge'>;

/** Every decision with its phases and durations. */
export function looseSteps(context: ScalingContext): readonly LooseStep[] {
  return context.known.decisions.map((_, position) => looseStep(context, position));
}

function looseStep(context: ScalingContext, position: number): LooseStep {
  const decision = context.known.decisions[position];
  if (decision === undefined) throw new RangeError(`there is no decision ${position}`);
  const marks = stepPhases(context, position);
  const wait = waitOf(context, position);
  const load = marks['load-change'].at;
  const decided = marks.decided.at;
  const { uncertaintyMs } = context;
  return {
    number: position + 1,
    direction: decision.to > decision.from ? 'up' : 'down',
    from: decision.from,
    to: decision.to,
    phases: phaseList({ ...marks, 'response-time-back': NOT_RECORDED }),
    outcome: outcomeOf(marks.ready, decision.at, wait),
    loadToReady: load === null ? null : untilMark(load, marks.ready, wait, uncertaintyMs),
    loadToDecision: load === null || decided === null ? null : elapsed(load, decided, uncertaintyMs),
    decisionToReady: decided === null ? null : untilMark(decided, marks.ready, wait, 0),
    reason: decision.reason,
    explanation: explainDecision(context, position),
  };
}

function phaseList(marks: Marks): ScaleStep['phases'] {
  return SCALING_PHASES.map((phase) => ({ phase, ...marks[phase] }));
}

/** A step of a surge with the surge's response time; one of no surge has none to wait for. */
export function withResponseTime(step: LooseStep, surge: number | null, back: PhaseMark | null): ScaleStep {
  const mark = step.direction === 'down' ? NOT_APPLICABLE : (back ?? NOT_RECORDED);
  return {
    ...step,
    surge,
    phases: step.phases.map((one) => (one.phase === 'response-time-back' ? { ...one, ...mark } : one)),
  };
}

/** The mark of a phase of a step. */
export function markOf(
  { phases }: Pick<ScaleStep, 'phases'>,
  phase: ScaleStep['phases'][number]['phase'],
): PhaseMark {
  return phases.find((one) => one.phase === phase) ?? NOT_RECORDED;
}

/** What became of replicas that were asked for. */
export function outcomeOf(ready: PhaseMark, decided: InstantRange, wait: Wait): ScaleStep['outcome'] {
  if (ready.outcome === 'seen') return 'ready';
  if (ready.outcome !== 'never') return 'not-recorded';
  if (wait.untilMs - decided.earliestMs >= LONG_WAIT_MS) return 'never';
  return wait.endedBy === 'decision' ? 'superseded' : 'cut-off';
}

/** From an instant to a mark; at least until the wait ended where it never came; null where nothing tells. */
export function untilMark(
  from: InstantRange,
  mark: PhaseMark,
  wait: Wait,
  uncertaintyMs: number,
): DurationRange | null {
  if (mark.at !== null) return elapsed(from, mark.at, uncertaintyMs);
  return mark.outcome === 'never' ? elapsedAtLeast(from, wait.untilMs, uncertaintyMs) : null;
}
