import { percentileOf } from '../../model/percentile.ts';
import type { Run, Source, Windows } from '../../model/run.ts';
import type { InstantRange } from '../../model/scaling.ts';
import { mergedHistogram } from '../window-selection.ts';
import { lowerBound } from './lower-bound.ts';

const PERCENTILE = 95;
/** So many response times make a 95th percentile more than the largest but a few. */
const ENOUGH_REQUESTS = 100;
const LONGEST_BUCKET_MS = 10_000;
/** How long the response time has to stay within its limit to be back. */
const HOLD_MS = 30_000;
/** The former level is that of this long before the change of the load, of which at least a sixth must be known. */
const FORMER_MS = 60_000;
const FORMER_LEAST_MS = 10_000;
/** Without a limit by the user, response times beyond twice their former level are slow. */
const FORMER_FACTOR = 2;

/** The 95th percentile over time. */
export interface ResponseTimes {
  readonly points: readonly ResponseTimePoint[];
  /** Each value may describe up to this long before its point too: a source's sliding window, ms. */
  readonly smearMs: number;
}

interface ResponseTimePoint {
  readonly startMs: number;
  readonly endMs: number;
  /** Null: no request, or not known. */
  readonly p95Ms: number | null;
}

/** How long the response time was beyond its limit after a change of the load. */
export interface SlowPeriod {
  /** Null: never beyond it. */
  readonly began: InstantRange | null;
  /** Null: not back for the hold time before `untilMs`. */
  readonly back: InstantRange | null;
}

/** The p95 of all requests over time; null where the source has none. */
export function responseTimesOf(run: Run): ResponseTimes | null {
  const windows = run.total?.windows ?? null;
  if (windows === null || windows.length === 0) return null;
  if (windows.histograms !== null) return recomputed(windows, run.source);
  const { quantiles } = windows;
  const column = quantiles?.valuesMs[quantiles.percentiles.indexOf(PERCENTILE)];
  if (quantiles === null || column === undefined || quantiles.covers === 'since-start') return null;
  return {
    points: Array.from(column, (valueMs, i) => ({
      startMs: windows.startMs[i] ?? 0,
      endMs: windows.endMs[i] ?? 0,
      // Locust writes 0 for a window without requests.
      p95Ms: Number.isNaN(valueMs) || valueMs === 0 ? null : valueMs,
    })),
    smearMs: quantiles.spanMs ?? 0,
  };
}

/** Windows are put together until they hold enough requests for a 95th percentile, up to 10 s. */
function recomputed(windows: Windows, { latencyCovers }: Source): ResponseTimes {
  const lengthMs = (windows.endMs[windows.length - 1] ?? 0) - (windows.startMs[0] ?? 0);
  const requests = windows.requests.reduce((sum, count) => sum + count, 0);
  const neededMs = requests === 0 ? LONGEST_BUCKET_MS : (ENOUGH_REQUESTS * lengthMs) / requests;
  const bucketMs = Math.min(LONGEST_BUCKET_MS, neededMs);
  const points: ResponseTimePoint[] = [];
  let from = 0;
  while (from < windows.length) {
    const startMs = windows.startMs[from] ?? 0;
    let to = from + 1;
    while (to < windows.length && (windows.endMs[to - 1] ?? 0) - startMs < bucketMs) to += 1;
    const histogram = mergedHistogram({ windows, from, to, latencyCovers });
    const p95 = histogram === null ? null : percentileOf(histogram, PERCENTILE);
    points.push({ startMs, endMs: windows.endMs[to - 1] ?? startMs, p95Ms: p95?.valueMs ?? null });
    from = to;
  }
  return { points, smearMs: 0 };
}

/** Twice the median p95 of the minute before the load changed; null where it was not recorded, as before a first rise. */
export function formerLimitMs({ points }: ResponseTimes, changeMs: number): number | null {
  const before = between(points, changeMs - FORMER_MS, changeMs).filter(
    ({ startMs, endMs, p95Ms }) => startMs >= changeMs - FORMER_MS && endMs <= changeMs && p95Ms !== null,
  );
  const coveredMs = before.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
  if (coveredMs < FORMER_LEAST_MS) return null;
  const sorted = before.flatMap(({ p95Ms }) => p95Ms ?? []).sort((a, b) => a - b);
  return FORMER_FACTOR * (sorted[Math.floor((sorted.length - 1) / 2)] ?? 0);
}

/** When the response time went beyond the limit within [fromMs, untilMs], and when it was back for 30 s. */
export function slowPeriod(
  { points, smearMs }: ResponseTimes,
  limitMs: number,
  fromMs: number,
  untilMs: number,
): SlowPeriod {
  const within = between(points, fromMs, untilMs);
  const first = within.findIndex((point) => isOver(point, limitMs));
  if (first < 0) return { began: null, back: null };
  const firstSlow = within[first];
  const began = around(firstSlow, smearMs, fromMs);
  let back: ResponseTimePoint | null = null;
  for (const point of within.slice(first + 1)) {
    if (back !== null && point.startMs >= back.startMs + HOLD_MS) break;
    if (isOver(point, limitMs)) back = null;
    else if (point.p95Ms !== null) back ??= point;
  }
  const isHeld = back !== null && (within.at(-1)?.endMs ?? 0) >= back.startMs + HOLD_MS;
  return { began, back: back !== null && isHeld ? around(back, smearMs, fromMs) : null };
}

/** Those that touch a period. */
function between(points: readonly ResponseTimePoint[], fromMs: number, toMs: number) {
  const first = lowerBound(points, fromMs + 1, ({ endMs }) => endMs);
  return points.slice(
    first,
    lowerBound(points, toMs, ({ startMs }) => startMs),
  );
}

function isOver({ p95Ms }: ResponseTimePoint, limitMs: number): boolean {
  return p95Ms !== null && p95Ms > limitMs;
}

function around(point: ResponseTimePoint | undefined, smearMs: number, fromMs: number): InstantRange {
  const startMs = (point?.startMs ?? fromMs) - smearMs;
  const latestMs = point?.endMs ?? fromMs;
  return { earliestMs: Math.min(Math.max(startMs, fromMs), latestMs), latestMs };
}
