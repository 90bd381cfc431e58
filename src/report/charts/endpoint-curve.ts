import { logAxisMs, percentileAxis } from './axis.ts';
import type { Chart } from './chart.ts';
import { CURVE_SPECIFICATION, curveExtentMs, curveRows } from './curve.ts';
import { axisSignals } from './layers.ts';
import { colour } from './theme.ts';

export const endpointCurveChart: Chart = {
  id: 'endpoint-curve',
  place: 'endpoint-curve',
  title: 'Response time by percentile, of one endpoint',
  question: 'Is it all requests that are slow, or a few?',
  specification: CURVE_SPECIFICATION,
  measure: () => 'whole run, both axes logarithmic',
  spec({ endpoint }) {
    const { curve } = endpoint;
    const range = curve === null ? null : curveExtentMs([curve]);
    if (curve === null || range === null) return null;
    const y = logAxisMs(range[0], range[1]);
    return {
      specification: CURVE_SPECIFICATION,
      datasets: { ...curveRows(curve, colour('e1'), y.domain[0]), names: [] },
      signals: axisSignals(percentileAxis(curve.count), y),
      heightPx: 96,
      topPx: 8,
      bottomPx: 24,
    };
  },
};
