import { NAMES } from '../cluster/cluster-options.ts';
import type { ClusterEvent } from '../cluster/kubernetes.ts';
import { apiVersionOf } from './api-version.ts';
import { fixedResource, resourceOf } from './define-resource.ts';
import { fieldPathOf, servedEvent, servedEventsV1 } from './objects/event.ts';
import { servedHpa, servedHpaV1 } from './objects/horizontal-pod-autoscaler.ts';
import { servedNamespace } from './objects/namespace.ts';
import { servedEndpointSlice, servedEndpoints, servedService } from './objects/networking.ts';
import { servedPod } from './objects/pod.ts';
import { servedPodMetrics } from './objects/pod-metrics.ts';
import { servedDeployment, servedReplicaSet, servedScale } from './objects/workload.ts';
import type { ApiResource } from './resource.ts';
import type { ServingContext } from './serving-context.ts';
import { HPA_COLUMNS, hpaCells } from './tables/horizontal-pod-autoscaler.ts';
import * as others from './tables/others.ts';
import * as workloads from './tables/workloads.ts';

/** All that can be read. In discovery the first version of a group is the preferred one. */
export function apiResources(context: ServingContext): readonly ApiResource[] {
  return [...core(context), ...apps(context), ...autoscaling(context), ...further(context)];
}

function core(context: ServingContext): readonly ApiResource[] {
  const pods = resourceOf(
    'Pod',
    {
      plural: 'pods',
      kind: 'Pod',
      shortNames: ['po'],
      serve: servedPod,
      fields: {
        'spec.nodeName': ({ spec }) => spec.nodeName ?? '',
        'spec.restartPolicy': () => 'Always',
        'spec.serviceAccountName': () => 'default',
        'status.phase': ({ status }) => status.phase,
        'status.podIP': ({ status }) => status.podIP ?? '',
      },
      columns: workloads.POD_COLUMNS,
      cells: workloads.podCells,
    },
    context,
  );
  const events = resourceOf(
    'Event',
    {
      plural: 'events',
      kind: 'Event',
      shortNames: ['ev'],
      serve: servedEvent,
      fields: eventFields('involvedObject'),
      columns: others.EVENT_COLUMNS,
      cells: others.eventCells,
    },
    context,
  );
  const endpoints = resourceOf(
    'EndpointSlice',
    {
      plural: 'endpoints',
      kind: 'Endpoints',
      shortNames: ['ep'],
      serve: servedEndpoints,
      columns: others.ENDPOINTS_COLUMNS,
      cells: others.endpointsCells,
    },
    context,
  );
  return [pods, events, endpoints, ...unchanging(context)];
}

/** The service and the namespace have been there as long as the deployment. */
function unchanging(context: ServingContext): readonly ApiResource[] {
  const deployment = context.store.get('Deployment', NAMES.deployment);
  if (deployment === null) throw new Error('the cluster has no deployment');
  const slice = context.store.get('EndpointSlice', NAMES.service);
  const { labels: _, generation: __, ...metadata } = { ...deployment.metadata, resourceVersion: 1 };
  const uid = slice?.metadata.uid ?? '';
  const service = {
    kind: 'Service',
    metadata: { ...metadata, name: NAMES.service, uid, labels: NAMES.labels },
  } as const;
  const namespace = { kind: 'Namespace', metadata: { ...metadata, name: NAMES.namespace } } as const;
  return [
    fixedResource(
      [service],
      {
        plural: 'services',
        kind: 'Service',
        shortNames: ['svc'],
        serve: servedService,
        columns: others.SERVICE_COLUMNS,
        cells: others.serviceCells,
      },
      context,
    ),
    fixedResource(
      [namespace],
      {
        plural: 'namespaces',
        kind: 'Namespace',
        shortNames: ['ns'],
        namespaced: false,
        serve: servedNamespace,
        columns: others.NAMESPACE_COLUMNS,
        cells: others.namespaceCells,
      },
      context,
    ),
  ];
}

function apps(context: ServingContext): readonly ApiResource[] {
  return [
    resourceOf(
      'Deployment',
      {
        group: 'apps',
        plural: 'deployments',
        kind: 'Deployment',
        shortNames: ['deploy'],
        serve: servedDeployment,
        columns: workloads.DEPLOYMENT_COLUMNS,
        cells: workloads.deploymentCells,
        scale: servedScale,
      },
      context,
    ),
    resourceOf(
      'ReplicaSet',
      {
        group: 'apps',
        plural: 'replicasets',
        kind: 'ReplicaSet',
        shortNames: ['rs'],
        serve: servedReplicaSet,
        fields: { 'status.replicas': ({ status }) => String(status.replicas) },
        columns: workloads.REPLICA_SET_COLUMNS,
        cells: workloads.replicaSetCells,
        scale: servedScale,
      },
      context,
    ),
  ];
}

function autoscaling(context: ServingContext): readonly ApiResource[] {
  const both = {
    group: 'autoscaling',
    plural: 'horizontalpodautoscalers',
    kind: 'HorizontalPodAutoscaler',
    shortNames: ['hpa'],
    columns: HPA_COLUMNS,
    cells: hpaCells,
  };
  return [
    resourceOf('HorizontalPodAutoscaler', { ...both, version: 'v2', serve: servedHpa }, context),
    resourceOf('HorizontalPodAutoscaler', { ...both, version: 'v1', serve: servedHpaV1 }, context),
  ];
}

function further(context: ServingContext): readonly ApiResource[] {
  return [
    resourceOf(
      'EndpointSlice',
      {
        group: 'discovery.k8s.io',
        plural: 'endpointslices',
        kind: 'EndpointSlice',
        serve: servedEndpointSlice,
        columns: others.ENDPOINT_SLICE_COLUMNS,
        cells: others.endpointSliceCells,
      },
      context,
    ),
    resourceOf(
      'Event',
      {
        group: 'events.k8s.io',
        plural: 'events',
        kind: 'Event',
        shortNames: ['ev'],
        serve: servedEventsV1,
        fields: eventFields('regarding'),
        columns: others.EVENT_COLUMNS,
        cells: others.eventCells,
      },
      context,
    ),
    resourceOf(
      'PodMetrics',
      {
        group: 'metrics.k8s.io',
        version: 'v1beta1',
        plural: 'pods',
        kind: 'PodMetrics',
        watchable: false,
        serve: servedPodMetrics,
        columns: others.POD_METRICS_COLUMNS,
        cells: others.podMetricsCells,
      },
      context,
    ),
  ];
}

function eventFields(
  object: 'involvedObject' | 'regarding',
): Readonly<Record<string, (event: ClusterEvent) => string>> {
  return {
    [`${object}.kind`]: ({ involvedObject }) => involvedObject.kind,
    [`${object}.namespace`]: ({ metadata }) => metadata.namespace,
    [`${object}.name`]: ({ involvedObject }) => involvedObject.name,
    [`${object}.uid`]: ({ involvedObject }) => involvedObject.uid,
    [`${object}.apiVersion`]: ({ involvedObject }) => apiVersionOf(involvedObject.kind),
    [`${object}.resourceVersion`]: () => '',
    [`${object}.fieldPath`]: (event) => fieldPathOf(event) ?? '',
    reason: ({ reason }) => reason,
    reportingComponent: ({ source }) => source,
    source: ({ source }) => source,
    type: ({ type }) => type,
  };
}
