import type { HorizontalPodAutoscaler } from '../../cluster/kubernetes.ts';
import type { ServingContext } from '../serving-context.ts';
import { ageOf } from './age.ts';
import { type Cell, column, count, NAME } from './column.ts';

export const HPA_COLUMNS = [
  NAME,
  column('Reference'),
  column('Targets'),
  column('MinPods'),
  count('MaxPods'),
  count('Replicas'),
  column('Age'),
] as const;

export function hpaCells(hpa: HorizontalPodAutoscaler, context: ServingContext): readonly Cell[] {
  const { metadata, spec, status } = hpa;
  return [
    metadata.name,
    `${spec.scaleTargetRef.kind}/${spec.scaleTargetRef.name}`,
    targets(hpa, context.minorVersion),
    String(spec.minReplicas),
    spec.maxReplicas,
    status.currentReplicas,
    ageOf(metadata.creationTimestamp, context.clock),
  ];
}

/** 'cpu: 12%/70%, memory: 30%/80%'; before 1.30 without the names of the metrics (kubernetes #122804). */
function targets({ spec, status }: HorizontalPodAutoscaler, minorVersion: number): string {
  const each = spec.metrics.map(({ name, averageUtilization }) => {
    const current = status.currentMetrics.find((metric) => metric.name === name);
    const percent = current === undefined ? '<unknown>' : `${current.averageUtilization}%`;
    return `${minorVersion >= 30 ? `${name}: ` : ''}${percent}/${averageUtilization}%`;
  });
  return each.join(', ');
}
