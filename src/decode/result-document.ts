import type {
  Analysis,
  AnalysisSettings,
  Apdex,
  CurvePoint,
  EndpointAnalysis,
  EndpointStatistics,
  Estimate,
  FailedAnswer,
  FailureCause,
  FlaggedPeriod,
  GeneratorAnalysis,
  GeneratorSeries,
  LatencyAnalysis,
  LittlesLaw,
  MeasureAnalysis,
  PercentileCurve,
  Phase,
  Phases,
  RunHeader,
  ScaleStep,
  ScalingAnalysis,
  Series,
  SeriesPercentiles,
  Timeline,
} from '../model/analysis.ts';
import type { Comparison, Evidence, MetricComparison } from '../model/comparison.ts';
import { type MetricId, metrics } from '../model/metric.ts';
import type { Result } from '../model/result.ts';
import type { Verdict, Check as VerdictCheck } from '../model/verdict.ts';
import {
  columnShape,
  endedShape,
  endpointKeyShape,
  exceptionGroupShape,
  labelsShape,
  loadShape,
  measureIdShape,
  noticeShape,
  sourceShape,
} from './model-shapes.ts';
import {
  aBoolean,
  aCount,
  aList,
  aNumber,
  anObject,
  aText,
  byTag,
  type Check,
  checkDocument,
  either,
  oneOf,
  orNull,
  parseJson,
} from './shape.ts';
import { upgradeResult } from './upgrade-result.ts';

/**
 * A stored result, read from its JSON text. One that version 0.1.0 wrote gets empty values for what came later
 * (`upgrade-result.ts`).
 *
 * @param file how the user names the file, for messages.
 * @throws {Problem} 'not-json', 'unknown-schema' or 'damaged-document', with file and key.
 */
export function readResultDocument(json: string, file: string): Result {
  return checkDocument(upgradeResult(parseJson(json, file)), 'result/1', resultShape, file);
}

const estimateShape: Check<Estimate> = anObject<Estimate>({
  value: aNumber,
  n: aNumber,
  bounds: orNull(anObject<NonNullable<Estimate['bounds']>>({ lo: aNumber, hi: aNumber })),
  interval: orNull(
    anObject<NonNullable<Estimate['interval']>>({
      lo: aNumber,
      hi: orNull(aNumber),
      confidence: aNumber,
      method: aText,
    }),
  ),
});

const runHeaderShape: Check<RunHeader> = anObject<RunHeader>({
  id: aText,
  label: aText,
  labels: labelsShape,
  source: sourceShape,
  startMs: orNull(aNumber),
  endMs: orNull(aNumber),
  durationMs: orNull(aNumber),
  ended: endedShape,
  load: loadShape,
  usersPeak: orNull(aNumber),
});

const fidelityShape = oneOf('samples', 'histogram', 'quantiles');

const percentilesShape: Check<LatencyAnalysis['percentiles']> = aList(
  anObject<LatencyAnalysis['percentiles'][number]>({ percentile: aNumber, value: estimateShape }),
);

const latencyShape: Check<LatencyAnalysis> = anObject<LatencyAnalysis>({
  count: aCount,
  minMs: orNull(aNumber),
  meanMs: orNull(estimateShape),
  medianMs: orNull(estimateShape),
  maxMs: orNull(aNumber),
  percentiles: percentilesShape,
  fidelity: fidelityShape,
});

const statisticsShape: Check<EndpointStatistics> = anObject<EndpointStatistics>({
  durationMs: orNull(aNumber),
  requests: aNumber,
  failures: aNumber,
  throughputPerS: orNull(estimateShape),
  goodputPerS: orNull(estimateShape),
  errorRatio: orNull(estimateShape),
  latency: orNull(latencyShape),
  apdex: orNull(anObject<Apdex>({ toleratedMs: aNumber, score: orNull(aNumber), lo: aNumber, hi: aNumber })),
  meanResponseBytes: orNull(aNumber),
});

const curveShape: Check<PercentileCurve> = anObject<PercentileCurve>({
  fidelity: fidelityShape,
  count: aCount,
  points: aList(
    anObject<CurvePoint>({
      percentile: aNumber,
      valueMs: aNumber,
      loMs: aNumber,
      hiMs: aNumber,
      stated: aBoolean,
    }),
  ),
});

const seriesShape: Check<Series> = anObject<Series>({
  throughputPerS: columnShape,
  failuresPerS: columnShape,
  meanMs: orNull(columnShape),
  percentiles: orNull(
    anObject<SeriesPercentiles>({
      kind: oneOf('recomputed', 'range'),
      spanMs: orNull(aNumber),
      columns: aList(
        anObject<SeriesPercentiles['columns'][number]>({
          percentile: aNumber,
          midMs: columnShape,
          loMs: columnShape,
          hiMs: columnShape,
        }),
      ),
    }),
  ),
});

const measureShape: Check<MeasureAnalysis> = anObject<MeasureAnalysis>({
  id: measureIdShape,
  label: aText,
  unit: oneOf('ms', 'tokens', 'tokens/s'),
  definition: aText,
  count: aCount,
  sum: aNumber,
  min: orNull(aNumber),
  max: orNull(aNumber),
  mean: orNull(aNumber),
  percentiles: percentilesShape,
});

const endpointShape: Check<EndpointAnalysis> = anObject<EndpointAnalysis>({
  key: endpointKeyShape,
  anchor: aText,
  isGroup: aBoolean,
  whole: statisticsShape,
  steady: orNull(statisticsShape),
  curve: orNull(curveShape),
  series: orNull(seriesShape),
  allRequests: orNull(latencyShape),
  measures: aList(measureShape),
});

const phasesShape: Check<Phases> = anObject<Phases>({
  method: oneOf('given', 'detected', 'whole-run', 'none'),
  steadyStartMs: orNull(aNumber),
  steadyEndMs: orNull(aNumber),
  parts: aList(
    anObject<Phase>({
      kind: oneOf('ramp-up', 'warm-up', 'steady', 'cool-down', 'idle', 'unsettled'),
      startMs: aNumber,
      endMs: aNumber,
    }),
  ),
  summary: aText,
});

const causeShape: Check<FailureCause> = anObject<FailureCause>({
  cause: aText,
  count: aCount,
  firstMs: orNull(aNumber),
  lastMs: orNull(aNumber),
  endpoints: aList(anObject<FailureCause['endpoints'][number]>({ key: endpointKeyShape, count: aCount })),
  messages: aCount,
  example: aText,
  answers: aList(
    anObject<FailedAnswer>({
      key: endpointKeyShape,
      atMs: aNumber,
      status: aCount,
      body: aText,
      isBodyCut: aBoolean,
    }),
  ),
});

const littlesLawShape: Check<LittlesLaw> = anObject<LittlesLaw>({
  outcome: oneOf('plausible', 'violated', 'not-checked'),
  users: orNull(aNumber),
  throughputPerS: orNull(aNumber),
  meanMs: orNull(aNumber),
  impliedThinkTimeMs: orNull(aNumber),
  explanation: aText,
});

const scalingShape: Check<ScalingAnalysis> = anObject<ScalingAnalysis>({
  workload: aText,
  maxReady: aNumber,
  steps: aList(
    anObject<ScaleStep>({
      decidedMs: aNumber,
      fromDesired: aNumber,
      toDesired: aNumber,
      readyMs: orNull(aNumber),
      timeToScaleMs: orNull(aNumber),
    }),
  ),
});

const generatorShape: Check<GeneratorAnalysis> = anObject<GeneratorAnalysis>({
  outcome: oneOf('kept-up', 'saturated', 'not-judged'),
  explanation: aText,
  workers: aCount,
  secondsJudged: aNumber,
  secondsAtFault: aNumber,
  flagged: aList(
    anObject<FlaggedPeriod>({
      startMs: aNumber,
      endMs: aNumber,
      reason: oneOf('busy', 'stolen', 'late', 'in-flight-limit'),
      explanation: aText,
    }),
  ),
  achievedRatio: orNull(aNumber),
  due: aNumber,
  begun: aNumber,
  dropped: aNumber,
  unfinished: aNumber,
  peakEventLoopUtilization: orNull(aNumber),
  peakStolenShare: orNull(aNumber),
  peakLateP99Ms: orNull(aNumber),
  peakWaiting: aNumber,
  series: orNull(
    anObject<GeneratorSeries>({
      eventLoopUtilization: columnShape,
      stolenShare: columnShape,
      lateP99Ms: columnShape,
      waiting: columnShape,
    }),
  ),
});

const analysisShape: Check<Analysis> = anObject<Analysis>({
  schema: oneOf('analysis/1'),
  run: runHeaderShape,
  phases: phasesShape,
  settings: anObject<AnalysisSettings>({ apdexToleratedMs: aNumber, confidence: aNumber }),
  endpoints: aList(endpointShape),
  total: endpointShape,
  timeline: orNull(
    anObject<Timeline>({ startMs: aNumber, bucketMs: aNumber, buckets: aCount, users: orNull(columnShape) }),
  ),
  failureCauses: aList(causeShape),
  exceptions: aList(exceptionGroupShape),
  littlesLaw: littlesLawShape,
  scaling: aList(scalingShape),
  generator: orNull(generatorShape),
  notices: aList(noticeShape),
});

type EvidenceOf<M extends Evidence['method']> = Extract<Evidence, { method: M }>;

const evidenceShape: Check<Evidence> = byTag<Evidence>('method', {
  'mann-whitney': anObject<EvidenceOf<'mann-whitney'>>({
    method: oneOf('mann-whitney'),
    p: aNumber,
    n1: aNumber,
    n2: aNumber,
  }),
  interval: anObject<EvidenceOf<'interval'>>({
    method: oneOf('interval'),
    lo: aNumber,
    hi: aNumber,
    confidence: aNumber,
  }),
  none: anObject<EvidenceOf<'none'>>({ method: oneOf('none'), why: aText }),
});

const comparisonShape: Check<Comparison> = anObject<Comparison>({
  schema: oneOf('comparison/1'),
  baseline: aList(runHeaderShape),
  candidate: aList(runHeaderShape),
  rows: aList(
    anObject<MetricComparison>({
      endpoint: either(endpointKeyShape, oneOf('total')),
      metric: oneOf<MetricId>(...metrics.map(({ id }) => id)),
      baseline: estimateShape,
      candidate: estimateShape,
      difference: aNumber,
      relativeChange: orNull(aNumber),
      outcome: oneOf('regressed', 'improved', 'no-change', 'not-enough-evidence'),
      evidence: evidenceShape,
    }),
  ),
  onlyInBaseline: aList(endpointKeyShape),
  onlyInCandidate: aList(endpointKeyShape),
  notices: aList(noticeShape),
});

const outcomeShape = oneOf('pass', 'fail', 'inconclusive');

const verdictShape: Check<Verdict> = anObject<Verdict>({
  schema: oneOf('verdict/1'),
  outcome: outcomeShape,
  checks: aList(
    anObject<VerdictCheck>({
      id: aText,
      kind: oneOf('slo', 'regression', 'scaling', 'data-quality'),
      outcome: outcomeShape,
      subject: aText,
      expected: aText,
      actual: aText,
      explanation: aText,
    }),
  ),
});

const resultShape: Check<Result> = anObject<Result>({
  schema: oneOf('result/1'),
  tool: anObject<Result['tool']>({ name: aText, version: aText }),
  createdMs: aNumber,
  analyses: aList(analysisShape),
  comparison: orNull(comparisonShape),
  verdict: orNull(verdictShape),
});
