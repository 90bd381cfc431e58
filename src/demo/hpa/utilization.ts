import type { HpaTiming, ObservedPod, PodMetric, ResourceTarget } from './hpa-spec.ts';

/** What one metric says, and what it was computed from. */
export interface MetricProposal {
  readonly replicas: number;
  /** Whole percent of the requests, over the pods counted at first. */
  readonly utilization: number;
  /** Mean use of a pod counted at first, in the unit of the resource. */
  readonly averageValue: number;
  readonly readyPods: number;
  readonly unreadyPods: number;
  readonly missingPods: number;
}

/** A metric from which nothing follows; the message is the one that Kubernetes gives. */
export class MetricUnavailable extends Error {
  override readonly name = 'MetricUnavailable';
}

/**
 * The number of replicas by one metric of type Resource with a target utilisation: scaling.md 2.2, from kubernetes
 * `pkg/controller/podautoscaler/replica_calculator.go`, `GetResourceReplicas`.
 *
 * @param nowS seconds, on the clock of the pods and metrics.
 * @throws {MetricUnavailable} when there are no metrics or no pods to judge by.
 */
export function proposeReplicas(
  currentReplicas: number,
  target: ResourceTarget,
  pods: readonly ObservedPod[],
  metrics: ReadonlyMap<string, PodMetric>,
  nowS: number,
  timing: HpaTiming,
): MetricProposal {
  if (metrics.size === 0) {
    throw new MetricUnavailable(
      `unable to get metrics for resource ${target.name}: no metrics returned from resource metrics API`,
    );
  }
  if (pods.length === 0) {
    throw new MetricUnavailable('no pods returned by selector while calculating replica count');
  }
  const groups = groupPods(target, pods, metrics, nowS, timing);
  if (groups.counted.size === 0) {
    throw new MetricUnavailable('did not receive metrics for targeted pods (pods might be unready)');
  }
  const requests = new Map(pods.map((pod) => [pod.name, pod.requests[target.name]]));
  const first = utilizationOf(groups.counted, requests, target);
  return {
    replicas: replicasOf(currentReplicas, target, groups, requests, first.ratio, timing.tolerance),
    utilization: first.percent,
    averageValue: first.averageValue,
    readyPods: groups.ready,
    unreadyPods: groups.unready.length,
    missingPods: groups.missing.length,
  };
}

interface PodGroups {
  /** Use by pod: of the ready ones, and of any others that the metrics API knows. */
  readonly counted: Map<string, number>;
  readonly ready: number;
  readonly unready: readonly string[];
  readonly missing: readonly string[];
}

function groupPods(
  target: ResourceTarget,
  pods: readonly ObservedPod[],
  metrics: ReadonlyMap<string, PodMetric>,
  nowS: number,
  timing: HpaTiming,
): PodGroups {
  const counted = new Map([...metrics].map(([name, metric]) => [name, metric.value]));
  const unready: string[] = [];
  const missing: string[] = [];
  let ready = 0;
  for (const pod of pods) {
    const metric = metrics.get(pod.name);
    if (pod.deleted || pod.phase === 'Failed') {
      counted.delete(pod.name);
    } else if (
      pod.phase === 'Pending' ||
      (metric && target.name === 'cpu' && isUnready(pod, metric, nowS, timing))
    ) {
      counted.delete(pod.name);
      unready.push(pod.name);
    } else if (metric) {
      ready += 1;
    } else {
      missing.push(pod.name);
    }
  }
  return { counted, ready, unready, missing };
}

/** A young pod's CPU is start-up work until a whole window of it was measured while ready. */
function isUnready(pod: ObservedPod, metric: PodMetric, nowS: number, timing: HpaTiming): boolean {
  if (pod.readyTransitionS === null || pod.startS === null) return true;
  if (pod.startS + timing.cpuInitializationSeconds > nowS) {
    return !pod.ready || metric.atS < pod.readyTransitionS + metric.windowS;
  }
  return !pod.ready && pod.startS + timing.initialReadinessDelaySeconds > pod.readyTransitionS;
}

function replicasOf(
  currentReplicas: number,
  target: ResourceTarget,
  groups: PodGroups,
  requests: ReadonlyMap<string, number>,
  ratio: number,
  tolerance: number,
): number {
  const countUnready = groups.unready.length > 0 && ratio > 1;
  if (!countUnready && groups.missing.length === 0) {
    return withinTolerance(ratio, tolerance) ? currentReplicas : Math.ceil(ratio * groups.ready);
  }
  const assumed = new Map(groups.counted);
  for (const name of groups.missing) {
    // The cautious assumption for either direction; a target above 100 % stands in for "all of it".
    const share = Math.max(100, target.averageUtilization) / 100;
    if (ratio < 1) assumed.set(name, Math.trunc(share * (requests.get(name) ?? 0)));
    else if (ratio > 1) assumed.set(name, 0);
  }
  if (countUnready) for (const name of groups.unready) assumed.set(name, 0);
  const second = utilizationOf(assumed, requests, target).ratio;
  const turned = (ratio < 1 && second > 1) || (ratio > 1 && second < 1);
  if (withinTolerance(second, tolerance) || turned) return currentReplicas;
  const replicas = Math.ceil(second * assumed.size);
  const against = (second < 1 && replicas > currentReplicas) || (second > 1 && replicas < currentReplicas);
  return against ? currentReplicas : replicas;
}

/** In floating point as there: 77 % of a target of 70 % is 1.1, and 1.1 - 1 is more than 0.1. */
function withinTolerance(ratio: number, tolerance: number): boolean {
  return Math.abs(1 - ratio) <= tolerance;
}

function utilizationOf(
  use: ReadonlyMap<string, number>,
  requests: ReadonlyMap<string, number>,
  target: ResourceTarget,
): { percent: number; ratio: number; averageValue: number } {
  let used = 0;
  let requested = 0;
  let pods = 0;
  for (const [name, value] of use) {
    const request = requests.get(name);
    if (request === undefined) continue;
    used += value;
    requested += request;
    pods += 1;
  }
  if (requested === 0) throw new MetricUnavailable('no metrics returned matched known pods');
  // Whole percent before the ratio, as there.
  const percent = Math.trunc((used * 100) / requested);
  return { percent, ratio: percent / target.averageUtilization, averageValue: Math.trunc(used / pods) };
}
