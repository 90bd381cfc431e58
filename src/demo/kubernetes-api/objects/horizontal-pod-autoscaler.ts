import type { CurrentMetric, HorizontalPodAutoscaler } from '../../cluster/kubernetes.ts';
import type { HpaBehavior, ScalingRules } from '../../hpa/hpa-spec.ts';
import { downRules, upRules } from '../../hpa/rate-limit.ts';
import { decimalQuantity } from '../quantity.ts';
import type { ServedObject } from '../served-object.ts';
import type { ServingContext } from '../serving-context.ts';
import { servedMetadata } from './metadata.ts';

const DOWNSCALE_STABILIZATION_S = 300;

/** `autoscaling/v2` HorizontalPodAutoscaler. */
export function servedHpa(hpa: HorizontalPodAutoscaler, context: ServingContext): ServedObject {
  const { metadata, spec, status } = hpa;
  return {
    metadata: servedMetadata(metadata, context),
    spec: {
      scaleTargetRef: {
        kind: spec.scaleTargetRef.kind,
        name: spec.scaleTargetRef.name,
        apiVersion: 'apps/v1',
      },
      minReplicas: spec.minReplicas,
      maxReplicas: spec.maxReplicas,
      metrics: spec.metrics.map(({ name, averageUtilization }) => ({
        type: 'Resource',
        resource: { name, target: { type: 'Utilization', averageUtilization } },
      })),
      behavior: spec.behavior && behavior(spec.behavior),
    },
    status: {
      lastScaleTime: status.lastScaleTime === null ? undefined : context.clock.second(status.lastScaleTime),
      currentReplicas: status.currentReplicas,
      desiredReplicas: status.desiredReplicas,
      currentMetrics: status.currentMetrics.length === 0 ? null : status.currentMetrics.map(currentMetric),
      conditions: conditions(hpa, context),
    },
  };
}

/** `autoscaling/v1` HorizontalPodAutoscaler: all but the CPU and the counts stands in annotations, as JSON. */
export function servedHpaV1(hpa: HorizontalPodAutoscaler, context: ServingContext): ServedObject {
  const { spec, status } = hpa;
  const cpuTarget = spec.metrics.find(({ name }) => name === 'cpu');
  const cpu = status.currentMetrics.find(({ name }) => name === 'cpu');
  const others = spec.metrics.filter((metric) => metric !== cpuTarget);
  const annotations = {
    'autoscaling.alpha.kubernetes.io/conditions': JSON.stringify(conditions(hpa, context)),
    ...(status.currentMetrics.length === 0
      ? {}
      : {
          'autoscaling.alpha.kubernetes.io/current-metrics': JSON.stringify(
            status.currentMetrics.map(v1CurrentMetric),
          ),
        }),
    ...(others.length === 0
      ? {}
      : { 'autoscaling.alpha.kubernetes.io/metrics': JSON.stringify(others.map(v1Target)) }),
  };
  return {
    metadata: servedMetadata(hpa.metadata, context, { annotations }),
    spec: {
      scaleTargetRef: {
        kind: spec.scaleTargetRef.kind,
        name: spec.scaleTargetRef.name,
        apiVersion: 'apps/v1',
      },
      minReplicas: spec.minReplicas,
      maxReplicas: spec.maxReplicas,
      targetCPUUtilizationPercentage: cpuTarget?.averageUtilization,
    },
    status: {
      lastScaleTime: status.lastScaleTime === null ? undefined : context.clock.second(status.lastScaleTime),
      currentReplicas: status.currentReplicas,
      desiredReplicas: status.desiredReplicas,
      currentCPUUtilizationPercentage: cpu?.averageUtilization,
    },
  };
}

function conditions({ status }: HorizontalPodAutoscaler, { clock }: ServingContext) {
  return status.conditions.map(({ lastTransitionTime, ...condition }) => ({
    ...condition,
    lastTransitionTime: clock.second(lastTransitionTime),
  }));
}

function averageValue({ name, averageValue: value }: CurrentMetric): string {
  return decimalQuantity(name === 'cpu' ? value : 1000 * value);
}

function currentMetric(metric: CurrentMetric) {
  const { name, averageUtilization } = metric;
  return {
    type: 'Resource',
    resource: { name, current: { averageValue: averageValue(metric), averageUtilization } },
  };
}

function v1CurrentMetric(metric: CurrentMetric) {
  return {
    type: 'Resource',
    resource: {
      name: metric.name,
      currentAverageUtilization: metric.averageUtilization,
      currentAverageValue: averageValue(metric),
    },
  };
}

function v1Target({ name, averageUtilization }: HorizontalPodAutoscaler['spec']['metrics'][number]) {
  return { type: 'Resource', resource: { name, targetAverageUtilization: averageUtilization } };
}

/** With the defaults filled in, as the API server stores it. */
function behavior(rules: HpaBehavior): Readonly<Record<'scaleUp' | 'scaleDown', ScalingRules>> {
  return { scaleUp: upRules(rules), scaleDown: downRules(rules, DOWNSCALE_STABILIZATION_S) };
}
