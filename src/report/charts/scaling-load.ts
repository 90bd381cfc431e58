import type { Analysis } from '../../model/analysis.ts';
import { slowLimitsMs } from '../findings/scaling.ts';
import { formatMs } from '../format.ts';
import { linearAxis, logAxisMs, plain } from './axis.ts';
import type { Chart, ChartSubject } from './chart.ts';
import type { Frame } from './frame.ts';
import { extent, Y_LOG } from './layers.ts';
import {
  type Panel,
  type PanelLine,
  SCALING_PANEL,
  scalingOf,
  scalingPanel,
  scalingPanelSpecification,
} from './scaling-panel.ts';
import { bucketMiddleMs, cornersOf, responseTimeLines, type TimeLine } from './series-lines.ts';

const LOG_PANEL = scalingPanelSpecification(Y_LOG);

/** The line by which a limit of the response time is judged: p95, else the highest there is below, else the mean. */
export function judgedLine(analysis: Analysis): TimeLine | null {
  const { series } = analysis.total;
  const lines = series === null ? [] : responseTimeLines(series);
  return lines.find(({ percentile }) => percentile === 95) ?? lines.at(-1) ?? null;
}

/** How much load there was, to see what the autoscaler answered. */
export const scalingUsersChart: Chart = {
  id: 'scaling-users',
  place: 'scaling',
  title: 'Users',
  question: 'When did the load change?',
  specification: SCALING_PANEL,
  measure: () => 'concurrent, the most in each bucket',
  spec: (subject, frame) =>
    ratePanel(subject, frame, subject.analysis.timeline?.users ?? null, 'users', 'users', 44),
};

/** What users met meanwhile, with the limit that was broken. */
export const scalingResponseTimeChart: Chart = {
  id: 'scaling-response-time',
  place: 'scaling',
  title: 'Response time',
  question: 'What did users meet until the replicas were there?',
  specification: LOG_PANEL,
  measure: ({ analysis }) => `${judgedLine(analysis)?.name ?? 'none'} of all requests together, log scale`,
  spec(subject, frame) {
    const { analysis } = subject;
    const scaling = scalingOf(subject);
    const line = judgedLine(analysis);
    if (scaling === null || line === null) return null;
    const limits = slowLimitsMs(scaling);
    const range = extent([line.values, limits]);
    if (range === null) return null;
    const y = logAxisMs(range[0], range[1]);
    return scalingPanel(analysis, scaling, frame, {
      specification: LOG_PANEL,
      y,
      scale: 'log',
      plotHeightPx: frame.directLabels ? 132 : 110,
      lines: [
        {
          name: line.name,
          token: line.token,
          widthPx: 2,
          points: pointsOf(analysis, line.values).map(({ t, value }) => ({
            t,
            value: value === null ? null : Math.max(value, y.domain[0]),
          })),
        },
      ],
      targets: limits.map((level) => ({
        name: `limit ${formatMs(level)}`,
        token: 'fail',
        level,
        points: [],
      })),
    });
  },
};

/** How much was served. */
export const scalingThroughputChart: Chart = {
  id: 'scaling-throughput',
  place: 'scaling',
  title: 'Throughput',
  question: 'Did more replicas serve more?',
  specification: SCALING_PANEL,
  measure: () => 'completed requests per second, all endpoints',
  spec: (subject, frame) =>
    ratePanel(
      subject,
      frame,
      subject.analysis.total.series?.throughputPerS ?? null,
      'requests/s',
      'rate',
      56,
    ),
};

function ratePanel(
  subject: ChartSubject,
  frame: Frame,
  values: readonly (number | null)[] | null,
  name: string,
  token: string,
  plotHeightPx: Panel['plotHeightPx'],
) {
  const scaling = scalingOf(subject);
  const range = values === null ? null : extent([values]);
  if (scaling === null || values === null || range === null) return null;
  return scalingPanel(subject.analysis, scaling, frame, {
    y: linearAxis(range[1], plain),
    plotHeightPx,
    lines: [{ name, token, points: pointsOf(subject.analysis, values) }],
  });
}

function pointsOf(analysis: Analysis, values: readonly (number | null)[]): PanelLine['points'] {
  return cornersOf([values]).map((bucket) => ({
    t: bucketMiddleMs(analysis, bucket),
    value: values[bucket] ?? null,
  }));
}
