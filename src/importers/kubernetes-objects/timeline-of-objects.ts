import type {
  Autoscaler,
  AutoscalerCondition,
  ClusterEvent,
  Occurrence,
  PodRecord,
  ReplicaSeries,
  ScalingTimeline,
  SignalSeries,
  UsageSeries,
} from '../../model/scaling.ts';
import type { WorkloadName } from './ownership.ts';
import { completedByEvents, desiredByEvents } from './told-by-events.ts';

/** What was seen of one workload. */
export interface TimelineParts {
  readonly name: WorkloadName;
  /** Not finite when nothing says when objects were seen. */
  readonly observed: ScalingTimeline['observed'];
  readonly podRequests: ScalingTimeline['podRequests'] | null;
  readonly replicas: readonly ReplicaSeries[];
  readonly autoscaler: {
    readonly autoscaler: Autoscaler | null;
    readonly desired: ReplicaSeries | null;
    readonly signals: readonly SignalSeries[];
    readonly conditions: readonly AutoscalerCondition[];
  } | null;
  readonly pods: readonly PodRecord[];
  readonly usage: readonly UsageSeries[];
  readonly events: readonly ClusterEvent[];
}

/** What is of the whole record. */
export interface RecordParts extends Pick<ScalingTimeline, 'clock' | 'gaps' | 'reachability'> {
  readonly source: string;
}

/** The timeline of one workload. */
export function timelineOf(parts: TimelineParts, record: RecordParts): ScalingTimeline {
  const { name, autoscaler, events } = parts;
  const pods = completedByEvents(parts.pods, events);
  const told = [desiredByEvents(events, 'SuccessfulRescale'), desiredByEvents(events, 'ScalingReplicaSet')];
  const replicas = [...parts.replicas, autoscaler?.desired ?? null, ...told].filter(
    (series) => series !== null,
  );
  return {
    workload: name.name,
    kind: name.kind,
    namespace: name.namespace,
    observed: observedBy(parts, pods),
    gaps: record.gaps,
    replicas,
    autoscaler: autoscaler?.autoscaler ?? null,
    signals: autoscaler?.signals ?? [],
    conditions: autoscaler?.conditions ?? [],
    pods: [...pods].sort((a, b) => createdMs(a) - createdMs(b)),
    usage: parts.usage,
    podRequests: parts.podRequests ?? { cpuCores: null, memoryBytes: null },
    events,
    reachability: record.reachability,
    clock: record.clock,
    sources: [record.source],
  };
}

function createdMs({ created }: PodRecord): number {
  return created?.earliestMs ?? Number.NEGATIVE_INFINITY;
}

/** Objects without a time of their own are known from the first to the last thing that the cluster stamped on them. */
function observedBy(
  { observed, events }: TimelineParts,
  pods: readonly PodRecord[],
): ScalingTimeline['observed'] {
  if (Number.isFinite(observed.fromMs)) return observed;
  const stamps: readonly (Occurrence | null)[] = [
    ...events.flatMap(({ at, firstAt }) => [at, firstAt]),
    ...pods.flatMap(({ created, scheduled, started, ready, deleted }) => [
      created,
      scheduled,
      started,
      ready,
      deleted,
    ]),
  ];
  const known = stamps.filter((at) => at !== null);
  if (known.length === 0) return { fromMs: 0, toMs: 0 };
  return {
    fromMs: known.reduce((least, { earliestMs }) => Math.min(least, earliestMs), Number.POSITIVE_INFINITY),
    toMs: known.reduce((most, { latestMs }) => Math.max(most, latestMs), Number.NEGATIVE_INFINITY),
  };
}
