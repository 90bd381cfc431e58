import type { TopLevelSpec } from 'vega-lite';
import type { Analysis, Phase } from '../../model/analysis.ts';
import { type Axis, timeAxis } from './axis.ts';
import type { ChartRow, ChartSignals } from './chart.ts';
import { type Frame, plotWidthPx } from './frame.ts';
import { textWidthPx } from './text-width.ts';
import { CHART_FONT_PX, colour } from './theme.ts';

/** What every specification begins with: its size and axes are filled in when it is drawn. */
export const BASE = {
  $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
  background: 'transparent',
  autosize: { type: 'none' },
  params: [
    { name: 'xDomain', value: [0, 1] },
    { name: 'xTicks', value: [] },
    { name: 'xLabels', value: [] },
    { name: 'yDomain', value: [0.1, 1] },
    { name: 'yTicks', value: [] },
    { name: 'yLabels', value: [] },
  ],
} satisfies Partial<TopLevelSpec>;

/** The horizontal channel with its axis, reading the field `t`. */
export const X = {
  field: 't',
  type: 'quantitative',
  scale: { domain: { expr: 'xDomain' }, nice: false, zero: false },
  axis: { values: { expr: 'xTicks' }, labelExpr: 'xLabels[indexof(xTicks, datum.value)]' },
} as const;

const Y_AXIS = { values: { expr: 'yTicks' }, labelExpr: 'yLabels[indexof(yTicks, datum.value)]' } as const;

/** The vertical scale and axis, to be spread beside a field. */
export const Y_LINEAR = {
  type: 'quantitative',
  scale: { domain: { expr: 'yDomain' }, nice: false },
  axis: Y_AXIS,
} as const;
export const Y_LOG = {
  type: 'quantitative',
  scale: { type: 'log', domain: { expr: 'yDomain' }, nice: false },
  axis: Y_AXIS,
} as const;

/** Colour, width and dashes as the data rows say. */
export const STROKE = { field: 'colour', type: 'nominal', scale: null } as const;

/** Lines over their bands, on either vertical scale; datasets `bands` and `lines`. */
export function bandAndLineLayers(y: typeof Y_LINEAR | typeof Y_LOG) {
  return [
    {
      data: { name: 'bands' },
      mark: { type: 'area' },
      encoding: {
        x: X,
        y: { field: 'lo', ...y },
        y2: { field: 'hi' },
        fill: STROKE,
        detail: { field: 'order', type: 'ordinal' },
      },
    },
    {
      data: { name: 'lines' },
      mark: { type: 'line' },
      encoding: {
        x: X,
        y: { field: 'value', ...y },
        stroke: STROKE,
        size: { field: 'widthPx', type: 'quantitative', scale: null },
        detail: { field: 'order', type: 'ordinal' },
      },
    },
  ] as const;
}

/** The parts of the run that are not the steady state, as pale columns behind everything; dataset `phases`. */
export const PHASE_LAYER = {
  data: { name: 'phases' },
  mark: { type: 'rect', fill: colour('phase'), y: 0, y2: { expr: 'height' } },
  encoding: { x: { field: 'from', type: 'quantitative' }, x2: { field: 'to' } },
} as const;

/** Names of phases above the plot; dataset `phaseNames`. */
export const PHASE_NAME_LAYER = {
  data: { name: 'phaseNames' },
  mark: { type: 'text', align: 'left', baseline: 'bottom', y: -6, fill: colour('ink-3'), fontWeight: 500 },
  encoding: { x: { field: 'from', type: 'quantitative' }, text: { field: 'name' } },
} as const;

/** Names of lines, right of the plot; dataset `names`, with their height in px. */
export const NAME_LAYER = {
  data: { name: 'names' },
  mark: { type: 'text', align: 'left', baseline: 'middle', x: { expr: 'width + 8' } },
  encoding: {
    y: { field: 'atPx', type: 'quantitative', scale: null },
    text: { field: 'name' },
    fill: { field: 'colour', type: 'nominal', scale: null },
  },
} as const;

const PHASE_NAMES: Record<Phase['kind'], string> = {
  'ramp-up': 'Ramp-up',
  'warm-up': 'Warm-up',
  steady: 'Steady state',
  'cool-down': 'Cool-down',
  idle: 'Idle',
  unsettled: 'No steady state',
};

/** A phase's name for people. */
export function phaseName(kind: Phase['kind']): string {
  return PHASE_NAMES[kind];
}

/** Rows of the `phases` and `phaseNames` datasets. A name is left out where it does not fit over its phase. */
export function phaseRows(
  analysis: Analysis,
  frame: Frame,
): { readonly phases: readonly ChartRow[]; readonly phaseNames: readonly ChartRow[] } {
  const span = timelineSpanMs(analysis);
  const startMs = analysis.timeline?.startMs ?? 0;
  const parts = analysis.phases.parts
    .map((part) => ({
      kind: part.kind,
      name: phaseName(part.kind),
      from: Math.max(0, part.startMs - startMs),
      to: Math.min(span, part.endMs - startMs),
    }))
    .filter((part) => part.to > part.from);
  const pxPerMs = plotWidthPx(frame) / span;
  return {
    phases: parts.filter((part) => part.kind !== 'steady').map(({ from, to }) => ({ from, to })),
    phaseNames: parts
      .filter((part) => textWidthPx(part.name, CHART_FONT_PX) + 6 < (part.to - part.from) * pxPerMs)
      .map(({ from, name }) => ({ from, name })),
  };
}

/** Length of the time axis in ms. */
function timelineSpanMs(analysis: Analysis): number {
  return analysis.timeline === null ? 0 : analysis.timeline.bucketMs * analysis.timeline.buckets;
}

/** The time axis of a panel, and the room that its labels take below the plot. */
export function timeAxisOf(
  analysis: Analysis,
  frame: Frame,
): { readonly axis: Axis; readonly bottomPx: number } {
  const axis = timeAxis(timelineSpanMs(analysis), frame.timeTicks);
  if (frame.timeLabels) return { axis, bottomPx: 24 };
  return { axis: { ...axis, labels: axis.ticks.map(() => '') }, bottomPx: 6 };
}

/** Both axes as the parameters of a specification. */
export function axisSignals(x: Axis, y: Axis): ChartSignals {
  return {
    xDomain: x.domain,
    xTicks: x.ticks,
    xLabels: x.labels,
    yDomain: y.domain,
    yTicks: y.ticks,
    yLabels: y.labels,
  };
}

/** Where a value stands below the top of the plot, in px. */
export function heightPx(axis: Axis, scale: 'log' | 'linear', value: number, plotHeightPx: number): number {
  const [low, high] = axis.domain;
  const share = scale === 'log' ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
  return plotHeightPx * (1 - Math.min(1, Math.max(0, share)));
}

/** The names of lines, moved apart so that they are at least `gapPx` from one another and within the plot. */
export function spreadNames(
  names: readonly { readonly name: string; readonly colour: string; readonly atPx: number }[],
  plotHeightPx: number,
  gapPx = 14,
): ChartRow[] {
  const rows = names.map((row) => ({ ...row })).sort((a, b) => a.atPx - b.atPx);
  for (let i = 1; i < rows.length; i += 1) {
    const above = rows[i - 1];
    const row = rows[i];
    if (above && row) row.atPx = Math.max(row.atPx, above.atPx + gapPx);
  }
  let limit = plotHeightPx;
  for (const row of rows.toReversed()) {
    row.atPx = Math.min(row.atPx, limit);
    limit = row.atPx - gapPx;
  }
  return rows;
}

/** The last known value of a column, null when there is none. */
export function lastKnown(column: readonly (number | null)[]): number | null {
  return column.findLast((value) => value !== null) ?? null;
}

/** Smallest and largest known value over columns; null when nothing is known. */
export function extent(columns: readonly (readonly (number | null)[])[]): readonly [number, number] | null {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const column of columns) {
    for (const value of column) {
      if (value === null) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return low > high ? null : [low, high];
}
