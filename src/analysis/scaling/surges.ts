import type { InstantRange, Occurrence } from '../../model/scaling.ts';
import type { PhaseMark, ScaleStep, Surge } from '../../model/scaling-analysis.ts';
import { elapsed, elapsedAtLeast, latestOf, narrower } from './interval.ts';
import { firstReaching } from './levels.ts';
import type { LoadChange } from './load-course.ts';
import { formerLimitMs, slowPeriod } from './response-times.ts';
import { nextChangeMs, type ScalingContext } from './scaling-context.ts';
import { type Wait, waitOf } from './step-phases.ts';
import { NOT_APPLICABLE, NOT_RECORDED } from './step-pods.ts';
import { type LooseStep, markOf, outcomeOf, untilMark, withResponseTime } from './steps.ts';

/** Scale-ups without a known change of the load belong together within this: the default stabilisation of going down. */
const TOGETHER_MS = 300_000;

/** The surges of a record, and its steps with the number of theirs. */
export interface SurgesAndSteps {
  readonly surges: readonly Surge[];
  readonly steps: readonly ScaleStep[];
}

interface Group {
  readonly cause: LoadChange | null;
  readonly steps: LooseStep[];
}

/** Puts scale-ups together by the change of the load behind them. */
export function surgesOf(context: ScalingContext, loose: readonly LooseStep[]): SurgesAndSteps {
  const groups = groupsOf(context, loose);
  const told = groups.map((group, i) => surgeOf(context, group, i + 1));
  const steps = loose.map((step) => {
    const found = groups.findIndex(({ steps: own }) => own.includes(step));
    return withResponseTime(step, found < 0 ? null : found + 1, told[found]?.back ?? null);
  });
  return { surges: told.map(({ surge }) => surge), steps };
}

function groupsOf(context: ScalingContext, loose: readonly LooseStep[]): readonly Group[] {
  const groups: Group[] = [];
  let isBroken = false;
  loose.forEach((step, position) => {
    if (step.direction === 'down') {
      isBroken = true;
      return;
    }
    const cause = context.causes.get(position) ?? null;
    const last = groups.at(-1);
    if (
      last !== undefined &&
      last.cause === cause &&
      (cause !== null || goesOn(last, step, context, isBroken))
    )
      last.steps.push(step);
    else groups.push({ cause, steps: [step] });
    isBroken = false;
  });
  return groups;
}

function goesOn(group: Group, step: LooseStep, context: ScalingContext, isBroken: boolean): boolean {
  const before = decidedAt(context, group.steps.at(-1) ?? step);
  return !isBroken && decidedAt(context, step).earliestMs - before.latestMs <= TOGETHER_MS;
}

/** When it was decided, or came to be where only that is known. */
function decidedAt({ known }: ScalingContext, { number }: LooseStep): Occurrence {
  const decision = known.decisions[number - 1];
  if (decision === undefined) throw new RangeError(`there is no step ${number}`);
  return decision.at;
}

function surgeOf(
  context: ScalingContext,
  { cause, steps }: Group,
  number: number,
): { readonly surge: Surge; readonly back: PhaseMark } {
  const { uncertaintyMs, known } = context;
  const [first] = steps;
  const last = steps.at(-1);
  if (first === undefined || last === undefined) throw new RangeError('a surge has at least one step');
  const toReplicas = steps.reduce((most, { to }) => Math.max(most, to), 0);
  const wait = waitOf(context, last.number - 1);
  const ready = allReadyMark(context, steps, toReplicas, wait);
  const firstDecided = known.knownFrom === 'desired' ? decidedAt(context, first) : null;
  const outcome = outcomeOf(ready, decidedAt(context, last), wait);
  const { slow, back } = slowAfter(context, cause);
  const surge: Surge = {
    number,
    loadChange: cause?.at ?? null,
    load: cause?.level == null ? null : { unit: context.course?.unit ?? 'users', ...cause.level },
    fromReplicas: first.from,
    toReplicas,
    steps: steps.length,
    outcome: outcome === 'superseded' ? 'never' : outcome,
    timeToScale: cause === null ? null : untilMark(cause.at, ready, wait, uncertaintyMs),
    loadToFirstDecision:
      cause === null || firstDecided === null ? null : elapsed(cause.at, firstDecided, uncertaintyMs),
    firstDecisionToReady: firstDecided === null ? null : untilMark(firstDecided, ready, wait, 0),
    firstNewPodReady: firstNewPod(context, first, wait),
    allReady: ready.at,
    slow,
  };
  return { surge, back };
}

/** The last of the steps' replicas, or the level that is all of them: the more exact. */
function allReadyMark(
  { ready: series, known }: ScalingContext,
  steps: readonly LooseStep[],
  toReplicas: number,
  wait: Wait,
): PhaseMark {
  const marks = steps.map((step) => markOf(step, 'ready'));
  const peak = steps.findLast(({ to }) => to === toReplicas);
  const decided = known.decisions[(peak?.number ?? 1) - 1];
  const level =
    decided === undefined
      ? { outcome: 'not-recorded' as const }
      : firstReaching(series, toReplicas, 'up', decided.at, wait.untilMs);
  const byPods = marks.every(({ at }) => at !== null)
    ? latestOf(marks.flatMap(({ at, basis }) => (at === null || basis === null ? [] : [{ ...at, basis }])))
    : null;
  const best = level.outcome !== 'seen' ? byPods : byPods === null ? level.at : narrower(byPods, level.at);
  if (best !== null) {
    const { basis, ...at } = best;
    return { outcome: 'seen', at, basis };
  }
  const isNever = level.outcome === 'never' || marks.some(({ outcome }) => outcome === 'never');
  return { ...NOT_RECORDED, outcome: isNever ? 'never' : 'not-recorded' };
}

function firstNewPod(context: ScalingContext, first: LooseStep, { untilMs }: Wait): InstantRange | null {
  const position = first.number - 1;
  const own = (context.podsOf.get(position) ?? []).flatMap(({ ready }) => ready ?? []);
  const byLevel = firstReaching(context.ready, first.from + 1, 'up', decidedAt(context, first), untilMs);
  const byPods = own.reduce<Occurrence | null>((a, b) => (a === null ? b : earlier(a, b)), null);
  const level = byLevel.outcome === 'seen' ? byLevel.at : null;
  const best = byPods === null || level === null ? (byPods ?? level) : narrower(byPods, level);
  return best === null ? null : { earliestMs: best.earliestMs, latestMs: best.latestMs };
}

function earlier(a: Occurrence, b: Occurrence): Occurrence {
  return {
    earliestMs: Math.min(a.earliestMs, b.earliestMs),
    latestMs: Math.min(a.latestMs, b.latestMs),
    basis: a.basis,
  };
}

function slowAfter(
  context: ScalingContext,
  cause: LoadChange | null,
): { readonly slow: Surge['slow']; readonly back: PhaseMark } {
  const { responseTimes, limitMs } = context;
  if (cause === null || responseTimes === null) return { slow: null, back: NOT_RECORDED };
  const usedMs = limitMs ?? formerLimitMs(responseTimes, cause.at.earliestMs);
  if (usedMs === null) return { slow: null, back: NOT_RECORDED };
  const untilMs = nextChangeMs(context, cause.at);
  const { began, back } = slowPeriod(responseTimes, usedMs, cause.at.earliestMs, untilMs);
  if (began === null) return { slow: null, back: NOT_APPLICABLE };
  const lastMs = Math.min(untilMs, responseTimes.points.at(-1)?.endMs ?? untilMs);
  const durationMs = back === null ? elapsedAtLeast(began, lastMs) : elapsed(began, back);
  return {
    slow:
      durationMs === null
        ? null
        : { limitMs: usedMs, limitBasis: limitMs === null ? 'former-level' : 'slo', durationMs },
    back:
      back === null
        ? { outcome: 'never', at: null, basis: null }
        : { outcome: 'seen', at: back, basis: 'load-generator' },
  };
}
