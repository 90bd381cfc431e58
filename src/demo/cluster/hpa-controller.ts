import { Autoscaler, type MetricsByResource } from '../hpa/autoscaler.ts';
import type { HpaDecision } from '../hpa/decision.ts';
import type { HpaSpec, ObservedPod } from '../hpa/hpa-spec.ts';
import { FIRST_PODS_AGE_S, NAMES, PERIODS, TARGETS } from './cluster-options.ts';
import type { DeploymentController } from './deployment-controller.ts';
import {
  conditionOf,
  type HorizontalPodAutoscaler,
  type Instant,
  isReady,
  isTerminating,
  type Pod,
  withConditions,
} from './kubernetes.ts';
import type { ClusterState } from './state.ts';

const SOURCE = 'horizontal-pod-autoscaler';

/** A decision with the instant at which it was made. */
export interface TimedDecision extends HpaDecision {
  readonly atMs: Instant;
}

/** The control loop around the decisions: reads the cluster, scales, and writes status and events. */
export class HpaController {
  readonly #state: ClusterState;
  readonly #deployment: DeploymentController;
  readonly #autoscaler: Autoscaler;
  readonly #decided: (decision: TimedDecision) => void;

  /** @param decided is told of every sync. */
  constructor(
    state: ClusterState,
    deployment: DeploymentController,
    decided: (decision: TimedDecision) => void,
  ) {
    this.#state = state;
    this.#deployment = deployment;
    this.#decided = decided;
    const { minReplicas, maxReplicas, behavior } = state.options;
    const spec: HpaSpec = { minReplicas, maxReplicas, metrics: TARGETS, ...(behavior ? { behavior } : {}) };
    this.#autoscaler = new Autoscaler(spec);
    state.store.put({
      kind: 'HorizontalPodAutoscaler',
      metadata: state.meta(NAMES.hpa, state.time.before(FIRST_PODS_AGE_S), { labels: NAMES.labels }),
      spec: { ...spec, scaleTargetRef: { kind: 'Deployment', name: NAMES.deployment } },
      status: {
        currentReplicas: minReplicas,
        desiredReplicas: minReplicas,
        lastScaleTime: null,
        currentMetrics: [],
        conditions: [],
      },
    });
    // The loop has run for long: by its first sync of this story there are metrics.
    state.time.after(PERIODS.metricsScrape + state.draw([0, PERIODS.hpaSync]), () => this.#sync());
  }

  #sync(): void {
    const { store, time } = this.#state;
    const deployment = store.get('Deployment', NAMES.deployment);
    const hpa = store.get('HorizontalPodAutoscaler', NAMES.hpa);
    if (deployment === null || hpa === null) return;
    const atMs = time.nowMs();
    const pods = store.list('Pod').map((pod) => this.#observed(pod));
    const decision = this.#autoscaler.sync(
      time.secondsAt(atMs),
      deployment.spec.replicas,
      pods,
      this.#metrics(),
    );
    this.#decided({ ...decision, atMs });
    if (decision.rescaleReason !== null) this.#deployment.scale(decision.desiredReplicas);
    this.#tell(hpa, decision);
    this.#writeStatus(hpa, decision, atMs);
    // The key goes back into the queue 15 s after the work is done, so the phase drifts.
    time.after(PERIODS.hpaSync + this.#state.draw(PERIODS.hpaProcessing), () => this.#sync());
  }

  #observed(pod: Pod): ObservedPod {
    const { time } = this.#state;
    const ready = conditionOf(pod.status.conditions, 'Ready');
    const { startTime, phase } = pod.status;
    const { cpuRequestMillicores, memoryRequestBytes } = pod.spec.resources;
    return {
      name: pod.metadata.name,
      phase: phase === 'Succeeded' ? 'Failed' : phase,
      deleted: isTerminating(pod),
      ready: isReady(pod),
      readyTransitionS: ready === null ? null : time.secondsAt(ready.lastTransitionTime),
      startS: startTime === null ? null : time.secondsAt(startTime),
      requests: { cpu: cpuRequestMillicores, memory: memoryRequestBytes },
    };
  }

  #metrics(): MetricsByResource {
    const { store, time } = this.#state;
    const all = store.list('PodMetrics').map((metrics) => {
      const of = (value: number) => ({
        value,
        atS: time.secondsAt(metrics.timestamp),
        windowS: metrics.windowSeconds,
      });
      return { name: metrics.metadata.name, cpu: of(metrics.cpuMillicores), memory: of(metrics.memoryBytes) };
    });
    return {
      cpu: new Map(all.map(({ name, cpu }) => [name, cpu])),
      memory: new Map(all.map(({ name, memory }) => [name, memory])),
    };
  }

  #tell(hpa: HorizontalPodAutoscaler, decision: HpaDecision): void {
    if (decision.rescaleReason !== null) {
      const told = `New size: ${decision.desiredReplicas}; reason: ${decision.rescaleReason}`;
      this.#state.event(hpa, 'Normal', 'SuccessfulRescale', told, SOURCE);
    }
    if (decision.error !== null) {
      for (const { message } of decision.failures) {
        this.#state.event(hpa, 'Warning', 'FailedGetResourceMetric', message, SOURCE);
      }
      this.#state.event(hpa, 'Warning', 'FailedComputeMetricsReplicas', decision.error, SOURCE);
    }
  }

  /** Only when something in it changed: a watch shows no sync that came to the same. */
  #writeStatus(hpa: HorizontalPodAutoscaler, decision: HpaDecision, atMs: Instant): void {
    const status: HorizontalPodAutoscaler['status'] = {
      currentReplicas: decision.currentReplicas,
      desiredReplicas: decision.desiredReplicas,
      lastScaleTime: decision.rescaleReason === null ? hpa.status.lastScaleTime : atMs,
      currentMetrics: decision.metrics.map(({ name, utilization, averageValue }) => ({
        name,
        averageUtilization: utilization,
        averageValue,
      })),
      conditions: withConditions(hpa.status.conditions, decision.conditions, atMs),
    };
    if (JSON.stringify(status) === JSON.stringify(hpa.status)) return;
    this.#state.store.put({ ...hpa, status });
  }
}
