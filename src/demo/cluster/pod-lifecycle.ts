import { GRACE_PERIOD_S, NAMES, PERIODS, RESOURCES } from './cluster-options.ts';
import { isTerminating, type Pod, type PodConditionType, withConditions } from './kubernetes.ts';
import type { ClusterState } from './state.ts';

const NODES = ['demo-pool-1-b7qk', 'demo-pool-1-x2mz', 'demo-pool-1-z9rd'] as const;
const NOT_READY = {
  status: 'False',
  reason: 'ContainersNotReady',
  message: `containers with unready status: [${NAMES.container}]`,
} as const;
const SCHEDULED = 'PodScheduled' satisfies PodConditionType;

/** Scheduler and kubelet: takes pods from their creation to ready, and from their deletion to gone. */
export class PodLifecycle {
  readonly #state: ClusterState;
  readonly #changed: () => void;
  #addresses = 4;

  /** @param changed called after the readiness or the existence of a pod changed. */
  constructor(state: ClusterState, changed: () => void) {
    this.#state = state;
    this.#changed = changed;
  }

  create(): void {
    const { state, pod } = this.#newPod(this.#state.time.nowMs());
    state.store.put(pod);
    const replicaSet = state.store.get('ReplicaSet', state.replicaSetName);
    const told = `Created pod: ${pod.metadata.name}`;
    if (replicaSet) state.event(replicaSet, 'Normal', 'SuccessfulCreate', told, 'replicaset-controller');
    const readyIn = state.draw(PERIODS.ready);
    state.time.after(state.draw(PERIODS.scheduling), () => this.#schedule(pod.metadata.name));
    state.time.after(readyIn, () => this.#ready(pod.metadata.name));
  }

  /** A pod that has been ready for long when the cluster's story begins. */
  createReady(ageSeconds: number): void {
    const sinceMs = this.#state.time.before(ageSeconds);
    const { state, pod } = this.#newPod(sinceMs);
    const types = [SCHEDULED, 'Initialized', 'ContainersReady', 'Ready'] as const;
    const conditions = types.map((type) => ({ type, status: 'True', lastTransitionTime: sinceMs }) as const);
    state.store.put({
      ...pod,
      spec: { ...pod.spec, nodeName: this.#node() },
      status: {
        phase: 'Running',
        startTime: sinceMs,
        podIP: this.#address(),
        conditions,
        container: { ready: true, restartCount: 0, state: { kind: 'running', startedAt: sinceMs } },
      },
    });
    state.options.workload.started(pod.metadata.name);
  }

  remove(name: string): void {
    const { store, time, options } = this.#state;
    const pod = store.get('Pod', name);
    if (pod === null || isTerminating(pod)) return;
    const metadata = {
      ...pod.metadata,
      deletionTimestamp: time.nowMs() + 1000 * GRACE_PERIOD_S,
      deletionGracePeriodSeconds: GRACE_PERIOD_S,
    };
    const doomed = store.put({ ...pod, metadata });
    const replicaSet = store.get('ReplicaSet', this.#state.replicaSetName);
    const told = `Deleted pod: ${name}`;
    if (replicaSet)
      this.#state.event(replicaSet, 'Normal', 'SuccessfulDelete', told, 'replicaset-controller');
    this.#changed();
    if (doomed.status.container.state.kind === 'waiting') {
      this.#gone(name);
      return;
    }
    this.#state.event(doomed, 'Normal', 'Killing', 'Stopping container backend', 'kubelet');
    const stopIn = this.#state.draw(PERIODS.containerStop);
    const overdue = options.clock.after(1000 * GRACE_PERIOD_S, () => this.#gone(name));
    options.workload.terminating(name, () => {
      overdue();
      time.after(stopIn, () => this.#gone(name));
    });
  }

  #newPod(createdMs: number): { state: ClusterState; pod: Pod } {
    const state = this.#state;
    const name = `${state.replicaSetName}-${state.random.letters(5)}`;
    const owner = { kind: 'ReplicaSet', name: state.replicaSetName } as const;
    const pod: Pod = {
      kind: 'Pod',
      metadata: state.meta(name, createdMs, { labels: NAMES.labels, owner }),
      spec: { nodeName: null, image: NAMES.image, resources: RESOURCES },
      status: {
        phase: 'Pending',
        startTime: null,
        podIP: null,
        conditions: [],
        container: {
          ready: false,
          restartCount: 0,
          state: { kind: 'waiting', reason: 'ContainerCreating' },
        },
      },
    };
    return { state, pod };
  }

  #schedule(name: string): void {
    const pod = this.#alive(name);
    if (pod === null) return;
    const nodeName = this.#node();
    const scheduled = this.#update({ ...pod, spec: { ...pod.spec, nodeName } }, [
      { type: SCHEDULED, status: 'True' },
    ]);
    const told = `Successfully assigned ${NAMES.namespace}/${name} to ${nodeName}`;
    this.#state.event(scheduled, 'Normal', 'Scheduled', told, 'default-scheduler');
    const { time } = this.#state;
    time.after(this.#state.draw(PERIODS.kubeletPickup), () => this.#pickUp(name));
    time.after(this.#state.draw(PERIODS.containerStart), () => this.#start(name));
  }

  #pickUp(name: string): void {
    const pod = this.#alive(name);
    if (pod === null) return;
    const status = { ...pod.status, startTime: this.#state.time.nowMs() };
    const taken = this.#update({ ...pod, status }, [
      { type: 'Initialized', status: 'True' },
      { type: 'ContainersReady', ...NOT_READY },
      { type: 'Ready', ...NOT_READY },
    ]);
    this.#state.event(taken, 'Normal', 'Pulling', `Pulling image "${NAMES.image}"`, 'kubelet');
  }

  #start(name: string): void {
    const pod = this.#alive(name);
    if (pod === null) return;
    const startedAt = this.#state.time.nowMs();
    const podIP = this.#address();
    const container = { ready: false, restartCount: 0, state: { kind: 'running', startedAt } } as const;
    const started = this.#update(
      { ...pod, status: { ...pod.status, phase: 'Running', podIP, container } },
      [],
    );
    const tell = (reason: string, message: string) =>
      this.#state.event(started, 'Normal', reason, message, 'kubelet');
    tell('Pulled', `Successfully pulled image "${NAMES.image}"`);
    tell('Created', 'Created container: backend');
    tell('Started', 'Started container backend');
    this.#state.options.workload.started(name);
    this.#state.time.after(2, () => this.#probe(name));
  }

  /** The readiness probe, every 5 s: refused while the program loads. */
  #probe(name: string): void {
    const pod = this.#alive(name);
    if (pod === null || pod.status.container.ready) return;
    const address = `${pod.status.podIP}:${NAMES.port}`;
    const told = `Readiness probe failed: Get "http://${address}/health": dial tcp ${address}: connect: connection refused`;
    this.#state.event(pod, 'Warning', 'Unhealthy', told, 'kubelet');
    this.#state.time.after(5, () => this.#probe(name));
  }

  #ready(name: string): void {
    const pod = this.#alive(name);
    if (pod === null) return;
    const container = { ...pod.status.container, ready: true };
    this.#update({ ...pod, status: { ...pod.status, container } }, [
      { type: 'ContainersReady', status: 'True' },
      { type: 'Ready', status: 'True' },
    ]);
    this.#changed();
  }

  #gone(name: string): void {
    const { store, options } = this.#state;
    if (store.get('Pod', name) === null) return;
    options.workload.stopped(name);
    store.remove('PodMetrics', name);
    store.remove('Pod', name);
    this.#changed();
  }

  #alive(name: string): Pod | null {
    const pod = this.#state.store.get('Pod', name);
    return pod === null || isTerminating(pod) ? null : pod;
  }

  #update(pod: Pod, conditions: Parameters<typeof withConditions<PodConditionType>>[1]): Pod {
    const all = withConditions(pod.status.conditions, conditions, this.#state.time.nowMs());
    return this.#state.store.put({ ...pod, status: { ...pod.status, conditions: all } });
  }

  #node(): string {
    return NODES[this.#state.random.below(NODES.length)] ?? NODES[0];
  }

  /** 10.1.x.y, the next one. */
  #address(): string {
    this.#addresses += 1;
    return `10.1.${Math.floor(this.#addresses / 250)}.${1 + (this.#addresses % 250)}`;
  }
}
