import type { Kind } from '../cluster/kubernetes.ts';

const VERSIONS = {
  Deployment: 'apps/v1',
  ReplicaSet: 'apps/v1',
  Pod: 'v1',
  HorizontalPodAutoscaler: 'autoscaling/v2',
  Event: 'v1',
  EndpointSlice: 'discovery.k8s.io/v1',
  PodMetrics: 'metrics.k8s.io/v1beta1',
} as const satisfies Record<Kind, string>;

/** As references from other objects name it. */
export function apiVersionOf(kind: Kind): string {
  return VERSIONS[kind];
}
