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
      mark: { type: 'area', fill: colour('usersfill'), line: { stroke: colour('users'), strokeWidth: 1.5 } },
      encoding: { x: X, y: { field: 'value', ...Y_LINEAR } },
    },
    NAME_LAYER,
  ],
};

export const usersChart: Chart = {
  id: 'users',
  place: 'timeline',
  title: 'Users',
  question: 'How much load was there?',
  specification: SPECIFICATION,
  measure: () => 'concurrent, the most in each bucket',
  spec(subject, frame) {
    const values = subject.analysis.timeline?.users ?? null;
    if (values === null) return null;
    return ratePanel(subject, frame, {
      specification: SPECIFICATION,
      values,
      name: 'users',
      token: 'ink-3',
      plotHeightPx: 48,
      shape: 'line',
    });
  },
};
