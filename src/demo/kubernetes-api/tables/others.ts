import { NAMES } from '../../cluster/cluster-options.ts';
import type { ClusterEvent, EndpointSlice, PodMetrics } from '../../cluster/kubernetes.ts';
import { fieldPathOf, sourceOf } from '../objects/event.ts';
import type { Namespace } from '../objects/namespace.ts';
import { SERVICE_IP, type Service, sliceName } from '../objects/networking.ts';
import { binaryQuantity, decimalQuantity, goDuration } from '../quantity.ts';
import type { ServingContext } from '../serving-context.ts';
import { ageOf } from './age.ts';
import { type Cell, column, count, NAME, wide } from './column.ts';
import { selectorText } from './workloads.ts';

export const EVENT_COLUMNS = [
  column('Last Seen'),
  column('Type'),
  column('Reason'),
  column('Object'),
  wide(column('Subobject')),
  wide(column('Source')),
  column('Message'),
  wide(column('First Seen')),
  wide(count('Count')),
  wide(NAME),
] as const;

export function eventCells(event: ClusterEvent, { clock }: ServingContext): readonly Cell[] {
  const { involvedObject, metadata, type, reason, message } = event;
  const first = ageOf(event.firstTimestamp, clock);
  const last = ageOf(event.lastTimestamp, clock);
  return [
    event.count > 1 ? `${last} (x${event.count} over ${first})` : first,
    type,
    reason,
    `${involvedObject.kind.toLowerCase()}/${involvedObject.name}`,
    fieldPathOf(event) ?? '',
    sourceOf(event),
    message,
    first,
    event.count,
    metadata.name,
  ];
}

export const ENDPOINTS_COLUMNS = [NAME, column('Endpoints'), column('Age')] as const;

export function endpointsCells(
  { metadata, endpoints, port }: EndpointSlice,
  context: ServingContext,
): readonly Cell[] {
  const ready = endpoints.filter((endpoint) => endpoint.ready).map(({ address }) => `${address}:${port}`);
  return [metadata.name, firstThree(ready, '<none>'), ageOf(metadata.creationTimestamp, context.clock)];
}

export const ENDPOINT_SLICE_COLUMNS = [
  NAME,
  column('AddressType'),
  column('Ports'),
  column('Endpoints'),
  column('Age'),
] as const;

export function endpointSliceCells(slice: EndpointSlice, context: ServingContext): readonly Cell[] {
  const addresses = slice.endpoints.map(({ address }) => address);
  return [
    sliceName(slice),
    'IPv4',
    String(slice.port),
    firstThree(addresses, '<unset>'),
    ageOf(slice.metadata.creationTimestamp, context.clock),
  ];
}

function firstThree(texts: readonly string[], none: string): string {
  if (texts.length === 0) return none;
  const shown = texts.slice(0, 3).join(',');
  return texts.length > 3 ? `${shown} + ${texts.length - 3} more...` : shown;
}

export const SERVICE_COLUMNS = [
  NAME,
  column('Type'),
  column('Cluster-IP'),
  column('External-IP'),
  column('Port(s)'),
  column('Age'),
  wide(column('Selector')),
] as const;

export function serviceCells({ metadata }: Service, { clock }: ServingContext): readonly Cell[] {
  const age = ageOf(metadata.creationTimestamp, clock);
  const selector = selectorText(NAMES.labels);
  return [metadata.name, 'ClusterIP', SERVICE_IP, '<none>', `${NAMES.port}/TCP`, age, selector];
}

export const NAMESPACE_COLUMNS = [NAME, column('Status'), column('Age')] as const;

export function namespaceCells({ metadata }: Namespace, { clock }: ServingContext): readonly Cell[] {
  return [metadata.name, 'Active', ageOf(metadata.creationTimestamp, clock)];
}

export const POD_METRICS_COLUMNS = [NAME, column('cpu'), column('memory'), column('Window')] as const;

export function podMetricsCells(metrics: PodMetrics, { compression }: ServingContext): readonly Cell[] {
  return [
    metrics.metadata.name,
    decimalQuantity(metrics.cpuMillicores),
    binaryQuantity(metrics.memoryBytes),
    goDuration(metrics.windowSeconds / compression),
  ];
}
