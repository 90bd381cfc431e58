import { NAMES, RESOURCES } from '../../cluster/cluster-options.ts';
import type { Deployment, ReplicaSet } from '../../cluster/kubernetes.ts';
import type { ServedObject } from '../served-object.ts';
import type { ServingContext } from '../serving-context.ts';
import { servedMetadata } from './metadata.ts';
import { podSpec, podTemplateHash } from './pod.ts';

const MESSAGES: Readonly<Record<string, string>> = {
  MinimumReplicasAvailable: 'Deployment has minimum availability.',
  MinimumReplicasUnavailable: 'Deployment does not have minimum availability.',
};

/** `apps/v1` Deployment. */
export function servedDeployment(deployment: Deployment, context: ServingContext): ServedObject {
  const { metadata, spec, status } = deployment;
  const { conditions, observedGeneration, ...counts } = status;
  const stamp = (instant: number) => context.clock.second(instant);
  return {
    metadata: servedMetadata(metadata, context, {
      annotations: { 'deployment.kubernetes.io/revision': '1' },
    }),
    spec: {
      replicas: spec.replicas,
      selector: { matchLabels: NAMES.labels },
      template: {
        metadata: { creationTimestamp: null, labels: NAMES.labels },
        spec: podSpec(spec.image, RESOURCES),
      },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '25%', maxSurge: '25%' } },
      revisionHistoryLimit: 10,
      progressDeadlineSeconds: 600,
    },
    status: {
      observedGeneration,
      ...withoutZeros(counts),
      conditions: conditions.map(({ lastTransitionTime, ...condition }) => ({
        ...condition,
        message: MESSAGES[condition.reason ?? ''] ?? 'ReplicaSet has successfully progressed.',
        lastUpdateTime: stamp(lastTransitionTime),
        lastTransitionTime: stamp(lastTransitionTime),
      })),
    },
  };
}

/** `apps/v1` ReplicaSet. */
export function servedReplicaSet(replicaSet: ReplicaSet, context: ServingContext): ServedObject {
  const { metadata, spec, status } = replicaSet;
  const labels = { ...NAMES.labels, 'pod-template-hash': podTemplateHash(metadata.name) };
  const { replicas, ...counts } = status;
  return {
    metadata: servedMetadata(metadata, context, {
      labels,
      annotations: {
        'deployment.kubernetes.io/desired-replicas': String(spec.replicas),
        'deployment.kubernetes.io/revision': '1',
      },
    }),
    spec: {
      replicas: spec.replicas,
      selector: { matchLabels: labels },
      template: { metadata: { creationTimestamp: null, labels }, spec: podSpec(NAMES.image, RESOURCES) },
    },
    status: {
      replicas,
      ...withoutZeros({ fullyLabeledReplicas: replicas, ...counts }),
      observedGeneration: metadata.generation,
    },
  };
}

/** `autoscaling/v1` Scale: the subresource `scale` of a deployment or a replica set. */
export function servedScale(workload: Deployment | ReplicaSet, context: ServingContext): ServedObject {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = servedMetadata(
    workload.metadata,
    context,
  );
  return {
    metadata: {
      name,
      ...(namespace === undefined ? {} : { namespace }),
      uid,
      ...(resourceVersion === undefined ? {} : { resourceVersion }),
      creationTimestamp,
    },
    spec: { replicas: workload.spec.replicas },
    status: {
      replicas: workload.status.replicas,
      selector: Object.entries(NAMES.labels)
        .map(([key, value]) => `${key}=${value}`)
        .join(','),
    },
  };
}

/** Kubernetes leaves out a count that is zero. */
function withoutZeros(counts: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0));
}
