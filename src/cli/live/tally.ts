import type { EndpointTick, GeneratorTick, SparseHistogram, Tick } from '../../engine/tick.ts';
import { type EndpointKey, endpointId } from '../../model/endpoint-key.ts';
import { latePercentileMs, percentilesMs } from './percentiles.ts';

/** What the rates and percentiles of the live view are of: the seconds that ended last, as Locust's current rates are. */
export const RECENT_SECONDS = 10;

/** One line of the live view. */
export interface LiveEndpoint {
  readonly key: EndpointKey;
  /** Groups are several requests timed as one: they are not in the total. */
  readonly isGroup: boolean;
  /** Since the start. */
  readonly requests: number;
  readonly failures: number;
  /** Of the recent seconds: completed per second; null before a second is over. */
  readonly perS: number | null;
  /** Of the recent seconds, of requests that did not fail; null when there was none. */
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
}

/** What the live view shows of the generator itself: of the second that ended last. */
export interface LiveGenerator extends Omit<GeneratorTick, 'lateness' | 'due' | 'begun' | 'dropped'> {
  readonly lateP99Ms: number | null;
  /** Since the start. */
  readonly dropped: number;
}

/** A test up to now. */
export interface LiveState {
  readonly elapsedMs: number;
  readonly users: number;
  /** In the order in which they were first seen. */
  readonly endpoints: readonly LiveEndpoint[];
  readonly total: LiveEndpoint;
  readonly exceptions: number;
  readonly abortedUsers: number;
  /** Null before the first second is over. */
  readonly generator: LiveGenerator | null;
}

/** Adds up the seconds of a test for the live view. */
export interface Tally {
  add(tick: Tick): void;
  state(): LiveState;
}

interface Counter {
  readonly key: EndpointKey;
  readonly isGroup: boolean;
  requests: number;
  failures: number;
}

/** Everything together, as the report names it. */
const TOTAL: EndpointKey = { method: '', name: 'All requests' };

/** A tally of nothing yet. */
export function createTally(): Tally {
  const counters = new Map<string, Counter>();
  let recent: readonly Tick[] = [];
  let elapsedMs = 0;
  let exceptions = 0;
  let abortedUsers = 0;
  let dropped = 0;
  return {
    add(tick) {
      recent = [...recent, tick].filter(({ second }) => second > tick.second - RECENT_SECONDS);
      elapsedMs += tick.endMs - tick.startMs;
      for (const endpoint of tick.endpoints) count(counters, endpoint);
      for (const exception of tick.exceptions) exceptions += exception.count;
      for (const aborted of tick.aborted) abortedUsers += aborted.count;
      dropped += tick.generator.dropped;
    },
    state() {
      const endpoints = [...counters].map(([id, counter]) =>
        liveEndpoint(counter, recent, (tick) => tick.endpoints.filter((endpoint) => idOf(endpoint) === id)),
      );
      const last = recent.at(-1);
      return {
        elapsedMs,
        users: last?.users ?? 0,
        endpoints,
        total: liveEndpoint(totalOf([...counters.values()]), recent, requestsOf),
        exceptions,
        abortedUsers,
        generator: last === undefined ? null : liveGenerator(last.generator, dropped),
      };
    },
  };
}

function idOf({ key, counts }: EndpointTick): string {
  return `${counts} ${endpointId(key)}`;
}

function count(counters: Map<string, Counter>, endpoint: EndpointTick): void {
  const id = idOf(endpoint);
  const isGroup = endpoint.counts === 'groups';
  const counter = counters.get(id) ?? { key: endpoint.key, isGroup, requests: 0, failures: 0 };
  counter.requests += endpoint.requests;
  counter.failures += endpoint.failures;
  counters.set(id, counter);
}

function totalOf(counters: readonly Counter[]): Counter {
  const total: Counter = { key: TOTAL, isGroup: false, requests: 0, failures: 0 };
  for (const { isGroup, requests, failures } of counters) {
    if (isGroup) continue;
    total.requests += requests;
    total.failures += failures;
  }
  return total;
}

function requestsOf({ endpoints }: Tick): readonly EndpointTick[] {
  return endpoints.filter(({ counts }) => counts === 'requests');
}

function liveEndpoint(
  { key, isGroup, requests, failures }: Counter,
  recent: readonly Tick[],
  partsOf: (tick: Tick) => readonly EndpointTick[],
): LiveEndpoint {
  const parts = recent.flatMap(partsOf);
  const lengthMs = recent.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
  const completed = parts.reduce((sum, part) => sum + part.requests, 0);
  const times = parts.flatMap(({ responseTime }): SparseHistogram[] =>
    responseTime === null ? [] : [responseTime],
  );
  const [p50Ms = null, p95Ms = null] = percentilesMs(times, [50, 95]);
  return {
    key,
    isGroup,
    requests,
    failures,
    perS: lengthMs > 0 ? completed / (lengthMs / 1000) : null,
    p50Ms,
    p95Ms,
  };
}

function liveGenerator(
  { eventLoopUtilization, stolenShare, lateness, waiting, inFlight }: GeneratorTick,
  dropped: number,
): LiveGenerator {
  const lateP99Ms = latePercentileMs(lateness);
  return { eventLoopUtilization, stolenShare, lateP99Ms, waiting, inFlight, dropped };
}
