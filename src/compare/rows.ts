import type { ComparisonSettings, MetricComparison } from '../model/comparison.ts';
import type { EndpointKey } from '../model/endpoint-key.ts';
import { endpointId } from '../model/endpoint-key.ts';
import type { MetricId } from '../model/metric.ts';
import type { Comparability } from './comparability.ts';
import { type DraftRow, finishRows } from './decide-rows.ts';
import { type EndpointData, endpointData, steadySecondsOf } from './endpoint-data.ts';
import { failuresOf, measureFailures } from './failure-row.ts';
import type { EndpointPair } from './match-endpoints.ts';
import type { Measurement } from './measurement.ts';
import type { RunWithAnalysis } from './options.ts';
import { measureRatio } from './ratio-row.ts';
import { type MetricLevel, meanLevel, percentileLevel, stated, throughputLevel } from './run-level.ts';

/** Both sides, and what the rows are made by. */
export interface RowContext {
  readonly baseline: readonly RunWithAnalysis[];
  readonly candidate: readonly RunWithAnalysis[];
  readonly settings: ComparisonSettings;
  readonly comparability: Comparability;
}

/** How the level of a metric is read from one run, in the order of `metrics`. */
const ratios: readonly {
  readonly metric: MetricId;
  readonly read: (data: EndpointData) => MetricLevel | null;
}[] = [
  { metric: 'latency-p50', read: (data) => percentileLevel(data, 50) },
  { metric: 'latency-p95', read: (data) => percentileLevel(data, 95) },
  { metric: 'latency-p99', read: (data) => percentileLevel(data, 99) },
  { metric: 'latency-mean', read: meanLevel },
  { metric: 'throughput', read: throughputLevel },
  { metric: 'response-size', read: (data) => stated(data, 'response-size') },
];
/** Percentiles of all requests together mix endpoints of different nature, and so does the size. */
const metricsOfTotal: readonly MetricId[] = ['latency-mean', 'throughput'];

/** Every metric of every endpoint that both sides have, and of all requests together. */
export function compareMetrics(
  pairs: readonly EndpointPair[],
  context: RowContext,
): readonly MetricComparison[] {
  const drafts = [
    ...pairs.flatMap((pair) => rowsOf(pair, context)),
    ...rowsOf({ baseline: 'total', candidate: 'total' }, context),
  ];
  return finishRows(drafts, context.settings, context.comparability);
}

type Pair = EndpointPair | { readonly baseline: 'total'; readonly candidate: 'total' };

function rowsOf(pair: Pair, context: RowContext): readonly DraftRow[] {
  const before = context.baseline.map((run) => endpointData(run, pair.baseline));
  const after = context.candidate.map((run) => endpointData(run, pair.candidate));
  const steadyS = Math.min(...[...context.baseline, ...context.candidate].map(steadySecondsOf));
  const isTotal = pair.candidate === 'total';
  const row = (metric: MetricId, measurement: Measurement): DraftRow => ({
    endpoint: pair.candidate,
    renamedFrom: renamedFrom(pair),
    metric,
    measurement,
    role: 'exploratory',
    isClosedLoad: context.candidate.some(({ run }) => run.load.kind !== 'open'),
  });
  const compared = ratios
    .filter(({ metric }) => !isTotal || metricsOfTotal.includes(metric))
    .map(({ metric, read }) => {
      const levels = (side: readonly (EndpointData | null)[]) =>
        side.map((data) => (data === null ? null : read(data)));
      const sides = { baseline: levels(before), candidate: levels(after) };
      const { threshold } = context.settings;
      return row(
        metric,
        measureRatio({ ...sides, steadyS, threshold, assumedNoise: assumed(metric, context) }),
      );
    });
  const failures = (side: readonly (EndpointData | null)[]) =>
    side.map((data) => (data === null ? null : failuresOf(data)));
  const failed = measureFailures({
    baseline: failures(before),
    candidate: failures(after),
    steadyS,
    assumedNoise: assumed('error-ratio', context),
    failureDifference: context.settings.failureDifference,
    failureFactor: context.settings.failureFactor,
  });
  const rows = [...compared.slice(0, -1), row('error-ratio', failed), ...compared.slice(-1)];
  const ordered = isTotal ? [...compared, row('error-ratio', failed)] : rows;
  const shown = ordered.filter(hasValue);
  const isGroup = after.some((data) => data?.analysis.isGroup === true);
  return isTotal || isGroup ? shown : withPrimaries(shown);
}

/** Rows of a metric that neither side has are left out. */
function hasValue({ measurement: { baseline, candidate } }: DraftRow): boolean {
  return baseline.value !== null || candidate.value !== null;
}

/**
 * One percentile and the failures decide: p95 where the sources tell how sure it is, else the mean. A failure ratio
 * decides where a request failed; without any failure there is nothing that could have become worse by itself.
 */
function withPrimaries(rows: readonly DraftRow[]): readonly DraftRow[] {
  const has = (metric: MetricId) =>
    rows.find(
      (row) => row.metric === metric && row.measurement.effect !== null && !row.measurement.isSummary,
    );
  const latency = has('latency-p95') ?? has('latency-mean');
  return rows.map((row) => {
    const { baseline, candidate } = row.measurement;
    const hasFailures = (baseline.value ?? 0) > 0 || (candidate.value ?? 0) > 0;
    const isPrimary = row === latency || (row.metric === 'error-ratio' && hasFailures);
    return isPrimary ? { ...row, role: 'primary' } : row;
  });
}

function renamedFrom(pair: Pair): EndpointKey | null {
  if (pair.candidate === 'total') return null;
  return endpointId(pair.baseline) === endpointId(pair.candidate) ? null : pair.baseline;
}

function assumed(metric: MetricId, { settings }: RowContext): number | null {
  return settings.assumedNoise.find((noise) => noise.metric === metric)?.standardDeviation ?? null;
}
