import type { AnalysisSettings, EndpointStatistics, Estimate, LatencyAnalysis } from '../model/analysis.ts';
import type { Endpoint, Run, Source, Windows } from '../model/run.ts';
import { longRunVariance } from '../stats/long-run-variance.ts';
import { designEffect, wilsonInterval } from '../stats/proportion.ts';
import { studentTQuantile } from '../stats/student-t.ts';
import { apdexOf } from './apdex.ts';
import { analyseLatency } from './latency.ts';
import {
  allWindows,
  mergedHistogram,
  timedRequests,
  totalsOf,
  type WindowSelection,
  type WindowTotals,
  windowsWithin,
} from './window-selection.ts';

/**
 * More windows than this are added up in groups first: the long-run variance looks at slow changes only, and the
 * cosines of a day of 1 s windows would cost more than reading the file.
 */
const MOST_WINDOWS = 2000;
/** Fewer windows than this give no interval for a rate or a mean (statistics.md 3.2). */
const FEWEST_WINDOWS = 20;

/** Everything the source recorded of an endpoint. */
export function wholeStatistics(
  endpoint: Endpoint,
  run: Run,
  settings: AnalysisSettings,
): EndpointStatistics {
  const { source } = run;
  // Totals count from the last reset, so what stands beside them must too.
  const sinceMs = run.resetsMs.at(-1) ?? null;
  const selection = endpoint.windows === null ? null : windowsSince(endpoint.windows, source, sinceMs);
  const runDurationMs = sinceMs === null || run.endMs === null ? run.durationMs : run.endMs - sinceMs;
  const { requests, failures } = endpoint;
  const latency = analyseLatency(endpoint.latency, settings.confidence);
  return {
    durationMs: runDurationMs,
    requests,
    failures,
    ...ratesOf(endpoint, selection, runDurationMs, settings.confidence),
    errorRatio: errorRatio(failures, requests, selection, settings.confidence),
    latency: withMeanInterval(latency, selection, settings.confidence),
    apdex: apdexOf(endpoint.latency, endpoint, settings.apdexToleratedMs, source.latencyCovers),
    meanResponseBytes: endpoint.meanResponseBytes,
  };
}

/**
 * One part of the run. Requests, failures, rates and the mean are exact sums over windows. Percentiles are there
 * where the source keeps all response times per window; percentiles of windows cannot be put together.
 */
export function partStatistics(
  selection: WindowSelection,
  source: Source,
  settings: AnalysisSettings,
): EndpointStatistics {
  const totals = totalsOf(selection);
  const { confidence, apdexToleratedMs } = settings;
  const merged = mergedHistogram(selection);
  const latency = merged === null ? meanOnly(totals) : analyseLatency(merged, confidence);
  return {
    durationMs: totals.durationMs,
    requests: totals.requests,
    failures: totals.failures,
    throughputPerS: rate(selection, 'requests', confidence),
    goodputPerS: rate(selection, 'successes', confidence),
    errorRatio: errorRatio(totals.failures, totals.requests, selection, confidence),
    latency: withMeanInterval(latency, selection, confidence),
    apdex: apdexOf(merged, totals, apdexToleratedMs, source.latencyCovers),
    meanResponseBytes: null,
  };
}

/** What there is to say of the response times when only their sums are known. */
function meanOnly({ sumMs, timed }: WindowTotals): LatencyAnalysis | null {
  if (sumMs === null || timed === 0) return null;
  return {
    count: timed,
    minMs: null,
    meanMs: { value: sumMs / timed, n: timed, bounds: null, interval: null },
    medianMs: null,
    maxMs: null,
    percentiles: [],
    fidelity: 'quantiles',
  };
}

function windowsSince(windows: Windows, source: Source, sinceMs: number | null): WindowSelection {
  if (sinceMs === null) return allWindows(windows, source);
  return windowsWithin(windows, source, sinceMs, Number.POSITIVE_INFINITY);
}

function ratesOf(
  endpoint: Endpoint,
  selection: WindowSelection | null,
  runDurationMs: number | null,
  confidence: number,
): { throughputPerS: Estimate | null; goodputPerS: Estimate | null } {
  if (selection !== null && totalsOf(selection).durationMs > 0) {
    return {
      throughputPerS: rate(selection, 'requests', confidence),
      goodputPerS: rate(selection, 'successes', confidence),
    };
  }
  const perS = endpoint.reportedThroughputPerS ?? rateOverRun(endpoint.requests, runDurationMs);
  if (perS === null) return { throughputPerS: null, goodputPerS: null };
  const successShare = endpoint.requests === 0 ? 0 : 1 - endpoint.failures / endpoint.requests;
  return {
    throughputPerS: { value: perS, n: endpoint.requests, bounds: null, interval: null },
    goodputPerS: { value: perS * successShare, n: endpoint.requests, bounds: null, interval: null },
  };
}

function rateOverRun(requests: number, durationMs: number | null): number | null {
  return durationMs === null || durationMs <= 0 ? null : (requests * 1000) / durationMs;
}

/** Count per second with the interval from the long-run variance of its windows; null without any time. */
function rate(selection: WindowSelection, of: 'requests' | 'successes', confidence: number): Estimate | null {
  const { windows, from, to } = selection;
  const totals = totalsOf(selection);
  if (totals.durationMs <= 0) return null;
  const count = of === 'requests' ? totals.requests : totals.requests - totals.failures;
  const perMs = count / totals.durationMs;
  // Windows differ in length now and then, so the deviation is from what this window's length would give.
  const deviations = columnOf(selection, (i) => {
    const here = (windows.requests[i] ?? 0) - (of === 'successes' ? (windows.failures[i] ?? 0) : 0);
    return here - perMs * ((windows.endMs[i] ?? 0) - (windows.startMs[i] ?? 0));
  });
  const interval = sumInterval(deviations, to - from, totals.durationMs / 1000, count, confidence);
  return { value: perMs * 1000, n: totals.requests, bounds: null, interval };
}

function withMeanInterval(
  latency: LatencyAnalysis | null,
  selection: WindowSelection | null,
  confidence: number,
): LatencyAnalysis | null {
  const mean = latency?.meanMs ?? null;
  if (latency === null || mean === null || selection === null || selection.windows.sumMs === null)
    return latency;
  const { windows, from, to, latencyCovers } = selection;
  const totals = totalsOf(selection);
  if (totals.sumMs === null || totals.timed === 0) return latency;
  const windowMean = totals.sumMs / totals.timed;
  const deviations = columnOf(selection, (i) => {
    const timed = timedRequests(windows, i, latencyCovers);
    return timed === 0 ? 0 : (windows.sumMs?.[i] ?? 0) - windowMean * timed;
  });
  const interval = sumInterval(deviations, to - from, totals.timed, totals.sumMs, confidence);
  return { ...latency, meanMs: { ...mean, interval } };
}

/**
 * Interval of sum / divisor from the deviations of its windows: SE = sqrt(T Ω) / divisor with the
 * equal-weighted-cosine Ω (statistics.md 3.2). Null for fewer than 20 windows.
 */
function sumInterval(
  deviations: Float64Array,
  windows: number,
  divisor: number,
  sum: number,
  confidence: number,
): Estimate['interval'] {
  if (windows < FEWEST_WINDOWS || divisor <= 0) return null;
  const groups = inGroups(deviations, Math.ceil(windows / MOST_WINDOWS));
  const { variance, degreesOfFreedom } = longRunVariance(groups);
  const standardError = Math.sqrt(groups.length * variance) / divisor;
  const t = studentTQuantile(1 - (1 - confidence) / 2, degreesOfFreedom);
  const value = sum / divisor;
  return {
    lo: Math.max(0, value - t * standardError),
    hi: value + t * standardError,
    confidence,
    method: 'long-run variance of windows (EWC)',
  };
}

/** Sums of `size` neighbours each; what is left over at the end joins the last group. */
function inGroups(values: Float64Array, size: number): Float64Array {
  if (size <= 1) return values;
  const groups = new Float64Array(Math.floor(values.length / size));
  values.forEach((value, i) => {
    const group = Math.min(Math.floor(i / size), groups.length - 1);
    groups[group] = (groups[group] ?? 0) + value;
  });
  return groups;
}

/**
 * Wilson's interval, widened by the design effect where failures come in bursts (Rao & Scott 1992). Null without
 * requests, and where a source that contradicts itself has more failures than requests.
 */
function errorRatio(
  failures: number,
  requests: number,
  selection: WindowSelection | null,
  confidence: number,
): Estimate | null {
  if (requests === 0 || failures > requests) return null;
  const effect = selection === null ? 1 : burstiness(selection);
  const interval = wilsonInterval(failures / effect, requests / effect, confidence);
  const method = selection === null ? 'Wilson' : 'Wilson, with the design effect of bursts';
  return {
    value: failures / requests,
    n: requests,
    bounds: null,
    interval: { ...interval, confidence, method },
  };
}

function burstiness(selection: WindowSelection): number {
  const { windows, from, to } = selection;
  const totals = totalsOf(selection);
  if (to - from < FEWEST_WINDOWS || totals.requests === 0 || totals.failures > totals.requests) return 1;
  return designEffect(windows.failures.subarray(from, to), windows.requests.subarray(from, to));
}

function columnOf({ from, to }: WindowSelection, value: (i: number) => number): Float64Array {
  const column = new Float64Array(to - from);
  for (let i = from; i < to; i += 1) column[i - from] = value(i);
  return column;
}
