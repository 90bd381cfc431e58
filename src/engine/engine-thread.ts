import type { LoadPlan } from '../scenario/load-plan.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { Alarm } from './alarm.ts';
import { ClosedLoad } from './closed-load.ts';
import { createFeedCursor } from './feed-cursor.ts';
import { createOriginRefusal } from './http/public-hosts.ts';
import type { HttpSession, HttpSessions } from './http/session.ts';
import { createHttpSessions } from './http/sessions.ts';
import { Journal } from './journal.ts';
import type { LoadDriver } from './load-driver.ts';
import { loadScenario } from './load-scenario.ts';
import type { LoadTest, OnTick, TestOutcome } from './load-test.ts';
import { OpenLoad } from './open-load.ts';
import { durationOf, type Part } from './pacing.ts';
import { RequestBuilder } from './request-builder.ts';
import { ScenarioErrors } from './scenario-errors.ts';
import { clockOf, type TestStart } from './test-clock.ts';
import { Traffic } from './traffic.ts';
import { type PlannedType, planTypes } from './user-types.ts';
import type { VirtualUser } from './virtual-user.ts';

/** One part of a test, ready to begin. */
export interface PreparedThread {
  begin(start: TestStart, onTick: OnTick): RunningThread;
}

/** One part of a test that runs in this thread; as `RunningTest`. */
export interface RunningThread {
  stop(): void;
  abort(): void;
  readonly done: Promise<TestOutcome>;
}

/** How long to wait for connections that were closed to say so. */
const CLOSING_MS = 2000;

/**
 * Loads the scenario and makes ready for one part of the test.
 *
 * @throws {Problem} when the scenario cannot be loaded, or has nothing to do.
 */
export async function prepareThread(test: LoadTest, part: Part): Promise<PreparedThread> {
  const scenario = await loadScenario(test.scenario);
  const types = planTypes(scenario, test);
  return { begin: (start, onTick) => new EngineThread({ test, part, scenario, types, start, onTick }) };
}

class EngineThread implements RunningThread {
  readonly done: Promise<TestOutcome>;
  private readonly test: LoadTest;
  private readonly journal: Journal;
  private readonly traffic = new Traffic();
  private readonly sessions: HttpSessions;
  private readonly errors: ScenarioErrors;
  private readonly driver: LoadDriver;
  private readonly users = new Set<VirtualUser>();
  /** Of users who have left at the end of the test. */
  private readonly leftOpen: HttpSession[] = [];
  private readonly ticker = new Alarm(() => this.tick());
  private readonly end = new Alarm(() => this.finish('finished'));
  private readonly patience = new Alarm(() => this.giveUp());
  private readonly closing = new Alarm(() => this.complete());
  private reason: TestOutcome['reason'] | null = null;
  private isComplete = false;
  private failure: { readonly error: unknown } | null = null;
  private settle: (outcome: Promise<TestOutcome>) => void = () => {};

  constructor(options: {
    readonly test: LoadTest;
    readonly part: Part;
    readonly scenario: Scenario;
    readonly types: readonly PlannedType[];
    readonly start: TestStart;
    readonly onTick: OnTick;
  }) {
    const { test, part, scenario, types, start } = options;
    this.test = test;
    this.done = new Promise((resolve) => {
      this.settle = resolve;
    });
    this.sessions = createHttpSessions(httpSettings(test, part));
    this.journal = new Journal({
      clock: clockOf(start),
      maxEndpoints: test.maxEndpoints,
      stateOf: () => this.state(),
      onTick: (tick) => this.deliver(() => options.onTick(tick)),
    });
    this.errors = new ScenarioErrors(test.scenario, this.journal);
    this.driver = this.driverOf({ scenario, types, part });
    this.begin();
  }

  stop(): void {
    this.finish('interrupted');
  }

  abort(): void {
    this.finish('interrupted');
    this.giveUp();
  }

  private driverOf(options: {
    readonly scenario: Scenario;
    readonly types: readonly PlannedType[];
    readonly part: Part;
  }): LoadDriver {
    const { scenario, types, part } = options;
    const { test, journal, traffic, sessions } = this;
    const load: LoadPlan = test.load;
    const shared = {
      journal,
      traffic,
      sessions,
      builder: new RequestBuilder([scenario.headers ?? {}, test.headers], test.timeoutMs),
      feeds: createFeedCursor({ worker: part.index, workers: part.of }),
      seed: test.seed,
      isOpen: load.kind === 'open',
      closeSession: (session: HttpSession) => this.closeSession(session),
      onException: (error: unknown) => this.errors.add(error),
      onGone: (user: VirtualUser) => this.forget(user),
    };
    const onStart = (user: VirtualUser) => void this.users.add(user);
    return load.kind === 'open'
      ? new OpenLoad({ plan: load, part, types, shared, onStart })
      : new ClosedLoad({ stages: load.stages, part, types, shared, onStart });
  }

  private begin(): void {
    this.errors.listen();
    this.ticker.set(this.journal.secondEndsAtMs);
    this.end.set(this.journal.clock.startedAtMs + durationOf(this.test.load.stages));
    this.driver.begin();
  }

  private state() {
    return { users: this.users.size, waiting: this.driver.waiting, inFlight: this.driver.inFlight };
  }

  private tick(): void {
    this.journal.reach(performance.now());
    if (!this.isComplete) this.ticker.set(this.journal.secondEndsAtMs);
  }

  /** Whoever listens may fail, as when the disk is full: the test then ends with what it has. */
  private deliver(hand: () => void): void {
    if (this.failure !== null) return;
    try {
      hand();
    } catch (error) {
      this.failure = { error };
      setImmediate(() => this.abort());
    }
  }

  private finish(reason: TestOutcome['reason']): void {
    if (this.reason !== null) return;
    this.reason = reason;
    this.end.clear();
    this.patience.set(performance.now() + this.test.stopTimeoutMs);
    this.driver.end(reason === 'finished');
    if (this.users.size === 0) this.completeWhenQuiet();
  }

  private giveUp(): void {
    if (this.traffic.isGivenUp || this.isComplete) return;
    this.patience.clear();
    this.traffic.isGivenUp = true;
    this.driver.giveUp();
    this.closeLeftOpen();
    for (const user of [...this.users]) user.leave();
  }

  private forget(user: VirtualUser): void {
    this.users.delete(user);
    this.driver.release(user);
    if (this.users.size === 0 && this.reason !== null) this.completeWhenQuiet();
  }

  /**
   * To close the connections of thousands of users takes a while. At the end of the test that would delay the answers
   * which others still wait for, so it is done after them.
   */
  private closeSession(session: HttpSession): void {
    if (this.reason === null || this.traffic.isGivenUp) session.close();
    else this.leftOpen.push(session);
  }

  private closeLeftOpen(): void {
    for (const session of this.leftOpen.splice(0)) session.close();
  }

  /** The last requests are among those that are cut off when users leave: they are waited for, to be counted. */
  private completeWhenQuiet(): void {
    if (this.traffic.inFlight > 0) this.closeLeftOpen();
    this.closing.set(performance.now() + CLOSING_MS);
    this.traffic.whenQuiet(() => this.complete());
  }

  private complete(): void {
    if (this.isComplete) return;
    this.isComplete = true;
    for (const alarm of [this.ticker, this.end, this.patience, this.closing]) alarm.clear();
    this.settle(this.close());
  }

  private async close(): Promise<TestOutcome> {
    const endAtMs = performance.now();
    this.journal.close(endAtMs);
    this.closeLeftOpen();
    await this.sessions.close();
    this.errors.ignore();
    if (this.failure !== null) throw this.failure.error;
    const unfinished = this.traffic.unfinished + this.traffic.inFlight;
    return {
      endMs: Math.round(this.journal.epochMs(endAtMs)),
      reason: this.reason ?? 'interrupted',
      unfinished,
    };
  }
}

function httpSettings({ http }: LoadTest, part: Part) {
  const { allowsPublicHosts, connections, ...settings } = http;
  const shared = typeof connections === 'string' ? null : connections.shared;
  return {
    ...settings,
    connections:
      shared === null
        ? ('per-user' as const)
        : { shared: Math.max(1, Math.floor((shared + part.of - 1 - part.index) / part.of)) },
    refuseOrigin: createOriginRefusal({ allowsPublicHosts }),
  };
}
