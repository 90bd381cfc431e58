import type { Analysis, EndpointAnalysis } from '../../model/analysis.ts';
import type { Chart } from '../charts/chart.ts';
import { drawCharts } from '../charts/draw.ts';
import type { DrawingJob } from '../charts/drawing-job.ts';
import { FIGURE_FRAMES, SMALL_FRAME } from '../charts/frame.ts';
import { OwnMarkup } from '../charts/own-markup.ts';
import { chartsOf } from '../charts/registry.ts';

/** A chart with what is said beside it. */
export interface Drawing {
  readonly title: string;
  readonly measure: string;
  /** A mark in the page, in whose place `insertDrawings` sets the drawing. */
  readonly drawing: OwnMarkup;
}

/** The drawings of one endpoint. Null where its source has nothing to draw. */
export interface EndpointDrawings {
  readonly responseTime: Drawing | null;
  readonly curve: Drawing | null;
}

/** The drawings of one analysis. The page is put together while other threads make them. */
export interface Drawings {
  readonly timeline: readonly Drawing[];
  readonly distribution: Drawing | null;
  readonly endpoints: ReadonlyMap<EndpointAnalysis, EndpointDrawings>;
  /** By mark. */
  readonly made: Promise<ReadonlyMap<string, OwnMarkup>>;
}

/** Beyond so many endpoints only the slowest are drawn: a page of a thousand charts is read by nobody. */
const MOST_DRAWN = 100;
const MARK = /<!--drawing [\d-]+-->/g;

/**
 * Starts to draw everything that an analysis has to show.
 *
 * @param ranked its endpoints, the most important first.
 * @param run position of the analysis in the result; makes the marks differ from those of other runs.
 */
export function startDrawings(
  analysis: Analysis,
  ranked: readonly EndpointAnalysis[],
  run: number,
): Drawings {
  const jobs: DrawingJob[] = [];
  const marks: string[] = [];
  const markFor = (added: readonly DrawingJob[]) => {
    const mark = `<!--drawing ${run}-${marks.length}-->`;
    for (const job of added) {
      jobs.push(job);
      marks.push(mark);
    }
    return new OwnMarkup(mark);
  };
  const positions = new Map(analysis.endpoints.map((endpoint, position) => [endpoint, position]));
  const total = { analysis, endpoint: analysis.total };

  const figure = (chart: Chart, timeLabels: boolean): Drawing => ({
    title: chart.title,
    measure: chart.measure(total),
    drawing: markFor(
      FIGURE_FRAMES.map((frame) => ({ chart: chart.id, endpoint: null, frame: { ...frame, timeLabels } })),
    ),
  });
  const small = (chart: Chart | undefined, endpoint: EndpointAnalysis): Drawing | null => {
    const subject = { analysis, endpoint };
    if (chart === undefined || chart.spec(subject, SMALL_FRAME) === null) return null;
    const job = { chart: chart.id, endpoint: positions.get(endpoint) ?? null, frame: SMALL_FRAME };
    return { title: chart.title, measure: chart.measure(subject), drawing: markFor([job]) };
  };

  const panels = chartsOf('timeline').filter((chart) => chart.spec(total, SMALL_FRAME) !== null);
  const timeline = panels.map((chart) => figure(chart, chart === panels.at(-1)));
  const [distributionChart] = chartsOf('distribution').filter(
    (chart) => chart.spec(total, SMALL_FRAME) !== null,
  );
  const distribution = distributionChart === undefined ? null : figure(distributionChart, true);
  const [responseTimeChart] = chartsOf('small-multiple');
  const [curveChart] = chartsOf('endpoint-curve');
  const endpoints = new Map(
    ranked
      .slice(0, MOST_DRAWN)
      .map((endpoint) => [
        endpoint,
        { responseTime: small(responseTimeChart, endpoint), curve: small(curveChart, endpoint) },
      ]),
  );
  return { timeline, distribution, endpoints, made: make(analysis, jobs, marks) };
}

async function make(
  analysis: Analysis,
  jobs: readonly DrawingJob[],
  marks: readonly string[],
): Promise<ReadonlyMap<string, OwnMarkup>> {
  const drawings = await drawCharts(analysis, jobs);
  const byMark = new Map<string, string>();
  drawings.forEach((drawing, index) => {
    const mark = marks[index] ?? '';
    byMark.set(mark, (byMark.get(mark) ?? '') + (drawing?.toString() ?? ''));
  });
  return new Map(Array.from(byMark, ([mark, svg]) => [mark, new OwnMarkup(svg)]));
}

/** Sets the drawings in the places of their marks. Text from outside holds no marks: its angle brackets are escaped. */
export async function insertDrawings(page: string, all: readonly Drawings[]): Promise<string> {
  const maps = await Promise.all(all.map((drawings) => drawings.made));
  const made = new Map(maps.flatMap((map) => [...map]));
  return page.replace(MARK, (mark) => made.get(mark)?.toString() ?? '');
}
