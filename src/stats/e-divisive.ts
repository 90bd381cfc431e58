import { type Cut, cutFinder } from './energy-distance.ts';
import { type LevelChange, levelChange } from './level-change.ts';

/** Fewer observations have no history to speak of. */
const fewestForChangePoints = 10;

/** How change points are looked for. */
export interface ChangePointOptions {
  /** Observations that are looked at together, at least 4; windows overlap by half. */
  readonly windowLength: number;
  /** Above this p a cut is none, 0…1. It is chosen after looking, so it is a dial and no probability. */
  readonly maximumP: number;
  /** At or below this relative change a cut is none: 0.05 is 5 %. */
  readonly minimumMagnitude: number;
  /**
   * Only for comparing with Apache Otava: divide variances by n instead of n − 1, and after a merge look anew at the
   * change point behind the one dropped but not at the one before it.
   */
  readonly asOtava?: boolean;
}

/** With these, of 100 histories without a change about 2 show one. */
export const defaultChangePointOptions: ChangePointOptions = {
  windowLength: 50,
  maximumP: 0.001,
  minimumMagnitude: 0,
};

/** The level changed: observation `index` is the first of the new one. */
export interface ChangePoint extends LevelChange {
  readonly index: number;
}

/**
 * Where the level of a history changed, in its order: of runs, one observation each. Found in overlapping windows with a
 * generous limit for p, then merged: the least certain goes until all are below `maximumP`, then the smallest until all
 * are above `minimumMagnitude`, and neighbours are looked at anew each time. To see trends with, not a gate.
 *
 * Null when there are fewer than 10 observations. Throws RangeError when one is not finite, or the window shorter than 4.
 *
 * Sources: D. S. Matteson and N. A. James (see `cutFinder`); M. Fleming and others, "Hunter: Using Change Point Detection
 * to Hunt for Performance Regressions", ICPE 2023; as Apache Otava does; design paper "statistics.md", section 4.4.
 */
export function changePoints(
  history: ArrayLike<number>,
  options: ChangePointOptions = defaultChangePointOptions,
): readonly ChangePoint[] | null {
  if (history.length < fewestForChangePoints) return null;
  if (!(options.windowLength >= 4)) {
    throw new RangeError(`A window has at least 4 observations, found "${options.windowLength}".`);
  }
  const series = Float64Array.from(history);
  if (series.some((value) => !Number.isFinite(value))) {
    throw new RangeError('Change points are of finite values, found one that is not.');
  }
  return merged(series, candidates(series, options), options);
}

/**
 * The places where `series` is cut in two again and again, ascending, as long as the best cut has a p of at most
 * `maximumP` in its stretch. For a whole history use `changePoints`.
 */
export function divide(
  series: Float64Array,
  maximumP: number,
  populationVariance: boolean,
): readonly number[] {
  const findCut = cutFinder(series);
  const stretches = [{ start: 0, end: series.length, cut: findCut(0, series.length) }];
  const cuts: number[] = [];
  for (;;) {
    let best: { start: number; end: number; cut: Cut } | null = null;
    for (const { start, end, cut } of stretches) {
      if (cut !== null && (best === null || cut.distance > best.cut.distance)) best = { start, end, cut };
    }
    if (best === null) break;
    const { start, end, cut } = best;
    const change = levelChange(
      series.subarray(start, cut.at),
      series.subarray(cut.at, end),
      populationVariance,
    );
    if (!(change.p <= maximumP)) break;
    cuts.push(cut.at);
    const index = stretches.findIndex((stretch) => stretch.start === start);
    stretches.splice(
      index,
      1,
      { start, end: cut.at, cut: findCut(start, cut.at) },
      { start: cut.at, end, cut: findCut(cut.at, end) },
    );
  }
  return cuts.sort((a, b) => a - b);
}

function candidates(series: Float64Array, options: ChangePointOptions): readonly number[] {
  const { windowLength, maximumP, asOtava = false } = options;
  const firstP = maximumP < 0.05 ? maximumP * 10 : maximumP < 0.5 ? maximumP * 2 : maximumP;
  const stride = Math.floor(windowLength / 2);
  const found = new Set<number>();
  let start = 0;
  while (start < series.length) {
    const cuts = divide(series.subarray(start, start + windowLength), firstP, asOtava);
    for (const cut of cuts) found.add(start + cut);
    // A window begins with a level; the next one goes on from the last change where that is further.
    start = Math.max(start + stride, start + (cuts.at(-1) ?? 0));
  }
  return [...found].sort((a, b) => a - b);
}

function merged(
  series: Float64Array,
  indices: readonly number[],
  options: ChangePointOptions,
): readonly ChangePoint[] {
  const { maximumP, minimumMagnitude, asOtava = false } = options;
  const left = [...indices];
  const changeAt = (position: number): ChangePoint => {
    const index = left[position] as number;
    const before = series.subarray(left[position - 1] ?? 0, index);
    const after = series.subarray(index, left[position + 1] ?? series.length);
    return { index, ...levelChange(before, after, asOtava) };
  };
  const points = left.map((_, position) => changeAt(position));
  for (;;) {
    const weakest = weakestOf(points, maximumP, minimumMagnitude);
    if (weakest === null) return points;
    left.splice(weakest, 1);
    points.splice(weakest, 1);
    for (const position of asOtava ? [weakest] : [weakest - 1, weakest]) {
      if (position >= 0 && position < points.length) points[position] = changeAt(position);
    }
  }
}

/** The position of the change point to drop next; null when all stay. */
function weakestOf(
  points: readonly ChangePoint[],
  maximumP: number,
  minimumMagnitude: number,
): number | null {
  let leastCertain: number | null = null;
  let smallest: number | null = null;
  for (const [position, { p, magnitude }] of points.entries()) {
    if (leastCertain === null || p > (points[leastCertain] as ChangePoint).p) leastCertain = position;
    if (smallest === null || magnitude < (points[smallest] as ChangePoint).magnitude) smallest = position;
  }
  if (leastCertain === null || smallest === null) return null;
  if (!((points[leastCertain] as ChangePoint).p < maximumP)) return leastCertain;
  return (points[smallest] as ChangePoint).magnitude <= minimumMagnitude ? smallest : null;
}
