import type { ClusterEvent } from '../../model/scaling.ts';

const MOST_EVENTS = 50;
/** What decides, and what holds up; before the rest. */
const TELLING = new Set([
  'SuccessfulRescale',
  'FailedRescale',
  'FailedGetScale',
  'FailedGetResourceMetric',
  'FailedComputeMetricsReplicas',
  'ScalingReplicaSet',
  'FailedScheduling',
  'TriggeredScaleUp',
  'NotTriggerScaleUp',
  'Nominated',
  'KEDAScaleTargetActivated',
  'KEDAScaleTargetDeactivated',
  'BackOff',
  'Unhealthy',
  'Failed',
  'Evicted',
  'OOMKilling',
]);

/** The events that explain most, in order of time, and how many there are beside them. */
export function tellingEvents(events: readonly ClusterEvent[]): {
  readonly events: readonly ClusterEvent[];
  readonly eventsLeftOut: number;
} {
  const rank = ({ type, reason }: ClusterEvent) => (TELLING.has(reason) ? 0 : type === 'Warning' ? 1 : 2);
  const kept = events
    .map((event, place) => ({ event, place }))
    .sort((a, b) => rank(a.event) - rank(b.event) || a.place - b.place)
    .slice(0, MOST_EVENTS)
    .sort((a, b) => a.place - b.place);
  return { events: kept.map(({ event }) => event), eventsLeftOut: events.length - kept.length };
}
