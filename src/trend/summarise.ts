import type { Analysis, EndpointAnalysis } from '../model/analysis.ts';
import { metrics } from '../model/metric.ts';
import type { EndpointSummary, MetricValue, RunSummary } from '../model/run-summary.ts';

/** What trends need of a run; see `RunSummary`. Groups of requests are endpoints like others. */
export function summarise(
  { run, total, endpoints }: Analysis,
  made: Pick<RunSummary, 'runSha256' | 'toolVersion'>,
): RunSummary {
  return {
    schema: 'summary/1',
    ...made,
    run,
    endpoints: [
      { key: null, values: valuesOf(total) },
      ...endpoints.map((endpoint): EndpointSummary => ({ key: endpoint.key, values: valuesOf(endpoint) })),
    ],
  };
}

function valuesOf({ steady, whole }: EndpointAnalysis): readonly MetricValue[] {
  if (whole.requests === 0) return [];
  return metrics.flatMap((metric) => {
    const ofSteady = steady === null ? null : metric.read(steady);
    const estimate = ofSteady ?? metric.read(whole);
    if (estimate === null || !Number.isFinite(estimate.value)) return [];
    const range = estimate.interval ?? estimate.bounds;
    return [
      {
        metric: metric.id,
        part: ofSteady === null ? ('whole' as const) : ('steady' as const),
        value: estimate.value,
        lo: range?.lo ?? null,
        hi: range?.hi ?? null,
      },
    ];
  });
}
