import type { TopLevelSpec } from 'vega-lite';
import type { Analysis } from '../../model/analysis.ts';
import type { InstantRange } from '../../model/scaling.ts';
import type { ScalingAnalysis } from '../../model/scaling-analysis.ts';
import type { ChartRow, ChartSpec } from './chart.ts';
import type { Frame } from './frame.ts';
import { axisSignals, BASE, NAME_LAYER, STROKE, X, Y_LINEAR } from './layers.ts';
import { onAxis, type ScalingAxis, scalingAxis, scalingTimeAxis } from './scaling-axis.ts';
import { backdropRows } from './scaling-bands.ts';
import { BACKDROP } from './scaling-panel.ts';
import { colour } from './theme.ts';

const BAR = {
  x: { field: 'from', type: 'quantitative' },
  x2: { field: 'to' },
  y: { field: 'lo', ...Y_LINEAR },
  y2: { field: 'hi' },
} as const;

/** Rows of bars over the time axis: a Gantt chart. */
export const SCALING_ROWS: TopLevelSpec = {
  ...BASE,
  layer: [
    ...BACKDROP,
    { data: { name: 'bars' }, mark: { type: 'rect' }, encoding: { ...BAR, fill: STROKE } },
    {
      data: { name: 'doubts' },
      mark: { type: 'rect', fill: colour('sc-doubt') },
      encoding: BAR,
    },
    {
      data: { name: 'ticks' },
      mark: { type: 'rule', strokeWidth: 1.5, stroke: colour('ink') },
      encoding: { x: X, y: { field: 'lo', ...Y_LINEAR }, y2: { field: 'hi' } },
    },
    {
      data: { name: 'rowNames' },
      mark: {
        type: 'text',
        align: 'right',
        baseline: 'middle',
        x: -8,
        fill: colour('ink-3'),
        fontWeight: 500,
      },
      encoding: { y: { field: 'atPx', type: 'quantitative', scale: null }, text: { field: 'name' } },
    },
    NAME_LAYER,
  ],
};

/** One row: what is written left and right of it, and its bars one after the other. */
export interface GanttRow {
  readonly name: string;
  readonly remark: string;
  readonly bars: readonly {
    readonly token: string;
    readonly began: InstantRange;
    readonly ended: InstantRange;
  }[];
  /** Instants marked by an upright line; Unix epoch ms. */
  readonly ticksMs: readonly number[];
}

/** A change known closer than this is drawn as known: a second is less than a pixel of most runs. */
const SHARP_MS = 1000;

/** Rows from top to bottom. */
export function ganttChart(
  analysis: Analysis,
  scaling: ScalingAnalysis,
  frame: Frame,
  rows: readonly GanttRow[],
  rowPx: number,
): ChartSpec {
  const axis = scalingAxis(analysis, scaling);
  const time = scalingTimeAxis(axis, frame);
  const heightPx = rows.length * rowPx;
  const atPx = (i: number) => (i + 0.5) * rowPx;
  return {
    specification: SCALING_ROWS,
    datasets: {
      ...backdropRows(scaling, axis),
      bars: rows.flatMap(({ bars }, i) =>
        bars.flatMap(({ token, began, ended }) =>
          barRow(axis, began.latestMs, ended.earliestMs, i, colour(token)),
        ),
      ),
      doubts: rows.flatMap(({ bars }, i) =>
        bars.flatMap(({ began, ended }) => [...doubtRow(axis, began, i), ...doubtRow(axis, ended, i)]),
      ),
      ticks: rows.flatMap(({ ticksMs }, i) =>
        ticksMs.flatMap((atMs) =>
          atMs < axis.fromMs || atMs > axis.toMs ? [] : [{ t: atMs - axis.zeroMs, ...extentOf(i) }],
        ),
      ),
      rowNames: rows.map(({ name }, i) => ({ name, atPx: atPx(i) })),
      names: frame.directLabels
        ? rows.map(({ remark }, i) => ({ name: remark, colour: colour('ink-3'), atPx: atPx(i) }))
        : [],
    },
    signals: axisSignals(time.axis, { domain: [rows.length, 0], ticks: [], labels: [] }),
    heightPx,
    topPx: 8,
    bottomPx: time.bottomPx,
  };
}

/** The room of a row between its neighbours. */
function extentOf(row: number): { readonly lo: number; readonly hi: number } {
  return { lo: row + 0.14, hi: row + 0.86 };
}

function barRow(
  axis: ScalingAxis,
  fromMs: number,
  toMs: number,
  row: number,
  fill: string,
): readonly ChartRow[] {
  const cut = onAxis(axis, fromMs, toMs);
  return cut === null ? [] : [{ ...cut, ...extentOf(row), colour: fill }];
}

function doubtRow(
  axis: ScalingAxis,
  { earliestMs, latestMs }: InstantRange,
  row: number,
): readonly ChartRow[] {
  const cut = latestMs - earliestMs <= SHARP_MS ? null : onAxis(axis, earliestMs, latestMs);
  return cut === null ? [] : [{ ...cut, ...extentOf(row) }];
}
