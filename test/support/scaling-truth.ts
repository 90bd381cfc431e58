import { readFileSync } from 'node:fs';
import type { Run, UserCounts } from '../../src/model/run.ts';
import type {
  Autoscaler,
  ClusterEvent,
  Occurrence,
  PodRecord,
  ReplicaLevel,
  ReplicaSeries,
  ScalingTimeline,
  SignalSeries,
} from '../../src/model/scaling.ts';
import { engineRun } from './engine-run-example.ts';

/** What happened, as the simulator or the recording machine knows it. Instants are ISO texts. */
export interface ScalingTruth {
  readonly clockSkewLoadgenMinusMonitorSeconds?: number;
  readonly timezoneOfLegacyLog?: string;
  readonly start: string;
  readonly end: string;
  readonly hpa: {
    readonly min: number;
    readonly max: number;
    readonly metrics: readonly { readonly name: string; readonly target: number }[];
    readonly behavior: null | {
      readonly scaleUp?: TruthRules;
      readonly scaleDown?: TruthRules;
    };
  };
  readonly stages: readonly {
    readonly users: number;
    readonly loadStart: string;
    readonly metricAboveTolerance: string | null;
    readonly firstDecision: string | null;
    readonly finalReplicas: number;
    readonly allReady: string | null;
    readonly allEndpoints: string | null;
    readonly sloRecovered: string | null;
  }[];
  readonly decisions: readonly {
    readonly t: string;
    readonly from: number;
    readonly to: number;
    readonly reason?: string;
    readonly metrics?: Readonly<Record<string, number>>;
  }[];
  readonly peakSpec: number;
  readonly peakReady: number;
  readonly pods: Readonly<
    Record<
      string,
      {
        readonly created: string;
        readonly scheduled?: string;
        readonly started?: string;
        readonly ready?: string;
        readonly endpoint?: string;
        readonly terminating?: string;
        readonly deleted?: string;
      }
    >
  >;
}

interface TruthRules {
  readonly stabilizationWindowSeconds: number;
  readonly selectPolicy: 'Max' | 'Min' | 'Disabled';
  readonly policies: readonly { type: 'Pods' | 'Percent'; value: number; periodSeconds: number }[];
}

/** The truth of a sample in `test/fixtures/scaling/`. */
export function scalingTruth(sample: string): ScalingTruth {
  const file = new URL(`../fixtures/scaling/${sample}/truth.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as ScalingTruth;
}

/** How a record learns of an instant: exactly, in whole seconds, or between two reads. */
export interface Coarsening {
  readonly basis: Occurrence['basis'];
  (atMs: number): Occurrence;
}

/** To the ms, as a watch. */
export const exactly: Coarsening = coarsening('watched', (atMs) => [atMs, atMs]);

/** As the cluster stamps: the second that holds it. */
export const wholeSeconds: Coarsening = coarsening('cluster-time', (atMs) => {
  const second = Math.floor(atMs / 1000) * 1000;
  return [second, second + 999];
});

/** Between two reads; the reads are at these instants, ascending. */
export function polled(readsMs: readonly number[]): Coarsening {
  return coarsening('polled', (atMs) => {
    const after = readsMs.findIndex((readMs) => readMs >= atMs);
    const last = readsMs.at(-1) ?? atMs;
    return after < 0 ? [last, last] : [readsMs[after - 1] ?? atMs, readsMs[after] ?? atMs];
  });
}

function coarsening(basis: Occurrence['basis'], bounds: (atMs: number) => [number, number]): Coarsening {
  const coarsen = (atMs: number): Occurrence => {
    const [earliestMs, latestMs] = bounds(atMs);
    return { earliestMs, latestMs, basis };
  };
  return Object.assign(coarsen, { basis });
}

/** Reads from start to end, each so many ms after the one before. */
export function reads(truth: ScalingTruth, everyMs: (i: number) => number): readonly number[] {
  const at: number[] = [];
  let readMs = ms(truth.start);
  for (let i = 0; readMs <= ms(truth.end); i += 1) {
    at.push(readMs);
    readMs += everyMs(i);
  }
  return at;
}

/** What of the truth a record holds. */
export interface RecordOptions {
  readonly withPods?: boolean;
  readonly withEvents?: boolean;
  readonly withSignals?: boolean;
}

/** A record of this truth as a source would have it that sees changes by `coarsen`. */
export function timelineOf(
  truth: ScalingTruth,
  coarsen: Coarsening,
  { withPods = true, withEvents = false, withSignals = true }: RecordOptions = {},
): ScalingTimeline {
  const observed = { fromMs: ms(truth.start), toMs: ms(truth.end) };
  const pods = Object.entries(truth.pods).filter(([, pod]) => ms(pod.created) <= observed.toMs);
  const instants = (key: 'created' | 'ready' | 'endpoint') =>
    pods.flatMap(([, pod]) => (pod[key] === undefined ? [] : [ms(pod[key])]));
  const gone = pods.flatMap(([, pod]) => (pod.terminating === undefined ? [] : [ms(pod.terminating)]));
  const left = pods.flatMap(([, pod]) =>
    pod.terminating === undefined || pod.ready === undefined ? [] : [ms(pod.terminating)],
  );
  const decisions = truth.decisions.filter(({ t }) => ms(t) <= observed.toMs);
  const first = decisions[0]?.from ?? truth.peakSpec;
  return {
    workload: 'llm-chatbot-backend',
    kind: 'Deployment',
    namespace: 'default',
    observed,
    gaps: [],
    replicas: [
      levels(
        'desired',
        first,
        decisions.map(({ t, to }) => ({ atMs: ms(t), to })),
        observed,
        coarsen,
      ),
      counted('created', instants('created'), gone, observed, coarsen),
      counted('ready', instants('ready'), left, observed, coarsen),
      counted('in-endpoints', instants('endpoint'), left, observed, coarsen),
    ],
    autoscaler: autoscalerOf(truth),
    signals: withSignals ? signalsOf(truth, coarsen) : [],
    conditions: [],
    pods: withPods ? pods.map(([name, pod]) => podOf(name, pod, observed, coarsen)) : [],
    usage: [],
    podRequests: { cpuCores: 0.5, memoryBytes: 512 * 2 ** 20 },
    events: withEvents ? decisions.map(rescaleEvent) : [],
    reachability: [],
    clock: {
      shiftMs: 0,
      uncertaintyMs: 0,
      basis: 'same-clock',
      timezone: null,
      isTimezoneStated: true,
      explanation: 'One clock.',
    },
    sources: ['truth'],
  };
}

/** Unix epoch ms. */
export function ms(iso: string): number {
  return Date.parse(iso);
}

function counted(
  quantity: ReplicaSeries['quantity'],
  comeMs: readonly number[],
  goMs: readonly number[],
  observed: ScalingTimeline['observed'],
  coarsen: Coarsening,
): ReplicaSeries {
  // Pods of the first seconds are those that the record finds.
  const foundMs = observed.fromMs + 10_000;
  let count = comeMs.filter((atMs) => atMs <= foundMs).length;
  const changes = [
    ...comeMs.filter((atMs) => atMs > foundMs).map((atMs) => ({ atMs, by: 1 })),
    ...goMs.map((atMs) => ({ atMs, by: -1 })),
  ]
    .filter(({ atMs }) => atMs <= observed.toMs)
    .sort((a, b) => a.atMs - b.atMs);
  const first = count;
  const steps = changes.map(({ atMs, by }) => {
    count += by;
    return { atMs, to: count };
  });
  return levels(quantity, first, steps, observed, coarsen);
}

/** Of several changes between two reads only the last shows. */
function levels(
  quantity: ReplicaSeries['quantity'],
  first: number,
  steps: readonly { readonly atMs: number; readonly to: number }[],
  observed: ScalingTimeline['observed'],
  coarsen: Coarsening,
): ReplicaSeries {
  const found: { replicas: number; began: Occurrence | null }[] = [{ replicas: first, began: null }];
  for (const { atMs, to } of steps) {
    const began = coarsen(atMs);
    if (began.latestMs < atMs) continue;
    const last = found.at(-1);
    const isSameRead = last?.began?.latestMs === began.latestMs && coarsen.basis === 'polled';
    if (isSameRead) found.pop();
    if (found.at(-1)?.replicas !== to) found.push({ replicas: to, began });
  }
  return {
    quantity,
    source: 'truth',
    levels: found.map(
      ({ replicas, began }, i): ReplicaLevel => ({
        replicas,
        isLowerBound: false,
        began,
        lastSeenMs: found[i + 1]?.began?.earliestMs ?? observed.toMs,
      }),
    ),
  };
}

function podOf(
  name: string,
  pod: ScalingTruth['pods'][string],
  observed: ScalingTimeline['observed'],
  coarsen: Coarsening,
): PodRecord {
  const at = (iso: string | undefined) =>
    iso === undefined || ms(iso) > observed.toMs ? null : coarsen(ms(iso));
  const wasThere = ms(pod.created) <= observed.fromMs + 10_000;
  return {
    name,
    node: null,
    created: at(pod.created),
    scheduled: at(pod.scheduled),
    started: at(pod.started),
    ready: at(pod.ready),
    inEndpoints: at(pod.endpoint),
    deleted: at(pod.terminating),
    gone: at(pod.deleted),
    wasThere,
    phase: pod.scheduled === undefined ? 'Pending' : 'Running',
    isReady: pod.ready !== undefined && pod.terminating === undefined,
    lastSeenMs: at(pod.deleted)?.latestMs ?? observed.toMs,
    restarts: 0,
    reason: pod.scheduled === undefined ? 'Unschedulable: 0/3 nodes are available' : null,
  };
}

function autoscalerOf({ hpa }: ScalingTruth): Autoscaler {
  const rules = (of: TruthRules | undefined) =>
    of === undefined
      ? null
      : {
          stabilizationWindowMs: of.stabilizationWindowSeconds * 1000,
          selectPolicy: of.selectPolicy,
          policies: of.policies.map(({ type, value, periodSeconds }) => ({
            type,
            value,
            periodMs: periodSeconds * 1000,
          })),
        };
  return {
    name: 'llm-chatbot-hpa',
    minReplicas: hpa.min,
    maxReplicas: hpa.max,
    targets: hpa.metrics.map(({ name, target }) => ({
      metric: name,
      kind: 'utilization',
      target,
      unit: 'percent',
    })),
    behavior:
      hpa.behavior === null
        ? 'default'
        : { scaleUp: rules(hpa.behavior.scaleUp), scaleDown: rules(hpa.behavior.scaleDown) },
  };
}

/** The metrics that each decision was made of, as the autoscaler's status shows them then. */
function signalsOf(truth: ScalingTruth, coarsen: Coarsening): readonly SignalSeries[] {
  const looks = truth.decisions.filter(({ metrics, t }) => metrics !== undefined && ms(t) <= ms(truth.end));
  return truth.hpa.metrics.map(({ name, target }) => {
    const at = looks.map(({ t }) => coarsen(ms(t)));
    const calm = ms(truth.start);
    return {
      metric: name,
      unit: 'percent',
      source: 'truth',
      earliestMs: [calm, ...at.map(({ earliestMs }) => earliestMs)],
      latestMs: [calm, ...at.map(({ latestMs }) => latestMs)],
      values: [10, ...looks.map(({ metrics }) => metrics?.[name] ?? null)],
      targets: [target, ...looks.map(() => target)],
    };
  });
}

function rescaleEvent({ t, to, reason }: ScalingTruth['decisions'][number]): ClusterEvent {
  const at = wholeSeconds(ms(t));
  return {
    at,
    firstAt: at,
    count: 1,
    type: 'Normal',
    reason: 'SuccessfulRescale',
    object: { kind: 'HorizontalPodAutoscaler', name: 'llm-chatbot-hpa' },
    message: `New size: ${to}; reason: ${reason ?? 'cpu resource utilization (percentage of request) above target'}`,
  };
}

/**
 * A load test beside it as Locust's history tells: the number of users once a second, 10 more in each until the stage's are
 * there; p95 above 1.2 s until the truth says that it was back.
 */
export function runOf(truth: ScalingTruth, scaling: readonly ScalingTimeline[]): Run {
  const startMs = ms(truth.stages[0]?.loadStart ?? truth.start);
  const endMs = ms(truth.stages.at(-1)?.loadStart ?? truth.end) + 300_000;
  const seconds = Math.round((endMs - startMs) / 1000);
  const base = engineRun(1, { 'GET /': [] });
  const usersAt = usersOf(truth, startMs);
  const startsMs = Float64Array.from({ length: seconds }, (_, i) => startMs + i * 1000);
  const endsMs = startsMs.map((atMs) => atMs + 1000);
  const p95 = Float32Array.from(startsMs, (atMs) => (isSlow(truth, atMs) ? 3000 : 400));
  const requests = Float64Array.from(startsMs, () => 20);
  const users: UserCounts = {
    atMs: endsMs,
    users: Float64Array.from(startsMs, (atMs) => usersAt(atMs)),
  };
  const total = base.total;
  if (total === null) throw new RangeError('the example has a total');
  return {
    ...base,
    source: { ...base.source, kind: 'import', tool: 'Locust', latencyCovers: 'all-requests' },
    startMs,
    endMs,
    durationMs: endMs - startMs,
    load: { kind: 'unknown' },
    generator: null,
    endpoints: [],
    users,
    total: {
      ...total,
      requests: 20 * seconds,
      windows: {
        length: seconds,
        startMs: startsMs,
        endMs: endsMs,
        requests,
        failures: new Float64Array(seconds),
        sumMs: null,
        quantiles: {
          percentiles: [50, 95],
          valuesMs: [p95.map((value) => value / 2), p95],
          covers: 'window',
          spanMs: null,
          rounding: 'none',
        },
        histograms: null,
      },
    },
    scaling,
  };
}

function usersOf({ stages }: ScalingTruth, startMs: number): (atMs: number) => number {
  return (atMs) => {
    let users = 0;
    for (const stage of stages) {
      const sinceMs = atMs - ms(stage.loadStart);
      if (sinceMs < 0) break;
      // The samples whose load goes up and down hold each level for 90 s.
      const isUpAndDown = stages.length > 2;
      const wanted = isUpAndDown && sinceMs >= 90_000 ? 10 : stage.users;
      const grown = Math.min(stage.users, users + 10 * (Math.floor(sinceMs / 1000) + 1));
      users = wanted < stage.users ? wanted : grown;
    }
    return atMs < startMs ? 0 : users;
  };
}

function isSlow({ stages }: ScalingTruth, atMs: number): boolean {
  const stage = stages.findLast(({ loadStart }) => ms(loadStart) <= atMs);
  if (stage === undefined) return false;
  const sinceMs = atMs - ms(stage.loadStart);
  return sinceMs >= 3000 && (stage.sloRecovered === null || atMs < ms(stage.sloRecovered));
}
