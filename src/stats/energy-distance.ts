/** The best place to cut a stretch of a series in two: it begins with the observation `at`. */
export interface Cut {
  readonly at: number;
  /** The second part is compared up to here; what follows may be another level again. */
  readonly until: number;
  /** The scaled energy distance between the two parts; 0 for equal ones. */
  readonly distance: number;
}

/** Finds the best cut of any stretch of one series. */
export type CutFinder = (start: number, end: number) => Cut | null;

/**
 * A finder of the cut of the observations from `start` up to `end` whose two parts are furthest apart, null for fewer
 * than two observations. Of cuts equally far apart the first wins. Takes n² steps once and m² / 2 for a stretch of m.
 *
 * Sources: D. S. Matteson and N. A. James, "A Nonparametric Approach for Multiple Change Point Analysis of Multivariate
 * Data", Journal of the American Statistical Association 109, 2014; the scale of the distance is Apache Otava's.
 */
export function cutFinder(series: ArrayLike<number>): CutFinder {
  const n = series.length;
  const side = n + 1;
  // Element (i, j) is the sum of all distances between observations before i and observations before j.
  const sums = new Float64Array(side * side);
  for (let i = 1; i <= n; i++) {
    let row = 0;
    for (let j = 1; j <= n; j++) {
      row += Math.abs((series[i - 1] as number) - (series[j - 1] as number));
      sums[i * side + j] = (sums[(i - 1) * side + j] as number) + row;
    }
  }
  const between = (fromI: number, toI: number, fromJ: number, toJ: number) =>
    (sums[toI * side + toJ] as number) -
    (sums[fromI * side + toJ] as number) -
    (sums[toI * side + fromJ] as number) +
    (sums[fromI * side + fromJ] as number);
  return (start, end) => {
    let best: Cut | null = null;
    for (let at = start + 1; at < end; at++) {
      const before = at - start;
      const inBefore = before < 2 ? 0 : between(start, at, start, at) / 2 / (before - 1);
      for (let until = at + 1; until <= end; until++) {
        const after = until - at;
        const inAfter = after < 2 ? 0 : between(at, until, at, until) / 2 / (after - 1);
        const apart = between(start, at, at, until) - after * inBefore - before * inAfter;
        const distance = (2 * apart) / (before + after);
        if (best === null || distance > best.distance) best = { at, until, distance };
      }
    }
    return best;
  };
}
