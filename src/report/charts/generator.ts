import type { TopLevelSpec } from 'vega-lite';
import type { GeneratorSeries } from '../../model/analysis.ts';
import { formatMs, NARROW_SPACE } from '../format.ts';
import { type Axis, linearAxis, linearAxisMs } from './axis.ts';
import type { Chart, ChartSpec, ChartSubject } from './chart.ts';
import type { Frame } from './frame.ts';
import {
  axisSignals,
  BASE,
  extent,
  heightPx,
  lastKnown,
  NAME_LAYER,
  PHASE_LAYER,
  spreadNames,
  timeAxisOf,
  X,
  Y_LINEAR,
} from './layers.ts';
import { bucketMiddleMs, cornersOf } from './series-lines.ts';
import { colour } from './theme.ts';

const PLOT_HEIGHT_PX = 64;

const SPECIFICATION: TopLevelSpec = {
  ...BASE,
  layer: [
    { ...PHASE_LAYER, mark: { ...PHASE_LAYER.mark, fill: colour('warn-bg') } },
    {
      data: { name: 'rows' },
      mark: { type: 'line', stroke: colour('users') },
      encoding: { x: X, y: { field: 'value', ...Y_LINEAR } },
    },
    NAME_LAYER,
  ],
};

/** How busy the event loop was; the seconds in which the generator was at fault lie behind it. */
export const generatorBusyChart: Chart = {
  id: 'generator-busy',
  place: 'generator',
  title: 'Event loop busy',
  question: 'Was there time left to send more?',
  specification: SPECIFICATION,
  measure: () => 'share of the time, the busiest worker, the most in each bucket',
  spec: (subject, frame) =>
    panel(subject, frame, 'eventLoopUtilization', 'busy', () => linearAxis(1, percent)),
};

/** How late requests were sent. */
export const generatorLateChart: Chart = {
  id: 'generator-late',
  place: 'generator',
  title: 'Sent late',
  question: 'Were requests sent when they were due?',
  specification: SPECIFICATION,
  measure: () => 'p99 of each second while a connection was free, the most in each bucket',
  spec: (subject, frame) => panel(subject, frame, 'lateP99Ms', 'p99 late', latenessAxis),
};

/** Below 10 ms whole ms would repeat themselves. */
function latenessAxis(largest: number): Axis {
  return largest < 10 ? linearAxis(largest, formatMs) : linearAxisMs(largest);
}

function percent(share: number): string {
  return `${Math.round(share * 100)}${NARROW_SPACE}%`;
}

function panel(
  { analysis }: ChartSubject,
  frame: Frame,
  column: keyof GeneratorSeries,
  name: string,
  axisOf: (largest: number) => Axis,
): ChartSpec | null {
  const { generator, timeline } = analysis;
  const values = generator?.series?.[column] ?? [];
  const range = extent([values]);
  if (timeline === null || generator === null || range === null) return null;
  const time = timeAxisOf(analysis, frame);
  const y = axisOf(range[1]);
  const atPx = heightPx(y, 'linear', lastKnown(values) ?? 0, PLOT_HEIGHT_PX);
  return {
    specification: SPECIFICATION,
    datasets: {
      phases: generator.flagged
        .filter(({ reason }) => reason !== 'in-flight-limit')
        .map(({ startMs, endMs }) => ({ from: startMs - timeline.startMs, to: endMs - timeline.startMs })),
      rows: cornersOf([values]).map((bucket) => ({
        t: bucketMiddleMs(analysis, bucket),
        value: values[bucket] ?? null,
      })),
      names: frame.directLabels ? spreadNames([{ name, colour: colour('ink-3'), atPx }], PLOT_HEIGHT_PX) : [],
    },
    signals: axisSignals(time.axis, y),
    heightPx: PLOT_HEIGHT_PX,
    topPx: 8,
    bottomPx: time.bottomPx,
  };
}
