import { type WindowSelection, windowsWithin } from '../analysis/window-selection.ts';
import type { EndpointAnalysis, EndpointStatistics } from '../model/analysis.ts';
import type { Rounding } from '../model/distribution.ts';
import { type EndpointKey, endpointId } from '../model/endpoint-key.ts';
import type { Endpoint } from '../model/run.ts';
import { type PooledCounts, poolWindows, type WindowCounts } from '../stats/window-counts.ts';
import type { RunWithAnalysis } from './options.ts';

/** What one run has of one endpoint, cut to its steady state where there is one. */
export interface EndpointData {
  readonly endpoint: Endpoint;
  readonly analysis: EndpointAnalysis;
  /** Of the steady state; the whole run where nothing was trimmed. */
  readonly statistics: EndpointStatistics;
  readonly part: 'steady-state' | 'whole-run';
  /** Null where the source has no curve of this endpoint. */
  readonly selection: WindowSelection | null;
  /** Null where the source does not keep every response time by window. Put together once, when first asked for. */
  readonly responseTimes: () => ResponseTimes | null;
}

/** Every response time of a part of a run. */
export interface ResponseTimes {
  readonly windows: WindowCounts;
  readonly pooled: PooledCounts;
  readonly rounding: Rounding;
}

/** The endpoint in this run; null when it has none of that name. `'total'` is all requests together. */
export function endpointData(
  { run, analysis }: RunWithAnalysis,
  key: EndpointKey | 'total',
): EndpointData | null {
  const isIt = (other: { readonly key: EndpointKey }) =>
    key !== 'total' && endpointId(other.key) === endpointId(key);
  const endpoint = key === 'total' ? run.total : run.endpoints.find(isIt);
  const found = key === 'total' ? analysis.total : analysis.endpoints.find(isIt);
  if (endpoint === undefined || endpoint === null || found === undefined) return null;
  const { method, steadyStartMs, steadyEndMs } = analysis.phases;
  const isKnown = endpoint.windows !== null && steadyStartMs !== null && steadyEndMs !== null;
  const selection = isKnown ? windowsWithin(endpoint.windows, run.source, steadyStartMs, steadyEndMs) : null;
  let responseTimes: ResponseTimes | null | undefined;
  return {
    endpoint,
    analysis: found,
    statistics: found.steady ?? found.whole,
    part: isKnown && method !== 'whole-run' ? 'steady-state' : 'whole-run',
    selection,
    responseTimes: () => {
      if (responseTimes === undefined) responseTimes = responseTimesOf(selection);
      return responseTimes;
    },
  };
}

function responseTimesOf(selection: WindowSelection | null): ResponseTimes | null {
  const histograms = selection?.windows.histograms ?? null;
  if (selection === null || histograms === null) return null;
  const { offsets, valuesMs, counts, rounding } = histograms;
  const windows = {
    offsets: offsets.subarray(selection.from, selection.to + 1),
    values: valuesMs,
    counts,
  };
  return { windows, pooled: poolWindows(windows), rounding };
}

/** How long the windows of a selection are together, in s; without windows the length of the run, 0 when unknown. */
export function steadySecondsOf({ run, analysis }: RunWithAnalysis): number {
  const { steadyStartMs, steadyEndMs } = analysis.phases;
  if (steadyStartMs !== null && steadyEndMs !== null) return (steadyEndMs - steadyStartMs) / 1000;
  return (run.durationMs ?? 0) / 1000;
}
