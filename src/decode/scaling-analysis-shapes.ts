import {
  type DurationRange,
  type Elasticity,
  type PodLife,
  type Recovery,
  type Saturation,
  SCALING_PHASES,
  type ScaleStep,
  type ScalingAnalysis,
  type ScalingCost,
  type ScalingCurvePoint,
  type ScalingCurves,
  type StuckPod,
  type Surge,
} from '../model/scaling-analysis.ts';
import {
  autoscalerShape,
  basisShape,
  clockShape,
  clusterEventShape,
  gapShape,
  instantRangeShape,
  observedShape,
  occurrenceShape,
  unitShape,
} from './scaling-shapes.ts';
import { aBoolean, aCount, aList, aNumber, anObject, aText, type Check, oneOf, orNull } from './shape.ts';

export const durationShape: Check<DurationRange> = anObject<DurationRange>({
  leastMs: aNumber,
  mostMs: orNull(aNumber),
});

const loadUnitShape = oneOf('users', 'req/s');

const stepShape: Check<ScaleStep> = anObject<ScaleStep>({
  number: aCount,
  direction: oneOf('up', 'down'),
  from: aCount,
  to: aCount,
  phases: aList(
    anObject<ScaleStep['phases'][number]>({
      phase: oneOf(...SCALING_PHASES),
      outcome: oneOf('seen', 'never', 'not-recorded', 'not-applicable'),
      at: orNull(instantRangeShape),
      basis: orNull(basisShape),
    }),
  ),
  outcome: oneOf('ready', 'superseded', 'never', 'cut-off', 'not-recorded'),
  loadToReady: orNull(durationShape),
  loadToDecision: orNull(durationShape),
  decisionToReady: orNull(durationShape),
  reason: orNull(aText),
  explanation: orNull(aText),
  surge: orNull(aCount),
});

const surgeShape: Check<Surge> = anObject<Surge>({
  number: aCount,
  loadChange: orNull(instantRangeShape),
  load: orNull(anObject<NonNullable<Surge['load']>>({ unit: loadUnitShape, from: aNumber, to: aNumber })),
  fromReplicas: aCount,
  toReplicas: aCount,
  steps: aCount,
  outcome: oneOf('ready', 'never', 'cut-off', 'not-recorded'),
  timeToScale: orNull(durationShape),
  loadToFirstDecision: orNull(durationShape),
  firstDecisionToReady: orNull(durationShape),
  firstNewPodReady: orNull(instantRangeShape),
  allReady: orNull(instantRangeShape),
  slow: orNull(
    anObject<NonNullable<Surge['slow']>>({
      limitMs: aNumber,
      limitBasis: oneOf('slo', 'former-level'),
      durationMs: durationShape,
    }),
  ),
});

const recoveryShape: Check<Recovery> = anObject<Recovery>({
  outcome: oneOf('recovered', 'not-seen', 'none-needed', 'unknown'),
  loadEndToFirstDown: orNull(durationShape),
  loadEndToStart: orNull(durationShape),
});

const saturationShape: Check<Saturation> = anObject<Saturation>({
  maxReplicas: aCount,
  began: instantRangeShape,
  duration: durationShape,
  load: orNull(anObject<NonNullable<Saturation['load']>>({ unit: loadUnitShape, value: aNumber })),
});

const costShape: Check<ScalingCost> = anObject<ScalingCost>({
  underProvisionedS: aNumber,
  requests: aCount,
  failures: aCount,
  slow: orNull(
    anObject<NonNullable<ScalingCost['slow']>>({ limitMs: aNumber, least: aNumber, most: aNumber }),
  ),
  explanation: aText,
});

const elasticityShape: Check<Elasticity> = anObject<Elasticity>({
  fromMs: aNumber,
  toMs: aNumber,
  demandBasis: oneOf('by-target', 'given'),
  underProvisioningAccuracy: aNumber,
  overProvisioningAccuracy: aNumber,
  underProvisioningTimeshare: aNumber,
  overProvisioningTimeshare: aNumber,
  jitterPerMin: aNumber,
  instability: anObject<Elasticity['instability']>({ share: aNumber, gridS: aNumber }),
});

const curveShape: Check<readonly ScalingCurvePoint[]> = aList(
  anObject<ScalingCurvePoint>({ earliestMs: aNumber, atMs: aNumber, value: orNull(aNumber) }),
);

const curvesShape: Check<ScalingCurves> = anObject<ScalingCurves>({
  desired: curveShape,
  ready: curveShape,
  inEndpoints: curveShape,
  signals: aList(
    anObject<ScalingCurves['signals'][number]>({
      metric: aText,
      unit: unitShape,
      target: orNull(aNumber),
      points: curveShape,
    }),
  ),
  cpuCores: curveShape,
  memoryBytes: curveShape,
  cpuRequestedCores: curveShape,
  memoryRequestedBytes: curveShape,
});

const podLifeShape: Check<PodLife> = anObject<PodLife>({
  name: aText,
  node: orNull(aText),
  step: orNull(aCount),
  created: orNull(occurrenceShape),
  scheduled: orNull(occurrenceShape),
  started: orNull(occurrenceShape),
  ready: orNull(occurrenceShape),
  inEndpoints: orNull(occurrenceShape),
  deleted: orNull(occurrenceShape),
  phase: aText,
  restarts: aCount,
  reason: orNull(aText),
  meanCpuCores: orNull(aNumber),
  meanMemoryBytes: orNull(aNumber),
});

const replicasShape: Check<ScalingAnalysis['replicas']> = anObject<ScalingAnalysis['replicas']>({
  atStart: orNull(aCount),
  peakDesired: orNull(aCount),
  peakReady: orNull(aCount),
  atEnd: orNull(aCount),
});

/** The check of an analysis of scaling. */
export const scalingAnalysisShape: Check<ScalingAnalysis> = anObject<ScalingAnalysis>({
  workload: aText,
  kind: aText,
  namespace: orNull(aText),
  sources: aList(aText),
  observed: observedShape,
  exactness: aText,
  gaps: aList(gapShape),
  clock: clockShape,
  autoscaler: orNull(autoscalerShape),
  outcome: oneOf('scaled', 'incomplete', 'no-reaction', 'not-needed', 'unknown'),
  summary: aText,
  replicas: replicasShape,
  surges: aList(surgeShape),
  steps: aList(stepShape),
  isStepCountLowerBound: aBoolean,
  recovery: recoveryShape,
  flapping: anObject<ScalingAnalysis['flapping']>({
    reversals: aCount,
    windowMs: aNumber,
    isFlapping: aBoolean,
  }),
  overshootReplicas: orNull(aCount),
  saturation: orNull(saturationShape),
  stuckPods: aList(
    anObject<StuckPod>({ pod: aText, phase: aText, reason: orNull(aText), waited: orNull(durationShape) }),
  ),
  restarts: aCount,
  cost: orNull(costShape),
  elasticity: orNull(elasticityShape),
  elasticityReason: orNull(aText),
  throughputPerReadyReplica: orNull(
    anObject<NonNullable<ScalingAnalysis['throughputPerReadyReplica']>>({
      perS: aNumber,
      readyReplicas: aNumber,
    }),
  ),
  curves: curvesShape,
  pods: aList(podLifeShape),
  podsLeftOut: aCount,
  events: aList(clusterEventShape),
  eventsLeftOut: aCount,
});
