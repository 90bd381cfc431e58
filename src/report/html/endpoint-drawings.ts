import type { Analysis, EndpointAnalysis } from '../../model/analysis.ts';
import type { ChartPlace } from '../charts/chart.ts';
import { drawChart } from '../charts/draw.ts';
import { SMALL_FRAME } from '../charts/frame.ts';
import type { OwnMarkup } from '../charts/own-markup.ts';
import { chartsOf } from '../charts/registry.ts';

/** The drawings of one endpoint. Null where its source has nothing to draw. */
export interface EndpointDrawings {
  readonly responseTime: Drawing | null;
  readonly curve: Drawing | null;
}

/** A chart with what is said beside it. */
export interface Drawing {
  readonly drawing: OwnMarkup;
  readonly measure: string;
}

/** Beyond so many endpoints only the slowest are drawn: a page of a thousand charts is read by nobody. */
const MOST_DRAWN = 100;

/** Draws each endpoint, in the order given. */
export async function drawEndpoints(
  analysis: Analysis,
  ranked: readonly EndpointAnalysis[],
): Promise<ReadonlyMap<EndpointAnalysis, EndpointDrawings>> {
  const drawings = new Map<EndpointAnalysis, EndpointDrawings>();
  for (const endpoint of ranked.slice(0, MOST_DRAWN)) {
    drawings.set(endpoint, {
      responseTime: await draw('small-multiple', analysis, endpoint),
      curve: await draw('endpoint-curve', analysis, endpoint),
    });
  }
  return drawings;
}

async function draw(
  place: ChartPlace,
  analysis: Analysis,
  endpoint: EndpointAnalysis,
): Promise<Drawing | null> {
  const [chart] = chartsOf(place);
  const drawing = chart === undefined ? null : await drawChart(chart, { analysis, endpoint }, SMALL_FRAME);
  return chart === undefined || drawing === null
    ? null
    : { drawing, measure: chart.measure({ analysis, endpoint }) };
}
