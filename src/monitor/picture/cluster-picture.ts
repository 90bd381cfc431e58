import { kubernetesQuantity } from '../../decode/kubernetes-quantity.ts';
import type { RunEvent } from '../../model/event.ts';
import { type Fields, listAt, numberAt, textAt } from '../objects/fields.ts';
import { autoscalerOf, type SeenAutoscaler } from './autoscaler.ts';
import { isReadyPod, phaseOfPod } from './pod-phase.ts';

/** The state of a workload as it was seen last. */
export interface ClusterState {
  /** Null: no workload was seen yet. */
  readonly workload: SeenWorkload | null;
  readonly autoscaler: SeenAutoscaler | null;
  /** How many pods are in which phase, as kubectl words them; by name. */
  readonly phases: ReadonlyMap<string, number>;
  readonly readyPods: number;
  /** Addresses that the service sends traffic to; null without a service. */
  readonly inEndpoints: number | null;
  /** Of all pods together; null without metrics. */
  readonly cpuCores: number | null;
  readonly memoryBytes: number | null;
  /** The newest last. */
  readonly events: readonly SeenEvent[];
  /** Null: nothing was asked. */
  readonly reachability: { readonly isReachable: boolean; readonly message: string } | null;
}

export interface SeenWorkload {
  readonly kind: string;
  readonly name: string;
  readonly desired: number;
  readonly ready: number;
}

export interface SeenEvent {
  /** When it came, Unix epoch ms. */
  readonly receivedMs: number;
  readonly isWarning: boolean;
  readonly reason: string;
  /** 'Pod/web-7d4b9-x2x9z' */
  readonly object: string;
  readonly message: string;
}

const MOST_EVENTS = 20;

/** Folds what the monitor emits into the state of the moment. */
export class ClusterPicture {
  readonly #pods = new Map<string, { readonly phase: string; readonly isReady: boolean }>();
  readonly #usage = new Map<string, { readonly cpuCores: number; readonly memoryBytes: number }>();
  readonly #slices = new Map<string, number>();
  #workload: SeenWorkload | null = null;
  #autoscaler: SeenAutoscaler | null = null;
  #events: readonly SeenEvent[] = [];
  #reachability: ClusterState['reachability'] = null;

  add(event: RunEvent): void {
    if (event.type === 'reachability') {
      const { isReachable, message } = event;
      this.#reachability = { isReachable, message };
    } else if (event.type === 'cluster-object') {
      this.#take(event.object, event.change === 'deleted', event.receivedMs, event.change === 'listed');
    }
  }

  state(): ClusterState {
    const pods = [...this.#pods.values()];
    const phases = new Map<string, number>();
    for (const { phase } of pods) phases.set(phase, (phases.get(phase) ?? 0) + 1);
    const usage = [...this.#usage.values()];
    const sum = (of: 'cpuCores' | 'memoryBytes') =>
      usage.length === 0 ? null : usage.reduce((all, one) => all + one[of], 0);
    return {
      workload: this.#workload,
      autoscaler: this.#autoscaler,
      phases,
      readyPods: pods.filter(({ isReady }) => isReady).length,
      inEndpoints: this.#slices.size === 0 ? null : [...this.#slices.values()].reduce((a, b) => a + b, 0),
      cpuCores: sum('cpuCores'),
      memoryBytes: sum('memoryBytes'),
      events: this.#events,
      reachability: this.#reachability,
    };
  }

  #take(object: Fields, isGone: boolean, receivedMs: number, isOld: boolean): void {
    const name = textAt(object, 'metadata', 'name');
    switch (textAt(object, 'kind')) {
      case 'Deployment':
      case 'StatefulSet':
        this.#workload = workloadOf(object, name);
        break;
      case 'ReplicaSet':
        // A Deployment's own are no workloads.
        if (listAt(object, 'metadata', 'ownerReferences').length === 0)
          this.#workload = workloadOf(object, name);
        break;
      case 'HorizontalPodAutoscaler':
        this.#autoscaler = isGone ? null : autoscalerOf(object);
        break;
      case 'Pod':
        if (isGone) for (const of of [this.#pods, this.#usage]) of.delete(name);
        else this.#pods.set(name, { phase: phaseOfPod(object), isReady: isReadyPod(object) });
        break;
      case 'PodMetrics':
        if (!isGone) this.#usage.set(name, usageOf(object));
        break;
      case 'EndpointSlice':
      case 'Endpoints':
        if (isGone) this.#slices.delete(name);
        else this.#slices.set(name, addressesOf(object));
        break;
      case 'Event':
        if (!isGone && !isOld)
          this.#events = [...this.#events, eventOf(object, receivedMs)].slice(-MOST_EVENTS);
        break;
    }
  }
}

function workloadOf(object: Fields, name: string): SeenWorkload {
  return {
    kind: textAt(object, 'kind'),
    name,
    desired: numberAt(object, 'spec', 'replicas') ?? 1,
    ready: numberAt(object, 'status', 'readyReplicas') ?? 0,
  };
}

function usageOf(object: Fields): { readonly cpuCores: number; readonly memoryBytes: number } {
  const containers = listAt(object, 'containers');
  const sum = (resource: string) =>
    containers.reduce<number>(
      (all, one) => all + (kubernetesQuantity(textAt(one, 'usage', resource)) ?? 0),
      0,
    );
  return { cpuCores: sum('cpu'), memoryBytes: sum('memory') };
}

function addressesOf(object: Fields): number {
  const inSubsets = listAt(object, 'subsets').flatMap((subset) => listAt(subset, 'addresses')).length;
  const ready = listAt(object, 'endpoints').filter((endpoint) => {
    const { ready: isReady } = (endpoint as { conditions?: { ready?: unknown } }).conditions ?? {};
    return isReady !== false;
  });
  return inSubsets + ready.length;
}

function eventOf(object: Fields, receivedMs: number): SeenEvent {
  const about = (key: string) => textAt(object, 'involvedObject', key) || textAt(object, 'regarding', key);
  return {
    receivedMs,
    isWarning: textAt(object, 'type') === 'Warning',
    reason: textAt(object, 'reason'),
    object: `${about('kind')}/${about('name')}`,
    message: textAt(object, 'message') || textAt(object, 'note'),
  };
}
