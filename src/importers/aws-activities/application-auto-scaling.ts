import type { ClusterEvent } from '../../model/scaling.ts';
import { type PlainObject, textAt, valueAt } from '../kubernetes-objects/fields.ts';
import { emptyPart, type ScalingPart } from '../scaling/scaling-importer.ts';
import { type CountChange, levelsOf } from './changes.ts';
import { awsInstant } from './stamps.ts';

const SOURCE = 'Application Auto Scaling activities';
const SIZE = /\b(?:desired count|capacity) to (\d{1,6})\b/;

/**
 * `aws application-autoscaling describe-scaling-activities` of ECS services and others: an activity per decision, which ends
 * when what was asked for is there.
 */
export function applicationScaling(activities: readonly PlainObject[]): readonly ScalingPart[] {
  const services = new Map<string, PlainObject[]>();
  for (const activity of activities) {
    const id = textAt(activity, 'ResourceId') ?? '';
    services.set(id, [...(services.get(id) ?? []), activity]);
  }
  return [...services].map(([id, own]) => partOf(id, own));
}

function partOf(resource: string, activities: readonly PlainObject[]): ScalingPart {
  const events = activities.map(eventOf).filter((event) => event !== null);
  const toMs = Math.max(...events.map(({ at }) => at.latestMs));
  const fromMs = Math.min(...events.map(({ firstAt }) => firstAt.earliestMs));
  return {
    ...emptyPart(SOURCE),
    // 'service/default/web-app'
    workload: resource.split('/').at(-1) ?? null,
    kind: 'service',
    namespace: resource.split('/').at(-2) ?? null,
    observed: events.length === 0 ? null : { fromMs, toMs },
    replicas: [
      ...levelsOf(
        'desired',
        SOURCE,
        activities.flatMap((one) => sizesOf(one, 'StartTime')),
        toMs,
      ),
      ...levelsOf(
        'ready',
        SOURCE,
        activities.flatMap((one) => sizesOf(one, 'EndTime')),
        toMs,
      ),
    ],
    events: events.sort((a, b) => a.at.earliestMs - b.at.earliestMs),
  };
}

/** An activity that failed asked for a size, but never had it. */
function sizesOf(activity: PlainObject, time: 'StartTime' | 'EndTime'): readonly CountChange[] {
  const at = awsInstant(valueAt(activity, time));
  const size = SIZE.exec(textAt(activity, 'Description') ?? textAt(activity, 'StatusMessage') ?? '')?.[1];
  const isThere = time === 'StartTime' || textAt(activity, 'StatusCode') === 'Successful';
  return at === null || size === undefined || !isThere ? [] : [{ at, from: null, to: Number(size) }];
}

function eventOf(activity: PlainObject): ClusterEvent | null {
  const firstAt = awsInstant(valueAt(activity, 'StartTime'));
  if (firstAt === null) return null;
  const status = textAt(activity, 'StatusCode') ?? '';
  return {
    at: awsInstant(valueAt(activity, 'EndTime')) ?? firstAt,
    firstAt,
    count: 1,
    type: status === 'Failed' || status === 'Unfulfilled' ? 'Warning' : 'Normal',
    reason: status,
    object: { kind: 'Service', name: textAt(activity, 'ResourceId') ?? '' },
    message: [textAt(activity, 'Description'), textAt(activity, 'Cause'), textAt(activity, 'StatusMessage')]
      .filter((text) => text !== null)
      .join(' '),
  };
}
