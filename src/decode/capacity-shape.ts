import type {
  Capacity,
  CapacityRemark,
  FittedValue,
  LoadLevel,
  LoadWithinLimits,
  ScalabilityLaw,
} from '../model/capacity.ts';
import { estimateShape } from './estimate-shape.ts';
import { aList, aNumber, anObject, aText, type Check, oneOf, orNull } from './shape.ts';

const fittedShape: Check<FittedValue> = anObject<FittedValue>({
  value: orNull(aNumber),
  lo: orNull(aNumber),
  hi: orNull(aNumber),
});

const levelShape: Check<LoadLevel> = anObject<LoadLevel>({
  startMs: aNumber,
  endMs: aNumber,
  origin: oneOf('hold', 'ramp'),
  load: aNumber,
  requests: aNumber,
  throughputPerS: estimateShape,
  meanMs: orNull(estimateShape),
  p95Ms: orNull(estimateShape),
  errorRatio: orNull(estimateShape),
  leftOut: orNull(aText),
  limits: orNull(oneOf('kept', 'broken', 'not-known')),
});

const lawShape: Check<ScalabilityLaw> = anObject<ScalabilityLaw>({
  alpha: fittedShape,
  beta: fittedShape,
  gamma: fittedShape,
  peakLoad: fittedShape,
  peakThroughputPerS: fittedShape,
  limitThroughputPerS: fittedShape,
  confidence: orNull(aNumber),
  residualStandardError: orNull(aNumber),
});

/** What the analysis of a run says of the load that the service can take. */
export const capacityShape: Check<Capacity> = anObject<Capacity>({
  outcome: oneOf('measured', 'not-measured'),
  reason: orNull(aText),
  loadIs: oneOf('users', 'arrivals-per-s'),
  levels: aList(levelShape),
  scalability: orNull(lawShape),
  knee: orNull(anObject<NonNullable<Capacity['knee']>>({ load: aNumber, throughputPerS: aNumber })),
  withinLimits: orNull(
    anObject<LoadWithinLimits>({
      limits: aList(aText),
      largestKept: orNull(aNumber),
      smallestBroken: orNull(aNumber),
    }),
  ),
  remarks: aList(
    anObject<CapacityRemark>({
      kind: oneOf(
        'levels-left-out',
        'from-ramp',
        'replicas-changed',
        'open-load',
        'too-few-levels-for-law',
        'law-not-determined',
        'peak-not-observed',
        'peak-extrapolated',
        'no-peak-demonstrated',
        'limit-not-judged',
      ),
      message: aText,
    }),
  ),
});
