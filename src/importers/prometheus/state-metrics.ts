import type { ReplicaSeries } from '../../model/scaling.ts';

/** What a series of kube-state-metrics counts. https://github.com/kubernetes/kube-state-metrics/tree/main/docs */
export interface CountedReplicas {
  readonly quantity: ReplicaSeries['quantity'];
  /** The label that names the object. */
  readonly named: string;
  readonly kind: string;
}

function counted(kind: string, named: string, quantity: ReplicaSeries['quantity']): CountedReplicas {
  return { kind, named, quantity };
}

const HPA = 'HorizontalPodAutoscaler';

/** By name of the series. Before kube-state-metrics 2.0 those of the autoscaler began with `kube_hpa_`. */
export const COUNTED: ReadonlyMap<string, CountedReplicas> = new Map([
  ['kube_deployment_spec_replicas', counted('Deployment', 'deployment', 'desired')],
  ['kube_deployment_status_replicas', counted('Deployment', 'deployment', 'created')],
  ['kube_deployment_status_replicas_ready', counted('Deployment', 'deployment', 'ready')],
  ['kube_deployment_status_replicas_available', counted('Deployment', 'deployment', 'available')],
  ['kube_statefulset_replicas', counted('StatefulSet', 'statefulset', 'desired')],
  ['kube_statefulset_status_replicas', counted('StatefulSet', 'statefulset', 'created')],
  ['kube_statefulset_status_replicas_ready', counted('StatefulSet', 'statefulset', 'ready')],
  ['kube_statefulset_status_replicas_available', counted('StatefulSet', 'statefulset', 'available')],
  [
    'kube_horizontalpodautoscaler_status_desired_replicas',
    counted(HPA, 'horizontalpodautoscaler', 'desired'),
  ],
  ['kube_hpa_status_desired_replicas', counted(HPA, 'hpa', 'desired')],
]);

/** The limits of an autoscaler, by name of the series. */
export const LIMITS: ReadonlyMap<string, { readonly limit: 'min' | 'max'; readonly named: string }> = new Map(
  [
    ['kube_horizontalpodautoscaler_spec_min_replicas', { limit: 'min', named: 'horizontalpodautoscaler' }],
    ['kube_horizontalpodautoscaler_spec_max_replicas', { limit: 'max', named: 'horizontalpodautoscaler' }],
    ['kube_hpa_spec_min_replicas', { limit: 'min', named: 'hpa' }],
    ['kube_hpa_spec_max_replicas', { limit: 'max', named: 'hpa' }],
  ],
);

/** Instants of a pod's life as values in Unix epoch s, by name of the series. */
export const POD_TIMES: ReadonlyMap<string, 'created' | 'scheduled' | 'started' | 'ready'> = new Map([
  ['kube_pod_created', 'created'],
  ['kube_pod_status_scheduled_time', 'scheduled'],
  ['kube_pod_container_state_started', 'started'],
  ['kube_pod_status_ready_time', 'ready'],
]);

/** Names that other series are read from. */
export const READY_CONDITION = 'kube_pod_status_ready';
export const SPEC_TARGET = /^kube_(?:horizontalpodautoscaler|hpa)_spec_target_metric$/;
export const STATUS_TARGET = /^kube_(?:horizontalpodautoscaler|hpa)_status_target_metric$/;
export const AUTOSCALER_INFO = 'kube_horizontalpodautoscaler_info';
