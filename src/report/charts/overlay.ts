import type { TopLevelSpec } from 'vega-lite';
import type { ComparisonCurves, RunCurves } from '../../model/comparison-curves.ts';
import { formatDuration, formatPercentile } from '../format.ts';
import { type Axis, linearAxis, logAxisMs, plain, timeAxis } from './axis.ts';
import type { Chart, ChartRow, ChartSpec, ComparisonSubject } from './chart.ts';
import type { Frame } from './frame.ts';
import {
  axisSignals,
  BASE,
  bandAndLineLayers,
  extent,
  heightPx,
  lastKnown,
  NAME_LAYER,
  PHASE_LAYER,
  spreadNames,
  Y_LINEAR,
  Y_LOG,
} from './layers.ts';
import { cornersOf } from './series-lines.ts';
import { colour } from './theme.ts';

/** Lines over one another, from zero. */
export const LINES_SPECIFICATION: TopLevelSpec = {
  ...BASE,
  layer: [PHASE_LAYER, ...bandAndLineLayers(Y_LINEAR), NAME_LAYER],
};
const LOG_LINES_SPECIFICATION: TopLevelSpec = {
  ...BASE,
  layer: [PHASE_LAYER, ...bandAndLineLayers(Y_LOG), NAME_LAYER],
};

/** Colour token of a side: the baseline is grey behind, the candidate stands out. */
export const sideTokens = { baseline: 'base', candidate: 'l95' } as const;
const widths = { baseline: 1.5, candidate: 1.75 } as const;

/** One quantity of every run, by name. */
interface Quantity {
  /** Behind 'baseline' and 'candidate' at the end of a line; empty where there is only one. */
  readonly name: string;
  readonly columnOf: (run: RunCurves) => readonly (number | null)[] | null;
}

interface Panel {
  readonly specification: TopLevelSpec;
  readonly scale: 'log' | 'linear';
  readonly heightPx: number;
  readonly axisOf: (low: number, high: number) => Axis;
}

const ratePanel: Panel = {
  specification: LINES_SPECIFICATION,
  scale: 'linear',
  heightPx: 72,
  axisOf: (_, high) => linearAxis(high, plain),
};

/** Response times of both sides over the time since the load began. */
export const overlayResponseTimeChart: Chart<ComparisonSubject> = {
  id: 'overlay-response-time',
  place: 'overlay',
  title: 'Response time',
  question: 'When were responses slower than before?',
  specification: LOG_LINES_SPECIFICATION,
  measure: ({ curves }) => `${responseTimeWords(curves)}, all requests, log scale`,
  spec: ({ curves }, frame) =>
    overlay(curves, frame, responseTimes(curves), {
      specification: LOG_LINES_SPECIFICATION,
      scale: 'log',
      heightPx: frame.directLabels ? 220 : 180,
      axisOf: logAxisMs,
    }),
};

/** How much load there was. */
export const overlayUsersChart: Chart<ComparisonSubject> = {
  id: 'overlay-users',
  place: 'overlay',
  title: 'Users',
  question: 'Was the load the same?',
  specification: LINES_SPECIFICATION,
  measure: () => 'concurrent, the most in each bucket',
  spec: ({ curves }, frame) =>
    overlay(curves, frame, [{ name: '', columnOf: ({ users }) => users }], ratePanel),
};

/** What was completed. */
export const overlayThroughputChart: Chart<ComparisonSubject> = {
  id: 'overlay-throughput',
  place: 'overlay',
  title: 'Throughput',
  question: 'Were as many requests completed?',
  specification: LINES_SPECIFICATION,
  measure: () => 'completed requests per second',
  spec: ({ curves }, frame) =>
    overlay(curves, frame, [{ name: '', columnOf: ({ throughputPerS }) => throughputPerS }], ratePanel),
};

/** What failed. */
export const overlayFailuresChart: Chart<ComparisonSubject> = {
  id: 'overlay-failures',
  place: 'overlay',
  title: 'Failures',
  question: 'When did requests fail?',
  specification: LINES_SPECIFICATION,
  measure: () => 'failed requests per second',
  spec: ({ curves }, frame) =>
    overlay(curves, frame, [{ name: '', columnOf: ({ failuresPerS }) => failuresPerS }], ratePanel),
};

function responseTimes({ responseTimes: drawn }: ComparisonCurves): readonly Quantity[] {
  if (drawn === null) return [];
  if (drawn.kind === 'mean') return [{ name: '', columnOf: ({ responseTimes: [mean] }) => mean ?? null }];
  return drawn.percentiles.map((percentile, i) => ({
    name: formatPercentile(percentile),
    columnOf: ({ responseTimes: columns }) => columns[i] ?? null,
  }));
}

function responseTimeWords({ responseTimes: drawn }: ComparisonCurves): string {
  if (drawn === null || drawn.kind === 'mean') return 'mean of each bucket';
  const names = drawn.percentiles.map(formatPercentile).join(' and ');
  const span = drawn.spanMs === null ? '' : ` over the last ${formatDuration(drawn.spanMs)}`;
  return drawn.kind === 'recomputed'
    ? `${names} of each bucket`
    : `${names} as the source reported them${span}`;
}

/** Every run as a line, those of the baseline behind. Null when nothing is known of the quantities. */
function overlay(
  curves: ComparisonCurves,
  frame: Frame,
  quantities: readonly Quantity[],
  panel: Panel,
): ChartSpec | null {
  const lines = (['baseline', 'candidate'] as const).flatMap((side) =>
    curves.runs
      .filter((run) => run.side === side)
      .flatMap((run) =>
        quantities.flatMap(({ name, columnOf }) => {
          const values = columnOf(run);
          return values === null ? [] : [{ run, side, name, values }];
        }),
      ),
  );
  const range = extent(lines.map(({ values }) => values));
  if (range === null) return null;
  const y = panel.axisOf(range[0], range[1]);
  const floor = panel.scale === 'log' ? y.domain[0] : 0;
  const spanMs = Math.max(...curves.runs.map(endMs));
  const axis = timeAxis(spanMs, frame.timeTicks);
  const names = lines
    // One name for each side and quantity, at the end of its last run.
    .filter(
      (line, i) => !lines.slice(i + 1).some((other) => other.side === line.side && other.name === line.name),
    )
    .flatMap(({ side, name, values }) => {
      const last = lastKnown(values);
      if (last === null || !frame.directLabels) return [];
      const atPx = heightPx(y, panel.scale, Math.max(last, floor), panel.heightPx);
      return [{ name: `${side} ${name}`.trim(), colour: colour(sideTokens[side]), atPx }];
    });
  return {
    specification: panel.specification,
    datasets: {
      phases: outsideSteady(curves, spanMs),
      bands: [],
      lines: lines.flatMap(({ run, side, values }, order) =>
        lineRows(run, values, floor).map((row) => ({
          ...row,
          order,
          colour: colour(sideTokens[side]),
          widthPx: widths[side],
        })),
      ),
      names: spreadNames(names, panel.heightPx),
    },
    signals: axisSignals(frame.timeLabels ? axis : { ...axis, labels: axis.ticks.map(() => '') }, y),
    heightPx: panel.heightPx,
    topPx: 8,
    bottomPx: frame.timeLabels ? 24 : 6,
  };
}

/** What the record holds from before the load is left out: both sides begin at 0. */
function lineRows(
  { firstBucketMs, bucketMs }: RunCurves,
  values: readonly (number | null)[],
  floor: number,
): readonly ChartRow[] {
  return cornersOf([values])
    .map((bucket) => ({ t: firstBucketMs + (bucket + 0.5) * bucketMs, value: values[bucket] ?? null }))
    .filter(({ t }) => t >= 0)
    .map(({ t, value }) => ({ t, value: value === null ? null : Math.max(value, floor) }));
}

function endMs({ firstBucketMs, bucketMs, throughputPerS }: RunCurves): number {
  return firstBucketMs + bucketMs * throughputPerS.length;
}

/** Before and after what all runs have in their steady states; nothing where there is no such part. */
function outsideSteady({ runs }: ComparisonCurves, spanMs: number): readonly ChartRow[] {
  const parts = runs.map(({ steady }) => steady);
  const from = Math.max(0, ...parts.map((part) => part?.fromMs ?? Number.POSITIVE_INFINITY));
  const to = Math.min(spanMs, ...parts.map((part) => part?.toMs ?? Number.NEGATIVE_INFINITY));
  if (!(from < to)) return [];
  return [
    { from: 0, to: from },
    { from: to, to: spanMs },
  ].filter((part) => part.to > part.from);
}
