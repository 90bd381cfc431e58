import type {
  ClusterEvent,
  Occurrence,
  PodRecord,
  ReplicaLevel,
  ReplicaSeries,
} from '../../model/scaling.ts';
import { newPod } from '../scaling/pod-builder.ts';
import { tighter } from './occurrences.ts';

/** The size an event says that was asked for; null when it says none. */
interface ToldSize {
  readonly from: number | null;
  readonly to: number;
}

/** pkg/controller/podautoscaler/horizontal.go: "New size: %d; reason: %s". */
const RESCALE = /^New size: (\d{1,9})\b/;
/** pkg/controller/deployment/sync.go: "Scaled up replica set X to 4", since Kubernetes 1.2x "… to 4 from 2". */
const SCALED = /^Scaled (?:up|down) replica set \S+ (?:from (\d{1,9}) )?to (\d{1,9})(?: from (\d{1,9}))?/;

/** The replicas asked for, as events of this reason tell them; null when none does. */
export function desiredByEvents(
  events: readonly ClusterEvent[],
  reason: 'SuccessfulRescale' | 'ScalingReplicaSet',
): ReplicaSeries | null {
  const told = events
    .filter((event) => event.reason === reason)
    .flatMap((event) => {
      const size = sizeOf(event);
      if (size === null) return [];
      const times = event.firstAt.earliestMs === event.at.earliestMs ? [event.at] : [event.firstAt, event.at];
      return times.map((at) => ({ at, ...size }));
    })
    .sort((a, b) => a.at.earliestMs - b.at.earliestMs);
  const levels: ReplicaLevel[] = [];
  for (const { at, from, to } of told) {
    if (levels.length === 0 && from !== null) levels.push(levelOf(from, null, at));
    if (levels.at(-1)?.replicas !== to) levels.push(levelOf(to, at, at));
  }
  const source = reason === 'SuccessfulRescale' ? 'HorizontalPodAutoscaler events' : 'Deployment events';
  return levels.length === 0 ? null : { quantity: 'desired', source, levels };
}

function levelOf(replicas: number, began: Occurrence | null, seen: Occurrence): ReplicaLevel {
  return { replicas, isLowerBound: false, began, lastSeenMs: seen.latestMs };
}

function sizeOf({ reason, message }: ClusterEvent): ToldSize | null {
  const match = (reason === 'SuccessfulRescale' ? RESCALE : SCALED).exec(message);
  if (match === null) return null;
  if (reason === 'SuccessfulRescale') return { from: null, to: Number(match[1]) };
  const from = match[1] ?? match[3];
  return { from: from === undefined ? null : Number(from), to: Number(match[2]) };
}

/** What events tell of one pod's life. */
type ToldPhases = Partial<Record<'created' | 'scheduled' | 'started' | 'deleted', Occurrence>> & {
  reason?: string;
};

/** pkg/controller/controller_utils.go. */
const CREATED = /^Created pod: (\S{1,253})$/;

/** Pods as objects tell them, completed by what events say; pods that only events know are added. */
export function completedByEvents(
  pods: readonly PodRecord[],
  events: readonly ClusterEvent[],
): readonly PodRecord[] {
  const told = new Map<string, ToldPhases>();
  for (const event of events) takeFrom(event, told);
  const known = new Set(pods.map(({ name }) => name));
  const added = [...told].filter(([name, { created }]) => !known.has(name) && created !== undefined);
  return [
    ...pods.map((pod) => completed(pod, told.get(pod.name))),
    ...added.map(([name, phases]) => completed(unseen(name, phases), phases)),
  ];
}

function takeFrom(
  { reason, message, object, at, firstAt }: ClusterEvent,
  told: Map<string, ToldPhases>,
): void {
  const created = reason === 'SuccessfulCreate' ? CREATED.exec(message)?.[1] : undefined;
  const name = created ?? (object.kind === 'Pod' ? object.name : undefined);
  if (name === undefined) return;
  const phases = told.get(name) ?? {};
  told.set(name, phases);
  if (created !== undefined) phases.created ??= firstAt;
  else if (reason === 'Scheduled') phases.scheduled ??= firstAt;
  else if (reason === 'Started') phases.started ??= firstAt;
  else if (reason === 'Killing') phases.deleted ??= firstAt;
  else if (reason === 'FailedScheduling' && at.latestMs > (phases.scheduled?.latestMs ?? 0)) {
    phases.reason = `Unschedulable: ${message}`;
  }
}

function completed(pod: PodRecord, phases: ToldPhases | undefined): PodRecord {
  if (phases === undefined) return pod;
  return {
    ...pod,
    created: tighter(pod.created, phases.created ?? null),
    scheduled: tighter(pod.scheduled, phases.scheduled ?? null),
    started: pod.started ?? phases.started ?? null,
    deleted: pod.deleted ?? phases.deleted ?? null,
    reason: pod.reason ?? (pod.scheduled === null && !pod.isReady ? (phases.reason ?? null) : null),
  };
}

/** A pod of which there are events only: whether it became ready, they do not tell. */
function unseen(name: string, phases: ToldPhases): PodRecord {
  const newest = [phases.created, phases.scheduled, phases.started, phases.deleted];
  return {
    ...newPod(name),
    phase: phases.started === undefined ? 'Pending' : 'Running',
    lastSeenMs: Math.max(...newest.map((at) => at?.latestMs ?? Number.NEGATIVE_INFINITY)),
  };
}
