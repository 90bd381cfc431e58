import type { EndpointKey } from './endpoint-key.ts';
import type { FailureExample } from './failure-example.ts';
import type { MeasureId } from './measure.ts';
import type { RunOrigin } from './origin.ts';
import type { LoadModel, RunLabel } from './run.ts';

/**
 * What a live source emits, in order; a line each in `events.ndjson`. The recorder, the terminal, the web page and the
 * importer of recordings read the same stream. A reader leaves out lines of a `type` that it does not know.
 */
export type RunEvent =
  | StartedEvent
  | MonitorStartedEvent
  | WindowEvent
  | FailuresEvent
  | ExceptionsEvent
  | AbortedUsersEvent
  | UsersEvent
  | GeneratorEvent
  | ClusterObjectEvent
  | ClusterGapEvent
  | ClusterClockEvent
  | ReachabilityEvent
  | StoppedEvent;

/** The first line of a recording. */
export interface StartedEvent {
  readonly type: 'started';
  readonly schema: 'events/1';
  /** Of the run, and the name of its folder in the store. */
  readonly id: string;
  /** Unix epoch ms. */
  readonly atMs: number;
  readonly label: string;
  readonly labels: readonly RunLabel[];
  /** Missing in recordings of before it was recorded. */
  readonly origin?: RunOrigin;
  /** Version of Plimsoll. */
  readonly version: string;
  readonly scenario: string;
  readonly host: string | null;
  readonly load: LoadModel;
  readonly workers: number;
  /** Makes the same draws again. */
  readonly seed: number;
}

/** The first line of a recording of the cluster alone: it belongs to no test yet. */
export interface MonitorStartedEvent {
  readonly type: 'monitor-started';
  readonly schema: 'events/1';
  /** Of the recording, and the name of its folder in the store. */
  readonly id: string;
  /** Unix epoch ms. */
  readonly atMs: number;
  readonly label: string;
  /** Version of Plimsoll. */
  readonly version: string;
  /** 'Deployment', its name and its namespace. */
  readonly workload: { readonly kind: string; readonly name: string; readonly namespace: string };
  /** How the cluster was reached: 'kubectl, context "prod"'. */
  readonly cluster: string;
}

/** What completed of one endpoint in [startMs, endMs), Unix epoch ms. */
export interface WindowEvent {
  readonly type: 'window';
  readonly endpoint: EndpointKey;
  /** 'group': several requests timed as one; not part of the total. */
  readonly counts: 'requests' | 'groups';
  readonly startMs: number;
  readonly endMs: number;
  readonly requests: number;
  readonly failures: number;
  /** Bodies only, as they came over the wire. */
  readonly bytesIn: number;
  readonly bytesOut: number;
  /** Of requests that did not fail; null when there was none. */
  readonly responseTime: EncodedHistogram | null;
  readonly measures: readonly { readonly id: MeasureId; readonly histogram: EncodedHistogram }[];
}

/** Counts by value with the exact sum and extremes, in the unit of the measure. */
export interface EncodedHistogram {
  readonly sum: number;
  readonly min: number;
  readonly max: number;
  /** HdrHistogram V2, compressed, base64; 3 significant digits, whole thousandths of the unit (µs for ms). */
  readonly hdr: string;
}

export interface FailuresEvent {
  readonly type: 'failures';
  readonly endpoint: EndpointKey;
  readonly message: string;
  readonly count: number;
  /** Unix epoch ms. */
  readonly firstMs: number;
  readonly lastMs: number;
  /** The beginning of one answer, or null; at most a few per message in a recording. */
  readonly example: FailureExample | null;
}

/** Errors thrown by the scenario's own code. */
export interface ExceptionsEvent {
  readonly type: 'exceptions';
  readonly message: string;
  readonly traceback: string;
  readonly count: number;
}

export interface AbortedUsersEvent {
  readonly type: 'aborted-users';
  readonly atMs: number;
  readonly reason: string;
  readonly count: number;
}

/** The users at the end of the second that begins at `atMs`, Unix epoch ms. */
export interface UsersEvent {
  readonly type: 'users';
  readonly atMs: number;
  readonly users: number;
}

/** What the generator saw of itself in a second; the columns of `GeneratorRecord`. */
export interface GeneratorEvent {
  readonly type: 'generator';
  readonly startMs: number;
  readonly endMs: number;
  readonly eventLoopUtilization: number;
  readonly stolenShare: number | null;
  readonly lateP99Ms: number | null;
  readonly waiting: number;
  readonly inFlight: number;
  readonly due: number;
  readonly begun: number;
  readonly dropped: number;
}

/**
 * An object of the cluster as the API gave it, when it came. What the analysis has no use for (managed fields, environment,
 * other annotations than the autoscaler's) is left out; what it means is told on import, not while recording.
 */
export interface ClusterObjectEvent {
  readonly type: 'cluster-object';
  /** When it came, on our clock, Unix epoch ms. */
  readonly receivedMs: number;
  /** 'listed': it was so already, or may have changed unseen. The others: the watch said so. */
  readonly change: 'listed' | 'added' | 'modified' | 'deleted';
  /** `apiVersion`, `kind`, `metadata`, `spec`, `status` …, as in the API. */
  readonly object: Readonly<Record<string, unknown>>;
}

/** Changes of a resource may have been missed. */
export interface ClusterGapEvent {
  readonly type: 'cluster-gap';
  /** 'pods', 'horizontalpodautoscalers', …; as in the API's paths. */
  readonly resource: string;
  /** Unix epoch ms. */
  readonly fromMs: number;
  readonly toMs: number;
  /** In words, without a full stop. */
  readonly reason: string;
}

/** The cluster's clock beside ours: cluster − ours is within offsetMs ± uncertaintyMs. */
export interface ClusterClockEvent {
  readonly type: 'cluster-clock';
  readonly atMs: number;
  readonly offsetMs: number;
  readonly uncertaintyMs: number;
}

/** Whether the service under test answered the monitor. */
export interface ReachabilityEvent {
  readonly type: 'reachability';
  readonly atMs: number;
  readonly isReachable: boolean;
  readonly message: string;
}

/** The last line of a recording; missing when the process was killed. */
export interface StoppedEvent {
  readonly type: 'stopped';
  readonly atMs: number;
  /** 'interrupted': by the user. 'failed': the engine could not go on; `explanation` says why. */
  readonly reason: 'finished' | 'interrupted' | 'failed';
  readonly explanation: string | null;
  readonly unfinished: number;
}
