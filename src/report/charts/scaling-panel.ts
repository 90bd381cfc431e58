import type { TopLevelSpec } from 'vega-lite';
import type { Analysis } from '../../model/analysis.ts';
import type { ScalingAnalysis } from '../../model/scaling-analysis.ts';
import type { Axis } from './axis.ts';
import type { ChartRow, ChartSpec, ChartSubject } from './chart.ts';
import type { Frame } from './frame.ts';
import {
  axisSignals,
  BASE,
  heightPx,
  NAME_LAYER,
  STROKE,
  spreadNames,
  X,
  Y_LINEAR,
  type Y_LOG,
} from './layers.ts';
import { type ScalingAxis, scalingAxis, scalingTimeAxis } from './scaling-axis.ts';
import { backdropRows } from './scaling-bands.ts';
import { colour } from './theme.ts';

const SPAN = { x: { field: 'from', type: 'quantitative' }, x2: { field: 'to' } } as const;
const DETAIL = { field: 'order', type: 'ordinal' } as const;

const DECISION_DASH = [2, 3];

/** Behind everything: where nothing was recorded, the phases of the steps, the decisions. */
export const BACKDROP = [
  {
    data: { name: 'unknown' },
    mark: { type: 'rect', fill: colour('sc-unknown'), y: 0, y2: { expr: 'height' } },
    encoding: SPAN,
  },
  {
    data: { name: 'bands' },
    mark: { type: 'rect', fillOpacity: 0.2, y: 0, y2: { expr: 'height' } },
    encoding: { ...SPAN, fill: STROKE },
  },
  {
    data: { name: 'decisions' },
    mark: { type: 'rule', strokeDash: DECISION_DASH, stroke: colour('ink-3') },
    encoding: { x: X },
  },
] as const;

/** A panel of the scaling section, on either vertical scale. */
export function scalingPanelSpecification(y: typeof Y_LINEAR | typeof Y_LOG): TopLevelSpec {
  return {
    ...BASE,
    layer: [
      ...BACKDROP,
      {
        data: { name: 'areas' },
        mark: { type: 'rect', fillOpacity: 0.16 },
        encoding: { ...SPAN, y: { field: 'lo', ...y }, y2: { field: 'hi' }, fill: STROKE },
      },
      {
        data: { name: 'doubts' },
        mark: { type: 'rect', fillOpacity: 0.4 },
        encoding: { ...SPAN, y: { field: 'lo', ...y }, y2: { field: 'hi' }, fill: STROKE },
      },
      {
        data: { name: 'targets' },
        mark: { type: 'line', strokeDash: [5, 4], strokeWidth: 1.25 },
        encoding: { x: X, y: { field: 'value', ...y }, stroke: STROKE, detail: DETAIL },
      },
      {
        data: { name: 'lines' },
        mark: { type: 'line' },
        encoding: {
          x: X,
          y: { field: 'value', ...y },
          stroke: STROKE,
          size: { field: 'widthPx', type: 'quantitative', scale: null },
          detail: DETAIL,
        },
      },
      NAME_LAYER,
    ],
  };
}

/** Of all panels from zero. */
export const SCALING_PANEL = scalingPanelSpecification(Y_LINEAR);

/** One line of a panel: `t` in ms since the start of the load; null values are gaps. */
export interface PanelLine {
  /** Written at its end. */
  readonly name: string;
  /** Colour token. */
  readonly token: string;
  readonly widthPx?: number;
  readonly points: readonly { readonly t: number; readonly value: number | null }[];
}

/** What fills a panel. */
export interface Panel {
  readonly specification?: TopLevelSpec;
  readonly y: Axis;
  readonly scale?: 'linear' | 'log';
  readonly plotHeightPx: number;
  readonly lines: readonly PanelLine[];
  /** Dashed, thin: limits and targets; without points over the whole width at `level`. */
  readonly targets?: readonly (PanelLine & { readonly level?: number })[];
  readonly areas?: readonly ChartRow[];
  readonly doubts?: readonly ChartRow[];
}

/** The workload that a chart is of; null where the analysis has none. */
export function scalingOf({ analysis, workload }: ChartSubject): ScalingAnalysis | null {
  return analysis.scaling[workload ?? 0] ?? null;
}

/** A panel over the time axis of a workload. */
export function scalingPanel(
  analysis: Analysis,
  scaling: ScalingAnalysis,
  frame: Frame,
  panel: Panel,
): ChartSpec {
  const axis = scalingAxis(analysis, scaling);
  const time = scalingTimeAxis(axis, frame);
  const targets = (panel.targets ?? []).map((target) =>
    target.level === undefined ? target : { ...target, points: across(axis, target.level) },
  );
  return {
    specification: panel.specification ?? SCALING_PANEL,
    datasets: {
      ...backdropRows(scaling, axis),
      areas: panel.areas ?? [],
      doubts: panel.doubts ?? [],
      targets: rowsOf(targets),
      lines: rowsOf(panel.lines),
      names: frame.directLabels ? namesOf(panel, [...panel.lines, ...targets]) : [],
    },
    signals: axisSignals(time.axis, panel.y),
    heightPx: panel.plotHeightPx,
    topPx: 8,
    bottomPx: time.bottomPx,
  };
}

function across({ fromMs, toMs, zeroMs }: ScalingAxis, value: number): PanelLine['points'] {
  return [
    { t: fromMs - zeroMs, value },
    { t: toMs - zeroMs, value },
  ];
}

function rowsOf(lines: readonly PanelLine[]): readonly ChartRow[] {
  return lines.flatMap(({ token, widthPx = 1.75, points }, order) =>
    points.map(({ t, value }) => ({ t, value, order, colour: colour(token), widthPx })),
  );
}

function namesOf(
  { y, scale = 'linear', plotHeightPx }: Panel,
  lines: readonly PanelLine[],
): readonly ChartRow[] {
  const rows = lines.flatMap(({ name, token, points }) => {
    const last = points.findLast(({ value }) => value !== null)?.value ?? null;
    if (last === null || name === '') return [];
    return [{ name, colour: colour(token), atPx: heightPx(y, scale, last, plotHeightPx) }];
  });
  return spreadNames(rows, plotHeightPx);
}
