import { countAt, isPlainObject, objectAt, objectsAt, type PlainObject, textAt, valueAt } from './fields.ts';

/** A HorizontalPodAutoscaler of any version in the shape of autoscaling/v2. */
export interface AutoscalerObject {
  readonly metrics: readonly PlainObject[];
  readonly currentMetrics: readonly PlainObject[];
  readonly conditions: readonly PlainObject[];
  /** Empty when the object has none of its own. */
  readonly behavior: PlainObject;
}

const ANNOTATION = 'autoscaling.alpha.kubernetes.io/';

/**
 * autoscaling/v1 has CPU in fields of its own, and the rest as JSON in annotations, in the shape of v2beta1
 * (kubernetes, pkg/apis/autoscaling/v1/conversion.go).
 */
export function inVersion2(object: PlainObject): AutoscalerObject {
  if (textAt(object, 'apiVersion') !== 'autoscaling/v1') {
    return {
      metrics: objectsAt(object, 'spec', 'metrics'),
      currentMetrics: objectsAt(object, 'status', 'currentMetrics'),
      conditions: objectsAt(object, 'status', 'conditions'),
      behavior: objectAt(object, 'spec', 'behavior'),
    };
  }
  const target = countAt(object, 'spec', 'targetCPUUtilizationPercentage');
  const current = countAt(object, 'status', 'currentCPUUtilizationPercentage');
  const cpu = (values: PlainObject) => ({ type: 'Resource', resource: { name: 'cpu', ...values } });
  return {
    metrics: [
      ...(target === null ? [] : [cpu({ target: { averageUtilization: target } })]),
      ...annotated(object, 'metrics').map((metric) => newer(metric, 'target')),
    ],
    currentMetrics: [
      ...(current === null ? [] : [cpu({ current: { averageUtilization: current } })]),
      ...annotated(object, 'current-metrics').map((metric) => newer(metric, 'current')),
    ],
    conditions: annotated(object, 'conditions'),
    behavior: objectAt(lowerKeys(annotation(object, 'behavior'))),
  };
}

function annotation(object: PlainObject, name: string): unknown {
  const text = valueAt(object, 'metadata', 'annotations', `${ANNOTATION}${name}`);
  if (typeof text !== 'string') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function annotated(object: PlainObject, name: string): readonly PlainObject[] {
  const list = annotation(object, name);
  return Array.isArray(list) ? list.filter(isPlainObject) : [];
}

/** `targetAverageUtilization` of v2beta1 is `target.averageUtilization` of v2; metric names moved into `metric`. */
function newer(metric: PlainObject, role: 'target' | 'current'): PlainObject {
  const entries = Object.entries(metric).map(([key, value]) => {
    if (!isPlainObject(value)) return [key, value];
    const values = {
      averageUtilization: valueAt(value, `${role}AverageUtilization`),
      averageValue: valueAt(value, `${role}AverageValue`),
      value: valueAt(value, `${role}Value`),
    };
    const name = valueAt(value, 'metricName');
    return [key, { metric: { name }, ...value, [role]: values }];
  });
  return Object.fromEntries(entries);
}

function lowerKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lowerKeys);
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      `${key.slice(0, 1).toLowerCase()}${key.slice(1)}`,
      lowerKeys(inner),
    ]),
  );
}
