import type { ComparedMetricId } from './compared-metric.ts';
import type { GateMetric, GateStatistic, GateUnit, PlainMetricId, ScalingMetricId } from './gate.ts';
import { measures } from './measure.ts';
import { measureMetrics } from './measure-metric.ts';

/** What a metric of a gate is called, and measured in. */
export interface GateMetricDefinition {
  /** 'response time p95', 'error ratio' */
  readonly label: string;
  readonly unit: GateUnit;
}

interface PlainMetric extends GateMetricDefinition {
  readonly id: PlainMetricId;
  /** As it is written in gates; the first is the one that is printed. */
  readonly words: readonly string[];
}

/** Every metric that is one number by itself. */
export const plainMetrics: readonly PlainMetric[] = [
  { id: 'error-ratio', label: 'error ratio', unit: 'ratio', words: ['error_ratio', 'error_rate', 'errors'] },
  { id: 'throughput', label: 'throughput', unit: 'per-second', words: ['throughput', 'rps'] },
  { id: 'goodput', label: 'goodput', unit: 'per-second', words: ['goodput'] },
  { id: 'apdex', label: 'Apdex', unit: 'score', words: ['apdex'] },
  { id: 'requests', label: 'number of requests', unit: 'count', words: ['requests'] },
  { id: 'failures', label: 'number of failed requests', unit: 'count', words: ['failures'] },
  { id: 'response-size', label: 'mean response size', unit: 'bytes', words: ['response_size'] },
  { id: 'time-to-scale', label: 'time to scale', unit: 'ms', words: ['time_to_scale'] },
  { id: 'recovery', label: 'recovery', unit: 'ms', words: ['recovery'] },
  { id: 'peak-replicas', label: 'most replicas ready', unit: 'count', words: ['peak_replicas', 'peak_pods'] },
];

/** Which metric of scaling this is; null when it is of requests. */
export function scalingMetricOf(metric: GateMetric | null): ScalingMetricId | null {
  if (metric?.kind !== 'plain') return null;
  const { id } = metric;
  return id === 'time-to-scale' || id === 'recovery' || id === 'peak-replicas' ? id : null;
}

/** The label and the unit of a metric. */
export function gateMetricDefinition(metric: GateMetric): GateMetricDefinition {
  if (metric.kind === 'plain') {
    const plain = plainMetrics.find(({ id }) => id === metric.id);
    if (plain === undefined) throw new RangeError(`There is no metric "${metric.id}".`);
    return plain;
  }
  const statistic = statisticLabel(metric.statistic);
  if (metric.kind === 'response-time') return { label: `response time ${statistic}`, unit: 'ms' };
  const measure = measures.find(({ id }) => id === metric.measure);
  if (measure === undefined) throw new RangeError(`There is no measure "${metric.measure}".`);
  return { label: `${measure.label} ${statistic}`, unit: measure.unit };
}

/** 'p95', 'mean', 'minimum', 'maximum'. */
function statisticLabel(statistic: GateStatistic): string {
  if (statistic.kind === 'percentile') return `p${statistic.percentile}`;
  return { mean: 'mean', min: 'minimum', max: 'maximum' }[statistic.kind];
}

const responseTimesCompared: ReadonlyMap<number, ComparedMetricId> = new Map<number, ComparedMetricId>([
  [50, 'latency-p50'],
  [95, 'latency-p95'],
  [99, 'latency-p99'],
]);

/** What a comparison calls the metric of a gate; null where it does not compare it. */
export function comparedMetricOf(metric: GateMetric): ComparedMetricId | null {
  if (metric.kind === 'plain') {
    const { id } = metric;
    return id === 'throughput' || id === 'error-ratio' || id === 'apdex' || id === 'response-size'
      ? id
      : null;
  }
  const { statistic } = metric;
  if (statistic.kind === 'min' || statistic.kind === 'max') return null;
  if (metric.kind === 'measure') {
    const percentile = statistic.kind === 'mean' ? null : statistic.percentile;
    const found = measureMetrics.find(
      (candidate) => candidate.measure === metric.measure && candidate.percentile === percentile,
    );
    return found?.id ?? null;
  }
  return statistic.kind === 'mean'
    ? 'latency-mean'
    : (responseTimesCompared.get(statistic.percentile) ?? null);
}
