import type { TopLevelSpec } from 'vega-lite';
import type { PercentileCurve } from '../../model/analysis.ts';
import { percentilePosition } from './axis.ts';
import type { ChartRow } from './chart.ts';
import { BASE, NAME_LAYER, STROKE, X, Y_LOG } from './layers.ts';

/** Response time by percentile; both charts of it are drawn from this. */
export const CURVE_SPECIFICATION: TopLevelSpec = {
  ...BASE,
  layer: [
    {
      data: { name: 'boxes' },
      mark: { type: 'rect', fillOpacity: 0.17 },
      encoding: {
        x: { ...X, axis: { ...X.axis, grid: true } },
        x2: { field: 't2' },
        y: { field: 'lo', ...Y_LOG },
        y2: { field: 'hi' },
        fill: STROKE,
      },
    },
    {
      data: { name: 'lines' },
      mark: { type: 'line', strokeWidth: 2 },
      encoding: {
        x: X,
        y: { field: 'value', ...Y_LOG },
        stroke: STROKE,
        detail: { field: 'order', type: 'ordinal' },
      },
    },
    {
      data: { name: 'points' },
      mark: { type: 'point', filled: true, size: 26, opacity: 1 },
      encoding: { x: X, y: { field: 'value', ...Y_LOG }, fill: STROKE },
    },
    NAME_LAYER,
  ],
};

/** One curve as rows of the three datasets. */
export interface CurveRows {
  readonly boxes: readonly ChartRow[];
  readonly lines: readonly ChartRow[];
  readonly points: readonly ChartRow[];
}

/**
 * A curve of all response times is a line. Of a summary only its points are known: between two of them every value
 * lies from the lower one's lower bound to the upper one's upper bound, which is drawn as a box and not as a line. `order` tells
 * the curves of one drawing apart.
 */
export function curveRows(curve: PercentileCurve, fill: string, floorMs: number, order = 0): CurveRows {
  const knots = curve.points.map((point) => ({
    t: percentilePosition(point.percentile, curve.count),
    value: Math.max(point.valueMs, floorMs),
    lo: Math.max(point.loMs, floorMs),
    hi: Math.max(point.hiMs, floorMs),
    stated: point.stated,
    colour: fill,
  }));
  if (curve.fidelity !== 'quantiles') {
    return {
      boxes: [],
      lines: knots.map(({ t, value, colour }) => ({ t, value, colour, order })),
      points: [],
    };
  }
  const boxes = knots.flatMap((knot, index) => {
    const next = knots[index + 1];
    return next === undefined ? [] : [{ t: knot.t, t2: next.t, lo: knot.lo, hi: next.hi, colour: fill }];
  });
  const points = knots.filter((knot) => knot.stated).map(({ t, value }) => ({ t, value, colour: fill }));
  return { boxes, lines: [], points };
}

/** Lowest and highest value that a drawing of these curves must hold, in ms; null when there is none. */
export function curveExtentMs(curves: readonly PercentileCurve[]): readonly [number, number] | null {
  const values = curves.flatMap((curve) =>
    curve.points.flatMap((point) => [point.loMs, point.valueMs, point.hiMs]),
  );
  const positive = values.filter((value) => value > 0);
  return positive.length === 0 ? null : [Math.min(...positive), Math.max(...positive)];
}
