import type { Analysis, EndpointStatistics } from '../../model/analysis.ts';
import { shownStatistics } from '../charts/ranking.ts';

const WANTED = [50, 95, 99];

/** Of the percentiles that the source states, those nearest to 50, 95 and 99, ascending; at most three. */
export function tablePercentiles(analysis: Analysis): readonly number[] {
  const stated = new Set<number>();
  for (const endpoint of [analysis.total, ...analysis.endpoints]) {
    for (const { percentile } of percentilesOf(shownStatistics(analysis, endpoint))) stated.add(percentile);
  }
  const chosen = new Set(WANTED.flatMap((wanted) => nearest(stated, wanted)));
  return [...chosen].sort((a, b) => a - b);
}

function percentilesOf(statistics: EndpointStatistics) {
  return statistics.latency?.percentiles ?? [];
}

function nearest(stated: ReadonlySet<number>, wanted: number): readonly number[] {
  const [best] = [...stated]
    .filter((p) => p < 100)
    .sort((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted));
  return best === undefined ? [] : [best];
}
