import type {
  ClockAlignment,
  InstantRange,
  Reachability,
  RecordGap,
  ScalingTimeline,
} from '../../model/scaling.ts';
import { AutoscalerHistory } from './autoscaler-history.ts';
import { EndpointHistory } from './endpoint-history.ts';
import { EventHistory } from './event-history.ts';
import { objectsAt, textAt } from './fields.ts';
import type { Observation } from './observation.ts';
import type { ClusterClock } from './occurrences.ts';
import { Ownership, type WorkloadName, workloadKey } from './ownership.ts';
import { PodLife } from './pod-life.ts';
import { type TimelineParts, timelineOf } from './timeline-of-objects.ts';
import { UsageHistory } from './usage-history.ts';
import { WorkloadHistory } from './workload-history.ts';

/** Kinds that scale, and are looked at by themselves. */
const WORKLOADS = new Set(['Deployment', 'StatefulSet', 'ReplicaSet', 'ReplicationController']);

interface FollowedPod {
  readonly name: string;
  readonly namespace: string | null;
  readonly life: PodLife;
}

interface FollowedAutoscaler {
  readonly history: AutoscalerHistory;
  readonly target: WorkloadName;
}

/** How the times of the record came about. */
export interface RecordClock {
  /** The cluster's clock beside the observer's. */
  readonly cluster: ClusterClock;
  readonly alignment: ClockAlignment;
}

/**
 * Puts together what objects of the Kubernetes API, seen one after the other, say of the workloads that they belong to.
 */
export class KubernetesHistory {
  readonly #workloads = new Map<string, { readonly name: WorkloadName; readonly history: WorkloadHistory }>();
  readonly #autoscalers = new Map<string, FollowedAutoscaler>();
  readonly #pods = new Map<string, FollowedPod>();
  readonly #services = new Map<string, EndpointHistory>();
  readonly #events = new EventHistory();
  readonly #usage = new UsageHistory();
  readonly #ownership = new Ownership();
  #firstMs = Number.POSITIVE_INFINITY;
  #lastMs = Number.NEGATIVE_INFINITY;

  /**
   * Takes an object, or each of a list's.
   *
   * @returns how many of them were of a kind that tells something of scaling.
   */
  observe(observation: Observation): number {
    const { object } = observation;
    const kind = textAt(object, 'kind') ?? '';
    if (kind === 'List' || (kind.endsWith('List') && Array.isArray(object['items']))) {
      return objectsAt(object, 'items').reduce((taken, item) => {
        const withKind = { kind: kind.slice(0, -'List'.length), apiVersion: object['apiVersion'], ...item };
        return taken + this.observe({ ...observation, object: withKind });
      }, 0);
    }
    const name = textAt(object, 'metadata', 'name');
    if (name === null || !this.#take(kind, name, observation)) return 0;
    this.#observed(observation.seen);
    return 1;
  }

  /** Whether anything was seen that a workload can be told from. */
  get isEmpty(): boolean {
    return this.#names().size === 0;
  }

  /**
   * @param gaps in which changes may have been missed.
   * @returns one timeline per workload that was seen, by namespace and name.
   */
  finish(
    clock: RecordClock,
    source: string,
    gaps: readonly RecordGap[] = [],
    reachability: readonly Reachability[] = [],
  ): readonly ScalingTimeline[] {
    const names = [...this.#names().values()].sort((a, b) => (workloadKey(a) < workloadKey(b) ? -1 : 1));
    return names.map((name) =>
      timelineOf(this.#partsOf(name, clock), { clock: clock.alignment, source, gaps, reachability }),
    );
  }

  #observed(seen: InstantRange | null): void {
    if (seen === null) return;
    this.#firstMs = Math.min(this.#firstMs, seen.earliestMs);
    this.#lastMs = Math.max(this.#lastMs, seen.latestMs);
  }

  #take(kind: string, name: string, observation: Observation): boolean {
    const { object } = observation;
    const namespace = textAt(object, 'metadata', 'namespace');
    if (WORKLOADS.has(kind)) return this.#takeWorkload({ kind, name, namespace }, observation);
    switch (kind) {
      case 'HorizontalPodAutoscaler':
        return this.#takeAutoscaler(name, namespace, observation);
      case 'Pod':
        return this.#takePod(name, namespace, observation);
      case 'Event':
        return this.#events.observe(observation);
      case 'Endpoints':
      case 'EndpointSlice':
        return this.#takeEndpoints(kind, name, namespace, observation);
      case 'PodMetrics':
        this.#usage.observe(observation);
        return true;
      default:
        return false;
    }
  }

  #takeWorkload(name: WorkloadName, observation: Observation): boolean {
    if (name.kind === 'ReplicaSet') {
      const owner = this.#ownership.addReplicaSet(observation.object, name.name, name.namespace);
      if (owner.kind !== 'ReplicaSet') return true;
    }
    const key = workloadKey(name);
    const followed = this.#workloads.get(key) ?? { name, history: new WorkloadHistory(name.kind) };
    this.#workloads.set(key, followed);
    followed.history.observe(observation);
    return true;
  }

  #takeAutoscaler(name: string, namespace: string | null, observation: Observation): boolean {
    const target = {
      kind: textAt(observation.object, 'spec', 'scaleTargetRef', 'kind') ?? 'unknown',
      name: textAt(observation.object, 'spec', 'scaleTargetRef', 'name') ?? name,
      namespace,
    };
    const key = `${namespace ?? ''}/${name}`;
    const followed = this.#autoscalers.get(key) ?? { history: new AutoscalerHistory(name), target };
    this.#autoscalers.set(key, followed);
    followed.history.observe(observation);
    return true;
  }

  #takePod(name: string, namespace: string | null, observation: Observation): boolean {
    const uid = textAt(observation.object, 'metadata', 'uid') ?? `${namespace ?? ''}/${name}`;
    this.#ownership.addPod(observation.object, name, namespace);
    const isFirstLook = !(observation.seen !== null && observation.seen.earliestMs > this.#firstMs + 2000);
    const pod = this.#pods.get(uid) ?? {
      name,
      namespace,
      life: new PodLife(name, observation, isFirstLook),
    };
    this.#pods.set(uid, pod);
    pod.life.observe(observation);
    return true;
  }

  #takeEndpoints(kind: string, name: string, namespace: string | null, observation: Observation): boolean {
    const { seen, object } = observation;
    if (seen === null) return false;
    const service = textAt(object, 'metadata', 'labels', 'kubernetes.io/service-name') ?? name;
    const key = `${namespace ?? ''}/${kind}/${service}`;
    const history = this.#services.get(key) ?? new EndpointHistory(kind);
    this.#services.set(key, history);
    const { added, isFirst } = history.observe(observation, seen);
    if (isFirst) return true;
    const names = new Set(added);
    for (const pod of this.#pods.values()) {
      if (pod.namespace === namespace && names.has(pod.name)) pod.life.addToEndpoints(seen);
    }
    return true;
  }

  #names(): ReadonlyMap<string, WorkloadName> {
    const names = new Map<string, WorkloadName>();
    const add = (name: WorkloadName | null) => {
      if (name !== null) names.set(workloadKey(name), name);
    };
    for (const { name } of this.#workloads.values()) add(name);
    for (const { target } of this.#autoscalers.values()) add(target);
    for (const { name, namespace } of this.#pods.values()) add(this.#ownership.ofPod(name, namespace));
    if (names.size > 0) return names;
    // Events alone: a Deployment's say its name; an autoscaler's only its own.
    const abouts = this.#events.abouts();
    for (const kind of ['Deployment', 'StatefulSet', 'HorizontalPodAutoscaler']) {
      if (names.size === 0) abouts.filter((about) => about.kind === kind).forEach(add);
    }
    return names;
  }

  #partsOf(name: WorkloadName, { cluster }: RecordClock): TimelineParts {
    const key = workloadKey(name);
    const pods = [...this.#pods.values()].filter((pod) => {
      const owner = this.#ownership.ofPod(pod.name, pod.namespace);
      return owner !== null && workloadKey(owner) === key;
    });
    const podNames = new Set(pods.map((pod) => pod.name));
    const workload = this.#workloads.get(key);
    const autoscaler = [...this.#autoscalers.values()].find(({ target }) => workloadKey(target) === key);
    const services = [...this.#services.values()].filter((service) =>
      [...service.pods].some((pod) => podNames.has(pod)),
    );
    const isOnly = this.#names().size === 1;
    const isOurs = (kind: string, about: string) =>
      about === name.name ||
      (isOnly && autoscaler === undefined && kind === 'HorizontalPodAutoscaler') ||
      podNames.has(about) ||
      about === autoscaler?.history.name ||
      ((kind === 'ReplicaSet' || kind === 'Pod') && about.startsWith(`${name.name}-`));
    return {
      name,
      observed: { fromMs: this.#firstMs, toMs: this.#lastMs },
      podRequests: workload?.history.podRequests ?? null,
      replicas: [
        ...(workload?.history.finish(this.#lastMs) ?? []),
        ...services.map((service) => service.finish(this.#lastMs)).filter((series) => series !== null),
      ],
      autoscaler: autoscaler?.history.finish(cluster, this.#lastMs) ?? null,
      pods: pods.map((pod) => pod.life.finish(cluster)),
      usage: this.#usage.finish(cluster, (pod) => podNames.has(pod)),
      events: this.#events.finish(cluster, isOurs),
    };
  }
}
