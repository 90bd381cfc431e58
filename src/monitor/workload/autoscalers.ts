/** In which autoscalers are served: since Kubernetes 1.23, 1.12 and 1.2. */
export const AUTOSCALER_VERSIONS = ['autoscaling/v2', 'autoscaling/v2beta2', 'autoscaling/v1'] as const;
