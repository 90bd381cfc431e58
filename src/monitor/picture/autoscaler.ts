import { at, type Fields, listAt, numberAt, textAt } from '../objects/fields.ts';

/** An autoscaler as it describes itself. */
export interface SeenAutoscaler {
  readonly name: string;
  readonly minReplicas: number;
  readonly maxReplicas: number;
  readonly metrics: readonly SeenMetric[];
}

/** One of its metrics, in words: 'cpu', '93 %', '70 %'; `current` null while unknown. */
export interface SeenMetric {
  readonly name: string;
  readonly current: string | null;
  readonly target: string;
  /** It is above the target. */
  readonly isOver: boolean;
}

const FIELDS: ReadonlyMap<string, string> = new Map([
  ['Resource', 'resource'],
  ['ContainerResource', 'containerResource'],
  ['Pods', 'pods'],
  ['Object', 'object'],
  ['External', 'external'],
]);

export function autoscalerOf(object: Fields): SeenAutoscaler {
  return {
    name: textAt(object, 'metadata', 'name'),
    minReplicas: numberAt(object, 'spec', 'minReplicas') ?? 1,
    maxReplicas: numberAt(object, 'spec', 'maxReplicas') ?? 0,
    metrics: [...cpuOfVersion1(object), ...metricsOfVersion2(object)],
  };
}

function cpuOfVersion1(object: Fields): readonly SeenMetric[] {
  const target = numberAt(object, 'spec', 'targetCPUUtilizationPercentage');
  if (target === null) return [];
  const current = numberAt(object, 'status', 'currentCPUUtilizationPercentage');
  return [metricOf('cpu', current, target, ' %')];
}

function metricsOfVersion2(object: Fields): readonly SeenMetric[] {
  const currents = listAt(object, 'status', 'currentMetrics');
  return listAt(object, 'spec', 'metrics').flatMap((metric) => {
    const described = describedBy(metric);
    if (described === null) return [];
    const { name, fields } = described;
    const current = currents.map(describedBy).find((each) => each?.name === name)?.fields;
    const percent = numberAt(fields, 'target', 'averageUtilization');
    if (percent !== null) {
      return [metricOf(name, numberAt(current, 'current', 'averageUtilization'), percent, ' %')];
    }
    const key = textAt(fields, 'target', 'averageValue') === '' ? 'value' : 'averageValue';
    const found = textAt(current, 'current', key);
    return [
      { name, current: found === '' ? null : found, target: textAt(fields, 'target', key), isOver: false },
    ];
  });
}

function metricOf(name: string, current: number | null, target: number, unit: string): SeenMetric {
  return {
    name,
    current: current === null ? null : `${current}${unit}`,
    target: `${target}${unit}`,
    isOver: current !== null && current > target,
  };
}

function describedBy(metric: unknown): { readonly name: string; readonly fields: unknown } | null {
  const field = FIELDS.get(textAt(metric, 'type'));
  if (field === undefined) return null;
  const fields = at(metric, field);
  const name = textAt(fields, 'name') || textAt(fields, 'metric', 'name');
  return name === '' ? null : { name, fields };
}
