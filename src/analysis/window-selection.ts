import type { Histogram, Rounding } from '../model/distribution.ts';
import { roundingInterval } from '../model/percentile.ts';
import type { Source, WindowHistograms, Windows } from '../model/run.ts';
import { valueTally } from '../stats/value-tally.ts';

/** Part of an endpoint's windows: those with index in [from, to). */
export interface WindowSelection {
  readonly windows: Windows;
  readonly from: number;
  readonly to: number;
  /** Which requests the windows' response times are of; their counts are of all. */
  readonly latencyCovers: Source['latencyCovers'];
}

/** Sums over a selection. `sumMs` is null when the response-time sum of any window with timed requests is unknown. */
export interface WindowTotals {
  readonly windows: number;
  readonly durationMs: number;
  readonly requests: number;
  readonly failures: number;
  /** Those of the requests that `sumMs` is of. */
  readonly timed: number;
  readonly sumMs: number | null;
}

/** All windows of an endpoint. */
export function allWindows(windows: Windows, { latencyCovers }: Source): WindowSelection {
  return { windows, from: 0, to: windows.length, latencyCovers };
}

/** The windows that lie wholly within [fromMs, toMs]. */
export function windowsWithin(
  windows: Windows,
  { latencyCovers }: Source,
  fromMs: number,
  toMs: number,
): WindowSelection {
  let from = 0;
  while (from < windows.length && (windows.startMs[from] ?? 0) < fromMs) from += 1;
  let to = windows.length;
  while (to > from && (windows.endMs[to - 1] ?? 0) > toMs) to -= 1;
  return { windows, from, to, latencyCovers };
}

/** How many of a window's requests its response times are of: all, or those that did not fail. */
export function timedRequests(
  windows: Windows,
  window: number,
  latencyCovers: Source['latencyCovers'],
): number {
  const requests = windows.requests[window] ?? 0;
  if (latencyCovers === 'all-requests') return requests;
  return Math.max(0, requests - (windows.failures[window] ?? 0));
}

/** Adds up a selection. */
export function totalsOf({ windows, from, to, latencyCovers }: WindowSelection): WindowTotals {
  let durationMs = 0;
  let requests = 0;
  let failures = 0;
  let timed = 0;
  let sumMs: number | null = windows.sumMs === null ? null : 0;
  for (let i = from; i < to; i += 1) {
    durationMs += (windows.endMs[i] ?? 0) - (windows.startMs[i] ?? 0);
    const count = timedRequests(windows, i, latencyCovers);
    requests += windows.requests[i] ?? 0;
    timed += count;
    failures += windows.failures[i] ?? 0;
    const sum = windows.sumMs?.[i] ?? Number.NaN;
    if (sumMs !== null && count > 0) sumMs = Number.isNaN(sum) ? null : sumMs + sum;
  }
  return { windows: to - from, durationMs, requests, failures, timed, sumMs };
}

/** One column of the selection, as numbers: mean response time in ms per window; 0 where none was timed. */
export function meanPerWindow({ windows, from, to, latencyCovers }: WindowSelection): Float64Array | null {
  if (windows.sumMs === null) return null;
  const means = new Float64Array(to - from);
  let last = 0;
  for (let i = from; i < to; i += 1) {
    const count = timedRequests(windows, i, latencyCovers);
    const sum = windows.sumMs[i] ?? Number.NaN;
    // An empty window has no mean; the last known one stands in, so that it neither moves the level nor the spread.
    if (count > 0 && !Number.isNaN(sum)) last = sum / count;
    means[i - from] = last;
  }
  return means;
}

/** Windows are of a second or more; one shorter than this is a piece, which a run leaves at its end. */
const SHORTEST_MS = 900;

/** Whether a rate over this length says nothing: one request in 3 ms is no 333 per second. */
export function isPiece(lengthMs: number): boolean {
  return lengthMs < SHORTEST_MS;
}

/** The median of their lengths. */
export function typicalWindowMs(windows: Windows): number {
  const lengths = Float64Array.from(
    windows.endMs,
    (endMs, i) => endMs - (windows.startMs[i] ?? endMs),
  ).sort();
  return lengths[Math.floor(lengths.length / 2)] ?? 1000;
}

/** Requests per second of each window; a piece of a second at the end has the rate of itself and the window before. */
export function throughputPerWindow({ windows, from, to }: WindowSelection): Float64Array {
  const rates = new Float64Array(to - from);
  for (let i = from; i < to; i += 1) {
    const lengthMs = (windows.endMs[i] ?? 0) - (windows.startMs[i] ?? 0);
    const isAdded = i > from && i === to - 1 && isPiece(lengthMs);
    const first = isAdded ? i - 1 : i;
    const requests = (windows.requests[i] ?? 0) + (isAdded ? (windows.requests[first] ?? 0) : 0);
    const allMs = (windows.endMs[i] ?? 0) - (windows.startMs[first] ?? 0);
    rates[i - from] = allMs > 0 ? (requests * 1000) / allMs : 0;
  }
  return rates;
}

/**
 * All response times of a selection together; null where the source keeps none per window, or there are none. The
 * extremes of three-digit buckets are the outer ends of the outermost ones, less than 0.1 % away; of coarser ones, null.
 */
export function mergedHistogram(selection: WindowSelection): Histogram | null {
  const { windows, from, to } = selection;
  const { histograms } = windows;
  if (histograms === null) return null;
  const first = histograms.offsets[from] ?? 0;
  const end = histograms.offsets[to] ?? first;
  let sumMs = 0;
  let count = 0;
  for (let i = first; i < end; i += 1) {
    const here = histograms.counts[i] ?? 0;
    count += here;
    sumMs += here * (histograms.valuesMs[i] ?? 0);
  }
  if (count === 0) return null;
  const { values, amounts } =
    end - first < ENTRIES_FOR_TALLY ? byMap(histograms, first, end) : byTally(histograms, first, end);
  return {
    kind: 'histogram',
    count,
    sumMs: totalsOf(selection).sumMs ?? (histograms.rounding === 'none' ? sumMs : null),
    minMs: extremeOf(values[0], histograms.rounding, 'loMs'),
    maxMs: extremeOf(values.at(-1), histograms.rounding, 'hiMs'),
    valuesMs: Array.from(values),
    counts: Array.from(amounts),
    rounding: histograms.rounding,
  };
}

/** A tally begins with more room than the few entries of a bucket of time need. */
const ENTRIES_FOR_TALLY = 3000;

interface Amounts {
  readonly values: Float64Array;
  readonly amounts: ArrayLike<number> & Iterable<number>;
}

function byTally({ valuesMs, counts }: WindowHistograms, first: number, end: number): Amounts {
  const tally = valueTally();
  for (let i = first; i < end; i += 1) tally.add(valuesMs[i] ?? 0, counts[i] ?? 0);
  return tally.sorted();
}

function byMap({ valuesMs, counts }: WindowHistograms, first: number, end: number): Amounts {
  const amounts = new Map<number, number>();
  for (let i = first; i < end; i += 1) {
    const valueMs = valuesMs[i] ?? 0;
    amounts.set(valueMs, (amounts.get(valueMs) ?? 0) + (counts[i] ?? 0));
  }
  const values = Float64Array.from(amounts.keys()).sort();
  return { values, amounts: Array.from(values, (value) => amounts.get(value) ?? 0) };
}

function extremeOf(valueMs: number | undefined, rounding: Rounding, end: 'loMs' | 'hiMs'): number | null {
  if (valueMs === undefined || (rounding !== 'none' && rounding !== 'three-digits')) return null;
  return roundingInterval(valueMs, rounding)[end];
}
