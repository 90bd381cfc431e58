import type { ComparedMetricId } from '../model/compared-metric.ts';
import type { ComparisonSettings, MetricComparison } from '../model/comparison.ts';

import type { EndpointKey } from '../model/endpoint-key.ts';
import { endpointId } from '../model/endpoint-key.ts';
import { measureMetrics } from '../model/measure-metric.ts';
import { apdexLevel, measureApdex } from './apdex-row.ts';
import type { Comparability } from './comparability.ts';
import { type DraftRow, finishRows } from './decide-rows.ts';
import { definitionsDiffer } from './definitions.ts';
import { type EndpointData, endpointData, steadySecondsOf } from './endpoint-data.ts';
import { failuresOf, measureFailures } from './failure-row.ts';
import type { EndpointPair } from './match-endpoints.ts';
import type { Measurement } from './measurement.ts';
import type { RunWithAnalysis } from './options.ts';
import { measureRatio } from './ratio-row.ts';
import {
  type MetricLevel,
  meanLevel,
  measureLevel,
  percentileLevel,
  stated,
  throughputLevel,
} from './run-level.ts';

/** Both sides, and what the rows are made by. */
export interface RowContext {
  readonly baseline: readonly RunWithAnalysis[];
  readonly candidate: readonly RunWithAnalysis[];
  readonly settings: ComparisonSettings;
  readonly comparability: Comparability;
}

/** A metric that is compared by its ratio, and how its level is read from one run. */
interface RatioMetric {
  readonly metric: ComparedMetricId;
  readonly read: (data: EndpointData) => MetricLevel | null;
}

const mean: RatioMetric = { metric: 'latency-mean', read: meanLevel };
const throughput: RatioMetric = { metric: 'throughput', read: throughputLevel };
/** In the order of tables. */
const ratios: readonly RatioMetric[] = [
  { metric: 'latency-p50', read: (data) => percentileLevel(data, 50) },
  { metric: 'latency-p95', read: (data) => percentileLevel(data, 95) },
  { metric: 'latency-p99', read: (data) => percentileLevel(data, 99) },
  mean,
  throughput,
];
/** Known of whole runs only. */
const wholeRunRatios: readonly RatioMetric[] = [
  { metric: 'response-size', read: (data) => stated(data, 'response-size') },
  ...measureMetrics.map((metric) => ({
    metric: metric.id,
    read: (data: EndpointData) => measureLevel(data, metric),
  })),
];
/** Percentiles of all requests together mix endpoints of different nature, and so do the others. */
const ratiosOfTotal: readonly RatioMetric[] = [mean, throughput];

/** The metrics of an endpoint, or of all requests together, that are compared by their ratio. */
export function comparedRatios(endpoint: EndpointKey | 'total'): readonly RatioMetric[] {
  return endpoint === 'total' ? ratiosOfTotal : ratios;
}

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

/** One endpoint in every run of a side; null where a run does not have it. */
interface PairData {
  readonly baseline: readonly (EndpointData | null)[];
  readonly candidate: readonly (EndpointData | null)[];
}

function rowsOf(pair: Pair, context: RowContext): readonly DraftRow[] {
  const data: PairData = {
    baseline: context.baseline.map((run) => endpointData(run, pair.baseline)),
    candidate: context.candidate.map((run) => endpointData(run, pair.candidate)),
  };
  const isTotal = pair.candidate === 'total';
  const isClosedLoad = context.candidate.some(({ run }) => run.load.kind !== 'open');
  const shown = measurementsOf(data, isTotal, context)
    .filter(hasValue)
    .map(
      ({ metric, measurement }): DraftRow => ({
        endpoint: pair.candidate,
        renamedFrom: renamedFrom(pair),
        metric,
        measurement,
        role: 'exploratory',
        isClosedLoad,
        definitionsDiffer: definitionsDiffer(metric, [...data.baseline, ...data.candidate]),
      }),
    );
  const isGroup = data.candidate.some((endpoint) => endpoint?.analysis.isGroup === true);
  return isTotal || isGroup ? shown : withPrimaries(shown);
}

interface MeasuredMetric {
  readonly metric: ComparedMetricId;
  readonly measurement: Measurement;
}

/** Every metric of one endpoint, in the order of tables. */
function measurementsOf(data: PairData, isTotal: boolean, context: RowContext): readonly MeasuredMetric[] {
  const { settings } = context;
  const steadyS = Math.min(...[...context.baseline, ...context.candidate].map(steadySecondsOf));
  const sidesOf = <Level>(read: (endpoint: EndpointData) => Level | null) => ({
    baseline: data.baseline.map((endpoint) => (endpoint === null ? null : read(endpoint))),
    candidate: data.candidate.map((endpoint) => (endpoint === null ? null : read(endpoint))),
    steadyS,
  });
  const ratio = ({ metric, read }: RatioMetric): MeasuredMetric => ({
    metric,
    measurement: measureRatio({
      ...sidesOf(read),
      threshold: settings.threshold,
      assumedNoise: assumed(metric, context),
    }),
  });
  const failures = measureFailures({
    ...sidesOf(failuresOf),
    assumedNoise: assumed('error-ratio', context),
    failureDifference: settings.failureDifference,
    failureFactor: settings.failureFactor,
  });
  const apdex = measureApdex({ ...sidesOf(apdexLevel), threshold: settings.threshold });
  const failed: MeasuredMetric = { metric: 'error-ratio', measurement: failures };
  if (isTotal) return [...ratiosOfTotal.map(ratio), failed];
  return [
    ...ratios.map(ratio),
    failed,
    { metric: 'apdex', measurement: apdex },
    ...wholeRunRatios.map(ratio),
  ];
}

/** Rows of a metric that neither side has are left out. */
function hasValue({ measurement: { baseline, candidate } }: MeasuredMetric): boolean {
  return baseline.value !== null || candidate.value !== null;
}

/**
 * One percentile and the failures decide: p95 where the sources tell how sure it is, else the mean. A failure ratio
 * decides where a request failed; without any failure there is nothing that could have become worse by itself.
 */
function withPrimaries(rows: readonly DraftRow[]): readonly DraftRow[] {
  const has = (metric: ComparedMetricId) =>
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

function assumed(metric: ComparedMetricId, { settings }: RowContext): number | null {
  return settings.assumedNoise.find((noise) => noise.metric === metric)?.standardDeviation ?? null;
}
