import type { MetricComparison } from '../model/comparison.ts';
import type { ComparisonCurves } from '../model/comparison-curves.ts';
import { endpointId } from '../model/endpoint-key.ts';
import { endpointCurves } from './endpoint-curves.ts';
import type { EndpointPair } from './match-endpoints.ts';
import type { RunWithAnalysis } from './options.ts';
import { drawnResponseTimes, runCurves } from './run-curves.ts';

/** More lines on one another cannot be told apart. */
const mostRuns = 6;
/** More pictures are read by nobody; the table has every endpoint. */
const mostEndpoints = 8;

/** What is drawn of a comparison. */
export function comparisonCurves(
  baseline: readonly RunWithAnalysis[],
  candidate: readonly RunWithAnalysis[],
  pairs: readonly EndpointPair[],
  rows: readonly MetricComparison[],
  threshold: number,
): ComparisonCurves {
  const sides = [
    ...baseline.slice(0, mostRuns).map((run) => ({ run, side: 'baseline' as const })),
    ...candidate.slice(0, mostRuns).map((run) => ({ run, side: 'candidate' as const })),
  ];
  const responseTimes = drawnResponseTimes(sides.map(({ run }) => run));
  const ranked = byChange(pairs, rows);
  return {
    runs: sides.flatMap(({ run, side }) => {
      const curves = runCurves(run, side, responseTimes);
      return curves === null ? [] : [curves];
    }),
    runsLeftOut: baseline.length + candidate.length - sides.length,
    responseTimes,
    endpoints: ranked
      .slice(0, mostEndpoints)
      .map((pair) => endpointCurves(pair, { baseline, candidate }, { threshold, mostRuns })),
    endpointsLeftOut: Math.max(0, ranked.length - mostEndpoints),
  };
}

/** Endpoints with response times on both sides: what regressed first, then by how much they changed. */
function byChange(
  pairs: readonly EndpointPair[],
  rows: readonly MetricComparison[],
): readonly EndpointPair[] {
  const rank = new Map<string, number>();
  for (const { endpoint, metric, role, outcome, differs, effect } of rows) {
    if (endpoint === 'total' || effect === null) continue;
    // Of summaries nothing decides; their p95 tells what to look at.
    if (!metric.startsWith('latency') || (role === 'exploratory' && metric !== 'latency-p95')) continue;
    const verdict = outcome === 'regressed' ? 5 : outcome === 'improved' ? 4 : differs ? 3 : 2;
    const size = Math.abs(Math.log1p(effect.value));
    const id = endpointId(endpoint);
    rank.set(id, Math.max(rank.get(id) ?? 0, (role === 'primary' ? verdict : 1) + size / (1 + size)));
  }
  const rankOf = ({ candidate }: EndpointPair) => rank.get(endpointId(candidate)) ?? 0;
  return pairs.filter((pair) => rankOf(pair) > 0).sort((a, b) => rankOf(b) - rankOf(a));
}
