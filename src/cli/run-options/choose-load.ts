import { Problem } from '../../model/problem.ts';
import { type ArrivalOptions, arrivalRate, users as usersLoad } from '../../scenario/load-builders.ts';
import type { LoadPlan } from '../../scenario/load-plan.ts';
import { adjustedLoad } from './own-load.ts';
import type { LoadOptions } from './run-options.ts';
import { areOfRate, planOfStages } from './stages.ts';

/** Users, how fast they start, and for how long: what a preset is, and what `custom` asks for. */
export interface Amounts {
  readonly users: number;
  /** Users started per second. */
  readonly spawnPerS: number;
  readonly runTimeMs: number;
}

/** Where the load comes from when the command line does not say all of it. */
export interface LoadSources {
  /** Of a preset; flags stand over single amounts. Null without one. */
  readonly preset: Partial<Amounts> | null;
  /** What the scenario itself says; flags replace single numbers of it where that is clear, else all of it. */
  readonly scenario: LoadPlan | null;
}

/** More than one machine could begin or hold, by far: a slip of the finger. */
const MOST_PER_S = 100_000;
const MOST_USERS = 100_000;

/**
 * The load that a command line asks for.
 *
 * @throws {Problem} 'load-missing' when something is needed that neither flags nor preset nor scenario say;
 *   'contradicting-options'; 'load-too-large'; 'invalid-stages'; 'invalid-load'.
 */
export function chooseLoad(options: LoadOptions, sources: LoadSources): LoadPlan {
  const plan = planOf(options, sources);
  refuseExcess(plan);
  return plan;
}

function planOf(options: LoadOptions, { preset, scenario }: LoadSources): LoadPlan {
  const { stages, rate } = options;
  const own = preset === null && stages === undefined ? scenario : null;
  const adjusted = own === null ? null : saysLoad(options) ? adjustedLoad(own, options) : own;
  const asksForOpen = options.arrivals !== undefined || options.maxInFlight !== undefined;
  const isOpen = rate !== undefined || (stages === undefined ? adjusted?.kind === 'open' : areOfRate(stages));
  if (asksForOpen && !isOpen) throw needsRate();
  if (stages !== undefined) return planOfStages(stages, arrivalsOf(options));
  if (adjusted?.kind === 'open') return { ...adjusted, ...arrivalsOf(options) };
  if (adjusted !== null) return adjusted;
  if (rate !== undefined) return constantRate(rate, options, { preset, scenario: own });
  return usersPlan(amountsOf(options, { preset, scenario: own }));
}

function saysLoad({ users, spawnRate, runTime, rate }: LoadOptions): boolean {
  return users !== undefined || spawnRate !== undefined || runTime !== undefined || rate !== undefined;
}

function constantRate(rate: number, options: LoadOptions, { preset, scenario }: LoadSources): LoadPlan {
  const runTimeMs = options.runTime ?? preset?.runTimeMs;
  if (runTimeMs === undefined) throw missing(['--run-time'], scenario);
  return arrivalRate({ rate, duration: `${runTimeMs}ms`, ...arrivalsOf(options) });
}

function usersPlan({ users, spawnPerS, runTimeMs }: Amounts): LoadPlan {
  return usersLoad({ users, spawnRate: spawnPerS, duration: `${runTimeMs}ms` });
}

/** As Locust has it. */
const USUAL_SPAWN_PER_S = 1;

function amountsOf({ users, spawnRate, runTime }: LoadOptions, { preset, scenario }: LoadSources): Amounts {
  const chosenUsers = users ?? preset?.users;
  const runTimeMs = runTime ?? preset?.runTimeMs;
  if (chosenUsers === undefined || runTimeMs === undefined) {
    const flags = [
      ...(chosenUsers === undefined ? ['--users'] : []),
      ...(runTimeMs === undefined ? ['--run-time'] : []),
    ];
    throw missing(flags, scenario);
  }
  return { users: chosenUsers, spawnPerS: spawnRate ?? preset?.spawnPerS ?? USUAL_SPAWN_PER_S, runTimeMs };
}

function arrivalsOf({ arrivals, maxInFlight }: LoadOptions): ArrivalOptions {
  return {
    ...(arrivals === undefined ? {} : { arrivals }),
    ...(maxInFlight === undefined ? {} : { maxInFlight }),
  };
}

function needsRate(): Problem {
  const what = '--arrivals and --max-in-flight are of the open model, and this load is of users';
  return new Problem('usage', 'contradicting-options', what, {
    fix: 'Say at which rate tasks begin, for example: --rate 50/s',
  });
}

/** @param own the scenario's load, where it has one that the flags cannot change in part. */
function missing(flags: readonly string[], own: LoadPlan | null): Problem {
  const verb = flags.length === 1 ? 'is' : 'are';
  const why =
    own === null
      ? 'nothing says how much load'
      : "the flags fit no single number of the scenario's load, and replace it as a whole";
  const examples = flags.map((flag) => (flag === '--users' ? '--users 10' : '--run-time 5m'));
  return new Problem('usage', 'load-missing', `${why}: ${flags.join(' and ')} ${verb} missing`, {
    fix: `Add for example: ${examples.join(' ')}`,
  });
}

function refuseExcess(plan: LoadPlan): void {
  const isOpen = plan.kind === 'open';
  const peak = isOpen
    ? Math.max(...plan.stages.map(({ fromPerS, toPerS }) => Math.max(fromPerS, toPerS)))
    : Math.max(...plan.stages.map(({ fromUsers, toUsers }) => Math.max(fromUsers, toUsers)));
  const most = isOpen ? MOST_PER_S : MOST_USERS;
  if (peak <= most) return;
  const asked = `${peak} ${isOpen ? 'tasks per second' : 'users'}`;
  throw new Problem('usage', 'load-too-large', `${asked} are more than one machine can make (${most})`, {
    fix: 'Ask for less, or share the load among several machines.',
  });
}
