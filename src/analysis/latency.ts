import type { CurvePoint, Estimate, LatencyAnalysis, PercentileCurve } from '../model/analysis.ts';
import type { Distribution } from '../model/distribution.ts';
import { knotsOf, latencyCount, percentileOf, valueAtRank } from '../model/percentile.ts';
import { quantileRanks } from '../stats/quantile.ts';

/** Shown wherever the source can give them. */
const STANDARD_PERCENTILES = [50, 66, 75, 80, 90, 95, 98, 99, 99.9, 99.99];
/** A curve has at most this many points per decade of 1 / (1 - p). */
const POINTS_PER_DECADE = 25;

/** Everything to say about a set of response times; null when there are none. */
export function analyseLatency(
  distribution: Distribution | null,
  confidence: number,
): LatencyAnalysis | null {
  if (distribution === null) return null;
  const n = latencyCount(distribution);
  if (n === 0) return null;
  const percentiles = percentilesOf(distribution)
    .filter((percentile) => percentile < 100)
    .flatMap((percentile) => {
      const value = estimatePercentile(distribution, percentile, confidence);
      return value === null ? [] : [{ percentile, value }];
    });
  return {
    count: n,
    minMs: distribution.kind === 'samples' ? (distribution.valuesMs[0] ?? null) : distribution.minMs,
    meanMs: exactMean(distribution, n),
    medianMs: estimatePercentile(distribution, 50, confidence),
    maxMs: distribution.kind === 'samples' ? (distribution.valuesMs[n - 1] ?? null) : distribution.maxMs,
    percentiles,
    fidelity: distribution.kind,
  };
}

function percentilesOf(distribution: Distribution): readonly number[] {
  if (distribution.kind !== 'quantiles') return STANDARD_PERCENTILES;
  return distribution.points.map((point) => point.percentile);
}

/** Null when the source does not state this percentile. */
function estimatePercentile(
  distribution: Distribution,
  percentile: number,
  confidence: number,
): Estimate | null {
  const known = percentileOf(distribution, percentile);
  if (known === null || !known.stated) return null;
  const n = latencyCount(distribution);
  const exact = known.loMs === known.hiMs;
  return {
    value: known.valueMs,
    n,
    bounds: exact ? null : { lo: known.loMs, hi: known.hiMs },
    interval: rankInterval(distribution, n, percentile, confidence),
  };
}

/**
 * The distribution-free interval between two order statistics, each at its outer bound. Null for a summary: the ranks it
 * would need lie between the few that are known.
 */
function rankInterval(
  distribution: Distribution,
  n: number,
  percentile: number,
  confidence: number,
): Estimate['interval'] {
  if (distribution.kind === 'quantiles') return null;
  const ranks = quantileRanks(n, percentile / 100, confidence);
  const lower = valueAtRank(distribution, ranks.lo ?? 1);
  const upper = ranks.hi === null ? null : valueAtRank(distribution, ranks.hi);
  return {
    lo: ranks.lo === null || lower === null ? 0 : lower.loMs,
    hi: upper === null ? null : upper.hiMs,
    confidence,
    method: 'order statistics, requests taken as independent',
  };
}

function exactMean(distribution: Distribution, n: number): Estimate | null {
  const value =
    distribution.kind === 'quantiles'
      ? distribution.meanMs
      : distribution.kind === 'histogram'
        ? distribution.sumMs === null
          ? null
          : distribution.sumMs / n
        : meanOfSamples(distribution.valuesMs);
  if (value === null) return null;
  // Where the source cut the extremes to whole ms, it cut the mean too.
  const isCut = distribution.kind === 'quantiles' && distribution.extremesRounding === 'truncated-ms';
  return { value, n, bounds: isCut ? { lo: value, hi: value + 1 } : null, interval: null };
}

function meanOfSamples(valuesMs: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < valuesMs.length; i += 1) sum += valuesMs[i] ?? 0;
  return sum / valuesMs.length;
}

/**
 * The response times over the percentiles, for drawing on an axis of 1 / (1 - p). A summary gives its
 * stated points and no more: between them only the bounds hold.
 */
export function percentileCurve(distribution: Distribution | null): PercentileCurve | null {
  if (distribution === null) return null;
  const count = latencyCount(distribution);
  if (count === 0) return null;
  const points =
    distribution.kind === 'quantiles' ? statedPoints(distribution) : drawnPoints(distribution, count);
  return { fidelity: distribution.kind, count, points };
}

/** Each knot at the percentile that its rank really is. */
function statedPoints(distribution: Distribution & { kind: 'quantiles' }): readonly CurvePoint[] {
  const points = new Map<number, CurvePoint>();
  for (const knot of knotsOf(distribution)) {
    const percentile = (knot.rank / distribution.count) * 100;
    const bounds = valueAtRank(distribution, knot.rank);
    if (bounds === null) continue;
    const valueMs = Math.min(Math.max(knot.valueMs, bounds.loMs), bounds.hiMs);
    points.set(knot.rank, { percentile, valueMs, loMs: bounds.loMs, hiMs: bounds.hiMs, stated: true });
  }
  return [...points.values()].sort((a, b) => a.percentile - b.percentile);
}

function drawnPoints(distribution: Distribution, count: number): readonly CurvePoint[] {
  const points: CurvePoint[] = [];
  for (let step = 0; ; step += 1) {
    const percentile = 100 * (1 - 10 ** (-step / POINTS_PER_DECADE));
    const remaining = count * (1 - percentile / 100);
    const known = percentileOf(distribution, percentile);
    if (known === null || remaining < 1) break;
    points.push({ percentile, valueMs: known.valueMs, loMs: known.loMs, hiMs: known.hiMs, stated: true });
  }
  const last = valueAtRank(distribution, count);
  if (last !== null) points.push({ percentile: 100, ...last, stated: true });
  return points;
}
