import type { ScalingCurvePoint } from '../../model/scaling-analysis.ts';

/** More cannot be told apart in a chart. */
const MOST_POINTS = 600;

/**
 * At most 600 points: of each of 300 equal stretches of time the smallest and the largest value, where they are, so that
 * no peak is lost. Unknown values stay where they interrupt the curve.
 */
export function thinned(points: readonly ScalingCurvePoint[]): readonly ScalingCurvePoint[] {
  if (points.length <= MOST_POINTS) return points;
  const first = points[0]?.atMs ?? 0;
  const lengthMs = Math.max(1, (points.at(-1)?.atMs ?? 0) - first);
  const stretches = MOST_POINTS / 2;
  const kept: ScalingCurvePoint[] = [];
  let from = 0;
  for (let stretch = 0; stretch < stretches && from < points.length; stretch += 1) {
    const untilMs = first + (lengthMs * (stretch + 1)) / stretches;
    let to = from + 1;
    while (to < points.length && (points[to]?.atMs ?? 0) < untilMs) to += 1;
    if (stretch === stretches - 1) to = points.length;
    kept.push(...extremes(points, from, to));
    from = to;
  }
  return kept;
}

function extremes(
  points: readonly ScalingCurvePoint[],
  from: number,
  to: number,
): readonly ScalingCurvePoint[] {
  let low = from;
  let high = from;
  for (let i = from; i < to; i += 1) {
    if (rank(points[i]) < rank(points[low])) low = i;
    if (rank(points[i]) > rank(points[high])) high = i;
  }
  const chosen = low === high ? [low] : [Math.min(low, high), Math.max(low, high)];
  return chosen.flatMap((i) => points[i] ?? []);
}

/** What is unknown counts as lowest of all. */
function rank(point: ScalingCurvePoint | undefined): number {
  return point?.value ?? Number.NEGATIVE_INFINITY;
}
