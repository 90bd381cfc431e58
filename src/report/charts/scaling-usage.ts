import type { ScalingAnalysis, ScalingCurvePoint } from '../../model/scaling-analysis.ts';
import { formatBytes } from '../format.ts';
import { linearAxis, plain } from './axis.ts';
import type { Chart, ChartSubject } from './chart.ts';
import type { Frame } from './frame.ts';
import { onAxis, type ScalingAxis, scalingAxis } from './scaling-axis.ts';
import { type PanelLine, SCALING_PANEL, scalingOf, scalingPanel } from './scaling-panel.ts';
import { hasValues, linePoints, mostOf } from './scaling-signals.ts';

/** CPU of all pods together, with what they request. */
export const scalingCpuChart: Chart = {
  id: 'scaling-cpu',
  place: 'scaling',
  title: 'CPU',
  question: 'How much did all pods use together?',
  specification: SCALING_PANEL,
  measure: () => 'cores, all pods together; dashed: what they request',
  spec: (subject, frame) => usagePanel(subject, frame, 'cpuCores', 'cpuRequestedCores', 'e2', plain),
};

/** Memory of all pods together, with what they request. */
export const scalingMemoryChart: Chart = {
  id: 'scaling-memory',
  place: 'scaling',
  title: 'Memory',
  question: 'How much did all pods hold together?',
  specification: SCALING_PANEL,
  measure: () => 'all pods together; dashed: what they request',
  spec: (subject, frame) =>
    usagePanel(subject, frame, 'memoryBytes', 'memoryRequestedBytes', 'e3', formatBytes),
};

function usagePanel(
  subject: ChartSubject,
  frame: Frame,
  used: 'cpuCores' | 'memoryBytes',
  requested: 'cpuRequestedCores' | 'memoryRequestedBytes',
  token: string,
  format: (value: number) => string,
) {
  const scaling = scalingOf(subject);
  const points = scaling?.curves[used] ?? [];
  if (scaling === null) return null;
  const axis = scalingAxis(subject.analysis, scaling);
  const lines = [{ name: 'used', token, points: linePoints(points, axis, 1) }];
  if (!hasValues(lines)) return null;
  const targets = [
    { name: 'requested', token: 'ink-3', points: requestedPoints(scaling, scaling.curves[requested], axis) },
  ];
  return scalingPanel(subject.analysis, scaling, frame, {
    y: linearAxis(mostOf([...lines, ...targets], []), format),
    plotHeightPx: 56,
    lines,
    targets,
  });
}

function requestedPoints(
  { observed }: ScalingAnalysis,
  points: readonly ScalingCurvePoint[],
  axis: ScalingAxis,
): PanelLine['points'] {
  return points.flatMap(({ atMs, value }, i) => {
    const cut = onAxis(axis, atMs, points[i + 1]?.atMs ?? observed.toMs);
    return cut === null
      ? []
      : [
          { t: cut.from, value },
          { t: cut.to, value },
        ];
  });
}
