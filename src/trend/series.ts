import { compareEndpointKeys, type EndpointKey, endpointId } from '../model/endpoint-key.ts';
import { type MetricId, metrics } from '../model/metric.ts';
import type { MetricValue, RunSummary } from '../model/run-summary.ts';
import type { TrendSeries } from '../model/trend.ts';

/** Metrics whose trend is worth a look; the others say the same, or too little. */
const FOLLOWED: readonly MetricId[] = [
  'latency-p50',
  'latency-p95',
  'latency-p99',
  'latency-mean',
  'throughput',
  'error-ratio',
];

/** A series before anything was looked for in it. */
export type RawSeries = Omit<TrendSeries, 'isSearched' | 'levels'>;

interface Found {
  readonly key: EndpointKey | null;
  /** By metric; the position of the run with its value. */
  readonly values: Map<MetricId, (readonly [number, MetricValue])[]>;
}

/** Every followed metric of every endpoint over the runs that have it, these in order of time. */
export function collectSeries(summaries: readonly RunSummary[]): readonly RawSeries[] {
  const endpoints = new Map<string, Found>();
  for (const [run, summary] of summaries.entries()) {
    for (const { key, values } of summary.endpoints) {
      const id = key === null ? '' : `\u0000${endpointId(key)}`;
      const found = endpoints.get(id) ?? { key, values: new Map() };
      endpoints.set(id, found);
      for (const value of values) {
        const all = found.values.get(value.metric) ?? [];
        all.push([run, value]);
        found.values.set(value.metric, all);
      }
    }
  }
  return [...endpoints.values()].sort(byPresence).flatMap(seriesOf);
}

/** All requests together, then the endpoints that most runs have, by name where as many do. */
function byPresence(a: Found, b: Found): number {
  if (a.key === null || b.key === null) return a.key === b.key ? 0 : a.key === null ? -1 : 1;
  return runsOf(b) - runsOf(a) || compareEndpointKeys(a.key, b.key);
}

function runsOf({ values }: Found): number {
  return Math.max(0, ...[...values.values()].map((all) => all.length));
}

function seriesOf({ key, values }: Found): readonly RawSeries[] {
  return metrics.flatMap(({ id, label, unit, better }) => {
    const found = FOLLOWED.includes(id) ? values.get(id) : undefined;
    if (found === undefined) return [];
    return [
      {
        endpoint: key,
        metric: id,
        label,
        unit,
        better,
        runs: found.map(([run]) => run),
        values: found.map(([, { value }]) => rounded(value)),
        lo: found.map(([, { lo }]) => (lo === null ? null : rounded(lo))),
        hi: found.map(([, { hi }]) => (hi === null ? null : rounded(hi))),
      },
    ];
  });
}

/** Six significant digits are more than any of these numbers has. */
function rounded(value: number): number {
  return Number(value.toPrecision(6));
}
