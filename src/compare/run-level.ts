import { timedRequests, type WindowSelection } from '../analysis/window-selection.ts';
import type { EndpointStatistics, Estimate } from '../model/analysis.ts';
import type { MeasureMetric } from '../model/measure-metric.ts';
import { type MetricId, metrics } from '../model/metric.ts';
import { roundingInterval } from '../model/percentile.ts';
import { minimumSeriesLength } from '../stats/long-run-variance.ts';
import { type Level, ratioOfSums } from '../stats/ratio-of-sums.ts';
import { quantileOfWindows } from '../stats/woodruff.ts';
import type { EndpointData } from './endpoint-data.ts';

/** A metric of one run that is compared by its ratio. */
export interface MetricLevel {
  readonly value: number;
  readonly requests: number;
  /** Of the logarithm, from within the run; null when the source has no windows to see it by. */
  readonly logStandardError: number | null;
  readonly degreesOfFreedom: number;
  readonly autocorrelation: number | null;
  /** An end of the interval is infinite: too few values beyond the percentile. */
  readonly unbounded: boolean;
  /** Values beyond the percentile, counted as independent ones; null for what is no percentile. */
  readonly inTail: number | null;
  readonly bounds: { readonly lo: number; readonly hi: number } | null;
  readonly part: EndpointData['part'];
}

/** Of a number that the source, or the analysis, gives for a run as a whole. */
const withoutError = {
  logStandardError: null,
  degreesOfFreedom: Number.POSITIVE_INFINITY,
  autocorrelation: null,
  unbounded: false,
  inTail: null,
} as const;

const confidence = 0.95;
/** Buckets this fine, our own, are no rounding to speak of. */
const fineRounding = 0.001;

/** A percentile: from the response times of each window, else what the source states of the whole run. */
export function percentileLevel(data: EndpointData, percentile: number): MetricLevel | null {
  const p = percentile / 100;
  const responseTimes = data.responseTimes();
  if (responseTimes === null) return statedPercentile(data, percentile);
  const { windows, pooled, rounding } = responseTimes;
  const boundsOf = (valueMs: number) => {
    const { loMs, hiMs } = roundingInterval(valueMs, rounding);
    return { lo: loMs, hi: hiMs };
  };
  const level = quantileOfWindows(windows, p, confidence, boundsOf, pooled);
  if (level === null) return statedPercentile(data, percentile);
  // Nothing can be a ratio of 0 ms.
  if (!(level.value > 0)) return null;
  const { lo, hi } = boundsOf(level.value);
  return {
    ...withinRun(level, level.n, data),
    unbounded: level.logStandardError === null,
    inTail: level.effectiveN * (1 - p),
    bounds: hi - lo > fineRounding * level.value ? { lo, hi } : null,
  };
}

/** The mean response time, from the sums of the windows. */
export function meanLevel(data: EndpointData): MetricLevel | null {
  const { selection } = data;
  const sums: number[] = [];
  const counts: number[] = [];
  if (selection !== null && selection.windows.sumMs !== null) {
    for (let i = selection.from; i < selection.to; i += 1) {
      const timed = timedRequests(selection.windows, i, selection.latencyCovers);
      const sum = timed === 0 ? 0 : (selection.windows.sumMs[i] ?? Number.NaN);
      // A window whose sum is not known says nothing about the mean.
      if (Number.isNaN(sum)) continue;
      sums.push(sum);
      counts.push(timed);
    }
  }
  return fromSums(data, 'latency-mean', sums, counts, sumOf(counts));
}

/** Completed requests per second. */
export function throughputLevel(data: EndpointData): MetricLevel | null {
  const { selection } = data;
  const requests = selection === null ? [] : columnOf(selection, selection.windows.requests);
  const seconds =
    selection === null
      ? []
      : columnOf(selection, selection.windows.endMs).map(
          (endMs, i) => (endMs - (selection.windows.startMs[selection.from + i] ?? 0)) / 1000,
        );
  return fromSums(data, 'throughput', requests, seconds, sumOf(requests));
}

/** What the analysis states of a metric, as sure as its bounds and no surer. */
export function stated(data: EndpointData, metric: MetricId): MetricLevel | null {
  const read = metrics.find(({ id }) => id === metric)?.read;
  return read === undefined ? null : statedOf(data, read);
}

function statedPercentile(data: EndpointData, percentile: number): MetricLevel | null {
  const isIt = (known: { readonly percentile: number }) => known.percentile === percentile;
  return statedOf(data, ({ latency }) => latency?.percentiles.find(isIt)?.value ?? null);
}

/** Of the part that is compared, else of the whole run. */
function statedOf(
  data: EndpointData,
  read: (statistics: EndpointStatistics) => Estimate | null,
): MetricLevel | null {
  const ofPart = read(data.statistics);
  const estimate = ofPart ?? read(data.analysis.whole);
  if (estimate === null || !(estimate.value > 0)) return null;
  return {
    value: estimate.value,
    requests: estimate.n,
    ...withoutError,
    bounds: estimate.bounds,
    part: ofPart === null ? 'whole-run' : data.part,
  };
}

/** A measure, of the whole run; its error is not known, since the values of one answer hang together. */
export function measureLevel(
  { analysis }: EndpointData,
  { measure: id, percentile }: Pick<MeasureMetric, 'measure' | 'percentile'>,
): MetricLevel | null {
  const measure = analysis.measures.find((candidate) => candidate.id === id);
  if (measure === undefined) return null;
  const quantile = measure.percentiles.find((candidate) => candidate.percentile === percentile)?.value;
  const value = percentile === null ? measure.mean : (quantile?.value ?? null);
  if (value === null || !(value > 0)) return null;
  return {
    ...withoutError,
    value,
    // Requests, and not the many gaps of one answer.
    requests: Math.min(measure.count, analysis.whole.requests),
    bounds: quantile?.bounds ?? null,
    part: 'whole-run',
  };
}

function fromSums(
  data: EndpointData,
  metric: MetricId,
  above: readonly number[],
  below: readonly number[],
  requests: number,
): MetricLevel | null {
  if (above.length < minimumSeriesLength || !(sumOf(below) > 0)) return stated(data, metric);
  const level = ratioOfSums(above, below);
  if (!(level.value > 0)) return null;
  return { ...withinRun(level, requests, data), unbounded: false, inTail: null, bounds: null };
}

function withinRun(
  level: Level,
  requests: number,
  { part }: EndpointData,
): Omit<MetricLevel, 'unbounded' | 'inTail' | 'bounds'> {
  const { value, logStandardError, degreesOfFreedom, autocorrelation } = level;
  return { value, requests, logStandardError, degreesOfFreedom, autocorrelation, part };
}

/** One column of a selection. */
export function columnOf({ from, to }: WindowSelection, column: Float64Array): readonly number[] {
  return Array.from(column.subarray(from, to));
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
