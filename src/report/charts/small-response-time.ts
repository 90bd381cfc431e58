import type { TopLevelSpec } from 'vega-lite';
import { linearAxisMs } from './axis.ts';
import type { Chart } from './chart.ts';
import {
  axisSignals,
  BASE,
  bandAndLineLayers,
  extent,
  PHASE_LAYER,
  phaseRows,
  timeAxisOf,
  Y_LINEAR,
} from './layers.ts';
import {
  bandRows,
  lineRows,
  responseTimeLines,
  responseTimeMeasure,
  spreadRows,
  type TimeLine,
} from './series-lines.ts';

const SPECIFICATION: TopLevelSpec = {
  ...BASE,
  layer: [PHASE_LAYER, ...bandAndLineLayers(Y_LINEAR)],
};

const PLOT_HEIGHT_PX = 96;

/** Whether a line's band is anywhere wider than the line, which would cover it. */
function isWide(line: TimeLine, msPerPx: number): boolean {
  const { band } = line;
  if (band === null) return false;
  return band.hi.some((hi, bucket) => (hi ?? 0) - (band.lo[bucket] ?? hi ?? 0) > line.widthPx * msPerPx);
}

export const smallResponseTimeChart: Chart = {
  id: 'small-response-time',
  place: 'small-multiple',
  title: 'Response time of one endpoint',
  question: 'Which endpoints changed during the run?',
  specification: SPECIFICATION,
  measure: ({ analysis, endpoint }) => responseTimeMeasure(analysis, endpoint.series),
  spec({ analysis, endpoint }, frame) {
    const lines = (endpoint.series === null ? [] : responseTimeLines(endpoint.series)).slice(0, 2);
    const range = extent(lines.flatMap((line) => [line.values, ...(line.band ? [line.band.hi] : [])]));
    if (range === null) return null;
    const time = timeAxisOf(analysis, frame);
    const y = linearAxisMs(range[1]);
    const wide = lines.filter((line) => isWide(line, y.domain[1] / PLOT_HEIGHT_PX));
    return {
      specification: SPECIFICATION,
      datasets: {
        phases: phaseRows(analysis, frame).phases,
        bands: [...bandRows(analysis, wide, 0), ...spreadRows(analysis, lines, 0)],
        lines: lineRows(analysis, lines, 0),
      },
      signals: axisSignals(time.axis, y),
      heightPx: PLOT_HEIGHT_PX,
      topPx: 8,
      bottomPx: time.bottomPx,
    };
  },
};
