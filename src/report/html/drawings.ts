import type { Analysis, EndpointAnalysis } from '../../model/analysis.ts';
import type { Chart, ChartPlace } from '../charts/chart.ts';
import { drawCharts } from '../charts/draw.ts';
import type { DrawJob } from '../charts/draw-job.ts';
import { FIGURE_FRAMES, SMALL_FRAME } from '../charts/frame.ts';
import { OwnMarkup } from '../charts/own-markup.ts';
import { chartsOf } from '../charts/registry.ts';

/** A chart with what is said beside it. */
export interface Drawing {
  readonly title: string;
  readonly measure: string;
  /** A mark, in whose place `insertDrawings` sets the drawing. */
  readonly drawing: OwnMarkup;
}

/** The drawings of one endpoint. Null where its source has nothing to draw. */
export interface EndpointDrawings {
  readonly responseTime: Drawing | null;
  readonly curve: Drawing | null;
}

/** What an analysis has to draw. The page is put together while another thread draws. */
export interface Drawings {
  /** From top to bottom; the lowest names the times. */
  readonly timeline: readonly Drawing[];
  readonly distribution: Drawing | null;
  /** From top to bottom, as those of the timeline. */
  readonly generator: readonly Drawing[];
  /** From top to bottom, as those of the timeline. */
  readonly capacity: readonly Drawing[];
  readonly endpoints: ReadonlyMap<EndpointAnalysis, EndpointDrawings>;
  /** Marks and the drawings that belong there. */
  readonly drawn: Promise<ReadonlyMap<string, string>>;
}

/**
 * Beyond so many endpoints only the slowest are drawn: a page of a thousand charts is read by nobody, and drawing is
 * what a report waits for. The trend in the table is there for all.
 */
export const MOST_DRAWN = 40;
const MARK = /<!--drawing \d+-\d+-->/g;

/**
 * Starts to draw everything that an analysis has to show.
 *
 * @param ranked its endpoints, the most important first.
 * @param run the position of the analysis in the result, which keeps the marks of runs apart.
 */
export function startDrawings(
  analysis: Analysis,
  ranked: readonly EndpointAnalysis[],
  run: number,
): Drawings {
  const sheet = new Sheet(analysis, run);
  const timeline = sheet.figures('timeline');
  const [distribution = null] = sheet.figures('distribution');
  const generator = sheet.figures('generator');
  const capacity = analysis.capacity.outcome === 'measured' ? sheet.figures('capacity') : [];
  const endpoints = new Map(
    ranked.slice(0, MOST_DRAWN).map((endpoint) => [
      endpoint,
      {
        responseTime: sheet.small('small-multiple', endpoint),
        curve: sheet.small('endpoint-curve', endpoint),
      },
    ]),
  );
  return { timeline, distribution, generator, capacity, endpoints, drawn: sheet.draw() };
}

/** Sets the drawings in the places of their marks. Text from outside holds no marks: its angle brackets are escaped. */
export async function insertDrawings(page: string, all: readonly Drawings[]): Promise<string> {
  const maps = await Promise.all(all.map(({ drawn }) => drawn));
  const drawings = new Map(maps.flatMap((map) => [...map]));
  return page.replace(MARK, (mark) => drawings.get(mark) ?? '');
}

/** Collects what is to be drawn and gives out the marks. */
class Sheet {
  readonly #analysis: Analysis;
  readonly #run: number;
  readonly #positions: ReadonlyMap<EndpointAnalysis, number>;
  readonly #jobs: { readonly mark: string; readonly job: DrawJob }[] = [];
  #marks = 0;

  constructor(analysis: Analysis, run: number) {
    this.#analysis = analysis;
    this.#run = run;
    this.#positions = new Map(analysis.endpoints.map((endpoint, position) => [endpoint, position]));
  }

  /** The charts of a place that have something to draw of all requests together. */
  figures(place: ChartPlace): readonly Drawing[] {
    const subject = { analysis: this.#analysis, endpoint: this.#analysis.total };
    const charts = chartsOf(place).filter((chart) => chart.spec(subject, SMALL_FRAME) !== null);
    return charts.map((chart) => {
      const timeLabels = chart === charts.at(-1);
      const frames = FIGURE_FRAMES.map((frame) => ({ ...frame, timeLabels }));
      return this.#drawing(chart, subject.endpoint, frames);
    });
  }

  /** The chart of a place, of one endpoint; null when there is nothing to draw. */
  small(place: ChartPlace, endpoint: EndpointAnalysis): Drawing | null {
    const [chart]: readonly (Chart | undefined)[] = chartsOf(place);
    if (chart === undefined || chart.spec({ analysis: this.#analysis, endpoint }, SMALL_FRAME) === null)
      return null;
    return this.#drawing(chart, endpoint, [SMALL_FRAME]);
  }

  #drawing(chart: Chart, endpoint: EndpointAnalysis, frames: readonly DrawJob['frame'][]): Drawing {
    const mark = `<!--drawing ${this.#run}-${this.#marks}-->`;
    this.#marks += 1;
    const position = this.#positions.get(endpoint) ?? null;
    for (const frame of frames)
      this.#jobs.push({ mark, job: { chart: chart.id, endpoint: position, frame } });
    const measure = chart.measure({ analysis: this.#analysis, endpoint });
    return { title: chart.title, measure, drawing: new OwnMarkup(mark) };
  }

  async draw(): Promise<ReadonlyMap<string, string>> {
    const made = await drawCharts(
      this.#analysis,
      this.#jobs.map(({ job }) => job),
    );
    const byMark = new Map<string, string>();
    this.#jobs.forEach(({ mark }, index) => {
      byMark.set(mark, (byMark.get(mark) ?? '') + (made[index] ?? ''));
    });
    return byMark;
  }
}
