import type { ClusterOptions } from './cluster-options.ts';
import { DeploymentController } from './deployment-controller.ts';
import { HpaController, type TimedDecision } from './hpa-controller.ts';
import type { Instant } from './kubernetes.ts';
import { MetricsServer } from './metrics-server.ts';
import type { ChangeListener, ObjectStore } from './object-store.ts';
import { ClusterState } from './state.ts';

/**
 * A Kubernetes cluster with one deployment that a HorizontalPodAutoscaler scales, simulated on the clock that it is
 * given. Its objects are in `store`, in the words of the Kubernetes API. It ends when its clock calls no timer any more.
 */
export class SimulatedCluster {
  readonly store: ObjectStore;
  /** Seconds of the cluster per second of the wall. */
  readonly compression: number;
  readonly #state: ClusterState;
  readonly #decisionListeners = new Set<(decision: TimedDecision) => void>();

  constructor(options: ClusterOptions) {
    const state = new ClusterState(options);
    this.#state = state;
    this.store = state.store;
    this.compression = options.compression;
    const deployment = new DeploymentController(state);
    new MetricsServer(state);
    if (options.autoscale) {
      new HpaController(state, deployment, (decision) => {
        for (const listener of this.#decisionListeners) listener(decision);
      });
    }
  }

  /** Of the clock with which it stamps its objects. */
  nowMs(): Instant {
    return this.#state.time.nowMs();
  }

  /** As `ObjectStore.onChange`. */
  onChange(listener: ChangeListener): () => void {
    return this.store.onChange(listener);
  }

  /** Every sync of the autoscaler, also those that leave all as it is. */
  onDecision(listener: (decision: TimedDecision) => void): () => void {
    this.#decisionListeners.add(listener);
    return () => this.#decisionListeners.delete(listener);
  }
}
