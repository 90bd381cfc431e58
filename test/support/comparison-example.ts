import type { Comparison, MetricComparison } from '../../src/model/comparison.ts';
import type { EndpointKey } from '../../src/model/endpoint-key.ts';
import { analysisExample } from './analysis-example.ts';

const chat: EndpointKey = { method: 'POST', name: '/chat' };

/** One row: the p95 of POST /chat from 428 ms to 531 ms, judged regressed. */
export function rowExample(change: Partial<MetricComparison> = {}): MetricComparison {
  const side = { bounds: null, requests: 5000, part: 'steady-state' } as const;
  return {
    endpoint: chat,
    renamedFrom: null,
    metric: 'latency-p95',
    role: 'primary',
    baseline: { ...side, value: 428, runs: [428] },
    candidate: { ...side, value: 531, runs: [531] },
    scale: 'ratio',
    effect: {
      value: 0.24,
      interval: { lo: 0.18, hi: 0.3 },
      equivalenceInterval: { lo: 0.19, hi: 0.29 },
      p: 0.0001,
      adjustedP: 0.0002,
      degreesOfFreedom: 4,
      band: { lo: -0.0476, hi: 0.05 },
      minimumDetectable: 0.06,
      basis: 'these-runs',
    },
    outcome: 'regressed',
    reason: 'beyond-threshold',
    explanation: 'The whole 95 % interval is beyond the threshold of +5.0 %.',
    gates: [],
    confirmed: true,
    belowThreshold: false,
    differs: true,
    noise: { withinRun: 0.01, betweenRuns: 0.02, basis: 'these-runs' },
    needed: null,
    ...change,
  };
}

/** A row about which nothing can be said. */
export function openRowExample(change: Partial<MetricComparison> = {}): MetricComparison {
  return rowExample({
    endpoint: 'total',
    metric: 'error-ratio',
    role: 'exploratory',
    scale: 'difference',
    effect: null,
    outcome: 'not-enough-evidence',
    reason: 'no-value',
    explanation: 'One side has no value of it.',
    gates: ['single-pair'],
    confirmed: false,
    differs: false,
    noise: null,
    needed: { dominatedBy: 'between-run', runsPerSide: 7, steadyS: null },
    ...change,
  });
}

/** A comparison with one row of each kind, a refusal, endpoints on one side, and a new failure. */
export function comparisonExample(change: Partial<Comparison> = {}): Comparison {
  return {
    schema: 'comparison/1',
    settings: {
      threshold: 0.05,
      failureDifference: 0.001,
      failureFactor: 2,
      alpha: 0.05,
      assumedNoise: [{ metric: 'latency-p95', standardDeviation: 0.04 }],
    },
    baseline: [analysisExample().run],
    candidate: [analysisExample().run],
    outcome: 'regressed',
    summary: 'Worse: response time p95 of POST /chat +24.0 % (95 %: +18.0 % to +30.0 %).',
    differences: [
      {
        aspect: 'host',
        severity: 'warning',
        baseline: 'http://a.example',
        candidate: 'http://b.example',
        meaning: 'The load went to different hosts.',
      },
    ],
    rows: [rowExample(), openRowExample()],
    onlyInBaseline: [],
    onlyInCandidate: [{ method: '', name: 'new' }],
    failures: [
      {
        endpoint: chat,
        cause: 'HTTP 500 Internal Server Error',
        change: 'new',
        baselineCount: 0,
        candidateCount: 12,
        baselineRatio: 0,
        candidateRatio: 0.0024,
      },
    ],
    curves: {
      runs: [],
      runsLeftOut: 0,
      responseTimes: null,
      endpoints: [],
      endpointsLeftOut: 0,
    },
    notices: [],
    ...change,
  };
}
