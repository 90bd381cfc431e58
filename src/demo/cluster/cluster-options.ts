import type { Clock } from '../clock.ts';
import type { HpaBehavior, ResourceTarget } from '../hpa/hpa-spec.ts';
import type { PodResources } from './kubernetes.ts';

export interface ClusterOptions {
  readonly clock: Clock;
  /** Equal seeds and equal loads give equal histories. */
  readonly seed: number;
  /** Cluster seconds per second of the wall; at least 1. */
  readonly compression: number;
  readonly minReplicas: number;
  readonly maxReplicas: number;
  /** Without it the deployment stays at its minimum and there is no HPA. */
  readonly autoscale: boolean;
  readonly behavior?: HpaBehavior;
  readonly workload: Workload;
}

/** What runs in the pods. The cluster tells it of their lives and asks what they use. */
export interface Workload {
  /** The container runs and is not ready. */
  started(podName: string): void;
  /** Those to which traffic may go from now on. */
  routed(podNames: readonly string[]): void;
  /** No new traffic comes; calls `idle` when the work that it has is done. */
  terminating(podName: string, idle: () => void): void;
  /** The container is killed with the work that it has. */
  stopped(podName: string): void;
  usage(podName: string): PodUsage;
}

export interface PodUsage {
  /** Since the container started: 1000 millicores for 1 ms are 1000. */
  readonly cpuMillicoreMs: number;
  readonly memoryBytes: number;
}

/** Of the reference deployment: one namespace, one workload. */
export const NAMES = {
  namespace: 'default',
  deployment: 'llm-chatbot-backend',
  hpa: 'llm-chatbot-hpa',
  service: 'llm-chatbot-backend-service',
  labels: { app: 'llm-chatbot' },
  container: 'backend',
  image: 'llm-chatbot-backend:1.4.2',
  port: 8000,
} as const;

export const RESOURCES: PodResources = {
  cpuRequestMillicores: 500,
  cpuLimitMillicores: 1000,
  memoryRequestBytes: 512 * 1024 ** 2,
};

/** scenarios.md: scales up above 70 % of the CPU or 80 % of the memory that was requested. */
export const TARGETS: readonly ResourceTarget[] = [
  { name: 'cpu', averageUtilization: 70 },
  { name: 'memory', averageUtilization: 80 },
];

/** Seconds of the cluster. What was measured of a real control plane: scaling.md 2.1 and 3.1. */
export const PERIODS = {
  hpaSync: 15,
  hpaProcessing: [0.003, 0.018],
  metricsScrape: 15,
  controllerLag: [0.01, 0.06],
  scheduling: [0.01, 0.05],
  kubeletPickup: [0.2, 0.8],
  containerStart: [1, 7],
  /** From its creation. */
  ready: [12, 20],
  endpointLag: [0.08, 0.3],
  containerStop: [1.5, 4.5],
} as const;

/**
 * Seconds of the wall that a terminating pod may take to finish its answers. Not compressed, since answers are not:
 * a compressed cluster would kill answers that a real one lets finish.
 */
export const GRACE_PERIOD_S = 30;

/** How long everything has been there when the story begins, in seconds of the cluster. */
export const FIRST_PODS_AGE_S = 3600;
