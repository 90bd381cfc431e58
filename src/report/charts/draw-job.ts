import type { Analysis } from '../../model/analysis.ts';
import type { ComparisonCurves } from '../../model/comparison-curves.ts';
import type { Chart } from './chart.ts';
import { drawHere, prepareDrawing } from './draw-here.ts';
import type { Frame } from './frame.ts';
import { CHARTS, COMPARISON_CHARTS } from './registry.ts';

/** What is drawn from. Plain data, so that it can be handed to another thread. */
export type DrawSource = { readonly analysis: Analysis } | { readonly curves: ComparisonCurves };

/** One drawing to be made. Plain data, too. */
export interface DrawJob {
  readonly chart: Chart['id'];
  /** Which of the source's endpoints, by position; null for all requests together. */
  readonly endpoint: number | null;
  readonly frame: Frame;
}

/** Loads what the jobs will need. */
export function prepareJobs(): Promise<void> {
  return prepareDrawing([...CHARTS, ...COMPARISON_CHARTS].map((chart) => chart.specification));
}

/** The drawings as SVG, in the order of the jobs; empty for a chart that has nothing to draw. */
export async function runJobs(source: DrawSource, jobs: readonly DrawJob[]): Promise<readonly string[]> {
  const drawings: string[] = [];
  for (const job of jobs) {
    const drawing = 'analysis' in source ? drawRun(source.analysis, job) : drawComparison(source.curves, job);
    drawings.push((await drawing) ?? '');
  }
  return drawings;
}

async function drawRun(
  analysis: Analysis,
  { chart: id, endpoint: position, frame }: DrawJob,
): Promise<string | null> {
  const chart = CHARTS.find((candidate) => candidate.id === id);
  const endpoint = position === null ? analysis.total : analysis.endpoints[position];
  if (chart === undefined || endpoint === undefined) return null;
  return drawHere(chart, { analysis, endpoint }, frame);
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
