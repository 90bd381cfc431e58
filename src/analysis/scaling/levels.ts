import type { Occurrence, ReplicaLevel, ReplicaSeries, ScalingTimeline } from '../../model/scaling.ts';
import { middleMs, widthMs } from './interval.ts';

/** A series that covers less than this share of the longest one is not preferred for being more exact. */
const ENOUGH_COVERAGE = 0.8;

/** The series of a quantity that tells most exactly when it changed; null without any. */
export function bestSeries(
  { replicas }: ScalingTimeline,
  quantity: ReplicaSeries['quantity'],
): ReplicaSeries | null {
  const all = replicas.filter((series) => series.quantity === quantity && series.levels.length > 0);
  const longest = all.reduce((most, series) => Math.max(most, coverageMs(series)), 0);
  const [best] = all
    .filter((series) => coverageMs(series) >= ENOUGH_COVERAGE * longest)
    .map((series) => ({ series, cut: cutLevels(series), width: typicalWidthMs(series) }))
    .sort((a, b) => a.cut - b.cut || a.width - b.width);
  return best?.series ?? null;
}

function cutLevels({ levels }: ReplicaSeries): number {
  return levels.some(({ isLowerBound }) => isLowerBound) ? 1 : 0;
}

function coverageMs({ levels }: ReplicaSeries): number {
  const first = levels[0];
  return (levels.at(-1)?.lastSeenMs ?? 0) - (first?.began?.earliestMs ?? first?.lastSeenMs ?? 0);
}

/** The median width of the ranges in which levels began. */
function typicalWidthMs({ levels }: ReplicaSeries): number {
  const widths = levels
    .flatMap(({ began }) => (began === null ? [] : [widthMs(began)]))
    .sort((a, b) => a - b);
  return widths[Math.floor(widths.length / 2)] ?? 0;
}

/** The level that held at an instant, by the best guess of when each began; null before the first. */
export function levelAt({ levels }: ReplicaSeries, atMs: number): number | null {
  let lo = 0;
  let hi = levels.length;
  while (lo < hi) {
    const middle = (lo + hi) >>> 1;
    const began = levels[middle]?.began ?? null;
    if (began === null || middleMs(began) <= atMs) lo = middle + 1;
    else hi = middle;
  }
  return levels[lo - 1]?.replicas ?? null;
}

/** The largest level that held within the period; null for none. */
export function peakLevel({ levels }: ReplicaSeries, fromMs: number, toMs: number): number | null {
  let peak: number | null = null;
  levels.forEach(({ began, replicas }, i) => {
    const startMs = began === null ? Number.NEGATIVE_INFINITY : middleMs(began);
    const next = levels[i + 1]?.began ?? null;
    const endMs = next === null ? Number.POSITIVE_INFINITY : middleMs(next);
    if (startMs <= toMs && endMs > fromMs) peak = Math.max(peak ?? 0, replicas);
  });
  return peak;
}

/** What a series says of a number of replicas being reached. */
export type Reached =
  | { readonly outcome: 'seen'; readonly at: Occurrence }
  | { readonly outcome: 'never' }
  | { readonly outcome: 'not-recorded' };

/**
 * When a series first came to `replicas` or beyond, not before `since` and not after `untilMs`. Already there at `since`
 * counts as then.
 */
export function firstReaching(
  series: ReplicaSeries | null,
  replicas: number,
  direction: 'up' | 'down',
  since: Occurrence,
  untilMs: number,
): Reached {
  if (series === null) return { outcome: 'not-recorded' };
  const { levels } = series;
  const isThere = (level: ReplicaLevel) =>
    direction === 'up' ? level.replicas >= replicas : level.replicas <= replicas && !level.isLowerBound;
  for (let i = 0; i < levels.length; i += 1) {
    const level = levels[i];
    if (
      level === undefined ||
      (levels[i + 1]?.began?.latestMs ?? Number.POSITIVE_INFINITY) < since.earliestMs
    )
      continue;
    if (level.began !== null && level.began.earliestMs > untilMs) break;
    // Cut short by its source: there may be as many.
    if (level.isLowerBound && (direction === 'down' ? level.replicas <= replicas : !isThere(level)))
      return { outcome: 'not-recorded' };
    if (isThere(level)) return { outcome: 'seen', at: notBefore(level.began, since) };
  }
  return { outcome: 'never' };
}

function notBefore(began: Occurrence | null, since: Occurrence): Occurrence {
  if (began === null || began.latestMs < since.earliestMs) return since;
  return { ...began, earliestMs: Math.max(began.earliestMs, since.earliestMs) };
}
