import { parseDurationMs } from '../decode/duration.ts';
import { Problem } from '../model/problem.ts';
import { shownValue } from './invalid-scenario.ts';
import type { LoadPlan, UserStage } from './load-plan.ts';
import { parseStages } from './load-stages.ts';

/** How tasks arrive in the open model. */
export interface ArrivalOptions {
  /** Default 'even'. */
  readonly arrivals?: 'even' | 'poisson';
  /** At most so many tasks at a time. Default 1,000. */
  readonly maxInFlight?: number;
  /** At most so many that are due and wait; what is beyond is dropped and counted. Default 10,000. */
  readonly maxWaiting?: number;
}

/**
 * Users who start at a rate and then stay: the load of Locust's --users, --spawn-rate and --run-time.
 *
 * @param load.spawnRate users started per second. Default 1.
 * @param load.duration of everything, the start included. When it is over before all users have started, the rest
 *   never starts.
 * @throws {Problem} 'invalid-load' naming the value that makes no sense.
 */
export function users(load: {
  readonly users: number;
  readonly spawnRate?: number;
  readonly duration: string;
}): LoadPlan {
  const { users: count, spawnRate = 1, duration } = load;
  if (!Number.isInteger(count) || count < 1) {
    throw invalidLoad(`users is ${shownValue(count)}`, 'Give a whole number, 1 or more.');
  }
  if (!isPositive(spawnRate)) {
    throw invalidLoad(`spawnRate is ${shownValue(spawnRate)}`, 'Give users per second, more than 0.');
  }
  const durationMs = totalMs(duration);
  const rampMs = (count / spawnRate) * 1000;
  const stages: UserStage[] = [];
  if (rampMs >= durationMs) {
    const reached = Math.min(count, (spawnRate * durationMs) / 1000);
    stages.push({ fromUsers: 0, toUsers: reached, durationMs });
  } else {
    stages.push({ fromUsers: 0, toUsers: count, durationMs: rampMs });
    stages.push({ fromUsers: count, toUsers: count, durationMs: durationMs - rampMs });
  }
  return { kind: 'closed', stages };
}

/**
 * Users by stages, such as '10@1m, 10..50@2m, 50@5m'.
 *
 * @throws {Problem} 'invalid-stages' at what cannot be read, 'invalid-load' when there is never a user.
 */
export function userStages(text: string): LoadPlan {
  const stages = parseStages(text, { isWhole: true });
  if (stages.every(({ from, to }) => from === 0 && to === 0)) throw withoutLoad(text);
  return {
    kind: 'closed',
    stages: stages.map(({ from, to, durationMs }) => ({ fromUsers: from, toUsers: to, durationMs })),
  };
}

/**
 * Tasks that begin at a constant rate, whatever the answers take.
 *
 * @param load.rate tasks begun per second.
 * @throws {Problem} 'invalid-load' naming the value that makes no sense.
 */
export function arrivalRate(
  load: ArrivalOptions & { readonly rate: number; readonly duration: string },
): LoadPlan {
  const { rate, duration } = load;
  if (!isPositive(rate)) {
    throw invalidLoad(`rate is ${shownValue(rate)}`, 'Give tasks per second, more than 0.');
  }
  const stage = { fromPerS: rate, toPerS: rate, durationMs: totalMs(duration) };
  return { kind: 'open', stages: [stage], ...arrivalsOf(load) };
}

/**
 * Tasks that begin at a rate by stages, such as '10..50@2m, 50@5m', in tasks per second.
 *
 * @throws {Problem} 'invalid-stages' at what cannot be read, 'invalid-load' when nothing would ever begin or an option
 *   makes no sense.
 */
export function arrivalStages(text: string, options: ArrivalOptions = {}): LoadPlan {
  const stages = parseStages(text, { isWhole: false });
  if (stages.every(({ from, to }) => from === 0 && to === 0)) throw withoutLoad(text);
  return {
    kind: 'open',
    stages: stages.map(({ from, to, durationMs }) => ({ fromPerS: from, toPerS: to, durationMs })),
    ...arrivalsOf(options),
  };
}

function arrivalsOf(options: ArrivalOptions): Required<ArrivalOptions> {
  const { arrivals = 'even', maxInFlight = 1000, maxWaiting = 10_000 } = options;
  if (arrivals !== 'even' && arrivals !== 'poisson') {
    throw invalidLoad(`arrivals is ${shownValue(arrivals)}`, 'Give "even" or "poisson".');
  }
  if (!Number.isInteger(maxInFlight) || maxInFlight < 1) {
    throw invalidLoad(`maxInFlight is ${shownValue(maxInFlight)}`, 'Give a whole number, 1 or more.');
  }
  if (!Number.isInteger(maxWaiting) || maxWaiting < 0) {
    throw invalidLoad(`maxWaiting is ${shownValue(maxWaiting)}`, 'Give a whole number, 0 or more.');
  }
  return { arrivals, maxInFlight, maxWaiting };
}

function totalMs(duration: unknown): number {
  const ms = typeof duration === 'string' ? parseDurationMs(duration) : null;
  if (ms === null || ms === 0) {
    throw invalidLoad(
      `the duration ${shownValue(duration)} cannot be read`,
      'Write a number with its unit, such as "90s", "5m" or "1h30m".',
    );
  }
  return ms;
}

function isPositive(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value) && value > 0;
}

function withoutLoad(text: string): Problem {
  return invalidLoad(`the stages "${text}" never rise above 0`, 'Give at least one stage a level above 0.');
}

function invalidLoad(what: string, fix: string): Problem {
  return new Problem('usage', 'invalid-load', what, { fix });
}
