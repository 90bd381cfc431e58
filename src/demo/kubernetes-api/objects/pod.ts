import { NAMES } from '../../cluster/cluster-options.ts';
import type { Pod } from '../../cluster/kubernetes.ts';
import { binaryQuantity, decimalQuantity } from '../quantity.ts';
import type { ServedObject } from '../served-object.ts';
import type { ServingContext } from '../serving-context.ts';
import { servedMetadata } from './metadata.ts';

/** `core/v1` Pod. */
export function servedPod(pod: Pod, context: ServingContext): ServedObject {
  const { metadata, spec } = pod;
  return {
    metadata: servedMetadata(metadata, context, {
      generateName: `${metadata.owner?.name}-`,
      labels: { ...metadata.labels, 'pod-template-hash': podTemplateHash(metadata.owner?.name ?? '') },
    }),
    spec: {
      ...podSpec(pod.spec.image, pod.spec.resources),
      nodeName: spec.nodeName ?? undefined,
      priority: 0,
      preemptionPolicy: 'PreemptLowerPriority',
    },
    status: status(pod, context),
  };
}

/** The last part of the name of the replica set. */
export function podTemplateHash(replicaSetName: string): string {
  return replicaSetName.slice(replicaSetName.lastIndexOf('-') + 1);
}

/** Of a pod and of what makes pods. */
export function podSpec(
  image: string,
  resources: Pod['spec']['resources'],
): Readonly<Record<string, unknown>> {
  return {
    containers: [
      {
        name: NAMES.container,
        image,
        ports: [{ name: 'http', containerPort: NAMES.port, protocol: 'TCP' }],
        resources: {
          limits: { cpu: decimalQuantity(resources.cpuLimitMillicores) },
          requests: {
            cpu: decimalQuantity(resources.cpuRequestMillicores),
            memory: binaryQuantity(resources.memoryRequestBytes),
          },
        },
        readinessProbe: {
          httpGet: { path: '/health', port: NAMES.port, scheme: 'HTTP' },
          initialDelaySeconds: 2,
          timeoutSeconds: 1,
          periodSeconds: 5,
          successThreshold: 1,
          failureThreshold: 3,
        },
        terminationMessagePath: '/dev/termination-log',
        terminationMessagePolicy: 'File',
        imagePullPolicy: 'IfNotPresent',
      },
    ],
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: 30,
    dnsPolicy: 'ClusterFirst',
    serviceAccountName: 'default',
    schedulerName: 'default-scheduler',
    enableServiceLinks: true,
  };
}

function status(
  { metadata, spec, status }: Pod,
  { clock }: ServingContext,
): Readonly<Record<string, unknown>> {
  const { container, podIP, startTime } = status;
  const { state } = container;
  const running = state.kind === 'running';
  const containerStatus = {
    name: NAMES.container,
    state: running
      ? { running: { startedAt: clock.second(state.startedAt) } }
      : { waiting: { reason: state.reason } },
    lastState: {},
    ready: container.ready,
    restartCount: container.restartCount,
    image: spec.image,
    imageID: running ? `docker.io/library/${spec.image}` : '',
    containerID: running ? `containerd://${metadata.uid.replaceAll('-', '')}` : undefined,
    started: running && container.ready,
  };
  return {
    phase: status.phase,
    conditions: status.conditions.map(({ lastTransitionTime, ...condition }) => ({
      ...condition,
      lastProbeTime: null,
      lastTransitionTime: clock.second(lastTransitionTime),
    })),
    hostIP: startTime === null ? undefined : '10.0.0.11',
    podIP: podIP ?? undefined,
    podIPs: podIP === null ? undefined : [{ ip: podIP }],
    startTime: startTime === null ? undefined : clock.second(startTime),
    // Nobody has looked after its containers before the kubelet took it.
    containerStatuses: startTime === null ? undefined : [containerStatus],
    qosClass: 'Burstable',
  };
}
