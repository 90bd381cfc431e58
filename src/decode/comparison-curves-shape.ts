import type {
  ComparisonCurves,
  DrawnResponseTimes,
  EndpointCurves,
  RunCurves,
  ShiftPoint,
} from '../model/comparison-curves.ts';
import { curveShape } from './analysis-shapes.ts';
import { endpointKeyShape } from './model-shapes.ts';
import { aCount, aList, aNumber, anObject, aText, type Check, oneOf, orNull } from './shape.ts';

const sideShape: Check<RunCurves['side']> = oneOf('baseline', 'candidate');
const columnShape = aList(orNull(aNumber));
const rangeShape = anObject<{ readonly lo: number; readonly hi: number }>({ lo: aNumber, hi: aNumber });

const runShape: Check<RunCurves> = anObject<RunCurves>({
  side: sideShape,
  runId: aText,
  firstBucketMs: aNumber,
  bucketMs: aNumber,
  steady: orNull(
    anObject<{ readonly fromMs: number; readonly toMs: number }>({ fromMs: aNumber, toMs: aNumber }),
  ),
  users: orNull(columnShape),
  throughputPerS: columnShape,
  failuresPerS: columnShape,
  responseTimes: aList(columnShape),
});

const shiftShape: Check<ShiftPoint> = anObject<ShiftPoint>({
  percentile: aNumber,
  baselineMs: aNumber,
  candidateMs: aNumber,
  change: aNumber,
  band: orNull(rangeShape),
  adjustedP: orNull(aNumber),
  bounds: orNull(rangeShape),
});

const endpointShape: Check<EndpointCurves> = anObject<EndpointCurves>({
  endpoint: endpointKeyShape,
  distributions: aList(
    anObject<EndpointCurves['distributions'][number]>({
      side: sideShape,
      runId: aText,
      part: oneOf('steady-state', 'whole-run'),
      curve: curveShape,
    }),
  ),
  shift: aList(shiftShape),
  shiftNote: aText,
});

/** The shape of what is drawn of a comparison. */
export const comparisonCurvesShape: Check<ComparisonCurves> = anObject<ComparisonCurves>({
  runs: aList(runShape),
  runsLeftOut: aCount,
  responseTimes: orNull(
    anObject<DrawnResponseTimes>({
      percentiles: aList(aNumber),
      kind: oneOf('recomputed', 'range', 'mean'),
      spanMs: orNull(aNumber),
    }),
  ),
  endpoints: aList(endpointShape),
  endpointsLeftOut: aCount,
});
