import { randomInt } from 'node:crypto';
import { analyseRun } from '../../analysis/analyse-run.ts';
import type { RunWithAnalysis } from '../../compare/options.ts';
import { storeRecording } from '../../store/store-recording.ts';
import { startTargetProcess } from '../demo/target-process.ts';
import { Interruption } from '../interruption.ts';
import type { Io } from '../io.ts';
import { type NamedTest, performTest } from '../perform-test.ts';
import { checkTarget } from '../reach-target.ts';
import { settingsOfPlan } from '../run-options/http-settings.ts';
import { planRun } from '../run-options/plan-run.ts';
import type { RunOptions } from '../run-options/run-options.ts';
import { type StopRequests, takeStopRequests } from '../stop-requests.ts';

/** A test that is run several times, always the same. */
export interface RepeatedTest {
  readonly runs: number;
  /** Of each, without its warm-up. */
  readonly runTimeMs: number;
  /** Undefined for the demo target. */
  readonly host: string | undefined;
  readonly scenario: string | undefined;
  readonly users: number | undefined;
  /** Tasks per second. */
  readonly rate: number | undefined;
  readonly allowPublicHost: boolean | undefined;
}

const LONGEST_WARM_UP_MS = 15_000;
/** Of the warm-up: the rest of it is to spare, so that what is left is no shorter than asked for. */
const LEFT_OUT = 0.8;
/** For the demo target, by when half of the requests are answers of the chatbot: what 2 minutes need for a p95. */
const USUAL_RATE = 40;
const USUAL_USERS = 10;
/** So many that no answer waits for another. */
const PODS = 60;

/** How long a run goes on before what counts. */
export function warmUpMs(runTimeMs: number): number {
  return Math.min(LONGEST_WARM_UP_MS, Math.ceil(runTimeMs / 8));
}

/**
 * Runs the test so many times, one run after the other, and analyses each: the steady state is all but the warm-up.
 *
 * @throws {Problem} when a run could not begin, or not go on to its end.
 * @throws {Interruption} when the user stopped it.
 */
export async function measureRuns(
  test: RepeatedTest,
  store: string,
  io: Io,
): Promise<readonly RunWithAnalysis[]> {
  const stops = takeStopRequests(io);
  try {
    const measured: RunWithAnalysis[] = [];
    for (let i = 0; i < test.runs; i += 1) {
      io.stderr.write(`Run ${i + 1} of ${test.runs}\n`);
      measured.push(await measureRun(test, store, stops, io));
      if (stops.count > 0) throw stopped();
    }
    return measured;
  } finally {
    stops.release();
  }
}

async function measureRun(
  test: RepeatedTest,
  store: string,
  stops: StopRequests,
  io: Io,
): Promise<RunWithAnalysis> {
  if (test.host !== undefined) return perform(test, test.host, store, stops, io);
  // New draws in each: the same answers again would be no second run.
  const target = await startTargetProcess({ seed: randomInt(2 ** 31), compression: 1, pods: PODS });
  try {
    return await perform(test, target.url, store, stops, io);
  } finally {
    await target.close();
  }
}

async function perform(
  test: RepeatedTest,
  host: string,
  store: string,
  stops: StopRequests,
  io: Io,
): Promise<RunWithAnalysis> {
  const named = await planOf(test, host, io);
  await checkTarget(settingsOfPlan(named.test.http), { headers: named.test.headers });
  const { id, problem, reason } = await performTest(named, store, stops, io);
  if (problem !== null) throw problem;
  if (reason === 'interrupted') throw stopped();
  const run = await storeRecording(store, id, io.now());
  const fromMs = LEFT_OUT * warmUpMs(test.runTimeMs);
  const steady = { fromMs, toMs: warmUpMs(test.runTimeMs) + test.runTimeMs };
  return { run, analysis: analyseRun(run, { steady, endpointSeries: false }) };
}

async function planOf(test: RepeatedTest, host: string, io: Io): Promise<NamedTest> {
  const { scenario, allowPublicHost, runTimeMs } = test;
  const options: RunOptions = {
    host,
    ...loadOf(test),
    runTime: warmUpMs(runTimeMs) + runTimeMs,
    label: ['selfcheck'],
    ...(scenario === undefined ? {} : { scenario }),
    ...(allowPublicHost === undefined ? {} : { allowPublicHost }),
  };
  // The demo target is on this machine: no proxy has a say.
  const named = await planRun('custom', options, test.host === undefined ? { ...io, env: {} } : io);
  if (named === null) throw new Error('a custom load does not ask');
  return named;
}

function loadOf({
  users,
  rate,
  host,
}: RepeatedTest): Pick<RunOptions, 'users' | 'spawnRate' | 'rate' | 'arrivals'> {
  if (rate !== undefined) return { rate, arrivals: 'poisson' };
  if (users === undefined && host === undefined) return { rate: USUAL_RATE, arrivals: 'poisson' };
  const all = users ?? USUAL_USERS;
  // All within a second: it is no ramp that is measured.
  return { users: all, spawnRate: all };
}

function stopped(): Interruption {
  return new Interruption('Interrupted. Nothing can be said of fewer runs than were asked for.');
}
