import type { MeasureAnalysis } from '../../model/analysis.ts';
import { formatCount, formatPercentile } from '../format.ts';
import { formatMeasured, headOf, measuredAt, unitOf } from '../measured.ts';

const PERCENTILES = [50, 90, 95, 99, 99.9];

/** A table of measures, a row each; null when there is none. */
export function measuresView(measures: readonly MeasureAnalysis[], percentiles = PERCENTILES) {
  if (measures.length === 0) return null;
  return {
    percentiles: percentiles.map(formatPercentile),
    rows: measures.map((measure) => ({
      label: headOf(measure.label),
      unit: unitOf(measure.unit),
      definition: measure.definition,
      count: formatCount(measure.count),
      mean: formatMeasured(measure.mean, measure.unit),
      low: formatMeasured(measure.min, measure.unit),
      values: percentiles.map((percentile) => ({
        key: formatPercentile(percentile),
        text: measuredAt(measure, percentile),
      })),
      high: formatMeasured(measure.max, measure.unit),
    })),
  };
}
