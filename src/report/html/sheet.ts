import type { Chart } from '../charts/chart.ts';
import { drawCharts } from '../charts/draw.ts';
import type { DrawJob, DrawSource } from '../charts/draw-job.ts';
import { FIGURE_FRAMES, SMALL_FRAME } from '../charts/frame.ts';
import { OwnMarkup } from '../charts/own-markup.ts';

/** A chart with what is said beside it. */
export interface Drawing {
  readonly title: string;
  readonly measure: string;
  /** A mark, in whose place `insertDrawings` sets the drawing. */
  readonly drawing: OwnMarkup;
}

const MARK = /<!--drawing \d+-\d+-->/g;

/** Sets the drawings in the places of their marks. Text from outside holds no marks: its angle brackets are escaped. */
export async function insertDrawings(
  page: string,
  all: readonly { readonly drawn: Promise<ReadonlyMap<string, string>> }[],
): Promise<string> {
  const maps = await Promise.all(all.map(({ drawn }) => drawn));
  const drawings = new Map(maps.flatMap((map) => [...map]));
  return page.replace(MARK, (mark) => drawings.get(mark) ?? '');
}

/** Collects what is to be drawn of one source and gives out the marks. */
export class Sheet<Subject> {
  readonly #source: DrawSource;
  readonly #number: number;
  readonly #jobs: { readonly mark: string; readonly job: DrawJob }[] = [];
  #marks = 0;

  /** @param number keeps the marks of several sheets of one page apart. */
  constructor(source: DrawSource, number: number) {
    this.#source = source;
    this.#number = number;
  }

  /** Those of the charts that have something to draw of all requests together; of scaling, of one workload. */
  figures(charts: readonly Chart<Subject>[], subject: Subject, workload = 0): readonly Drawing[] {
    const shown = charts.filter((chart) => chart.spec(subject, SMALL_FRAME) !== null);
    return shown.map((chart) => {
      const timeLabels = chart === shown.at(-1);
      const frames = FIGURE_FRAMES.map((frame) => ({ ...frame, timeLabels }));
      return this.#drawing(chart, subject, { endpoint: null, workload }, frames);
    });
  }

  /** The first of the charts, of one endpoint by its position in the source; null when there is nothing to draw. */
  small(charts: readonly Chart<Subject>[], subject: Subject, position: number | null): Drawing | null {
    const [chart] = charts;
    if (chart === undefined || chart.spec(subject, SMALL_FRAME) === null) return null;
    return this.#drawing(chart, subject, { endpoint: position }, [SMALL_FRAME]);
  }

  #drawing(
    chart: Chart<Subject>,
    subject: Subject,
    which: Pick<DrawJob, 'endpoint' | 'workload'>,
    frames: readonly DrawJob['frame'][],
  ): Drawing {
    const mark = `<!--drawing ${this.#number}-${this.#marks}-->`;
    this.#marks += 1;
    for (const frame of frames) this.#jobs.push({ mark, job: { chart: chart.id, ...which, frame } });
    return { title: chart.title, measure: chart.measure(subject), drawing: new OwnMarkup(mark) };
  }

  /** Starts to draw. @returns marks and the drawings that belong there. */
  async draw(): Promise<ReadonlyMap<string, string>> {
    const made = await drawCharts(
      this.#source,
      this.#jobs.map(({ job }) => job),
    );
    const byMark = new Map<string, string>();
    this.#jobs.forEach(({ mark }, index) => {
      byMark.set(mark, (byMark.get(mark) ?? '') + (made[index] ?? ''));
    });
    return byMark;
  }
}
