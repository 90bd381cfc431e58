import type { Analysis, EndpointAnalysis } from '../model/analysis.ts';

/** The comparison holds the curves of both sides; of more runs than these, their own would be most of the result. */
export const mostWithCurves = 2;

/**
 * The analyses as the result of a comparison holds them: those of two runs as they are, of more without the curves of
 * single endpoints, which the report of each run has.
 */
export function briefAnalyses(analyses: readonly Analysis[]): readonly Analysis[] {
  if (analyses.length <= mostWithCurves) return analyses;
  return analyses.map((analysis) => ({ ...analysis, endpoints: analysis.endpoints.map(withoutCurves) }));
}

function withoutCurves(endpoint: EndpointAnalysis): EndpointAnalysis {
  return { ...endpoint, curve: null, series: null };
}
