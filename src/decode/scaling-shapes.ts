import type {
  Autoscaler,
  AutoscalerBehavior,
  AutoscalerCondition,
  AutoscalerTarget,
  ClockAlignment,
  ClusterEvent,
  InstantRange,
  Occurrence,
  PodRecord,
  Reachability,
  RecordGap,
  ReplicaLevel,
  ReplicaSeries,
  ScalingRules,
  ScalingTimeline,
  SignalSeries,
  UsageSeries,
} from '../model/scaling.ts';
import { aBoolean, aCount, aList, aNumber, anObject, aText, type Check, oneOf, orNull } from './shape.ts';

export const basisShape = oneOf('cluster-time', 'watched', 'polled', 'load-generator');

export const instantRangeShape: Check<InstantRange> = anObject<InstantRange>({
  earliestMs: aNumber,
  latestMs: aNumber,
});

export const occurrenceShape: Check<Occurrence> = anObject<Occurrence>({
  earliestMs: aNumber,
  latestMs: aNumber,
  basis: basisShape,
});

/** What was observed, Unix epoch ms. */
export const observedShape: Check<ScalingTimeline['observed']> = anObject<ScalingTimeline['observed']>({
  fromMs: aNumber,
  toMs: aNumber,
});

export const gapShape: Check<RecordGap> = anObject<RecordGap>({
  fromMs: aNumber,
  toMs: aNumber,
  reason: aText,
});

export const unitShape: Check<AutoscalerTarget['unit']> = oneOf('percent', 'cores', 'bytes', 'metric');

const rulesShape: Check<ScalingRules> = anObject<ScalingRules>({
  stabilizationWindowMs: orNull(aNumber),
  selectPolicy: orNull(oneOf('Max', 'Min', 'Disabled')),
  policies: aList(
    anObject<ScalingRules['policies'][number]>({
      type: oneOf('Pods', 'Percent'),
      value: aNumber,
      periodMs: aNumber,
    }),
  ),
});

const ownBehaviorShape: Check<AutoscalerBehavior | null> = orNull(
  anObject<AutoscalerBehavior>({ scaleUp: orNull(rulesShape), scaleDown: orNull(rulesShape) }),
);

const behaviorShape: Check<Autoscaler['behavior']> = (value, path) => {
  if (value !== 'default') ownBehaviorShape(value, path);
};

export const autoscalerShape: Check<Autoscaler> = anObject<Autoscaler>({
  name: aText,
  minReplicas: orNull(aNumber),
  maxReplicas: orNull(aNumber),
  targets: aList(
    anObject<AutoscalerTarget>({
      metric: aText,
      kind: oneOf('utilization', 'average', 'value'),
      target: aNumber,
      unit: unitShape,
    }),
  ),
  behavior: behaviorShape,
});

export const clockShape: Check<ClockAlignment> = anObject<ClockAlignment>({
  shiftMs: aNumber,
  uncertaintyMs: orNull(aNumber),
  basis: oneOf('given', 'date-header', 'connectivity', 'overlap', 'same-clock'),
  timezone: orNull(aText),
  isTimezoneStated: aBoolean,
  explanation: aText,
});

export const clusterEventShape: Check<ClusterEvent> = anObject<ClusterEvent>({
  at: occurrenceShape,
  firstAt: occurrenceShape,
  count: aCount,
  type: orNull(oneOf('Normal', 'Warning')),
  reason: aText,
  object: anObject<ClusterEvent['object']>({ kind: aText, name: aText }),
  message: aText,
});

const podShape: Check<PodRecord> = anObject<PodRecord>({
  name: aText,
  node: orNull(aText),
  created: orNull(occurrenceShape),
  scheduled: orNull(occurrenceShape),
  started: orNull(occurrenceShape),
  ready: orNull(occurrenceShape),
  inEndpoints: orNull(occurrenceShape),
  deleted: orNull(occurrenceShape),
  gone: orNull(occurrenceShape),
  wasThere: aBoolean,
  phase: aText,
  isReady: aBoolean,
  lastSeenMs: aNumber,
  restarts: aCount,
  reason: orNull(aText),
});

/** The check of what a record of scaling holds. */
export const scalingTimelineShape: Check<ScalingTimeline> = anObject<ScalingTimeline>({
  workload: aText,
  kind: aText,
  namespace: orNull(aText),
  observed: observedShape,
  gaps: aList(gapShape),
  replicas: aList(
    anObject<ReplicaSeries>({
      quantity: oneOf('desired', 'created', 'ready', 'available', 'in-endpoints'),
      source: aText,
      levels: aList(
        anObject<ReplicaLevel>({
          replicas: aCount,
          isLowerBound: aBoolean,
          began: orNull(occurrenceShape),
          lastSeenMs: aNumber,
        }),
      ),
    }),
  ),
  autoscaler: orNull(autoscalerShape),
  signals: aList(
    anObject<SignalSeries>({
      metric: aText,
      unit: unitShape,
      source: aText,
      earliestMs: aList(aNumber),
      latestMs: aList(aNumber),
      values: aList(orNull(aNumber)),
      targets: aList(orNull(aNumber)),
    }),
  ),
  conditions: aList(
    anObject<AutoscalerCondition>({
      at: occurrenceShape,
      type: aText,
      status: oneOf('True', 'False', 'Unknown'),
      reason: aText,
      message: aText,
    }),
  ),
  pods: aList(podShape),
  usage: aList(
    anObject<UsageSeries>({
      pod: orNull(aText),
      atMs: aList(aNumber),
      cpuCores: aList(orNull(aNumber)),
      memoryBytes: aList(orNull(aNumber)),
    }),
  ),
  podRequests: anObject<ScalingTimeline['podRequests']>({
    cpuCores: orNull(aNumber),
    memoryBytes: orNull(aNumber),
  }),
  events: aList(clusterEventShape),
  reachability: aList(anObject<Reachability>({ at: occurrenceShape, isReachable: aBoolean, message: aText })),
  clock: clockShape,
  sources: aList(aText),
});
