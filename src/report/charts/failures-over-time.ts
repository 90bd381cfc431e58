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
      mark: { type: 'rect', fill: colour('fail') },
      encoding: {
        x: { ...X, field: 'from' },
        x2: { field: 'to' },
        y: { field: 'zero', ...Y_LINEAR },
        y2: { field: 'value' },
      },
    },
    NAME_LAYER,
  ],
};

export const failuresOverTimeChart: Chart = {
  id: 'failures-over-time',
  place: 'timeline',
  title: 'Failures',
  question: 'When did requests fail?',
  specification: SPECIFICATION,
  measure: () => 'failed requests per second',
  spec(subject, frame) {
    const values = subject.endpoint.series?.failuresPerS ?? null;
    if (values === null) return null;
    return ratePanel(subject, frame, {
      specification: SPECIFICATION,
      values,
      name: 'failures/s',
      token: 'fail',
      plotHeightPx: 64,
      shape: 'bars',
    });
  },
};
