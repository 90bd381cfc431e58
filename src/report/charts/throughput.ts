import type { TopLevelSpec } from 'vega-lite';
import type { Chart } from './chart.ts';
import { BASE, NAME_LAYER, PHASE_LAYER, X, Y_LINEAR } from './layers.ts';
import { ratePanel } from './rate-panel.ts';
import { colour } from './theme.ts';

const SPECIFICATION: TopLevelSpec = {
  ...BASE,
  layer: [
    PHASE_LAYER,
    {
      data: { name: 'rows' },
      mark: { type: 'line', stroke: colour('rate') },
      encoding: { x: X, y: { field: 'value', ...Y_LINEAR } },
    },
    NAME_LAYER,
  ],
};

export const throughputChart: Chart = {
  id: 'throughput',
  place: 'timeline',
  title: 'Throughput',
  question: 'How many requests were completed?',
  specification: SPECIFICATION,
  measure: () => 'completed requests per second',
  spec(subject, frame) {
    const values = subject.endpoint.series?.throughputPerS ?? null;
    if (values === null) return null;
    return ratePanel(subject, frame, {
      specification: SPECIFICATION,
      values,
      name: 'requests/s',
      token: 'rate',
      plotHeightPx: 64,
      shape: 'line',
    });
  },
};
