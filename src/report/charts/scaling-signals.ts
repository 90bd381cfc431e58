import type { ScalingCurvePoint, ScalingCurves } from '../../model/scaling-analysis.ts';
import { NARROW_SPACE, shortText } from '../format.ts';
import { linearAxis, plain } from './axis.ts';
import type { Chart, ChartSubject } from './chart.ts';
import type { Frame } from './frame.ts';
import { type ScalingAxis, scalingAxis } from './scaling-axis.ts';
import { type PanelLine, SCALING_PANEL, scalingOf, scalingPanel } from './scaling-panel.ts';

type Signal = ScalingCurves['signals'][number];

/** Metrics in one panel; more could not be told apart. */
const MOST_LINES = 4;
const TOKENS = ['e2', 'e3', 'e1', 'e4'];

/** What the autoscaler looks at, in % of what the pods request, with its targets. */
export const scalingUtilizationChart: Chart = {
  id: 'scaling-utilization',
  place: 'scaling',
  title: 'Utilisation',
  question: 'When was a metric over its target?',
  specification: SCALING_PANEL,
  measure: () => 'in % of what the pods request, as the autoscaler saw it; dashed: its target',
  spec: (subject, frame) =>
    signalPanel(
      subject,
      frame,
      ({ unit }) => unit === 'percent',
      () => 1,
    ),
};

/** Its other metrics, each as a share of its target, so that metrics of any unit stand on one axis. */
export const scalingMetricsChart: Chart = {
  id: 'scaling-metrics',
  place: 'scaling',
  title: 'Metrics',
  question: 'When was a metric over its target?',
  specification: SCALING_PANEL,
  measure: () => 'in % of the target of each, as the autoscaler saw it',
  spec: (subject, frame) =>
    signalPanel(
      subject,
      frame,
      ({ unit, target }) => unit !== 'percent' && target !== null && target > 0,
      ({ target }) => 100 / (target ?? 1),
    ),
};

function signalPanel(
  subject: ChartSubject,
  frame: Frame,
  isShown: (signal: Signal) => boolean,
  factorOf: (signal: Signal) => number,
) {
  const scaling = scalingOf(subject);
  const shown = (scaling?.curves.signals ?? []).filter(isShown).slice(0, MOST_LINES);
  if (scaling === null) return null;
  const axis = scalingAxis(subject.analysis, scaling);
  const lines = shown.map((signal, i) => ({
    name: shortText(signal.metric, 14),
    token: TOKENS[i] ?? 'e1',
    points: linePoints(signal.points, axis, factorOf(signal)),
  }));
  if (!hasValues(lines)) return null;
  const levels = shown.map((signal) => (signal.target === null ? null : signal.target * factorOf(signal)));
  const targets = lines.flatMap(({ token }, i) => {
    const level = levels[i] ?? null;
    // Metrics that are drawn by their target have one line for all.
    return level === null || levels.indexOf(level) < i
      ? []
      : [{ name: targetName(level), token, level, points: [] }];
  });
  return scalingPanel(subject.analysis, scaling, frame, {
    y: linearAxis(mostOf(lines, levels), (tick) => `${plain(tick)}${NARROW_SPACE}%`),
    plotHeightPx: 84,
    lines,
    targets,
  });
}

function targetName(level: number): string {
  return `target ${plain(level)}${NARROW_SPACE}%`;
}

/** Whether anything would be seen of the lines. */
export function hasValues(lines: readonly PanelLine[]): boolean {
  return lines.some(({ points }) => points.some(({ value }) => value !== null));
}

/** The largest value of lines and levels. */
export function mostOf(lines: readonly PanelLine[], levels: readonly (number | null)[]): number {
  const values = lines.flatMap(({ points }) => points.map(({ value }) => value ?? 0));
  return [...values, ...levels].reduce<number>((most, value) => Math.max(most, value ?? 0), 0);
}

/** Readings that lie on the axis, as points of a line. */
export function linePoints(
  points: readonly ScalingCurvePoint[],
  axis: ScalingAxis,
  factor: number,
): PanelLine['points'] {
  return points
    .filter(({ atMs }) => atMs >= axis.fromMs && atMs <= axis.toMs)
    .map(({ atMs, value }) => ({ t: atMs - axis.zeroMs, value: value === null ? null : value * factor }));
}
