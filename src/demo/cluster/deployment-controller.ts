import { FIRST_PODS_AGE_S, NAMES, PERIODS } from './cluster-options.ts';
import { isReady, isTerminating, type Pod, withConditions } from './kubernetes.ts';
import { PodLifecycle } from './pod-lifecycle.ts';
import type { ClusterState } from './state.ts';

/** Deployment, replica set and endpoint slice: keeps as many pods as are asked for, and says which take traffic. */
export class DeploymentController {
  readonly #state: ClusterState;
  readonly #pods: PodLifecycle;

  constructor(state: ClusterState) {
    this.#state = state;
    this.#pods = new PodLifecycle(state, () => this.#podsChanged());
    this.#createObjects();
    for (let i = 0; i < state.options.minReplicas; i += 1) this.#pods.createReady(FIRST_PODS_AGE_S);
    this.#podsChanged();
    this.#publish();
  }

  /** Asks for another number of pods; they are made or removed a little later. */
  scale(replicas: number): void {
    const { store, time } = this.#state;
    const deployment = store.get('Deployment', NAMES.deployment);
    if (deployment === null || deployment.spec.replicas === replicas) return;
    const generation = (deployment.metadata.generation ?? 1) + 1;
    store.put({
      ...deployment,
      metadata: { ...deployment.metadata, generation },
      spec: { ...deployment.spec, replicas },
    });
    time.after(this.#state.draw(PERIODS.controllerLag), () => this.#reconcile());
  }

  #createObjects(): void {
    const { store, time, replicaSetName, options } = this.#state;
    const sinceMs = time.before(FIRST_PODS_AGE_S);
    const replicas = options.minReplicas;
    const meta = (name: string) => this.#state.meta(name, sinceMs, { generation: 1, labels: NAMES.labels });
    store.put({
      kind: 'Deployment',
      metadata: meta(NAMES.deployment),
      spec: { replicas, image: NAMES.image },
      status: {
        observedGeneration: 1,
        replicas: 0,
        updatedReplicas: 0,
        readyReplicas: 0,
        availableReplicas: 0,
        unavailableReplicas: 0,
        conditions: [],
      },
    });
    const owner = { kind: 'Deployment', name: NAMES.deployment } as const;
    store.put({
      kind: 'ReplicaSet',
      metadata: { ...meta(replicaSetName), owner },
      spec: { replicas },
      status: { replicas: 0, readyReplicas: 0, availableReplicas: 0 },
    });
    store.put({ kind: 'EndpointSlice', metadata: meta(NAMES.service), port: NAMES.port, endpoints: [] });
  }

  #reconcile(): void {
    const { store, replicaSetName } = this.#state;
    const deployment = store.get('Deployment', NAMES.deployment);
    const replicaSet = store.get('ReplicaSet', replicaSetName);
    if (deployment === null || replicaSet === null) return;
    const { replicas } = deployment.spec;
    const before = replicaSet.spec.replicas;
    if (replicas !== before) {
      store.put({ ...replicaSet, spec: { replicas } });
      const told = `Scaled ${replicas > before ? 'up' : 'down'} replica set ${replicaSetName} to ${replicas} from ${before}`;
      this.#state.event(deployment, 'Normal', 'ScalingReplicaSet', told, 'deployment-controller');
    }
    const pods = this.#livePods();
    for (let i = pods.length; i < replicas; i += 1) this.#pods.create();
    const surplus = Math.max(0, pods.length - replicas);
    for (const pod of [...pods].sort(mostDispensableFirst).slice(0, surplus)) {
      this.#pods.remove(pod.metadata.name);
    }
    this.#podsChanged();
  }

  /** Counts pods anew, and routes traffic by them a little later. */
  #podsChanged(): void {
    this.#writeStatus();
    this.#state.time.after(this.#state.draw(PERIODS.endpointLag), () => this.#publish());
  }

  #writeStatus(): void {
    const { store, time, replicaSetName } = this.#state;
    const deployment = store.get('Deployment', NAMES.deployment);
    const replicaSet = store.get('ReplicaSet', replicaSetName);
    if (deployment === null || replicaSet === null) return;
    const pods = this.#livePods();
    const ready = pods.filter(isReady).length;
    const counts = { replicas: pods.length, readyReplicas: ready, availableReplicas: ready };
    const wanted = deployment.spec.replicas;
    const next = {
      observedGeneration: deployment.metadata.generation ?? 1,
      ...counts,
      updatedReplicas: pods.length,
      unavailableReplicas: Math.max(0, wanted - ready),
      // A quarter of the pods may be missing (maxUnavailable 25 %) before it counts as unavailable.
      conditions: withConditions(
        deployment.status.conditions,
        [
          ready >= wanted - Math.floor(wanted / 4)
            ? { type: 'Available', status: 'True', reason: 'MinimumReplicasAvailable' }
            : { type: 'Available', status: 'False', reason: 'MinimumReplicasUnavailable' },
          { type: 'Progressing', status: 'True', reason: 'NewReplicaSetAvailable' },
        ],
        time.nowMs(),
      ),
    };
    if (JSON.stringify(next) === JSON.stringify(deployment.status)) return;
    store.put({ ...replicaSet, status: counts });
    store.put({ ...deployment, status: next });
  }

  #publish(): void {
    const { store, options } = this.#state;
    const slice = store.get('EndpointSlice', NAMES.service);
    const pods = store.list('Pod').filter((pod) => pod.status.podIP !== null);
    const endpoints = pods.map((pod) => {
      const terminating = isTerminating(pod);
      const serving = isReady(pod);
      return {
        address: pod.status.podIP ?? '',
        podName: pod.metadata.name,
        nodeName: pod.spec.nodeName ?? '',
        ready: serving && !terminating,
        serving,
        terminating,
      };
    });
    if (slice === null || JSON.stringify(endpoints) === JSON.stringify(slice.endpoints)) return;
    store.put({ ...slice, endpoints });
    options.workload.routed(endpoints.filter(({ ready }) => ready).map(({ podName }) => podName));
  }

  #livePods(): readonly Pod[] {
    return this.#state.store.list('Pod').filter((pod) => !isTerminating(pod));
  }
}

/** Which pod to lose first: those that do the least, then the youngest ("ActivePodsWithRanks" there). */
function mostDispensableFirst(a: Pod, b: Pod): number {
  return rank(a) - rank(b) || b.metadata.creationTimestamp - a.metadata.creationTimestamp;
}

function rank(pod: Pod): number {
  if (pod.spec.nodeName === null) return 0;
  if (pod.status.phase !== 'Running') return 1;
  return isReady(pod) ? 3 : 2;
}
