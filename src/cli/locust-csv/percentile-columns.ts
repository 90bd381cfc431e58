import type { Distribution } from '../../model/distribution.ts';
import { percentileOf } from '../../model/percentile.ts';
import type { Endpoint } from '../../model/run.ts';
import { numberCell } from './cells.ts';

/** Locust's PERCENTILES_TO_REPORT, and 100 for the largest. */
const LOCUST_PERCENTILES = [50, 66, 75, 80, 90, 95, 98, 99, 99.9, 99.99, 100];

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

/** One percentile of a distribution as a cell: what the source states, or nothing. */
export function percentileCell(latency: Distribution | null, percentile: number): string {
  if (latency === null) return numberCell(null);
  if (latency.kind === 'quantiles') {
    return numberCell(latency.points.find((point) => point.percentile === percentile)?.valueMs);
  }
  return numberCell(percentileOf(latency, percentile)?.valueMs);
}

/** Mean, median and extremes of a distribution in ms, each null where it is not known. */
export function summaryOf(latency: Distribution): {
  readonly meanMs: number | null;
  readonly medianMs: number | null;
  readonly minMs: number | null;
  readonly maxMs: number | null;
} {
  if (latency.kind === 'quantiles') return latency;
  const medianMs = percentileOf(latency, 50)?.valueMs ?? null;
  if (latency.kind === 'histogram') {
    const { sumMs, count, minMs, maxMs } = latency;
    return { meanMs: sumMs === null || count === 0 ? null : sumMs / count, medianMs, minMs, maxMs };
  }
  const { valuesMs } = latency;
  let sumMs = 0;
  for (let i = 0; i < valuesMs.length; i += 1) sumMs += valuesMs[i] ?? 0;
  return {
    meanMs: valuesMs.length === 0 ? null : sumMs / valuesMs.length,
    medianMs,
    minMs: valuesMs[0] ?? null,
    maxMs: valuesMs[valuesMs.length - 1] ?? null,
  };
}
