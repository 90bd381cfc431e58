import type { Analysis, EndpointAnalysis, PercentileCurve } from '../../model/analysis.ts';
import { endpointLabel } from '../../model/endpoint-key.ts';
import { showText } from '../format.ts';
import { logAxisMs, percentileAxis } from './axis.ts';
import type { Chart } from './chart.ts';
import { CURVE_SPECIFICATION, curveExtentMs, curveRows } from './curve.ts';
import { axisSignals, heightPx, spreadNames } from './layers.ts';
import { slowestFirst } from './ranking.ts';
import { fitText } from './text-width.ts';
import { CHART_FONT_PX, colour } from './theme.ts';

/** More curves of endpoints than there are colours to tell apart would say less. */
const MOST_ENDPOINTS = 4;

/** One curve of the distribution chart. */
export interface DistributionEntry {
  readonly endpoint: EndpointAnalysis;
  readonly curve: PercentileCurve;
  /** Colour token. */
  readonly token: string;
  readonly isTotal: boolean;
}

/** What is drawn: all requests together, then the slowest endpoints. A run of one endpoint has no second curve. */
export function distributionEntries(analysis: Analysis): readonly DistributionEntry[] {
  const { total } = analysis;
  const endpoints = slowestFirst(analysis);
  const slowest = endpoints
    .flatMap((endpoint) => (endpoint.curve === null ? [] : [{ endpoint, curve: endpoint.curve }]))
    .slice(0, MOST_ENDPOINTS)
    .map((entry, index) => ({ ...entry, token: `e${index + 1}`, isTotal: false }));
  if (total.curve === null || endpoints.length === 1) return slowest;
  return [{ endpoint: total, curve: total.curve, token: 'ink-3', isTotal: true }, ...slowest];
}

export const distributionChart: Chart = {
  id: 'distribution',
  place: 'distribution',
  title: 'Response time by percentile',
  question: 'How slow was the request that only 1 in 10, 100 or 1000 met?',
  specification: CURVE_SPECIFICATION,
  measure: () => 'both axes logarithmic: every further nine takes as much room as the one before',
  spec({ analysis }, frame) {
    const drawn = distributionEntries(analysis);
    const range = curveExtentMs(drawn.map((entry) => entry.curve));
    if (range === null) return null;
    const plotHeight = frame.directLabels ? 280 : 230;
    const y = logAxisMs(range[0], range[1]);
    const rows = drawn.map(({ curve, token }, order) => curveRows(curve, colour(token), y.domain[0], order));
    const names = drawn.map(({ endpoint, curve, token, isTotal }) => ({
      name: isTotal
        ? 'all requests'
        : fitText(showText(endpointLabel(endpoint.key)), CHART_FONT_PX, frame.rightPx - 8),
      colour: colour(token),
      atPx: heightPx(y, 'log', curve.points.at(-1)?.valueMs ?? y.domain[0], plotHeight),
    }));
    return {
      specification: CURVE_SPECIFICATION,
      datasets: {
        boxes: rows.flatMap((row) => row.boxes),
        lines: rows.flatMap((row) => row.lines),
        points: rows.flatMap((row) => row.points),
        names: frame.directLabels ? spreadNames(names, plotHeight) : [],
      },
      signals: axisSignals(percentileAxis(Math.max(...drawn.map((entry) => entry.curve.count))), y),
      heightPx: plotHeight,
      topPx: 8,
      bottomPx: 24,
    };
  },
};
