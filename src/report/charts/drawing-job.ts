import type { Analysis } from '../../model/analysis.ts';
import type { Chart } from './chart.ts';
import { drawSpec, prepareDrawing } from './drawing.ts';
import type { Frame } from './frame.ts';
import { CHARTS } from './registry.ts';

/** One drawing to be made. Plain data, so that it can be handed to another thread. */
export interface DrawingJob {
  readonly chart: Chart['id'];
  /** Which of the analysis' endpoints, by position; null for all requests together. */
  readonly endpoint: number | null;
  readonly frame: Frame;
}

/** Loads what the jobs will need. */
export function prepareJobs(): Promise<void> {
  return prepareDrawing(CHARTS.map((chart) => chart.specification));
}

/** The drawings as SVG, in the order of the jobs; null for a chart that has nothing to draw. */
export async function runJobs(analysis: Analysis, jobs: readonly DrawingJob[]): Promise<(string | null)[]> {
  const drawings: (string | null)[] = [];
  for (const job of jobs) drawings.push(await runJob(analysis, job));
  return drawings;
}

async function runJob(analysis: Analysis, job: DrawingJob): Promise<string | null> {
  const chart = CHARTS.find((candidate) => candidate.id === job.chart);
  const endpoint = job.endpoint === null ? analysis.total : analysis.endpoints[job.endpoint];
  const spec = endpoint === undefined ? null : (chart?.spec({ analysis, endpoint }, job.frame) ?? null);
  return spec === null ? null : drawSpec(spec, job.frame);
}
