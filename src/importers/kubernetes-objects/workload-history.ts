import { kubernetesQuantity } from '../../decode/kubernetes-quantity.ts';
import type { ReplicaSeries, ScalingTimeline } from '../../model/scaling.ts';
import { countAt, objectsAt, type PlainObject, valueAt } from './fields.ts';
import type { Observation } from './observation.ts';
import { ReplicaHistory } from './replica-history.ts';

/** Follows a Deployment, StatefulSet or ReplicaSet. */
export class WorkloadHistory {
  readonly #desired: ReplicaHistory;
  readonly #created: ReplicaHistory;
  readonly #ready: ReplicaHistory;
  readonly #available: ReplicaHistory;
  #podRequests: ScalingTimeline['podRequests'] = { cpuCores: null, memoryBytes: null };

  /** @param kind as in the API: 'Deployment'. */
  constructor(kind: string) {
    this.#desired = new ReplicaHistory('desired', kind);
    this.#created = new ReplicaHistory('created', kind);
    this.#ready = new ReplicaHistory('ready', kind);
    this.#available = new ReplicaHistory('available', kind);
  }

  /** What each of its pods asks for. */
  get podRequests(): ScalingTimeline['podRequests'] {
    return this.#podRequests;
  }

  observe({ seen, change, object }: Observation): void {
    const template = valueAt(object, 'spec', 'template');
    if (template !== undefined) this.#podRequests = podRequestsOf(template);
    if (seen === null || change === 'deleted') return;
    // Counts of nothing are left out of the object.
    this.#desired.observe(countAt(object, 'spec', 'replicas'), seen, change);
    this.#created.observe(countAt(object, 'status', 'replicas') ?? 0, seen, change);
    this.#ready.observe(countAt(object, 'status', 'readyReplicas') ?? 0, seen, change);
    this.#available.observe(countAt(object, 'status', 'availableReplicas') ?? 0, seen, change);
  }

  /** @param toMs until when it was followed, Unix epoch ms. */
  finish(toMs: number): readonly ReplicaSeries[] {
    const all = [this.#desired, this.#created, this.#ready, this.#available];
    for (const history of all) history.extendTo(toMs);
    return all.map((history) => history.finish()).filter((series) => series !== null);
  }
}

/** What the containers of a pod ask for together; null where one of them asks for nothing. */
function podRequestsOf(pod: unknown): ScalingTimeline['podRequests'] {
  const containers = objectsAt(pod, 'spec', 'containers');
  return { cpuCores: sumOf(containers, 'cpu'), memoryBytes: sumOf(containers, 'memory') };
}

function sumOf(containers: readonly PlainObject[], resource: string): number | null {
  const requests = containers.map((container) =>
    kubernetesQuantity(
      valueAt(container, 'resources', 'requests', resource) ??
        valueAt(container, 'resources', 'limits', resource),
    ),
  );
  if (requests.length === 0 || requests.includes(null)) return null;
  return requests.reduce<number>((sum, request) => sum + (request ?? 0), 0);
}
