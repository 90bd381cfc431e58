import type {
  Analysis,
  AnalysisSettings,
  Apdex,
  CurvePoint,
  EndpointAnalysis,
  EndpointStatistics,
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
  Series,
  SeriesPercentiles,
  Timeline,
} from '../model/analysis.ts';
import { capacityShape } from './capacity-shape.ts';
import { estimateShape } from './estimate-shape.ts';
import {
  columnShape,
  endedShape,
  endpointKeyShape,
  exceptionGroupShape,
  labelsShape,
  loadShape,
  measureIdShape,
  noticeShape,
  originShape,
  sourceShape,
} from './model-shapes.ts';
import { scalingAnalysisShape } from './scaling-analysis-shapes.ts';
import { aBoolean, aCount, aList, aNumber, anObject, aText, type Check, oneOf, orNull } from './shape.ts';

/** Shapes of what the analysis of a run says. */

export const runHeaderShape: Check<RunHeader> = anObject<RunHeader>({
  id: aText,
  label: aText,
  labels: labelsShape,
  origin: orNull(originShape),
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

export const curveShape: Check<PercentileCurve> = anObject<PercentileCurve>({
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

export const analysisShape: Check<Analysis> = anObject<Analysis>({
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
  scaling: aList(scalingAnalysisShape),
  generator: orNull(generatorShape),
  capacity: capacityShape,
  notices: aList(noticeShape),
});
