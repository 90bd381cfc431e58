import type { Analysis } from '../../model/analysis.ts';
import type { ComparisonCurves } from '../../model/comparison-curves.ts';
import type { Trend } from '../../model/trend.ts';
import type { Chart } from './chart.ts';
import { drawHere, prepareDrawing } from './draw-here.ts';
import type { Frame } from './frame.ts';
import { CHARTS, COMPARISON_CHARTS, TREND_CHARTS } from './registry.ts';

/** What is drawn from. Plain data, so that it can be handed to another thread. */
export type DrawSource =
  | { readonly analysis: Analysis }
  | { readonly curves: ComparisonCurves }
  | { readonly trend: Trend };

/** One drawing to be made. Plain data, too. */
export interface DrawJob {
  readonly chart: Chart['id'];
  /** Which of the source's endpoints, or of a trend's series, by position; null for all requests together. */
  readonly endpoint: number | null;
  readonly frame: Frame;
  /** Of charts of scaling: which of the analysis' workloads, by position. */
  readonly workload?: number;
}

/** Loads what the jobs will need; the charts of trends are few and wait until they are asked for. */
export function prepareJobs(): Promise<void> {
  return prepareDrawing([...CHARTS, ...COMPARISON_CHARTS].map((chart) => chart.specification));
}

/** The drawings as SVG, in the order of the jobs; empty for a chart that has nothing to draw. */
export async function runJobs(source: DrawSource, jobs: readonly DrawJob[]): Promise<readonly string[]> {
  const drawings: string[] = [];
  for (const job of jobs) {
    drawings.push((await drawOne(source, job)) ?? '');
  }
  return drawings;
}

function drawOne(source: DrawSource, job: DrawJob): Promise<string | null> {
  if ('analysis' in source) return drawRun(source.analysis, job);
  return 'curves' in source ? drawComparison(source.curves, job) : drawTrend(source.trend, job);
}

async function drawRun(
  analysis: Analysis,
  { chart: id, endpoint: position, frame, workload = 0 }: DrawJob,
): Promise<string | null> {
  const chart = CHARTS.find((candidate) => candidate.id === id);
  const endpoint = position === null ? analysis.total : analysis.endpoints[position];
  if (chart === undefined || endpoint === undefined) return null;
  return drawHere(chart, { analysis, endpoint, workload }, frame);
}

async function drawComparison(
  curves: ComparisonCurves,
  { chart: id, endpoint: position, frame }: DrawJob,
): Promise<string | null> {
  const chart = COMPARISON_CHARTS.find((candidate) => candidate.id === id);
  const endpoint = position === null ? null : curves.endpoints[position];
  if (chart === undefined || endpoint === undefined) return null;
  return drawHere(chart, { curves, endpoint }, frame);
}

async function drawTrend(
  trend: Trend,
  { chart: id, endpoint: series, frame }: DrawJob,
): Promise<string | null> {
  const chart = TREND_CHARTS.find((candidate) => candidate.id === id);
  return chart === undefined || series === null ? null : drawHere(chart, { trend, series }, frame);
}
