import type { Analysis } from '../../model/analysis.ts';
import type { Chart } from './chart.ts';
import { drawHere, prepareDrawing } from './draw-here.ts';
import type { Frame } from './frame.ts';
import { CHARTS } from './registry.ts';

/** One drawing to be made. Plain data, so that it can be handed to another thread. */
export interface DrawJob {
  readonly chart: Chart['id'];
  /** Which of the analysis' endpoints, by position; null for all requests together. */
  readonly endpoint: number | null;
  readonly frame: Frame;
}

/** Loads what the jobs will need. */
export function prepareJobs(): Promise<void> {
  return prepareDrawing(CHARTS.map((chart) => chart.specification));
}

/** The drawings as SVG, in the order of the jobs; empty for a chart that has nothing to draw. */
export async function runJobs(analysis: Analysis, jobs: readonly DrawJob[]): Promise<readonly string[]> {
  const drawings: string[] = [];
  for (const job of jobs) drawings.push(await runJob(analysis, job));
  return drawings;
}

async function runJob(
  analysis: Analysis,
  { chart: id, endpoint: position, frame }: DrawJob,
): Promise<string> {
  const chart = CHARTS.find((candidate) => candidate.id === id);
  const endpoint = position === null ? analysis.total : analysis.endpoints[position];
  if (chart === undefined || endpoint === undefined) return '';
  return (await drawHere(chart, { analysis, endpoint }, frame)) ?? '';
}
