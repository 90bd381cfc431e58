import type { PercentileCurve } from '../../model/analysis.ts';
import { logAxisMs, percentileAxis } from './axis.ts';
import type { Chart, ComparisonSubject } from './chart.ts';
import { CURVE_SPECIFICATION, curveExtentMs, curveRows } from './curve.ts';
import { axisSignals } from './layers.ts';
import { sideTokens } from './overlay.ts';
import { colour } from './theme.ts';

/** The fastest requests, of all endpoints alike, would squeeze what is compared into half of the picture. */
const LOWEST_PERCENTILE = 10;

/** The response times of one endpoint on both sides, the baseline behind. */
export const comparedDistributionChart: Chart<ComparisonSubject> = {
  id: 'compared-distribution',
  place: 'compared-distribution',
  title: 'Response time by percentile',
  question: 'Are all requests slower, or the slow ones?',
  specification: CURVE_SPECIFICATION,
  measure: () => 'both axes logarithmic',
  spec({ endpoint }) {
    // The baseline comes first and lies behind.
    const distributions = endpoint?.distributions ?? [];
    const range = curveExtentMs(distributions.map(({ curve }) => withoutFastest(curve)));
    if (range === null) return null;
    const y = logAxisMs(range[0], range[1]);
    const rows = distributions.map(({ side, curve }, order) =>
      curveRows(curve, colour(sideTokens[side]), y.domain[0], order),
    );
    return {
      specification: CURVE_SPECIFICATION,
      datasets: {
        boxes: rows.flatMap(({ boxes }) => boxes),
        lines: rows.flatMap(({ lines }) => lines),
        points: rows.flatMap(({ points }) => points),
        names: [],
      },
      signals: axisSignals(percentileAxis(Math.max(...distributions.map(({ curve }) => curve.count))), y),
      heightPx: 150,
      topPx: 8,
      bottomPx: 24,
    };
  },
};

/** Without the values that the vertical axis need not hold; of a curve of few points they stay. */
function withoutFastest(curve: PercentileCurve): PercentileCurve {
  const points = curve.points.filter(({ percentile }) => percentile >= LOWEST_PERCENTILE);
  const bounded = points.map((point) => ({ ...point, loMs: point.valueMs }));
  return points.length < 2 ? curve : { ...curve, points: bounded };
}
