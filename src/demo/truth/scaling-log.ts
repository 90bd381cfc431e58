import type { SimulatedCluster } from '../cluster/cluster.ts';
import type { TimedDecision } from '../cluster/hpa-controller.ts';
import { conditionOf, type Instant, isReady, isTerminating, type Pod } from '../cluster/kubernetes.ts';
import type { Change } from '../cluster/object-store.ts';

/** How the cluster scaled, exactly. Times are Unix epoch ms. */
export interface ScalingTruth {
  /** Each sync of the autoscaler that changed the number of replicas. */
  readonly decisions: readonly ScalingDecisionTruth[];
  /** Percent of the request, as each sync saw it; null where it saw none. */
  readonly utilization: readonly {
    readonly atMs: Instant;
    readonly cpuPercent: number | null;
    readonly memoryPercent: number | null;
  }[];
  readonly pods: readonly PodTruth[];
  /** A step function: each holds until the next. */
  readonly replicas: readonly ReplicaTruth[];
}

export interface ScalingDecisionTruth {
  readonly atMs: Instant;
  readonly from: number;
  readonly to: number;
  /** Before stabilisation and limits. */
  readonly proposed: number | null;
  readonly reason: string;
  /** As the condition ScalingLimited says; null when it was not limited. */
  readonly limitedBy: string | null;
  readonly cpuPercent: number | null;
  readonly memoryPercent: number | null;
  /** Pods whose CPU was not counted. */
  readonly unreadyPods: number;
  readonly missingPods: number;
}

/** Null: it did not come to that. */
export interface PodTruth {
  readonly name: string;
  readonly createdMs: Instant;
  readonly scheduledMs: Instant | null;
  readonly startedMs: Instant | null;
  readonly readyMs: Instant | null;
  /** When traffic could go to it. */
  readonly routedMs: Instant | null;
  readonly terminatingMs: Instant | null;
  readonly deletedMs: Instant | null;
}

export interface ReplicaTruth {
  readonly atMs: Instant;
  readonly desired: number;
  /** Ready and not terminating. */
  readonly ready: number;
  /** Addresses that traffic goes to. */
  readonly routed: number;
}

const MAX_SYNCS = 20_000;

/** Writes down what a cluster does from its making on. */
export class ScalingLog {
  readonly #cluster: SimulatedCluster;
  readonly #decisions: ScalingDecisionTruth[] = [];
  readonly #utilization: ScalingTruth['utilization'][number][] = [];
  readonly #pods = new Map<string, PodTruth>();
  readonly #replicas: ReplicaTruth[] = [];

  /** @param startMs when the cluster was made. */
  constructor(cluster: SimulatedCluster, startMs: Instant) {
    this.#cluster = cluster;
    for (const pod of cluster.store.list('Pod')) this.#notePod(pod, startMs);
    this.#noteRouted((pod) => pod.metadata.creationTimestamp);
    this.#noteReplicas(startMs);
    cluster.onChange((change) => this.#note(change));
    cluster.onDecision((decision) => this.#noteDecision(decision));
  }

  truth(): ScalingTruth {
    return {
      decisions: [...this.#decisions],
      utilization: [...this.#utilization],
      pods: [...this.#pods.values()],
      replicas: [...this.#replicas],
    };
  }

  #note({ type, atMs, object }: Change): void {
    if (object.kind === 'Pod') this.#notePod(object, atMs, type === 'DELETED');
    if (object.kind === 'EndpointSlice') this.#noteRouted(() => atMs);
    if (object.kind === 'Pod' || object.kind === 'EndpointSlice' || object.kind === 'Deployment') {
      this.#noteReplicas(atMs);
    }
  }

  #notePod(pod: Pod, atMs: Instant, deleted = false): void {
    const { metadata, status } = pod;
    const known = this.#pods.get(metadata.name);
    const { state } = status.container;
    this.#pods.set(metadata.name, {
      name: metadata.name,
      createdMs: metadata.creationTimestamp,
      scheduledMs: conditionOf(status.conditions, 'PodScheduled')?.lastTransitionTime ?? null,
      startedMs: state.kind === 'running' ? state.startedAt : null,
      readyMs: isReady(pod) ? (conditionOf(status.conditions, 'Ready')?.lastTransitionTime ?? null) : null,
      routedMs: known?.routedMs ?? null,
      terminatingMs: known?.terminatingMs ?? (isTerminating(pod) ? atMs : null),
      deletedMs: deleted ? atMs : null,
    });
  }

  #noteRouted(since: (pod: Pod) => Instant): void {
    for (const name of this.#routed()) {
      const known = this.#pods.get(name);
      const pod = this.#cluster.store.get('Pod', name);
      if (known?.routedMs === null && pod) this.#pods.set(name, { ...known, routedMs: since(pod) });
    }
  }

  #routed(): readonly string[] {
    const endpoints = this.#cluster.store.list('EndpointSlice').flatMap((slice) => slice.endpoints);
    return endpoints.filter(({ ready }) => ready).map(({ podName }) => podName);
  }

  #noteReplicas(atMs: Instant): void {
    const { store } = this.#cluster;
    const pods = store.list('Pod').filter((pod) => !isTerminating(pod));
    const next = {
      atMs,
      desired: store.list('Deployment')[0]?.spec.replicas ?? 0,
      ready: pods.filter(isReady).length,
      routed: this.#routed().length,
    };
    const last = this.#replicas.at(-1);
    if (last && last.desired === next.desired && last.ready === next.ready && last.routed === next.routed)
      return;
    if (last?.atMs === atMs) this.#replicas.pop();
    this.#replicas.push(next);
  }

  #noteDecision(decision: TimedDecision): void {
    const { atMs, metrics } = decision;
    const percent = (resource: string) => metrics.find(({ name }) => name === resource)?.utilization ?? null;
    const seen = { cpuPercent: percent('cpu'), memoryPercent: percent('memory') };
    if (this.#utilization.length < MAX_SYNCS) this.#utilization.push({ atMs, ...seen });
    if (decision.rescaleReason === null) return;
    const limit = decision.conditions.find(({ type }) => type === 'ScalingLimited');
    const cpu = metrics.find(({ name }) => name === 'cpu');
    this.#decisions.push({
      atMs,
      from: decision.currentReplicas,
      to: decision.desiredReplicas,
      proposed: decision.proposedReplicas,
      reason: decision.rescaleReason,
      limitedBy: limit?.status === 'True' ? limit.reason : null,
      ...seen,
      unreadyPods: cpu?.unreadyPods ?? 0,
      missingPods: cpu?.missingPods ?? 0,
    });
  }
}
