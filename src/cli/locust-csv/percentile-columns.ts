import type { Endpoint } from '../../model/run.ts';
import { type AllTimes, allTimesOf } from './all-requests.ts';
import { numberCell } from './cells.ts';
import { locustPercentiles } from './two-digit-counts.ts';

/** Locust's PERCENTILES_TO_REPORT; 100 is the largest. */
export const LOCUST_PERCENTILES = [50, 66, 75, 80, 90, 95, 98, 99, 99.9, 99.99, 100];

/** The percentiles a run's statistics have a column for: those its source states, or Locust's where all are known. */
export function percentilesOf(endpoints: readonly Endpoint[]): readonly number[] {
  const percentiles = new Set<number>();
  for (const { latency } of endpoints) {
    if (latency === null) continue;
    const known =
      latency.kind === 'quantiles' ? latency.points.map((point) => point.percentile) : LOCUST_PERCENTILES;
    for (const percentile of known) percentiles.add(percentile);
  }
  if (percentiles.size === 0) return LOCUST_PERCENTILES;
  return [...percentiles].sort((a, b) => a - b);
}

/** The column's header: '99.9%'. */
export function percentileHeader(percentile: number): string {
  return `${percentile}%`;
}

/** Response times of one endpoint in the columns of Locust's statistics; null where they are not known. */
export interface StatsTimes {
  readonly meanMs: number | null;
  readonly medianMs: number | null;
  readonly minMs: number | null;
  readonly maxMs: number | null;
  /** A cell for each of the percentiles. */
  readonly percentileCells: readonly string[];
}

/** What Locust would say of these response times, or what the source states where that is all there is. */
export function statsTimesOf(endpoint: Endpoint, percentiles: readonly number[]): StatsTimes {
  const { latency, requests } = endpoint;
  if (latency?.kind === 'quantiles') {
    const { meanMs, medianMs, minMs, maxMs, points } = latency;
    const statedMs = (percentile: number) => points.find((one) => one.percentile === percentile)?.valueMs;
    return { meanMs, medianMs, minMs, maxMs, percentileCells: percentiles.map(statedMs).map(numberCell) };
  }
  const all = allTimesOf(endpoint);
  if (all !== null) return { ...all, percentileCells: percentileCells(all, percentiles) };
  const nothing = requests === 0 ? null : 0;
  return { ...NO_TIMES, percentileCells: percentiles.map(() => numberCell(nothing)) };
}

const NO_TIMES = { meanMs: 0, medianMs: 0, minMs: 0, maxMs: 0 };

function percentileCells({ counts }: AllTimes, percentiles: readonly number[]): readonly string[] {
  return locustPercentiles(counts, percentiles).map(numberCell);
}
