import { NAMES } from '../../cluster/cluster-options.ts';
import type { ClusterEvent } from '../../cluster/kubernetes.ts';
import { apiVersionOf } from '../api-version.ts';
import type { ServedObject } from '../served-object.ts';
import type { ServingContext } from '../serving-context.ts';
import { servedMetadata } from './metadata.ts';

/** Of these the scheduler is the only one that tells through `events.k8s.io`. */
const SCHEDULER = 'default-scheduler';

/** `core/v1` Event. As from real emitters: the scheduler's has only `eventTime`, those of the others only the old times. */
export function servedEvent(event: ClusterEvent, context: ServingContext): ServedObject {
  const { clock } = context;
  const scheduling = event.source === SCHEDULER;
  return {
    metadata: servedMetadata(event.metadata, context),
    involvedObject: reference(event),
    reason: event.reason,
    message: event.message,
    source: scheduling ? {} : source(event),
    firstTimestamp: scheduling ? null : clock.second(event.firstTimestamp),
    lastTimestamp: scheduling ? null : clock.second(event.lastTimestamp),
    count: scheduling ? undefined : event.count,
    type: event.type,
    eventTime: scheduling ? clock.microsecond(event.firstTimestamp) : null,
    action: scheduling ? 'Binding' : undefined,
    reportingComponent: event.source,
    reportingInstance: instance(event),
  };
}

/** `events.k8s.io/v1` Event: the same, in other fields. */
export function servedEventsV1(event: ClusterEvent, context: ServingContext): ServedObject {
  const { clock } = context;
  const scheduling = event.source === SCHEDULER;
  return {
    metadata: servedMetadata(event.metadata, context),
    eventTime: scheduling ? clock.microsecond(event.firstTimestamp) : null,
    reportingController: event.source,
    reportingInstance: instance(event),
    action: scheduling ? 'Binding' : undefined,
    reason: event.reason,
    regarding: reference(event),
    note: event.message,
    type: event.type,
    deprecatedSource: scheduling ? {} : source(event),
    deprecatedFirstTimestamp: scheduling ? null : clock.second(event.firstTimestamp),
    deprecatedLastTimestamp: scheduling ? null : clock.second(event.lastTimestamp),
    deprecatedCount: scheduling ? undefined : event.count,
  };
}

/** Where in the object: kubelet's events of pods are about the container. */
export function fieldPathOf({ source, involvedObject }: ClusterEvent): string | undefined {
  const ofContainer = source === 'kubelet' && involvedObject.kind === 'Pod';
  return ofContainer ? `spec.containers{${NAMES.container}}` : undefined;
}

/** The component and, for a kubelet, its node. */
export function sourceOf(event: ClusterEvent): string {
  if (event.source === SCHEDULER) return [event.source, instance(event)].filter(Boolean).join(', ');
  const { component, host } = source(event);
  return host === undefined ? component : `${component}, ${host}`;
}

function reference(event: ClusterEvent): Readonly<Record<string, string | undefined>> {
  const { kind, name, uid } = event.involvedObject;
  return {
    kind,
    namespace: event.metadata.namespace,
    name,
    uid,
    apiVersion: apiVersionOf(kind),
    fieldPath: fieldPathOf(event),
  };
}

function source(event: ClusterEvent): { component: string; host?: string } {
  const { source: component, host } = event;
  return host === null ? { component } : { component, host };
}

function instance(event: ClusterEvent): string {
  if (event.source === SCHEDULER) return `${SCHEDULER}-demo-control-plane`;
  return event.host ?? '';
}
