import type { ComparedMetricId } from '../model/compared-metric.ts';
import { measureMetrics } from '../model/measure-metric.ts';
import type { EndpointData } from './endpoint-data.ts';

/** Whether what these runs have of an endpoint is measured differently: another definition, or another limit of Apdex. */
export function definitionsDiffer(metric: ComparedMetricId, runs: readonly (EndpointData | null)[]): boolean {
  const definitions = runs.flatMap((data) => {
    const definition = data === null ? null : definitionOf(metric, data);
    return definition === null ? [] : [definition];
  });
  return new Set(definitions).size > 1;
}

function definitionOf(metric: ComparedMetricId, { analysis, statistics }: EndpointData): string | null {
  if (metric === 'apdex') return statistics.apdex === null ? null : String(statistics.apdex.toleratedMs);
  const measure = measureMetrics.find(({ id }) => id === metric)?.measure;
  return analysis.measures.find(({ id }) => id === measure)?.definition ?? null;
}
