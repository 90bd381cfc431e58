import type { Analysis, EndpointAnalysis } from '../../model/analysis.ts';
import type { ChartSubject } from '../charts/chart.ts';
import { chartsOf } from '../charts/registry.ts';
import { type Drawing, Sheet } from './sheet.ts';

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
  /** One list for each workload, from top to bottom, as those of the timeline. */
  readonly scaling: readonly (readonly Drawing[])[];
  readonly endpoints: ReadonlyMap<EndpointAnalysis, EndpointDrawings>;
  /** Marks and the drawings that belong there. */
  readonly drawn: Promise<ReadonlyMap<string, string>>;
}

/**
 * Beyond so many endpoints only the slowest are drawn: a page of a thousand charts is read by nobody, and drawing is
 * what a report waits for. The trend in the table is there for all.
 */
export const MOST_DRAWN = 40;
/** Workloads with a section of their own. */
export const MOST_WORKLOADS = 5;

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
  const sheet = new Sheet<ChartSubject>({ analysis }, run);
  const all: ChartSubject = { analysis, endpoint: analysis.total };
  const positions = new Map(analysis.endpoints.map((endpoint, position) => [endpoint, position]));
  const timeline = sheet.figures(chartsOf('timeline'), all);
  const [distribution = null] = sheet.figures(chartsOf('distribution'), all);
  const generator = sheet.figures(chartsOf('generator'), all);
  const capacity = analysis.capacity.outcome === 'measured' ? sheet.figures(chartsOf('capacity'), all) : [];
  const scaling = analysis.scaling
    .slice(0, MOST_WORKLOADS)
    .map((_, workload) => sheet.figures(chartsOf('scaling'), { ...all, workload }, workload));
  const endpoints = new Map(
    ranked.slice(0, MOST_DRAWN).map((endpoint) => {
      const small = (place: 'small-multiple' | 'endpoint-curve') =>
        sheet.small(chartsOf(place), { analysis, endpoint }, positions.get(endpoint) ?? null);
      return [endpoint, { responseTime: small('small-multiple'), curve: small('endpoint-curve') }];
    }),
  );
  return { timeline, distribution, generator, capacity, scaling, endpoints, drawn: sheet.draw() };
}
