import type { LoadPlan } from '../scenario/load-plan.ts';
import type { HttpSettings } from './http/session.ts';
import type { Tick } from './tick.ts';

/** Everything that one test needs to know. Plain data, so that it can be handed to workers. */
export interface LoadTest {
  readonly scenario: ScenarioReference;
  readonly load: LoadPlan;
  readonly http: Omit<HttpSettings, 'refuseOrigin'> & { readonly allowsPublicHosts: boolean };
  /** Sent with every request; stands over those of the scenario. Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  /** Tasks with one of these tags only; empty: all (Locust's --tags). */
  readonly tags: readonly string[];
  /** Tasks with none of these tags (Locust's --exclude-tags). */
  readonly exclude: readonly string[];
  /** Shares by user type that stand over the scenario's. */
  readonly usersOf: Readonly<Record<string, number>>;
  /** Of all draws. */
  readonly seed: number;
  readonly workers: number;
  /** How long users may take to finish when the load ends; then what is in flight is recorded as unfinished. */
  readonly stopTimeoutMs: number;
  /** More request names than this are counted together. */
  readonly maxEndpoints: number;
  /** A thread whose event loop does not turn for so long is given up; 10 s unless said otherwise. */
  readonly stuckAfterMs?: number;
}

/** Where the scenario is: one of ours by name, or the absolute path of a file. */
export type ScenarioReference = { readonly builtIn: 'chatbot' } | { readonly file: string };

/** A test that runs. */
export interface RunningTest {
  /** When the test began, Unix epoch ms. */
  readonly startMs: number;
  /** Begins nothing new; users finish what they are at. A second call changes nothing. */
  stop(): void;
  /** Gives up what is in flight. */
  abort(): void;
  /** When all ticks were handed over. Rejects with a `Problem` when the test could not go on. */
  readonly done: Promise<TestOutcome>;
}

export interface TestOutcome {
  readonly endMs: number;
  readonly reason: 'finished' | 'interrupted';
  /** Requests still in flight after the stop timeout; they are among the failures. */
  readonly unfinished: number;
}

/** Told of every second once, in order, when it is over. */
export type OnTick = (tick: Tick) => void;
