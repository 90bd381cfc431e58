import type { TopLevelSpec } from 'vega-lite';
import { linearAxisMs, timeAxis } from './axis.ts';
import type { Chart } from './chart.ts';
import { axisSignals, BASE, extent, PHASE_LAYER, phaseRows, STROKE, timelineSpanMs, X, Y_LINEAR } from './layers.ts';
import { bandRows, lineRows, responseTimeLines, spreadRows } from './series-lines.ts';

const SPECIFICATION: TopLevelSpec = {
  ...BASE,
  layer: [
    PHASE_LAYER,
    {
      data: { name: 'bands' },
      mark: { type: 'area' },
      encoding: {
        x: X,
        y: { field: 'lo', ...Y_LINEAR },
        y2: { field: 'hi' },
        fill: STROKE,
        detail: { field: 'series', type: 'nominal' },
      },
    },
    {
      data: { name: 'lines' },
      mark: { type: 'line' },
      encoding: {
        x: X,
        y: { field: 'value', ...Y_LINEAR },
        stroke: STROKE,
        strokeWidth: { field: 'widthPx', type: 'quantitative', scale: null },
        detail: { field: 'series', type: 'nominal' },
      },
    },
  ],
};

export const smallResponseTimeChart: Chart = {
  id: 'small-response-time',
  place: 'small-multiple',
  title: 'Response time of one endpoint',
  question: 'Which endpoints changed during the run?',
  spec({ analysis, endpoint }, frame) {
    const lines = (endpoint.series === null ? [] : responseTimeLines(endpoint.series)).slice(0, 2);
    const range = extent(lines.flatMap((line) => [line.values, ...(line.band ? [line.band.hi] : [])]));
    if (range === null) return null;
    return {
      specification: SPECIFICATION,
      datasets: {
        phases: phaseRows(analysis, frame).phases,
        bands: [...bandRows(analysis, lines, 0), ...spreadRows(analysis, lines, 0)],
        lines: lineRows(analysis, lines, 0),
      },
      signals: axisSignals(timeAxis(timelineSpanMs(analysis), frame.timeTicks), linearAxisMs(range[1])),
      heightPx: 96,
      topPx: 8,
      bottomPx: 24,
    };
  },
};
