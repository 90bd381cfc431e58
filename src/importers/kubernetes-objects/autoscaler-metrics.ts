import { kubernetesQuantity } from '../../decode/kubernetes-quantity.ts';
import type { AutoscalerTarget } from '../../model/scaling.ts';
import { objectAt, type PlainObject, textAt, valueAt } from './fields.ts';

/** The field of a metric of autoscaling/v2 that describes it, by its type. */
const FIELDS: ReadonlyMap<string, string> = new Map([
  ['Resource', 'resource'],
  ['ContainerResource', 'containerResource'],
  ['Pods', 'pods'],
  ['Object', 'object'],
  ['External', 'external'],
]);

/** The target of one entry of `spec.metrics`; null when it cannot be read. */
export function targetOf(metric: PlainObject): AutoscalerTarget | null {
  const described = describedBy(metric);
  if (described === null) return null;
  const { name, fields } = described;
  const measured = measuredOf(objectAt(fields, 'target'));
  return measured === null
    ? null
    : { metric: name, kind: measured.kind, target: measured.value, unit: unitOf(name, measured.kind) };
}

/** The value of one entry of `status.currentMetrics`, as its target is stated; null when it is unknown. */
export function currentValueOf(metrics: readonly PlainObject[], target: AutoscalerTarget): number | null {
  for (const metric of metrics) {
    const described = describedBy(metric);
    if (described?.name !== target.metric) continue;
    const current = objectAt(described.fields, 'current');
    const value = valueAt(current, KEYS[target.kind]);
    return target.kind === 'utilization'
      ? typeof value === 'number'
        ? value
        : null
      : kubernetesQuantity(value);
  }
  return null;
}

const KEYS = { utilization: 'averageUtilization', average: 'averageValue', value: 'value' } as const;

function describedBy(metric: PlainObject): { readonly name: string; readonly fields: PlainObject } | null {
  const field = FIELDS.get(textAt(metric, 'type') ?? '');
  if (field === undefined) return null;
  const fields = objectAt(metric, field);
  const name = textAt(fields, 'name') ?? textAt(fields, 'metric', 'name');
  return name === null ? null : { name, fields };
}

function measuredOf(
  target: PlainObject,
): { readonly kind: AutoscalerTarget['kind']; readonly value: number } | null {
  for (const kind of ['utilization', 'average', 'value'] as const) {
    const value = kubernetesQuantity(valueAt(target, KEYS[kind]));
    if (value !== null) return { kind, value };
  }
  return null;
}

function unitOf(name: string, kind: AutoscalerTarget['kind']): AutoscalerTarget['unit'] {
  if (kind === 'utilization') return 'percent';
  return name === 'cpu' ? 'cores' : name === 'memory' ? 'bytes' : 'metric';
}
