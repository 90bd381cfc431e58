import { rm } from 'node:fs/promises';
import type { LoadTest, RunningTest, TestOutcome } from '../engine/load-test.ts';
import { durationOf } from '../engine/pacing.ts';
import { startLoadTest } from '../engine/start-load-test.ts';
import { createTickEvents } from '../engine/tick-events.ts';
import type { StartedEvent, StoppedEvent } from '../model/event.ts';
import type { RunOrigin } from '../model/origin.ts';
import { Problem } from '../model/problem.ts';
import type { RunLabel } from '../model/run.ts';
import { pause } from '../monitor/watch/timing.ts';
import { formatCount, formatDuration } from '../report/format.ts';
import { newRunId, openRecording, type Recording } from '../store/recording.ts';
import type { Io } from './io.ts';
import { type LiveView, openLiveView } from './live/live-view.ts';
import { type MonitorPlan, startTestMonitor } from './monitor/test-monitor.ts';
import { watchForNobody } from './nobody-left.ts';
import { originOfTest } from './origin/origin.ts';
import type { StopRequests } from './stop-requests.ts';
import { toolIdentity } from './version.ts';

/** A test and what is to be remembered of it. */
export interface NamedTest {
  readonly test: LoadTest;
  /** The scenario's name. */
  readonly scenario: string;
  readonly label: string;
  readonly labels: readonly RunLabel[];
  /** The cluster to watch meanwhile; null or missing: none. */
  readonly monitor?: MonitorPlan | null;
}

/** What came of a test; its numbers are in the recording. */
export interface Performed {
  readonly id: string;
  /** Of the recording, in the store. */
  readonly folder: string;
  readonly reason: StoppedEvent['reason'];
  /** Why it could not go on; null when it did. */
  readonly problem: Problem | null;
}

/** After a second Ctrl-C nobody waits longer than this. */
const ABORT_WITHIN_MS = 1000;

/**
 * Runs a test: records it in the store, shows it on standard error, and ends it when the user wants to. What was
 * recorded is complete when this returns, whatever happened.
 *
 * @throws {Problem} when the test could not begin; then there is no recording.
 */
export async function performTest(
  named: NamedTest,
  store: string,
  stops: StopRequests,
  io: Io,
): Promise<Performed> {
  const { test } = named;
  const started = startedEvent(named, await originOfTest(io), io);
  const recording = await openRecording(store, started);
  const monitor = await beginMonitor(named, recording, io);
  const view = openLiveView(io, {
    scenario: named.scenario,
    host: test.http.host,
    plannedMs: durationOf(test.load.stages),
  });
  monitor?.tell(view);
  let left: string | null = null;
  try {
    const begun = await begin(test, recording, view);
    const ending = await untilEnd(begun, recording, view, stops, test.stopTimeoutMs);
    if (ending.reason === 'finished') await monitor?.goOn(view, stops);
    left = (await monitor?.stop()) ?? null;
    recording.append([stoppedEvent(ending, io)]);
    const { reason, problem } = ending;
    return { id: started.id, folder: recording.folder, reason, problem };
  } finally {
    view.close();
    await monitor?.stop();
    recording.close();
    if (left !== null) io.stderr.write(`${left}\n`);
  }
}

/** The monitor of a test, and what the test has to do with it. */
interface BesideTest {
  /** From now on it is shown there. */
  tell(view: LiveView): void;
  /** Watches on for as long as is planned, or until the user has seen enough. */
  goOn(view: LiveView, stops: StopRequests): Promise<void>;
  /** More than once does no harm. */
  stop(): Promise<string | null>;
}

async function beginMonitor(
  { monitor: plan }: NamedTest,
  recording: Recording,
  io: Io,
): Promise<BesideTest | null> {
  if (plan === undefined || plan === null) return null;
  let view: LiveView | null = null;
  let line: string | null = null;
  const monitor = await startTestMonitor(plan, {
    record: (events) => recording.append(events),
    show(text) {
      line = text;
      view?.cluster(text);
    },
    say: (text) => (view === null ? io.stderr.write(`${text}\n`) : view.say(text)),
  });
  let stopping: Promise<string | null> | null = null;
  return {
    tell(shown) {
      view = shown;
      if (line !== null) shown.cluster(line);
    },
    async goOn(shown, stops) {
      if (plan.afterMs === 0) return;
      const patience = formatDuration(plan.afterMs);
      shown.say(`The load has ended; the cluster is watched for ${patience} more. Ctrl-C ends that.`);
      const enough = new AbortController();
      stops.listen(() => enough.abort());
      await pause(plan.afterMs, enough.signal);
      stops.listen(() => {});
    },
    stop() {
      stopping ??= monitor.stop();
      return stopping;
    },
  };
}

/** A test that runs, and when there is nobody left in it. */
interface Begun {
  readonly running: RunningTest;
  /** How many users stopped for good, when no user is left and none will come. Never resolves else. */
  readonly deserted: Promise<number>;
}

async function begin(test: LoadTest, recording: Recording, view: LiveView): Promise<Begun> {
  const eventsOf = createTickEvents();
  const abortedOf = watchForNobody(test.load);
  let desert: (aborted: number) => void = () => {};
  const deserted = new Promise<number>((resolve) => {
    desert = resolve;
  });
  try {
    const running = await startLoadTest(test, (tick) => {
      recording.append(eventsOf(tick));
      view.tick(tick);
      const aborted = abortedOf(tick);
      if (aborted !== null) desert(aborted);
    });
    return { running, deserted };
  } catch (error) {
    recording.close();
    await rm(recording.folder, { recursive: true, force: true });
    throw error;
  }
}

interface Ending {
  readonly reason: StoppedEvent['reason'];
  readonly problem: Problem | null;
  readonly unfinished: number;
}

async function untilEnd(
  { running, deserted }: Begun,
  recording: Recording,
  view: LiveView,
  stops: StopRequests,
  stopTimeoutMs: number,
): Promise<Ending> {
  let recordingProblem: Problem | null = null;
  void recording.failed.then((problem) => {
    recordingProblem = problem;
    view.say('The recording cannot go on: the test ends with what it has.');
    running.stop();
  });
  let isDeserted = false;
  void deserted.then((aborted) => {
    isDeserted = true;
    view.say(`All users have stopped for good (${formatCount(aborted)}): the test ends before its time.`);
    running.stop();
  });
  let giveUp: (outcome: null) => void = () => {};
  const givenUp = new Promise<null>((resolve) => {
    giveUp = resolve;
  });
  stops.listen((count) => {
    if (count === 1) {
      const patience = formatDuration(stopTimeoutMs);
      view.say(`Stopping: users finish their tasks, ${patience} at most. Ctrl-C again stops at once.`);
      return running.stop();
    }
    view.say('Stopping at once.');
    running.abort();
    setTimeout(() => giveUp(null), ABORT_WITHIN_MS).unref();
  });
  try {
    const outcome = await Promise.race([running.done, givenUp]);
    const ending = endingOf(outcome, recordingProblem, stops.count > 0);
    // Nobody has cut it off: there was nothing left to do.
    return isDeserted && outcome !== null && ending.problem === null && stops.count === 0
      ? { ...ending, reason: 'finished' }
      : ending;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { reason: 'failed', problem: error, unfinished: 0 };
  } finally {
    stops.listen(() => {});
  }
}

function endingOf(outcome: TestOutcome | null, problem: Problem | null, wasInterrupted: boolean): Ending {
  const unfinished = outcome?.unfinished ?? 0;
  if (problem !== null) return { reason: 'failed', problem, unfinished };
  const reason = outcome === null || wasInterrupted ? 'interrupted' : outcome.reason;
  return { reason, problem: null, unfinished };
}

function startedEvent({ test, scenario, label, labels }: NamedTest, origin: RunOrigin, io: Io): StartedEvent {
  const atMs = io.now();
  return {
    type: 'started',
    schema: 'events/1',
    // Named beforehand by who started this process and wants to follow it.
    id: io.env['PLIMSOLL_RUN_ID'] || newRunId(atMs),
    atMs,
    label,
    labels,
    origin,
    version: toolIdentity().version,
    scenario,
    host: test.http.host,
    load: loadModelOf(test.load),
    workers: test.workers,
    seed: test.seed,
  };
}

/** The bounds are of the engine alone. */
export function loadModelOf(load: LoadTest['load']): StartedEvent['load'] {
  if (load.kind === 'closed') return load;
  const { kind, arrivals, stages } = load;
  return { kind, arrivals, stages };
}

function stoppedEvent({ reason, problem, unfinished }: Ending, io: Io): StoppedEvent {
  return { type: 'stopped', atMs: io.now(), reason, explanation: problem?.message ?? null, unfinished };
}
