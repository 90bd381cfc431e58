import { NAMES } from '../../cluster/cluster-options.ts';
import type { PodMetrics } from '../../cluster/kubernetes.ts';
import { binaryQuantity, decimalQuantity, goDuration } from '../quantity.ts';
import type { ServedObject } from '../served-object.ts';
import type { ServingContext } from '../serving-context.ts';

/** `metrics.k8s.io/v1beta1` PodMetrics. The window is of the wall, as the timestamp is. */
export function servedPodMetrics(metrics: PodMetrics, context: ServingContext): ServedObject {
  const { clock, compression } = context;
  const { name, namespace } = metrics.metadata;
  return {
    metadata: { name, namespace, creationTimestamp: clock.second(metrics.timestamp), labels: NAMES.labels },
    timestamp: clock.second(metrics.timestamp),
    window: goDuration(metrics.windowSeconds / compression),
    containers: [
      {
        name: NAMES.container,
        usage: {
          cpu: decimalQuantity(metrics.cpuMillicores),
          memory: binaryQuantity(metrics.memoryBytes),
        },
      },
    ],
  };
}
