import type { Effect, MetricComparison } from './comparison.ts';
import { endpointLabel } from './endpoint-key.ts';
import { metrics } from './metric.ts';

/** The real minus sign, and the narrow no-break space before a per-cent sign. */
const minus = '\u2212';
const narrow = '\u202f';

/** 0.2374 -> '+23.7 %'; 0 -> '±0 %'. */
export function signedPercent(change: number): string {
  const percent = Math.abs(change * 100);
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

/** The change of a row: '+23.7 %', or '+3.12 points'. Null where there is none. */
export function changeWords({ effect, scale }: MetricComparison): string | null {
  if (effect === null) return null;
  return scale === 'ratio' ? signedPercent(effect.value) : signedPoints(effect.value);
}

/** The interval of a row: '+18.0 to +29.1 %'. Null where there is none. */
export function intervalWords({ effect, scale }: MetricComparison): string | null {
  if (effect === null || effect.interval === null) return null;
  const { lo, hi } = effect.interval;
  const words = scale === 'ratio' ? signedPercent : signedPoints;
  return `${words(lo).replace(/\s\D*$/, '')} to ${words(hi)}`;
}

/** The interval behind a change, with its confidence: ' (95 %: +18.0 to +29.1 %)'; empty where there is none. */
export function intervalAside(row: MetricComparison): string {
  const words = intervalWords(row);
  return words === null ? '' : ` (95${narrow}%: ${words})`;
}

/** The label of the row's metric: 'response time p95'. */
export function metricLabel({ metric }: Pick<MetricComparison, 'metric'>): string {
  return metrics.find(({ id }) => id === metric)?.label ?? metric;
}

/** 'POST /chat', or 'all requests'. Text from outside. */
export function rowEndpoint({ endpoint }: Pick<MetricComparison, 'endpoint'>): string {
  return endpoint === 'total' ? 'all requests' : endpointLabel(endpoint);
}

/** Whether more of the row's metric is worse. */
export function isWorseUpwards({ metric }: Pick<MetricComparison, 'metric'>): boolean {
  return metrics.find(({ id }) => id === metric)?.better !== 'higher';
}

/** The threshold on the side that is worse: '+5.0 %'. */
export function thresholdWords(row: MetricComparison, { band }: Effect): string {
  const worse = isWorseUpwards(row) ? band.hi : band.lo;
  return row.scale === 'ratio' ? signedPercent(worse) : signedPoints(worse);
}
