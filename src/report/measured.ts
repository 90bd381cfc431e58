import type { Analysis, EndpointAnalysis, MeasureAnalysis } from '../model/analysis.ts';
import type { MeasureId } from '../model/measure.ts';
import { formatCount, formatMs, formatRate, UNKNOWN } from './format.ts';

/** What was measured of an endpoint's requests under this name; null when nothing was. */
export function measureOf({ measures }: EndpointAnalysis, id: MeasureId): MeasureAnalysis | null {
  return measures.find((measure) => measure.id === id) ?? null;
}

/** A percentile (0…100) of a measure as text. */
export function measuredAt(measure: MeasureAnalysis | null, percentile: number): string {
  const value = measure?.percentiles.find((entry) => entry.percentile === percentile)?.value.value ?? null;
  return measure === null ? UNKNOWN : formatMeasured(value, measure.unit);
}

/** A value of a measure, with its unit where that is a time: '212 ms', '84', '61.3'. */
export function formatMeasured(value: number | null, unit: MeasureAnalysis['unit']): string {
  if (value === null) return UNKNOWN;
  if (unit === 'ms') return formatMs(value);
  return unit === 'tokens' && Number.isInteger(value) ? formatCount(value) : formatRate(value);
}

/** The measure's name at the beginning of a row: 'Time to first token'. */
export function headOf(label: string): string {
  return `${label.charAt(0).toUpperCase()}${label.slice(1)}`;
}

/** The unit beside a label: empty where the value names it. */
export function unitOf(unit: MeasureAnalysis['unit']): string {
  return unit === 'ms' ? '' : unit;
}

/** Output tokens of all answers over the length of the run, per second; null when no answer was streamed. */
export function outputTokensPerS({ total, run }: Analysis): number | null {
  const tokens = measureOf(total, 'tokens');
  if (tokens === null || run.durationMs === null || run.durationMs <= 0) return null;
  return tokens.sum / (run.durationMs / 1000);
}
