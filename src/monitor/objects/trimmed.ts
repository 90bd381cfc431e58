import { at, type Fields, fieldsOf } from './fields.ts';
import { type Keep, kept } from './keep.ts';

/** `resourceVersion` is put in last; annotations are chosen by their names. */
const METADATA: Keep = {
  name: true,
  namespace: true,
  uid: true,
  generation: true,
  creationTimestamp: true,
  deletionTimestamp: true,
  deletionGracePeriodSeconds: true,
  labels: true,
  ownerReferences: [{ kind: true, name: true, uid: true, controller: true }],
};

/** What a pod asks for; not what it runs with: environment and arguments may hold secrets. */
const CONTAINERS: Keep = [{ name: true, restartPolicy: true, resources: true }];

const WORKLOAD: Keep = {
  metadata: METADATA,
  spec: {
    replicas: true,
    selector: true,
    minReadySeconds: true,
    paused: true,
    strategy: true,
    updateStrategy: true,
    podManagementPolicy: true,
    serviceName: true,
    template: { metadata: { labels: true }, spec: { containers: CONTAINERS, initContainers: CONTAINERS } },
  },
  status: true,
};

const CONTAINER_STATUSES: Keep = [
  { name: true, ready: true, started: true, restartCount: true, state: true, lastState: true },
];

const OBJECT_REFERENCE: Keep = { kind: true, name: true, namespace: true, uid: true, fieldPath: true };

const PORTS: Keep = [{ name: true, port: true, protocol: true }];
const ENDPOINT_ADDRESSES: Keep = [{ ip: true, nodeName: true, targetRef: OBJECT_REFERENCE }];

/** What the analysis of scaling can use, by kind. */
const KEPT: ReadonlyMap<string, Keep> = new Map<string, Keep>([
  ['Deployment', WORKLOAD],
  ['StatefulSet', WORKLOAD],
  ['ReplicaSet', WORKLOAD],
  ['HorizontalPodAutoscaler', { metadata: METADATA, spec: true, status: true }],
  [
    'Pod',
    {
      metadata: METADATA,
      spec: { nodeName: true, containers: CONTAINERS, initContainers: CONTAINERS, readinessGates: true },
      status: {
        phase: true,
        reason: true,
        message: true,
        startTime: true,
        podIP: true,
        nominatedNodeName: true,
        conditions: true,
        containerStatuses: CONTAINER_STATUSES,
        initContainerStatuses: CONTAINER_STATUSES,
      },
    },
  ],
  [
    'Event',
    {
      metadata: { name: true, namespace: true, uid: true, creationTimestamp: true },
      involvedObject: OBJECT_REFERENCE,
      regarding: OBJECT_REFERENCE,
      type: true,
      reason: true,
      action: true,
      message: true,
      note: true,
      count: true,
      firstTimestamp: true,
      lastTimestamp: true,
      eventTime: true,
      series: true,
      source: true,
      reportingComponent: true,
    },
  ],
  [
    'EndpointSlice',
    {
      metadata: METADATA,
      addressType: true,
      endpoints: [{ addresses: true, conditions: true, nodeName: true, targetRef: OBJECT_REFERENCE }],
      ports: PORTS,
    },
  ],
  [
    'Endpoints',
    {
      metadata: METADATA,
      subsets: [{ addresses: ENDPOINT_ADDRESSES, notReadyAddresses: ENDPOINT_ADDRESSES, ports: PORTS }],
    },
  ],
  [
    'PodMetrics',
    {
      metadata: { name: true, namespace: true },
      timestamp: true,
      window: true,
      containers: [{ name: true, usage: true }],
    },
  ],
]);

/** On autoscaling/v1 objects most of their status is in annotations of these names. */
const KEPT_ANNOTATION = /^autoscaling\./;

/** An object of the cluster as it is recorded. */
export interface TrimmedObject {
  /** With `apiVersion` and `kind` first, and its `resourceVersion` in `metadata`. */
  readonly object: Fields;
  /** Equal texts: nothing changed but the resource version. */
  readonly content: string;
}

/**
 * What is recorded of an object. Objects of a kind that nobody asked for keep nothing but their metadata.
 *
 * @param kind and `apiVersion`: of the list; its items have none of their own.
 */
export function trimmed(value: unknown, apiVersion: string, kind: string): TrimmedObject {
  const fields = kept(value, KEPT.get(kind) ?? { metadata: METADATA }) as Record<string, unknown> | undefined;
  const metadata = { ...fieldsOf(fields?.['metadata']) };
  const annotations = Object.entries(fieldsOf(at(value, 'metadata', 'annotations'))).filter(([name]) =>
    KEPT_ANNOTATION.test(name),
  );
  if (annotations.length > 0) metadata['annotations'] = kept(Object.fromEntries(annotations), true);
  const object = { apiVersion, kind, ...fields, metadata };
  const content = JSON.stringify(object);
  const version = at(value, 'metadata', 'resourceVersion');
  if (typeof version === 'string') metadata['resourceVersion'] = version;
  return { object, content };
}
