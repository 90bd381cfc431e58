import { endpointId, endpointLabel } from '../../model/endpoint-key.ts';
import type { FailuresEvent, RunEvent, StartedEvent, StoppedEvent, WindowEvent } from '../../model/event.ts';
import { shortText } from '../../report/format.ts';
import { TimeCounts } from './time-counts.ts';

/** What the rates of the table are of: the seconds that ended last. */
const RECENT_SECONDS = 10;
/** Lines of a table that are still read. */
const MOST_FAILURES = 50;
const PERCENTILES = [50, 95, 99] as const;

/**
 * One second: when it began (s since the start), users, requests and failures per second, p50, p95 and p99 in ms of the
 * requests that did not fail, ready and wanted replicas. Null where nothing tells.
 */
export type LiveSecond = readonly [
  atS: number,
  users: number | null,
  requestsPerS: number,
  failuresPerS: number,
  p50Ms: number | null,
  p95Ms: number | null,
  p99Ms: number | null,
  readyReplicas: number | null,
  wantedReplicas: number | null,
];

/** One line of the table. */
export interface LiveEndpoint {
  readonly name: string;
  /** Since the start. */
  readonly requests: number;
  readonly failures: number;
  /** Of the recent seconds. */
  readonly perS: number;
  /** Since the start, of requests that did not fail; ms. */
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  readonly p99Ms: number | null;
}

/** What the page shows besides the seconds. */
export interface LiveSummary {
  readonly label: string;
  readonly scenario: string;
  readonly host: string | null;
  /** Unix epoch ms; null before the recording has begun. */
  readonly startMs: number | null;
  readonly plannedMs: number;
  readonly users: number | null;
  readonly total: LiveEndpoint;
  readonly endpoints: readonly LiveEndpoint[];
  /** The most frequent first. */
  readonly failures: readonly {
    readonly endpoint: string;
    readonly message: string;
    readonly count: number;
  }[];
  readonly stopped: Pick<StoppedEvent, 'reason' | 'explanation'> | null;
}

interface Second {
  readonly startMs: number;
  readonly durationMs: number;
  readonly times: TimeCounts;
  readonly requestsOf: Map<string, number>;
  requests: number;
  failures: number;
  users: number | null;
  ready: number | null;
  wanted: number | null;
}

interface Counter {
  readonly id: string;
  readonly name: string;
  readonly times: TimeCounts;
  requests: number;
  failures: number;
}

/** Adds up the events of a recording, in their order. */
export class LiveTest {
  readonly #total: Counter = {
    id: '',
    name: 'All requests',
    times: new TimeCounts(),
    requests: 0,
    failures: 0,
  };
  readonly #endpoints = new Map<string, Counter>();
  readonly #failures = new Map<string, { endpoint: string; message: string; count: number }>();
  readonly #seconds: LiveSecond[] = [];
  #recent: Second[] = [];
  #started: StartedEvent | null = null;
  #stopped: StoppedEvent | null = null;
  #ready: number | null = null;
  #wanted: number | null = null;

  get hasStarted(): boolean {
    return this.#started !== null;
  }

  get hasStopped(): boolean {
    return this.#stopped !== null;
  }

  add(event: RunEvent): void {
    switch (event.type) {
      case 'started':
        this.#started = event;
        return;
      case 'window':
        this.#addWindow(event);
        return;
      case 'users':
        this.#secondAt(event.atMs, 1000).users = event.users;
        return;
      case 'failures':
        this.#addFailures(event);
        return;
      case 'cluster-object':
        this.#addObject(event.object);
        return;
      case 'stopped':
        this.#stopped = event;
        return;
      default:
        return;
    }
  }

  /** The seconds so far. The last may still be added to: it is sent again with the next. */
  seconds(): readonly LiveSecond[] {
    const [last] = this.#recent.slice(-1);
    return last === undefined ? [] : [...this.#seconds, this.#rowOf(last)];
  }

  summary(): LiveSummary {
    const started = this.#started;
    const load = started?.load ?? null;
    const stages = load !== null && 'stages' in load ? load.stages : [];
    return {
      label: shortText(started?.label ?? '', 80),
      scenario: shortText(started?.scenario ?? '', 80),
      host: started?.host == null ? null : shortText(started.host, 120),
      startMs: started?.atMs ?? null,
      plannedMs: stages.reduce((sum, { durationMs }) => sum + durationMs, 0),
      users: this.#recent.at(-1)?.users ?? null,
      total: this.#lineOf(this.#total),
      endpoints: [...this.#endpoints.values()].map((counter) => this.#lineOf(counter)),
      failures: [...this.#failures.values()].sort((a, b) => b.count - a.count).slice(0, MOST_FAILURES),
      stopped:
        this.#stopped === null
          ? null
          : { reason: this.#stopped.reason, explanation: this.#stopped.explanation },
    };
  }

  #addWindow({ endpoint, counts, startMs, endMs, requests, failures, responseTime }: WindowEvent): void {
    const id = endpointId(endpoint);
    const isGroup = counts === 'groups';
    const second = this.#secondAt(startMs, endMs - startMs);
    const known = this.#endpoints.get(id);
    const name = shortText(endpointLabel(endpoint), 120);
    const counter = known ?? { id, name, times: new TimeCounts(), requests: 0, failures: 0 };
    this.#endpoints.set(id, counter);
    second.requestsOf.set(id, (second.requestsOf.get(id) ?? 0) + requests);
    if (!isGroup) {
      second.requests += requests;
      second.failures += failures;
    }
    for (const one of isGroup ? [counter] : [counter, this.#total]) {
      one.requests += requests;
      one.failures += failures;
      if (responseTime !== null) one.times.add(responseTime);
    }
    if (!isGroup && responseTime !== null) second.times.add(responseTime);
  }

  #addFailures({ endpoint, message, count }: FailuresEvent): void {
    const key = `${endpointId(endpoint)}\n${message}`;
    const label = shortText(endpointLabel(endpoint), 120);
    const known = this.#failures.get(key) ?? { endpoint: label, message: shortText(message, 300), count: 0 };
    this.#failures.set(key, { ...known, count: known.count + count });
  }

  /** Replicas, of the workload that is watched. */
  #addObject(object: Readonly<Record<string, unknown>>): void {
    if (object['kind'] !== 'Deployment' && object['kind'] !== 'StatefulSet') return;
    this.#ready = countAt(object, 'status', 'readyReplicas') ?? 0;
    this.#wanted = countAt(object, 'spec', 'replicas');
  }

  #secondAt(startMs: number, durationMs: number): Second {
    const last = this.#recent.at(-1);
    // A line that comes late belongs to the second that is open: lines are in order but for a few ms.
    if (last !== undefined && startMs <= last.startMs) return last;
    if (last !== undefined) this.#seconds.push(this.#rowOf(last));
    const times = new TimeCounts();
    const users = last?.users ?? null;
    const counts = { requestsOf: new Map<string, number>(), requests: 0, failures: 0 };
    const replicas = { ready: this.#ready, wanted: this.#wanted };
    const second = { startMs, durationMs, times, users, ...counts, ...replicas };
    this.#recent = [...this.#recent.slice(1 - RECENT_SECONDS), second];
    return second;
  }

  #rowOf(second: Second): LiveSecond {
    const { startMs, durationMs, requests, failures, users, times, ready, wanted } = second;
    const [p50 = null, p95 = null, p99 = null] = times.percentilesMs(PERCENTILES);
    const perS = 1000 / durationMs;
    const atS = (startMs - (this.#started?.atMs ?? startMs)) / 1000;
    return [Math.max(0, atS), users, requests * perS, failures * perS, p50, p95, p99, ready, wanted];
  }

  #lineOf({ id, name, requests, failures, times }: Counter): LiveEndpoint {
    const [p50Ms = null, p95Ms = null, p99Ms = null] = times.percentilesMs(PERCENTILES);
    // Of the second that is open not everything may have come.
    const over = this.#recent.length > 1 && this.#stopped === null ? this.#recent.slice(0, -1) : this.#recent;
    const requestsIn = (second: Second) => (id === '' ? second.requests : (second.requestsOf.get(id) ?? 0));
    const spanMs = over.reduce((sum, { durationMs }) => sum + durationMs, 0);
    const perS =
      spanMs === 0 ? 0 : (over.reduce((sum, second) => sum + requestsIn(second), 0) / spanMs) * 1000;
    return { name, requests, failures, perS, p50Ms, p95Ms, p99Ms };
  }
}

function countAt(object: Readonly<Record<string, unknown>>, part: string, key: string): number | null {
  const value = object[part];
  if (typeof value !== 'object' || value === null) return null;
  const count = (value as Record<string, unknown>)[key];
  return typeof count === 'number' && Number.isFinite(count) ? count : null;
}
