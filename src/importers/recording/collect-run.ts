import { compareEndpointKeys, type EndpointKey, endpointId, OTHER_NAMES } from '../../model/endpoint-key.ts';
import type { GeneratorEvent, RunEvent, StartedEvent, StoppedEvent, WindowEvent } from '../../model/event.ts';
import type { Run, SourceFileRecord } from '../../model/run.ts';
import { ClusterRecord } from '../kubernetes-objects/cluster-record.ts';
import { BucketSum } from './bucket-sum.ts';
import { decodeWindow } from './decoded-window.ts';
import { confirms, isBeforeStart, isDoubtful, isNear } from './doubtful-span.ts';
import { GeneratorColumns } from './generator-columns.ts';
import { RecordedEndpoint } from './recorded-endpoint.ts';
import { RecordedAborts, RecordedExceptions, RecordedUsers } from './recorded-load.ts';
import { recordingNotices } from './recording-notices.ts';
import { Seconds } from './seconds.ts';

/** More names than this are counted together; our engine keeps fewer apart. */
const MOST_ENDPOINTS = 2000;

/** Events that tell from when to when they counted. */
type SpanEvent = WindowEvent | GeneratorEvent;

/** Folds the events of a recording into a run, one after the other. */
export class RunCollector {
  readonly #started: StartedEvent;
  readonly #adder = new BucketSum();
  readonly #seconds = new Seconds();
  readonly #endpoints = new Map<string, RecordedEndpoint>();
  readonly #total = new RecordedEndpoint({ method: '', name: 'Aggregated' }, this.#adder);
  readonly #users = new RecordedUsers();
  readonly #exceptions = new RecordedExceptions();
  readonly #aborts = new RecordedAborts();
  readonly #generator = new GeneratorColumns();
  readonly #refuse: (line: number, reason: string) => void;
  readonly #cluster = new ClusterRecord();
  #stopped: StoppedEvent | null = null;
  #doubtful: { readonly event: SpanEvent; readonly line: number } | null = null;

  /** @param refuse told of an event that cannot be used after all, though `add` took it. */
  constructor(started: StartedEvent, refuse: (line: number, reason: string) => void) {
    this.#started = started;
    this.#refuse = refuse;
  }

  /** Whether the recording has its last event. */
  get hasStopped(): boolean {
    return this.#stopped !== null;
  }

  /** Takes no more events; to be called before `finish`. */
  close(): void {
    this.#settle(false);
  }

  /** @returns why the event cannot be used, in words without a full stop; null when it was. */
  add(event: RunEvent, line: number): string | null {
    switch (event.type) {
      case 'started':
      case 'monitor-started':
        return 'begins a second recording';
      case 'window':
      case 'generator':
        return this.#addSpan(event, line);
      case 'failures':
        this.#endpointOf(event.endpoint).addFailures(event);
        return null;
      case 'exceptions':
        this.#exceptions.add(event);
        return null;
      case 'aborted-users':
        this.#aborts.add(event);
        return null;
      case 'users':
        if (isNear(event.atMs, this.#recordedMs)) this.#users.add(event.atMs, event.users);
        return null;
      case 'cluster-object':
      case 'cluster-gap':
      case 'cluster-clock':
      case 'reachability':
        return this.#cluster.add(event);
      case 'stopped':
        this.#stopped = event;
        return null;
    }
  }

  /** Until when something was recorded. */
  get #recordedMs(): number {
    const { length, endMs } = this.#seconds;
    return length === 0 ? this.#started.atMs : endMs;
  }

  #addSpan(event: SpanEvent, line: number): string | null {
    if (isBeforeStart(event, this.#started.atMs)) return 'is from before the test';
    const isConfirming = this.#doubtful !== null && confirms(event, this.#doubtful.event);
    this.#settle(isConfirming);
    if (isConfirming || !isDoubtful(event, this.#recordedMs)) return this.#take(event);
    this.#doubtful = { event, line };
    return null;
  }

  #settle(isConfirmed: boolean): void {
    if (this.#doubtful === null) return;
    const { event, line } = this.#doubtful;
    this.#doubtful = null;
    const reason = isConfirmed ? this.#take(event) : 'is at a time that no other line confirms';
    if (reason !== null) this.#refuse(line, reason);
  }

  #take(event: SpanEvent): string | null {
    if (event.type === 'window') return this.#addWindow(event);
    if (this.#seconds.place(event.startMs, event.endMs) === null) return WRONG_SECOND;
    this.#generator.add(event);
    return null;
  }

  #addWindow(event: WindowEvent): string | null {
    const window = decodeWindow(event);
    if ('reason' in window) return window.reason;
    const second = this.#seconds.place(event.startMs, event.endMs);
    if (second === null) return WRONG_SECOND;
    const endpoint = this.#endpointOf(event.endpoint);
    endpoint.addWindow(second, window);
    if (!endpoint.isGroup) this.#total.addWindow(second, window);
    return null;
  }

  #endpointOf({ method, name }: EndpointKey): RecordedEndpoint {
    const key = { method, name };
    const known = this.#endpoints.get(endpointId(key));
    if (known !== undefined) return known;
    const kept = this.#endpoints.size < MOST_ENDPOINTS ? key : { method: '', name: OTHER_NAMES };
    const endpoint = this.#endpoints.get(endpointId(kept)) ?? new RecordedEndpoint(kept, this.#adder);
    this.#endpoints.set(endpointId(kept), endpoint);
    return endpoint;
  }

  /** @param file as the run's source; `rowsRead` and `rowsSkipped` are lines. */
  finish(label: string | null, file: SourceFileRecord): Run {
    const started = this.#started;
    const stopped = this.#stopped;
    const seconds = this.#seconds;
    // The recording begins before the scenario is loaded and workers run: the test is what the seconds cover.
    const { startMs: starts, endMs: ends } = seconds.columns();
    const startMs = starts[0] ?? started.atMs;
    const endMs = ends.at(-1) ?? Math.max(startMs, stopped?.atMs ?? 0);
    const endpoints = [...this.#endpoints.values()].map((endpoint) => endpoint.finish(seconds));
    return {
      schema: 'run/1',
      id: started.id,
      label: label ?? started.label,
      labels: started.labels,
      origin: started.origin ?? null,
      source: {
        kind: 'engine',
        tool: 'Plimsoll',
        toolVersion: started.version,
        host: started.host,
        files: [file],
        latencyCovers: 'successful-requests',
      },
      startMs,
      endMs,
      durationMs: endMs - startMs,
      ended: stopped?.reason === 'finished' ? 'finished' : 'interrupted',
      load: started.load,
      endpoints: endpoints.sort((a, b) => compareEndpointKeys(a.key, b.key)),
      total: this.#total.finish(seconds),
      users: this.#users.finish(),
      exceptions: this.#exceptions.finish(),
      resetsMs: [],
      scaling: this.#cluster.finish(),
      generator: this.#generator.finish(started.workers, stopped?.unfinished ?? 0),
      notices: recordingNotices({ stopped, endMs, endpoints, aborts: this.#aborts.finish() }),
    };
  }
}

const WRONG_SECOND = 'goes back in time';
