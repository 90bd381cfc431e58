import type { TopLevelSpec } from 'vega-lite';
import type { Capacity, LoadLevel } from '../../model/capacity.ts';
import type { Estimate } from '../../model/estimate.ts';
import { plainLoad, shownPeak } from '../findings/capacity.ts';
import { type Axis, loadAxis } from './axis.ts';
import type { ChartRow } from './chart.ts';
import { type Frame, plotWidthPx } from './frame.ts';
import { BASE, NAME_LAYER, STROKE, X, Y_LINEAR } from './layers.ts';
import { textWidthPx } from './text-width.ts';
import { CHART_FONT_PX, colour } from './theme.ts';

/**
 * Something over load: marks as dashed lines, curves, intervals as upright lines, levels as dots. A specification of its
 * own for each of the charts, because a specification keeps one view.
 */
export function capacitySpecification(): TopLevelSpec {
  return {
    ...BASE,
    layer: [
      {
        data: { name: 'marks' },
        mark: { type: 'rule', strokeDash: [3, 3], stroke: colour('axis') },
        encoding: { x: X },
      },
      {
        data: { name: 'markNames' },
        mark: {
          type: 'text',
          align: 'left',
          baseline: 'bottom',
          y: -4,
          fill: colour('ink-3'),
          fontWeight: 500,
        },
        encoding: { x: X, text: { field: 'name' } },
      },
      {
        data: { name: 'lines' },
        mark: { type: 'line' },
        encoding: {
          x: X,
          y: { field: 'value', ...Y_LINEAR },
          stroke: STROKE,
          detail: { field: 'order', type: 'ordinal' },
        },
      },
      {
        data: { name: 'spans' },
        mark: { type: 'rule', strokeWidth: 1.5 },
        encoding: { x: X, y: { field: 'lo', ...Y_LINEAR }, y2: { field: 'hi' }, stroke: STROKE },
      },
      {
        data: { name: 'points' },
        mark: { type: 'point', filled: true, size: 44, opacity: 1 },
        encoding: { x: X, y: { field: 'value', ...Y_LINEAR }, fill: STROKE },
      },
      NAME_LAYER,
    ],
  };
}

/** One number of every level that has it. Levels that conclude nothing are grey. */
export function levelRows(
  levels: readonly LoadLevel[],
  read: (level: LoadLevel) => Estimate | null,
  token: string,
): { readonly points: readonly ChartRow[]; readonly spans: readonly ChartRow[] } {
  const known = levels.flatMap((level) => {
    const estimate = read(level);
    return estimate === null ? [] : [{ level, estimate }];
  });
  const stroke = ({ leftOut }: LoadLevel) => colour(leftOut === null ? token : 'axis');
  return {
    points: known.map(({ level, estimate }) => ({
      t: level.load,
      value: estimate.value,
      colour: stroke(level),
    })),
    spans: known.flatMap(({ level, estimate: { interval } }) =>
      interval === null || interval.hi === null
        ? []
        : [{ t: level.load, lo: interval.lo, hi: interval.hi, colour: stroke(level) }],
    ),
  };
}

/** The horizontal axis of both, and the room that its labels take below the plot. */
export function loadAxisOf(
  { levels }: Capacity,
  frame: Frame,
): { readonly axis: Axis; readonly bottomPx: number } {
  const axis = loadAxis(Math.max(0, ...levels.map(({ load }) => load)), frame.timeTicks);
  if (frame.timeLabels) return { axis, bottomPx: 24 };
  return { axis: { ...axis, labels: axis.ticks.map(() => '') }, bottomPx: 6 };
}

/** Knee, peak and the largest load within the limits; a name is left out where it would touch the one before. */
export function markRows(
  capacity: Capacity,
  frame: Frame,
  axis: Axis,
): { readonly marks: readonly ChartRow[]; readonly markNames: readonly ChartRow[] } {
  const peak = shownPeak(capacity)?.value ?? null;
  const kept = capacity.withinLimits?.largestKept ?? null;
  const marks = [
    ...(capacity.knee === null ? [] : [{ t: capacity.knee.load, name: 'knee' }]),
    ...(peak === null ? [] : [{ t: peak, name: `peak ${plainLoad(Math.round(peak))}` }]),
    ...(kept === null ? [] : [{ t: kept, name: 'within limits' }]),
  ]
    .filter(({ t }) => t <= axis.domain[1])
    .sort((a, b) => a.t - b.t);
  const px = plotWidthPx(frame) / (axis.domain[1] - axis.domain[0]);
  let freeFromPx = 0;
  const markNames = marks.filter(({ t, name }) => {
    const width = textWidthPx(name, CHART_FONT_PX);
    if (t * px < freeFromPx || t * px + width > plotWidthPx(frame)) return false;
    freeFromPx = t * px + width + 8;
    return true;
  });
  return { marks: marks.map(({ t }) => ({ t })), markNames };
}
