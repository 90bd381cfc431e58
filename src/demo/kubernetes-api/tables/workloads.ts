import { NAMES } from '../../cluster/cluster-options.ts';
import type { Deployment, Pod, ReplicaSet } from '../../cluster/kubernetes.ts';
import { podTemplateHash } from '../objects/pod.ts';
import type { ServingContext } from '../serving-context.ts';
import { ageOf } from './age.ts';
import { type Cell, column, count, NAME, wide } from './column.ts';

// The tables of `pkg/printers/internalversion/printers.go` of Kubernetes.

const OF_TEMPLATE = [wide(column('Containers')), wide(column('Images')), wide(column('Selector'))] as const;

export const POD_COLUMNS = [
  NAME,
  column('Ready'),
  column('Status'),
  column('Restarts'),
  column('Age'),
  wide(column('IP')),
  wide(column('Node')),
  wide(column('Nominated Node')),
  wide(column('Readiness Gates')),
] as const;

export function podCells(pod: Pod, { clock }: ServingContext): readonly Cell[] {
  const { metadata, spec, status } = pod;
  return [
    metadata.name,
    `${status.container.ready ? 1 : 0}/1`,
    podState(pod),
    String(status.container.restartCount),
    ageOf(metadata.creationTimestamp, clock),
    status.podIP ?? '<none>',
    spec.nodeName ?? '<none>',
    '<none>',
    '<none>',
  ];
}

function podState({ metadata, status }: Pod): string {
  if (metadata.deletionTimestamp !== undefined) return 'Terminating';
  const { state } = status.container;
  // What the container waits for is known when the kubelet has taken the pod.
  return state.kind === 'waiting' && status.startTime !== null ? state.reason : status.phase;
}

export const DEPLOYMENT_COLUMNS = [
  NAME,
  column('Ready'),
  count('Up-to-date'),
  count('Available'),
  column('Age'),
  ...OF_TEMPLATE,
] as const;

export function deploymentCells(
  { metadata, spec, status }: Deployment,
  context: ServingContext,
): readonly Cell[] {
  return [
    metadata.name,
    `${status.readyReplicas}/${spec.replicas}`,
    status.updatedReplicas,
    status.availableReplicas,
    ageOf(metadata.creationTimestamp, context.clock),
    NAMES.container,
    spec.image,
    selectorText(NAMES.labels),
  ];
}

export const REPLICA_SET_COLUMNS = [
  NAME,
  count('Desired'),
  count('Current'),
  count('Ready'),
  column('Age'),
  ...OF_TEMPLATE,
] as const;

export function replicaSetCells(
  { metadata, spec, status }: ReplicaSet,
  context: ServingContext,
): readonly Cell[] {
  return [
    metadata.name,
    spec.replicas,
    status.replicas,
    status.readyReplicas,
    ageOf(metadata.creationTimestamp, context.clock),
    NAMES.container,
    NAMES.image,
    selectorText({ ...NAMES.labels, 'pod-template-hash': podTemplateHash(metadata.name) }),
  ];
}

/** 'app=llm-chatbot,tier=backend'. */
export function selectorText(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
}
