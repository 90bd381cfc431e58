import type { LoadLevel } from '../../model/capacity.ts';
import type { Estimate } from '../../model/estimate.ts';
import { linearAxisMs } from './axis.ts';
import { capacitySpecification, levelRows, loadAxisOf, markRows } from './capacity.ts';
import type { Chart } from './chart.ts';
import { axisSignals, heightPx, spreadNames } from './layers.ts';
import { colour } from './theme.ts';

const SPECIFICATION = capacitySpecification();

const DRAWN: readonly {
  readonly name: string;
  readonly token: string;
  readonly read: (level: LoadLevel) => Estimate | null;
}[] = [
  { name: 'mean', token: 'l50', read: (level) => level.meanMs },
  { name: 'p95', token: 'l95', read: (level) => level.p95Ms },
];

/** Response time over load: mean, and the 95th percentile where all response times are kept. */
export const capacityResponseTimeChart: Chart = {
  id: 'capacity-response-time',
  place: 'capacity',
  title: 'Response time',
  question: 'What does more load cost those who wait?',
  specification: SPECIFICATION,
  measure: ({ analysis: { capacity } }) =>
    capacity.levels.some(({ p95Ms }) => p95Ms !== null)
      ? 'mean and p95 of each level'
      : 'mean of each level; the source keeps no percentiles for parts of a run',
  spec({ analysis: { capacity } }, frame) {
    const { levels } = capacity;
    const drawn = DRAWN.filter(({ read }) => levels.some((level) => read(level) !== null));
    if (drawn.length === 0) return null;
    const plotHeightPx = 150;
    const x = loadAxisOf(capacity, frame);
    const rows = drawn.map(({ token, read }) => levelRows(levels, read, token));
    const points = rows.flatMap((row) => row.points);
    const spans = rows.flatMap((row) => row.spans);
    const y = linearAxisMs(
      Math.max(...points.map(({ value }) => Number(value)), ...spans.map(({ hi }) => Number(hi))),
    );
    const lines = drawn.flatMap(({ token }, order) =>
      (rows[order]?.points ?? []).map((point) => ({ ...point, order, colour: colour(token) })),
    );
    const names = drawn.map(({ name, token }, order) => ({
      name,
      colour: colour(`${token}t`),
      atPx: heightPx(y, 'linear', Number(rows[order]?.points.at(-1)?.['value'] ?? 0), plotHeightPx),
    }));
    return {
      specification: SPECIFICATION,
      datasets: {
        marks: markRows(capacity, frame, x.axis).marks,
        markNames: [],
        lines,
        spans,
        points,
        names: frame.directLabels ? spreadNames(names, plotHeightPx) : [],
      },
      signals: axisSignals(x.axis, y),
      heightPx: plotHeightPx,
      topPx: 8,
      bottomPx: x.bottomPx,
    };
  },
};
