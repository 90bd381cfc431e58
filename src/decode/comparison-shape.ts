import { type ComparedMetricId, comparedMetrics } from '../model/compared-metric.ts';
import type {
  ComparabilityFinding,
  Comparison,
  ComparisonReason,
  ComparisonSettings,
  Effect,
  FailureChange,
  MetricComparison,
  Needed,
  Noise,
  NoiseBasis,
  OtherCandidate,
  ScaledRun,
  ScalingSides,
  SideLevel,
} from '../model/comparison.ts';
import { type MetricId, metrics } from '../model/metric.ts';
import type { DecisionOutcome, Gate } from '../stats/decision.ts';
import { runHeaderShape } from './analysis-shapes.ts';
import { comparisonCurvesShape } from './comparison-curves-shape.ts';
import { endpointKeyShape, noticeShape } from './model-shapes.ts';
import { durationShape } from './scaling-analysis-shapes.ts';
import {
  aBoolean,
  aCount,
  aList,
  aNumber,
  anObject,
  aText,
  type Check,
  either,
  oneOf,
  optional,
  orNull,
} from './shape.ts';

const outcomes = [
  'regressed',
  'improved',
  'no-change',
  'not-enough-evidence',
] as const satisfies readonly DecisionOutcome[];

const gates = [
  'generator-saturated',
  'littles-law-fails',
  'load-differs',
  'no-steady-state',
  'too-short',
  'too-few-in-tail',
  'autocorrelated',
  'unbounded-interval',
  'below-source-resolution',
  'single-pair',
] as const satisfies readonly Gate[];

const reasons = [
  ...gates,
  'beyond-threshold',
  'estimate-beyond-threshold',
  'within-threshold',
  'detectable-below-threshold',
  'interval-too-wide',
  'no-value',
  'summary-only',
  'follows-from-response-times',
  'no-quality',
  'definitions-differ',
] as const satisfies readonly ComparisonReason[];

const metricShape: Check<MetricId> = oneOf<MetricId>(...metrics.map(({ id }) => id));
const comparedShape: Check<ComparedMetricId> = oneOf<ComparedMetricId>(
  ...comparedMetrics.map(({ id }) => id),
);
const basisShape: Check<NoiseBasis> = oneOf('these-runs', 'assumed', 'within-runs-only');
const intervalShape = anObject<{ readonly lo: number; readonly hi: number }>({ lo: aNumber, hi: aNumber });

const settingsShape: Check<ComparisonSettings> = anObject<ComparisonSettings>({
  threshold: aNumber,
  failureDifference: aNumber,
  failureFactor: aNumber,
  alpha: aNumber,
  assumedNoise: aList(
    anObject<ComparisonSettings['assumedNoise'][number]>({ metric: metricShape, standardDeviation: aNumber }),
  ),
});

const findingShape: Check<ComparabilityFinding> = anObject<ComparabilityFinding>({
  aspect: oneOf(
    'same-run',
    'load',
    'users',
    'duration',
    'host',
    'endpoints',
    'tool',
    'rounding',
    'latency-covers',
    'generator',
    'machine',
    'littles-law',
    'steady-state',
    'warm-up',
    'mix',
    'measures',
    'answer-length',
  ),
  severity: oneOf('refusal', 'warning', 'info'),
  baseline: aText,
  candidate: aText,
  meaning: aText,
});

const sideShape: Check<SideLevel> = anObject<SideLevel>({
  value: orNull(aNumber),
  bounds: orNull(intervalShape),
  runs: aList(orNull(aNumber)),
  requests: aNumber,
  part: oneOf('steady-state', 'whole-run'),
});

const effectShape: Check<Effect> = anObject<Effect>({
  value: aNumber,
  interval: orNull(intervalShape),
  equivalenceInterval: orNull(intervalShape),
  p: orNull(aNumber),
  adjustedP: orNull(aNumber),
  degreesOfFreedom: orNull(aNumber),
  band: intervalShape,
  minimumDetectable: orNull(aNumber),
  basis: basisShape,
});

const rowShape: Check<MetricComparison> = anObject<MetricComparison>({
  endpoint: either(endpointKeyShape, oneOf('total')),
  renamedFrom: orNull(endpointKeyShape),
  metric: comparedShape,
  role: oneOf('primary', 'exploratory'),
  baseline: sideShape,
  candidate: sideShape,
  scale: oneOf('ratio', 'difference'),
  effect: orNull(effectShape),
  outcome: oneOf(...outcomes, 'not-judged'),
  reason: oneOf(...reasons),
  explanation: aText,
  gates: aList(oneOf(...gates)),
  confirmed: aBoolean,
  belowThreshold: aBoolean,
  differs: aBoolean,
  noise: orNull(
    anObject<Noise>({ withinRun: orNull(aNumber), betweenRuns: orNull(aNumber), basis: basisShape }),
  ),
  needed: orNull(
    anObject<Needed>({
      dominatedBy: oneOf('within-run', 'between-run'),
      runsPerSide: orNull(aCount),
      steadyS: orNull(aNumber),
    }),
  ),
});

const failureShape: Check<FailureChange> = anObject<FailureChange>({
  endpoint: endpointKeyShape,
  cause: aText,
  change: oneOf('new', 'gone', 'changed', 'same'),
  baselineCount: aCount,
  candidateCount: aCount,
  baselineRatio: orNull(aNumber),
  candidateRatio: orNull(aNumber),
});

const scaledRunShape: Check<ScaledRun> = anObject<ScaledRun>({
  runId: aText,
  surges: aCount,
  timeToScale: orNull(durationShape),
  steps: aCount,
  peakReady: orNull(aNumber),
  underProvisionedS: orNull(aNumber),
});

/** The shape of a comparison, as a result holds it. */
export const comparisonShape: Check<Comparison> = anObject<Comparison>({
  schema: oneOf('comparison/1'),
  settings: settingsShape,
  baseline: aList(runHeaderShape),
  candidate: aList(runHeaderShape),
  outcome: oneOf(...outcomes),
  summary: aText,
  differences: aList(findingShape),
  rows: aList(rowShape),
  onlyInBaseline: aList(endpointKeyShape),
  onlyInCandidate: aList(endpointKeyShape),
  failures: aList(failureShape),
  curves: comparisonCurvesShape,
  scaling: optional(
    aList(
      anObject<ScalingSides>({
        workload: aText,
        baseline: aList(scaledRunShape),
        candidate: aList(scaledRunShape),
      }),
    ),
  ),
  others: optional(
    aList(
      anObject<OtherCandidate>({
        candidate: aList(runHeaderShape),
        outcome: oneOf(...outcomes),
        summary: aText,
        differences: aList(findingShape),
        rows: aList(rowShape),
        onlyInCandidate: aList(endpointKeyShape),
      }),
    ),
  ),
  notices: aList(noticeShape),
});
