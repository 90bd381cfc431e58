import type { RateStage, UserStage } from '../scenario/load-plan.ts';

/** Which part of the load one worker makes: of all users and arrivals the `index`th, and from there every `of`th. */
export interface Part {
  readonly index: number;
  readonly of: number;
}

/** A user that starts or is told to stop. */
export interface UserChange {
  /** Since the start of the test. */
  readonly atMs: number;
  readonly kind: 'start' | 'stop';
  /** Place among the users of that moment, from 0: the one that started last stops first. */
  readonly place: number;
  /** 1, 2, 3 … by start, whichever part it belongs to. */
  readonly id: number;
}

/** How long the stages take together. */
export function durationOf(stages: readonly { readonly durationMs: number }[]): number {
  return stages.reduce((sum, stage) => sum + stage.durationMs, 0);
}

/**
 * The users of one part, in the order of time. There is a user in place k (from 0) while the number of users that the
 * stages give is above k, so a ramp from 0 to 10 in 10 s starts one at 0 s, 1 s, … 9 s.
 */
export function* userChanges(stages: readonly UserStage[], part: Part): Generator<UserChange, void> {
  const ids: number[] = [];
  let nextId = 1;
  for (const { atMs, isUp } of allSteps(stages)) {
    const place = isUp ? ids.length : ids.length - 1;
    if (isUp) {
      ids.push(nextId);
      nextId += 1;
    }
    const id = ids[place] ?? 0;
    if (!isUp) ids.pop();
    if (place % part.of === part.index) yield { atMs, kind: isUp ? 'start' : 'stop', place, id };
  }
}

/** One user more, or one less. */
interface Step {
  readonly atMs: number;
  readonly isUp: boolean;
}

function* allSteps(stages: readonly UserStage[]): Generator<Step, void> {
  let users = 0;
  let startMs = 0;
  for (const stage of stages) {
    const first = Math.ceil(stage.fromUsers);
    for (; users < first; users += 1) yield { atMs: startMs, isUp: true };
    for (; users > first; users -= 1) yield { atMs: startMs, isUp: false };
    const last = Math.ceil(stage.toUsers);
    for (; users < last; users += 1) yield { atMs: startMs + reachedMs(stage, users), isUp: true };
    for (; users > last; users -= 1) yield { atMs: startMs + reachedMs(stage, users - 1), isUp: false };
    startMs += stage.durationMs;
  }
}

/** When, within the stage, its line passes a number of users. */
function reachedMs({ fromUsers, toUsers, durationMs }: UserStage, users: number): number {
  const share = (users - fromUsers) / (toUsers - fromUsers);
  return Math.min(1, Math.max(0, share)) * durationMs;
}

/** How many tasks are to be begun within the stages: the integral of the rate. */
export function arrivalsOf(stages: readonly RateStage[]): number {
  return stages.reduce((sum, stage) => sum + arrivalsOfStage(stage), 0);
}

function arrivalsOfStage({ fromPerS, toPerS, durationMs }: RateStage): number {
  return (((fromPerS + toPerS) / 2) * durationMs) / 1000;
}

/**
 * The moments at which the integral of the rate reaches the numbers handed to it, which must not fall; in ms since the
 * start. Null from the end of the stages on.
 */
export function createArrivalTimes(stages: readonly RateStage[]): (arrivals: number) => number | null {
  let index = 0;
  let before = 0;
  let startMs = 0;
  return (arrivals) => {
    for (let stage = stages[index]; stage !== undefined; stage = stages[index]) {
      const within = arrivals - before;
      const all = arrivalsOfStage(stage);
      // What rounding leaves over at the end of a stage is no arrival of it.
      if (within < all - ROUNDING * Math.max(1, all)) return startMs + arrivalMs(stage, within);
      index += 1;
      before += all;
      startMs += stage.durationMs;
    }
    return null;
  };
}

const ROUNDING = 1e-9;

/**
 * Solves from·t + (to − from)/(2·duration)·t² = arrivals for t, in the form that also holds for a constant rate.
 */
function arrivalMs({ fromPerS, toPerS, durationMs }: RateStage, arrivals: number): number {
  const durationS = durationMs / 1000;
  const slope = (toPerS - fromPerS) / durationS;
  const root = Math.sqrt(Math.max(0, fromPerS * fromPerS + 2 * slope * arrivals));
  const sum = fromPerS + root;
  return sum === 0 ? 0 : Math.min(durationMs, Math.max(0, (2000 * arrivals) / sum));
}
