import type { TopLevelSpec } from 'vega-lite';
import { logAxisMs } from './axis.ts';
import type { Chart } from './chart.ts';
import {
  axisSignals,
  BASE,
  bandAndLineLayers,
  extent,
  heightPx,
  lastKnown,
  NAME_LAYER,
  PHASE_LAYER,
  PHASE_NAME_LAYER,
  phaseRows,
  spreadNames,
  timeAxisOf,
  Y_LOG,
} from './layers.ts';
import { bandRows, lineRows, responseTimeLines, responseTimeMeasure, spreadRows } from './series-lines.ts';
import { colour } from './theme.ts';

const SPECIFICATION: TopLevelSpec = {
  ...BASE,
  layer: [PHASE_LAYER, ...bandAndLineLayers(Y_LOG), PHASE_NAME_LAYER, NAME_LAYER],
};

export const responseTimeChart: Chart = {
  id: 'response-time',
  place: 'timeline',
  title: 'Response time',
  question: 'When were responses slow?',
  specification: SPECIFICATION,
  measure: ({ analysis, endpoint }) => `${responseTimeMeasure(analysis, endpoint.series)}, log scale`,
  spec({ analysis, endpoint }, frame) {
    const lines = endpoint.series === null ? [] : responseTimeLines(endpoint.series);
    const range = extent(
      lines.flatMap((line) => [line.values, ...(line.band ? [line.band.lo, line.band.hi] : [])]),
    );
    if (range === null) return null;
    const plotHeight = frame.directLabels ? 236 : 190;
    const time = timeAxisOf(analysis, frame);
    const y = logAxisMs(range[0], range[1]);
    const floor = y.domain[0];
    const names = lines.flatMap((line) => {
      const last = lastKnown(line.values);
      if (last === null || !frame.directLabels) return [];
      return [
        { name: line.name, colour: colour(`${line.token}t`), atPx: heightPx(y, 'log', last, plotHeight) },
      ];
    });
    return {
      specification: SPECIFICATION,
      datasets: {
        ...phaseRows(analysis, frame),
        bands: [...bandRows(analysis, lines, floor), ...spreadRows(analysis, lines, floor)],
        lines: lineRows(analysis, lines, floor),
        names: spreadNames(names, plotHeight),
      },
      signals: axisSignals(time.axis, y),
      heightPx: plotHeight,
      topPx: 24,
      bottomPx: time.bottomPx,
    };
  },
};
