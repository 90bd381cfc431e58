import type { Analysis, EndpointAnalysis } from '../../model/analysis.ts';
import type { ChartSubject } from './chart.ts';

const BUCKETS = 60;

/**
 * Something to draw before there are data. The second drawing of a kind takes half as long as the first, because the
 * machine has learned it by then; the thread that draws has time to learn while the files are read.
 */
export function warmUpSubject(): ChartSubject {
  const endpoint = madeUpEndpoint();
  const analysis: Analysis = {
    schema: 'analysis/1',
    run: {
      id: '',
      label: '',
      source: {
        kind: 'import',
        tool: '',
        toolVersion: null,
        host: null,
        files: [],
        latencyCovers: 'all-requests',
      },
      startMs: 0,
      endMs: BUCKETS * 1000,
      durationMs: BUCKETS * 1000,
      ended: 'unknown',
      load: { kind: 'unknown' },
      usersPeak: null,
    },
    phases: {
      method: 'detected',
      steadyStartMs: 10_000,
      steadyEndMs: BUCKETS * 1000,
      parts: [
        { kind: 'ramp-up', startMs: 0, endMs: 10_000 },
        { kind: 'steady', startMs: 10_000, endMs: BUCKETS * 1000 },
      ],
      summary: '',
    },
    settings: { apdexToleratedMs: 500, confidence: 0.95 },
    endpoints: [endpoint],
    total: endpoint,
    timeline: { startMs: 0, bucketMs: 1000, buckets: BUCKETS, users: column(10) },
    failureCauses: [],
    exceptions: [],
    littlesLaw: {
      outcome: 'not-checked',
      users: null,
      throughputPerS: null,
      meanMs: null,
      impliedThinkTimeMs: null,
      explanation: '',
    },
    scaling: [],
    notices: [],
  };
  return { analysis, endpoint };
}

function madeUpEndpoint(): EndpointAnalysis {
  return {
    key: { method: '', name: '' },
    anchor: '',
    whole: {
      durationMs: null,
      requests: 1000,
      failures: 0,
      throughputPerS: null,
      goodputPerS: null,
      errorRatio: null,
      latency: null,
      apdex: null,
      meanResponseBytes: null,
    },
    steady: null,
    curve: {
      fidelity: 'quantiles',
      count: 1000,
      points: [0, 50, 90, 99, 100].map((percentile) => ({
        percentile,
        valueMs: 10 + percentile,
        loMs: 9 + percentile,
        hiMs: 11 + percentile,
        stated: true,
      })),
    },
    series: {
      throughputPerS: column(10),
      failuresPerS: column(1),
      meanMs: column(100),
      percentiles: {
        kind: 'range',
        spanMs: 10_000,
        columns: [50, 95].map((percentile) => ({
          percentile,
          midMs: column(100),
          loMs: column(90),
          hiMs: column(500),
        })),
      },
    },
  };
}

/** A wave around a value, with a gap in it. */
function column(around: number): readonly (number | null)[] {
  return Array.from({ length: BUCKETS }, (_, i) => (i === 30 ? null : around * (1 + Math.sin(i) / 2)));
}
