/**
 * The objects of the simulated cluster, in the words of the Kubernetes API and as far as it tells of scaling. One thing
 * is different: instants are Unix epoch ms here and RFC 3339 there. Objects are never changed, only replaced.
 */

import type { HpaSpec, ResourceName } from '../hpa/hpa-spec.ts';

/** Unix epoch ms. */
export type Instant = number;

export type ClusterObject =
  | Deployment
  | ReplicaSet
  | Pod
  | HorizontalPodAutoscaler
  | ClusterEvent
  | EndpointSlice
  | PodMetrics;

export type Kind = ClusterObject['kind'];

export interface ObjectMeta {
  readonly name: string;
  readonly namespace: string;
  readonly uid: string;
  /** Set when the object is stored. */
  readonly resourceVersion: number;
  readonly creationTimestamp: Instant;
  /** When its grace period ends; with it a pod is Terminating. */
  readonly deletionTimestamp?: Instant;
  readonly deletionGracePeriodSeconds?: number;
  /** Rises with each change of the spec. */
  readonly generation?: number;
  readonly labels?: Readonly<Record<string, string>>;
  readonly owner?: { readonly kind: Kind; readonly name: string };
}

export interface Condition<Type extends string = string> {
  readonly type: Type;
  readonly status: 'True' | 'False';
  readonly lastTransitionTime: Instant;
  readonly reason?: string;
  readonly message?: string;
}

export interface Deployment {
  readonly kind: 'Deployment';
  readonly metadata: ObjectMeta;
  readonly spec: { readonly replicas: number; readonly image: string };
  readonly status: {
    readonly observedGeneration: number;
    /** Pods that are not terminating. */
    readonly replicas: number;
    readonly updatedReplicas: number;
    readonly readyReplicas: number;
    readonly availableReplicas: number;
    readonly unavailableReplicas: number;
    readonly conditions: readonly Condition<'Available' | 'Progressing'>[];
  };
}

export interface ReplicaSet {
  readonly kind: 'ReplicaSet';
  readonly metadata: ObjectMeta;
  readonly spec: { readonly replicas: number };
  readonly status: {
    readonly replicas: number;
    readonly readyReplicas: number;
    readonly availableReplicas: number;
  };
}

export type PodConditionType = 'PodScheduled' | 'Initialized' | 'ContainersReady' | 'Ready';

export interface Pod {
  readonly kind: 'Pod';
  readonly metadata: ObjectMeta;
  readonly spec: {
    /** Null until it is scheduled. */
    readonly nodeName: string | null;
    readonly image: string;
    readonly resources: PodResources;
  };
  readonly status: {
    readonly phase: 'Pending' | 'Running' | 'Succeeded' | 'Failed';
    /** When the kubelet took it. */
    readonly startTime: Instant | null;
    readonly podIP: string | null;
    readonly conditions: readonly Condition<PodConditionType>[];
    readonly container: ContainerState;
  };
}

export interface PodResources {
  readonly cpuRequestMillicores: number;
  readonly cpuLimitMillicores: number;
  readonly memoryRequestBytes: number;
}

/** The one container of a pod, 'backend'. */
export interface ContainerState {
  readonly ready: boolean;
  readonly restartCount: number;
  readonly state:
    | { readonly kind: 'waiting'; readonly reason: string }
    | { readonly kind: 'running'; readonly startedAt: Instant };
}

/** `autoscaling/v2`, with metrics of type Resource and targets of type Utilization. */
export interface HorizontalPodAutoscaler {
  readonly kind: 'HorizontalPodAutoscaler';
  readonly metadata: ObjectMeta;
  readonly spec: HpaSpec & {
    readonly scaleTargetRef: { readonly kind: 'Deployment'; readonly name: string };
  };
  readonly status: {
    readonly currentReplicas: number;
    readonly desiredReplicas: number;
    readonly lastScaleTime: Instant | null;
    readonly currentMetrics: readonly CurrentMetric[];
    readonly conditions: readonly Condition<'AbleToScale' | 'ScalingActive' | 'ScalingLimited'>[];
  };
}

export interface CurrentMetric {
  readonly name: ResourceName;
  /** Percent of the request. */
  readonly averageUtilization: number;
  /** Millicores or bytes. */
  readonly averageValue: number;
}

/** Repeats of one thing are one event with a count. */
export interface ClusterEvent {
  readonly kind: 'Event';
  readonly metadata: ObjectMeta;
  readonly involvedObject: { readonly kind: Kind; readonly name: string; readonly uid: string };
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
  /** The component that tells it. */
  readonly source: string;
  /** The node of a kubelet that tells it; null for what runs on no node. */
  readonly host: string | null;
  readonly firstTimestamp: Instant;
  readonly lastTimestamp: Instant;
  readonly count: number;
}

export interface EndpointSlice {
  readonly kind: 'EndpointSlice';
  readonly metadata: ObjectMeta;
  readonly port: number;
  readonly endpoints: readonly {
    readonly address: string;
    readonly podName: string;
    readonly nodeName: string;
    readonly ready: boolean;
    readonly serving: boolean;
    readonly terminating: boolean;
  }[];
}

/** `metrics.k8s.io`: one pod's use over a window that ends at the timestamp. It has no watch. */
export interface PodMetrics {
  readonly kind: 'PodMetrics';
  readonly metadata: ObjectMeta;
  readonly timestamp: Instant;
  /** In seconds of the cluster, which a compressed cluster passes faster. */
  readonly windowSeconds: number;
  readonly cpuMillicores: number;
  readonly memoryBytes: number;
}

/** The condition of a type, or null. */
export function conditionOf<Type extends string>(
  conditions: readonly Condition<Type>[],
  type: Type,
): Condition<Type> | null {
  return conditions.find((condition) => condition.type === type) ?? null;
}

/** With these conditions set; a transition time moves only when the status does, as there. */
export function withConditions<Type extends string>(
  conditions: readonly Condition<Type>[],
  next: readonly Omit<Condition<Type>, 'lastTransitionTime'>[],
  atMs: Instant,
): readonly Condition<Type>[] {
  const all = [...conditions];
  for (const condition of next) {
    const i = all.findIndex(({ type }) => type === condition.type);
    const before = all[i];
    const same = before !== undefined && before.status === condition.status;
    const set = { ...condition, lastTransitionTime: same ? before.lastTransitionTime : atMs };
    if (i < 0) all.push(set);
    else all[i] = set;
  }
  return all;
}

/** Whether traffic may go to it. */
export function isReady(pod: Pod): boolean {
  return conditionOf(pod.status.conditions, 'Ready')?.status === 'True';
}

export function isTerminating(pod: Pod): boolean {
  return pod.metadata.deletionTimestamp !== undefined;
}
