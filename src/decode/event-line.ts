import type {
  AbortedUsersEvent,
  EncodedHistogram,
  ExceptionsEvent,
  FailuresEvent,
  GeneratorEvent,
  MonitorStartedEvent,
  RunEvent,
  StartedEvent,
  StoppedEvent,
  UsersEvent,
  WindowEvent,
} from '../model/event.ts';
import type { MeasureId } from '../model/measure.ts';
import { isRunId } from '../model/run-id.ts';
import {
  clusterClockShape,
  clusterGapShape,
  clusterObjectShape,
  reachabilityShape,
} from './cluster-event-shapes.ts';
import {
  endpointKeyShape,
  failureExampleShape,
  labelsShape,
  loadShape,
  originShape,
} from './model-shapes.ts';
import {
  aCount,
  aList,
  aNumber,
  anObject,
  aText,
  type Check,
  expects,
  mismatchOf,
  oneOf,
  optional,
  orNull,
} from './shape.ts';

/**
 * A line of a recording. 'unknown': of a type that this version does not read. 'damaged': why it is no event, in words
 * without a full stop.
 */
export type EventLine =
  | { readonly kind: 'event'; readonly event: RunEvent }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'damaged'; readonly reason: string };

/** Reads one line of `events.ndjson`. Untrusted: every number is finite, counts are whole and none is negative. */
export function readEventLine(line: string): EventLine {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { kind: 'damaged', reason: 'is not JSON' };
  }
  const type: unknown =
    typeof value === 'object' && value !== null && Object.hasOwn(value, 'type')
      ? (value as Record<string, unknown>)['type']
      : undefined;
  if (typeof type !== 'string') return { kind: 'damaged', reason: 'has no type' };
  const check = shapes.get(type);
  if (check === undefined) return { kind: 'unknown' };
  const event = value as RunEvent;
  const reason = mismatchOf(value, check) ?? contradictionIn(event);
  return reason === null ? { kind: 'event', event } : { kind: 'damaged', reason };
}

/** The event of the first line of a recording; null when these are not the first bytes of one. */
export function readStarted(head: string): StartedEvent | null {
  if (!head.startsWith('{"type":"started"')) return null;
  const line = readEventLine(head.split('\n', 1)[0] ?? '');
  return line.kind === 'event' && line.event.type === 'started' ? line.event : null;
}

/** What cannot be true although every single value is of the right kind. */
function contradictionIn(event: RunEvent): string | null {
  switch (event.type) {
    case 'started':
      return isRunId(event.id) ? null : 'key "id" cannot be the id of a run';
    case 'window':
      if (event.endMs <= event.startMs) return 'ends before it starts';
      return event.failures > event.requests ? 'has more failures than requests' : null;
    case 'generator':
      return event.endMs <= event.startMs ? 'ends before it starts' : null;
    case 'failures':
      return event.lastMs < event.firstMs ? 'ends before it starts' : null;
    default:
      return null;
  }
}

/** The last instant that a date can stand for. */
const LATEST_MS = 8.64e15;

const anInstant: Check<number> = expects(
  'an instant, Unix epoch ms',
  (value) => typeof value === 'number' && value >= 0 && value <= LATEST_MS,
);
const notNegative: Check<number> = expects(
  'a number, 0 or more',
  (value) => Number.isFinite(value) && Number(value) >= 0,
);

const histogramShape: Check<EncodedHistogram> = anObject<EncodedHistogram>({
  sum: notNegative,
  min: notNegative,
  max: notNegative,
  hdr: aText,
});

const startedShape: Check<StartedEvent> = anObject<StartedEvent>({
  type: oneOf('started'),
  schema: oneOf('events/1'),
  id: aText,
  atMs: anInstant,
  label: aText,
  labels: labelsShape,
  origin: optional(originShape),
  version: aText,
  scenario: aText,
  host: orNull(aText),
  load: loadShape,
  workers: aCount,
  seed: aNumber,
}) as Check<StartedEvent>;

const monitorStartedShape: Check<MonitorStartedEvent> = anObject<MonitorStartedEvent>({
  type: oneOf('monitor-started'),
  schema: oneOf('events/1'),
  id: aText,
  atMs: anInstant,
  label: aText,
  version: aText,
  workload: anObject<MonitorStartedEvent['workload']>({ kind: aText, name: aText, namespace: aText }),
  cluster: aText,
});

const windowShape: Check<WindowEvent> = anObject<WindowEvent>({
  type: oneOf('window'),
  endpoint: endpointKeyShape,
  counts: oneOf('requests', 'groups'),
  startMs: anInstant,
  endMs: anInstant,
  requests: aCount,
  failures: aCount,
  bytesIn: notNegative,
  bytesOut: notNegative,
  responseTime: orNull(histogramShape),
  // A measure that this version does not know is no damage; it is left out later.
  measures: aList(
    anObject<WindowEvent['measures'][number]>({ id: aText as Check<MeasureId>, histogram: histogramShape }),
  ),
});

const failuresShape: Check<FailuresEvent> = anObject<FailuresEvent>({
  type: oneOf('failures'),
  endpoint: endpointKeyShape,
  message: aText,
  count: aCount,
  firstMs: anInstant,
  lastMs: anInstant,
  example: orNull(failureExampleShape),
});

const generatorShape: Check<GeneratorEvent> = anObject<GeneratorEvent>({
  type: oneOf('generator'),
  startMs: anInstant,
  endMs: anInstant,
  eventLoopUtilization: notNegative,
  stolenShare: orNull(notNegative),
  lateP99Ms: orNull(notNegative),
  waiting: aCount,
  inFlight: aCount,
  due: aCount,
  begun: aCount,
  dropped: aCount,
});

const stoppedShape: Check<StoppedEvent> = anObject<StoppedEvent>({
  type: oneOf('stopped'),
  atMs: anInstant,
  reason: oneOf('finished', 'interrupted', 'failed'),
  explanation: orNull(aText),
  unfinished: aCount,
});

const shapes: ReadonlyMap<string, Check<RunEvent>> = new Map<string, Check<RunEvent>>([
  ['started', startedShape as Check<RunEvent>],
  ['monitor-started', monitorStartedShape as Check<RunEvent>],
  ['cluster-object', clusterObjectShape as Check<RunEvent>],
  ['cluster-gap', clusterGapShape as Check<RunEvent>],
  ['cluster-clock', clusterClockShape as Check<RunEvent>],
  ['reachability', reachabilityShape as Check<RunEvent>],
  ['window', windowShape as Check<RunEvent>],
  ['failures', failuresShape as Check<RunEvent>],
  [
    'exceptions',
    anObject<ExceptionsEvent>({
      type: oneOf('exceptions'),
      message: aText,
      traceback: aText,
      count: aCount,
    }) as Check<RunEvent>,
  ],
  [
    'aborted-users',
    anObject<AbortedUsersEvent>({
      type: oneOf('aborted-users'),
      atMs: anInstant,
      reason: aText,
      count: aCount,
    }) as Check<RunEvent>,
  ],
  [
    'users',
    anObject<UsersEvent>({ type: oneOf('users'), atMs: anInstant, users: notNegative }) as Check<RunEvent>,
  ],
  ['generator', generatorShape as Check<RunEvent>],
  ['stopped', stoppedShape as Check<RunEvent>],
]);
