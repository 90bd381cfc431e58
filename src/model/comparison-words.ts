import { comparedMetric } from './compared-metric.ts';
import type { Effect, MetricComparison } from './comparison.ts';
import { endpointLabel } from './endpoint-key.ts';

/** The real minus sign, and the narrow no-break space before a per-cent sign. */
const minus = '\u2212';
const narrow = '\u202f';

/** Beyond this the digits of a change say nothing: the end of an interval that few runs leave wide open. */
const mostPercent = 9999;

/** 0.2374 -> '+23.7 %'; 0 -> '±0 %'; 4466 -> '> +9999 %'. */
export function signedPercent(change: number): string {
  const percent = Math.abs(change * 100);
  if (percent >= mostPercent + 0.5) return `> +${mostPercent}${narrow}%`;
  const digits = percent < 9.95 ? 1 : 0;
  const shown = percent.toFixed(percent < 99.5 && percent >= 9.95 ? 1 : digits);
  if (Number(shown) === 0) return `±0${narrow}%`;
  return `${change < 0 ? minus : '+'}${shown}${narrow}%`;
}

/** 0.0312 -> '+3.12 points': a difference of shares, in percentage points. */
export function signedPoints(difference: number): string {
  const points = Math.abs(difference * 100);
  const shown = points.toFixed(points < 9.995 ? 2 : 1);
  if (Number(shown) === 0) return '±0 points';
  return `${difference < 0 ? minus : '+'}${shown} points`;
}

/** −0.0312 -> '−0.031': a difference of scores. */
function signedScore(difference: number): string {
  const shown = Math.abs(difference).toFixed(3);
  if (Number(shown) === 0) return '±0';
  return `${difference < 0 ? minus : '+'}${shown}`;
}

/** A change on the scale of the row: '+23.7 %' of a ratio, '+3.12 points' of shares, '−0.031' of scores. */
export function shownChange(
  { metric, scale }: Pick<MetricComparison, 'metric' | 'scale'>,
  change: number,
): string {
  if (scale === 'ratio') return signedPercent(change);
  return comparedMetric(metric).unit === 'score' ? signedScore(change) : signedPoints(change);
}

/** The change of a row: '+23.7 %', or '+3.12 points'. Null where there is none. */
export function changeWords(row: MetricComparison): string | null {
  return row.effect === null ? null : shownChange(row, row.effect.value);
}

/** The interval of a row: '+18.0 to +29.1 %'. Null where there is none. */
export function intervalWords(row: MetricComparison): string | null {
  const interval = row.effect?.interval ?? null;
  if (interval === null) return null;
  const from = shownChange(row, interval.lo).replace(/\s\D*$/, '');
  return `${from} to ${shownChange(row, interval.hi)}`;
}

/** The interval behind a change, with its confidence: ' (95 %: +18.0 to +29.1 %)'; empty where there is none. */
export function intervalAside(row: MetricComparison): string {
  const words = intervalWords(row);
  return words === null ? '' : ` (95${narrow}%: ${words})`;
}

/** The label of the row's metric: 'response time p95'. */
export function metricLabel({ metric }: Pick<MetricComparison, 'metric'>): string {
  return comparedMetric(metric).label;
}

/** 'POST /chat', or 'all requests'. Text from outside. */
export function rowEndpoint({ endpoint }: Pick<MetricComparison, 'endpoint'>): string {
  return endpoint === 'total' ? 'all requests' : endpointLabel(endpoint);
}

/** Whether more of the row's metric is worse. */
export function isWorseUpwards({ metric }: Pick<MetricComparison, 'metric'>): boolean {
  return comparedMetric(metric).better !== 'higher';
}

/** The threshold on the side that is worse: '+5.0 %'. */
export function thresholdWords(row: MetricComparison, { band }: Effect): string {
  const worse = isWorseUpwards(row) ? band.hi : band.lo;
  return shownChange(row, worse);
}
