import { type MeasureMetricId, measureMetrics } from './measure-metric.ts';
import { type Metric, type MetricId, metrics } from './metric.ts';

/** The word for what is compared, in the rows of a comparison. */
export type ComparedMetricId = MetricId | MeasureMetricId;

/** What a row of a comparison is of. */
export interface ComparedMetric {
  readonly id: ComparedMetricId;
  /** 'response time p95' */
  readonly label: string;
  /** In the cell of a table: 'p95'. */
  readonly short: string;
  readonly unit: Metric['unit'] | 'tokens' | 'tokens/s';
  readonly better: 'lower' | 'higher';
}

const shortNames: ReadonlyMap<MetricId, string> = new Map<MetricId, string>([
  ['error-ratio', 'failed'],
  ['response-size', 'size'],
  ['apdex', 'Apdex'],
]);

/** Every metric that can be compared, in the order of tables. */
export const comparedMetrics: readonly ComparedMetric[] = [
  ...metrics.map(({ id, label, unit, better }) => ({
    id,
    label,
    short: shortNames.get(id) ?? id.replace('latency-', ''),
    unit,
    better,
  })),
  ...measureMetrics,
];

const byId: ReadonlyMap<string, ComparedMetric> = new Map(
  comparedMetrics.map((metric) => [metric.id, metric]),
);

/** What a row is of. Throws for an id that is not in the table, which no checked document holds. */
export function comparedMetric(id: ComparedMetricId): ComparedMetric {
  const metric = byId.get(id);
  if (metric === undefined) throw new RangeError(`There is no metric "${id}".`);
  return metric;
}
