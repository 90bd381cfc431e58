import { listAt, textAt } from '../objects/fields.ts';
import { listPath, type ResourceVersion, type WatchedResource } from '../watch/watched-resource.ts';
import { AUTOSCALER_VERSIONS } from './autoscalers.ts';
import type { FoundWorkload } from './find-workload.ts';

/** What is watched of a workload; the workload itself and its autoscalers come first. */
export function watchedOf(workload: FoundWorkload, service: string | null): readonly WatchedResource[] {
  const { kind, name, namespace, labelSelector } = workload;
  const version = (apiVersion: string, plural: string, of: string): ResourceVersion => ({
    apiVersion,
    kind: of,
    path: listPath(apiVersion, namespace, plural),
  });
  const autoscalers = new Set<string>();
  const isAutoscaler = (object: unknown): boolean => {
    const target = (key: string) => textAt(object, 'spec', 'scaleTargetRef', key);
    if (target('kind') !== kind.kind || target('name') !== name) return false;
    autoscalers.add(textAt(object, 'metadata', 'name'));
    return true;
  };
  const members = new Set<string>();
  const isMember = (child: string) => members.has(child) || isNamedAfter(child, name);
  const join = (object: unknown): boolean => {
    members.add(textAt(object, 'metadata', 'name'));
    return true;
  };
  const all = { labelSelector: '', fieldSelector: '', accepts: () => true, isEssential: true };
  const ofPods = { ...all, labelSelector, accepts: join };
  return [
    {
      ...all,
      name: kind.plural,
      versions: [version('apps/v1', kind.plural, kind.kind)],
      fieldSelector: `metadata.name=${name}`,
    },
    {
      ...all,
      name: 'horizontalpodautoscalers',
      versions: AUTOSCALER_VERSIONS.map((each) =>
        version(each, 'horizontalpodautoscalers', 'HorizontalPodAutoscaler'),
      ),
      accepts: isAutoscaler,
    },
    ...(kind.kind === 'Deployment'
      ? [
          {
            ...ofPods,
            name: 'replicasets',
            versions: [version('apps/v1', 'replicasets', 'ReplicaSet')],
            isEssential: false,
          },
        ]
      : []),
    { ...ofPods, name: 'pods', versions: [version('v1', 'pods', 'Pod')] },
    {
      ...all,
      name: 'endpointslices',
      versions: [
        version('discovery.k8s.io/v1', 'endpointslices', 'EndpointSlice'),
        version('v1', 'endpoints', 'Endpoints'),
      ],
      accepts: (object) =>
        isOfService(object, service) || (service === null && leadsToPods(object, isMember)),
    },
    {
      ...all,
      name: 'events',
      versions: [version('v1', 'events', 'Event')],
      accepts: (object) => isAbout(object, workload, autoscalers, isMember),
    },
  ];
}

function isOfService(object: unknown, service: string | null): boolean {
  if (service === null) return false;
  const labels = ['metadata', 'labels', 'kubernetes.io/service-name'] as const;
  return textAt(object, ...labels) === service || textAt(object, 'metadata', 'name') === service;
}

/** Whether an EndpointSlice, or Endpoints, has an address of a pod of this workload. */
function leadsToPods(object: unknown, isMember: (name: string) => boolean): boolean {
  const subsets = listAt(object, 'subsets').flatMap((subset) => [
    ...listAt(subset, 'addresses'),
    ...listAt(subset, 'notReadyAddresses'),
  ]);
  return [...listAt(object, 'endpoints'), ...subsets].some(
    (endpoint) =>
      textAt(endpoint, 'targetRef', 'kind') === 'Pod' && isMember(textAt(endpoint, 'targetRef', 'name')),
  );
}

function isAbout(
  object: unknown,
  { kind: { kind }, name }: FoundWorkload,
  autoscalers: ReadonlySet<string>,
  isMember: (name: string) => boolean,
): boolean {
  const of = (key: string) => textAt(object, 'involvedObject', key) || textAt(object, 'regarding', key);
  switch (of('kind')) {
    case kind:
      return of('name') === name;
    case 'HorizontalPodAutoscaler':
      return autoscalers.has(of('name'));
    case 'ReplicaSet':
    case 'Pod':
      return isMember(of('name'));
    default:
      return false;
  }
}

/**
 * Whether a pod's, or ReplicaSet's, name is made of the workload's: 'web-7d4b9c6f5-x2x9z', 'web-7d4b9c6f5', 'web-0'. Another
 * workload's, as 'web-admin-…', is not.
 */
function isNamedAfter(child: string, workload: string): boolean {
  if (!child.startsWith(`${workload}-`)) return false;
  // Of a ReplicaSet's hash and a pod's suffix; Kubernetes makes both without vowels. Or a StatefulSet's number.
  return /^(?:[bcdfghjklmnpqrstvwxz2456789]{1,10}(?:-[bcdfghjklmnpqrstvwxz2456789]{5})?|\d+)$/.test(
    child.slice(workload.length + 1),
  );
}
