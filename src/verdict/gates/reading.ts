import type {
  Analysis,
  EndpointAnalysis,
  EndpointStatistics,
  Estimate,
  LatencyAnalysis,
  MeasureAnalysis,
} from '../../model/analysis.ts';
import type { GateMetric, GatePart, GateStatistic, LimitGate } from '../../model/gate.ts';
import { gateMetricDefinition } from '../../model/gate-metric.ts';

/** What there is to judge: a number with how sure it is, or why there is none. */
export type Reading = Measured | { readonly kind: 'missing'; readonly why: string };

/** One number of one endpoint in one part of the run. */
export interface Measured {
  readonly kind: 'measured';
  readonly estimate: Estimate;
  readonly part: GatePart;
  /** What is to be known of that part: why it is this one. Empty when nothing is. */
  readonly note: string;
  /** 'requests', 'response times', 'answers': what there are `n` of. */
  readonly of: string;
  /** Of percentiles without an interval, the fewest values that tell anything beyond the values themselves; else 0. */
  readonly fewest: number;
}

/** The number that a gate limits. */
export function readingOf(gate: LimitGate, analysis: Analysis, endpoint: EndpointAnalysis): Reading {
  const { metric } = gate;
  if (metric.kind === 'measure') return measureReading(gate, metric.measure, metric.statistic, endpoint);
  const parts = partsOf(gate, analysis);
  if ('why' in parts) return { kind: 'missing', why: parts.why };
  let why = '';
  for (const [index, part] of parts.parts.entries()) {
    const statistics = endpoint[part === 'steady' ? 'steady' : 'whole'];
    const read =
      statistics === null ? 'has no curve over time' : readStatistics(metric, statistics, analysis);
    if (typeof read !== 'string') {
      const note = index > 0 ? `the steady state ${why}` : parts.note;
      return { ...read, part, note };
    }
    why = read;
  }
  const where = parts.parts.length === 1 && parts.parts[0] === 'steady' ? 'the steady state' : 'the run';
  return { kind: 'missing', why: `${where} ${why}` };
}

/** The parts of the run to look at, the first that has the number counts; or why there is none. */
function partsOf(
  { during, metric }: LimitGate,
  { phases, timeline }: Analysis,
): { readonly parts: readonly GatePart[]; readonly note: string } | { readonly why: string } {
  const isCount = metric.kind === 'plain' && ['requests', 'failures'].includes(metric.id);
  if (during === 'whole-run' || (during === null && isCount)) return { parts: ['whole-run'], note: '' };
  if (timeline === null) {
    if (during === 'steady') return { why: 'the source has no curve over time, so no steady state is known' };
    return { parts: ['whole-run'], note: 'the source has no curve over time' };
  }
  if (phases.method === 'none') {
    return { why: 'no steady state was found; write "during whole run" to judge all of it' };
  }
  if (phases.method === 'whole-run') return { parts: ['whole-run'], note: 'all of the run is steady state' };
  return { parts: during === 'steady' ? ['steady'] : ['steady', 'whole-run'], note: '' };
}

type Read = Pick<Measured, 'kind' | 'estimate' | 'of' | 'fewest'>;

/** The number, or the words that say of the part why it has none: 'has no p97'. */
function readStatistics(
  metric: Exclude<GateMetric, { kind: 'measure' }>,
  statistics: EndpointStatistics,
  { run }: Analysis,
): Read | string {
  if (metric.kind === 'response-time') {
    if (statistics.requests === 0) return 'has no request';
    const of = run.source.latencyCovers === 'all-requests' ? 'requests' : 'successful requests';
    if (statistics.latency === null) return `has no response times of ${of}`;
    return readLatency(metric.statistic, statistics.latency, of);
  }
  const estimate = plainEstimate(metric.id, statistics);
  if (estimate !== null) return { kind: 'measured', estimate, of: 'requests', fewest: 0 };
  return statistics.requests === 0 ? 'has no request' : `has no ${gateMetricDefinition(metric).label}`;
}

function plainEstimate(
  id: Extract<GateMetric, { kind: 'plain' }>['id'],
  statistics: EndpointStatistics,
): Estimate | null {
  const { requests, failures, apdex, meanResponseBytes } = statistics;
  const exactly = (value: number): Estimate => ({ value, n: requests, bounds: null, interval: null });
  switch (id) {
    case 'error-ratio':
      return statistics.errorRatio;
    case 'throughput':
      return statistics.throughputPerS;
    case 'goodput':
      return statistics.goodputPerS;
    case 'requests':
      return exactly(requests);
    case 'failures':
      return exactly(failures);
    case 'response-size':
      return meanResponseBytes === null ? null : exactly(meanResponseBytes);
    case 'apdex': {
      if (apdex === null) return null;
      const value = apdex.score ?? (apdex.lo + apdex.hi) / 2;
      return { ...exactly(value), bounds: apdex.lo === apdex.hi ? null : { lo: apdex.lo, hi: apdex.hi } };
    }
    case 'time-to-scale':
    case 'recovery':
    case 'peak-replicas':
      return null;
  }
}

function readLatency(statistic: GateStatistic, latency: LatencyAnalysis, of: string): Read | string {
  if (statistic.kind === 'percentile') return readPercentile(statistic.percentile, latency.percentiles, of);
  const { count, minMs, maxMs, meanMs } = latency;
  const extreme = statistic.kind === 'min' ? minMs : maxMs;
  const estimate = statistic.kind === 'mean' ? meanMs : extreme === null ? null : exact(extreme, count);
  if (estimate === null) return `has no ${statistic.kind} of response times`;
  return { kind: 'measured', estimate, of, fewest: 0 };
}

function readPercentile(
  percentile: number,
  stated: LatencyAnalysis['percentiles'],
  of: string,
): Read | string {
  const found = stated.find((entry) => entry.percentile === percentile);
  if (found === undefined) {
    const names = stated.map((entry) => `p${entry.percentile}`).join(', ');
    return names === '' ? 'has no percentiles' : `has no p${percentile}, only ${names}`;
  }
  return {
    kind: 'measured',
    estimate: found.value,
    of,
    fewest: found.value.interval === null ? fewestFor(percentile) : 0,
  };
}

/**
 * Fewer values than this leave one end of a two-sided, distribution-free 95 % interval open: ln 0.025 / ln p, rounded up
 * (statistics.md, section 2).
 */
function fewestFor(percentile: number): number {
  const share = Math.max(percentile, 100 - percentile) / 100;
  return Math.ceil(Math.log(0.025) / Math.log(share));
}

/** Measures are kept for the whole run only. */
function measureReading(
  { during }: LimitGate,
  id: MeasureAnalysis['id'],
  statistic: GateStatistic,
  { measures }: EndpointAnalysis,
): Reading {
  if (during === 'steady') {
    return { kind: 'missing', why: 'what is measured beside response times is kept for the whole run only' };
  }
  const measure = measures.find((candidate) => candidate.id === id);
  if (measure === undefined) return { kind: 'missing', why: 'the run has no such measurement' };
  const read = readMeasure(statistic, measure);
  if (typeof read === 'string') return { kind: 'missing', why: `the run ${read}` };
  const note = during === null ? 'nothing else is kept of this' : '';
  return { ...read, part: 'whole-run', note };
}

function readMeasure(statistic: GateStatistic, measure: MeasureAnalysis): Read | string {
  if (statistic.kind === 'percentile')
    return readPercentile(statistic.percentile, measure.percentiles, 'values');
  const value = measure[statistic.kind];
  if (value === null) return `has no ${statistic.kind} of it`;
  return { kind: 'measured', estimate: exact(value, measure.count), of: 'values', fewest: 0 };
}

function exact(value: number, n: number): Estimate {
  return { value, n, bounds: null, interval: null };
}
