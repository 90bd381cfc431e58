import type {
  ClusterClockEvent,
  ClusterGapEvent,
  ClusterObjectEvent,
  ReachabilityEvent,
} from '../model/event.ts';
import { aBoolean, aNumber, anObject, aText, type Check, expects, oneOf } from './shape.ts';

const anInstant: Check<number> = expects(
  'an instant in Unix epoch ms',
  (value) => Number.isFinite(value) && Math.abs(Number(value)) <= 8.64e15,
);

const anyObject: Check<Readonly<Record<string, unknown>>> = expects(
  'an object',
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
);

export const clusterObjectShape: Check<ClusterObjectEvent> = anObject<ClusterObjectEvent>({
  type: oneOf('cluster-object'),
  receivedMs: anInstant,
  change: oneOf('listed', 'added', 'modified', 'deleted'),
  object: anyObject,
});

export const clusterGapShape: Check<ClusterGapEvent> = anObject<ClusterGapEvent>({
  type: oneOf('cluster-gap'),
  resource: aText,
  fromMs: anInstant,
  toMs: anInstant,
  reason: aText,
});

export const clusterClockShape: Check<ClusterClockEvent> = anObject<ClusterClockEvent>({
  type: oneOf('cluster-clock'),
  atMs: anInstant,
  offsetMs: aNumber,
  uncertaintyMs: aNumber,
});

export const reachabilityShape: Check<ReachabilityEvent> = anObject<ReachabilityEvent>({
  type: oneOf('reachability'),
  atMs: anInstant,
  isReachable: aBoolean,
  message: aText,
});
