import type { Capacity } from '../../model/capacity.ts';
import { scalabilityThroughput } from '../../stats/universal-scalability-law.ts';
import { type Axis, linearAxis, plain } from './axis.ts';
import { capacitySpecification, levelRows, loadAxisOf, markRows } from './capacity.ts';
import type { Chart, ChartRow } from './chart.ts';
import { axisSignals, heightPx, spreadNames } from './layers.ts';
import { colour } from './theme.ts';

const CURVE_POINTS = 80;
const SPECIFICATION = capacitySpecification();

/** Throughput over load, with the law through it. */
export const capacityThroughputChart: Chart = {
  id: 'capacity-throughput',
  place: 'capacity',
  title: 'Throughput',
  question: 'How much more is done with more load?',
  specification: SPECIFICATION,
  measure: ({ analysis }) =>
    `completed requests per second, by ${analysis.capacity.loadIs === 'users' ? 'users' : 'arrivals per second'}`,
  spec({ analysis: { capacity } }, frame) {
    if (capacity.levels.length === 0) return null;
    const plotHeightPx = frame.directLabels ? 220 : 190;
    const x = loadAxisOf(capacity, frame);
    const { points, spans } = levelRows(capacity.levels, (level) => level.throughputPerS, 'rate');
    const curve = curveRows(capacity, x.axis);
    const values = [...points, ...curve].map(({ value }) => Number(value));
    const y = linearAxis(Math.max(...values, ...spans.map(({ hi }) => Number(hi))), plain);
    const lawAtPx = heightPx(y, 'linear', Number(curve.at(-1)?.value ?? 0), plotHeightPx);
    return {
      specification: SPECIFICATION,
      datasets: {
        ...markRows(capacity, frame, x.axis),
        lines: curve,
        spans,
        points,
        names:
          frame.directLabels && curve.length > 0
            ? spreadNames([{ name: 'the law', colour: colour('ink-3'), atPx: lawAtPx }], plotHeightPx)
            : [],
      },
      signals: axisSignals(x.axis, y),
      heightPx: plotHeightPx,
      topPx: 22,
      bottomPx: x.bottomPx,
    };
  },
};

function curveRows({ scalability, levels }: Capacity, axis: Axis): readonly (ChartRow & { value: number })[] {
  const { alpha, beta, gamma } = scalability ?? {};
  if (alpha?.value == null || beta?.value == null || gamma?.value == null) return [];
  const [, end] = axis.domain;
  const start = Math.min(1, ...levels.map(({ load }) => load));
  return Array.from({ length: CURVE_POINTS + 1 }, (_, i) => {
    const t = start + ((end - start) * i) / CURVE_POINTS;
    const value = scalabilityThroughput(alpha.value ?? 0, beta.value ?? 0, gamma.value ?? 0, t);
    return { t, value, order: 0, colour: colour('ink-3') };
  });
}
