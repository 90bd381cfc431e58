import type { ClusterEvent, Occurrence, PodRecord } from '../../model/scaling.ts';
import { type PlainObject, textAt, valueAt } from '../kubernetes-objects/fields.ts';
import { emptyPart, type ScalingPart } from '../scaling/scaling-importer.ts';
import { type CountChange, levelsOf } from './changes.ts';
import { awsInstant } from './stamps.ts';

const SOURCE = 'EC2 Auto Scaling activities';
/** The cause of an activity holds the decision that led to it, with its own time. */
const DECISION = /At (\S{10,40}) [^.]{0,400}?changing the desired capacity from (\d{1,6}) to (\d{1,6})/g;
const INSTANCE = /\b(i-[0-9a-f]{8,20})\b/;

/**
 * `aws autoscaling describe-scaling-activities`: an activity per instance. An instance counts as ready when its launch has
 * ended, and no more from when its end begins.
 */
export function autoScalingGroups(activities: readonly PlainObject[]): readonly ScalingPart[] {
  const groups = new Map<string | null, PlainObject[]>();
  for (const activity of activities) {
    const name = textAt(activity, 'AutoScalingGroupName');
    groups.set(name, [...(groups.get(name) ?? []), activity]);
  }
  return [...groups].map(([name, own]) => partOf(name, own));
}

function partOf(workload: string | null, activities: readonly PlainObject[]): ScalingPart {
  const events = activities.map(eventOf).filter((event) => event !== null);
  const decisions = activities.flatMap(decisionsOf);
  const pods = activities.map(instanceOf).filter((pod) => pod !== null);
  const times = [...events.flatMap(({ at, firstAt }) => [firstAt, at]), ...decisions.map(({ at }) => at)];
  const toMs = Math.max(...times.map(({ latestMs }) => latestMs));
  const observed =
    times.length === 0 ? null : { fromMs: Math.min(...times.map((at) => at.earliestMs)), toMs };
  const first = [...decisions].sort((a, b) => a.at.earliestMs - b.at.earliestMs)[0];
  return {
    ...emptyPart(SOURCE),
    workload,
    kind: 'auto-scaling group',
    observed,
    replicas: [
      ...levelsOf('desired', SOURCE, decisions, toMs),
      ...levelsOf('ready', SOURCE, readyChanges(pods, first?.from ?? null), toMs),
    ],
    pods,
    events: events.sort((a, b) => a.at.earliestMs - b.at.earliestMs),
  };
}

function decisionsOf(activity: PlainObject): readonly CountChange[] {
  const cause = textAt(activity, 'Cause') ?? '';
  return [...cause.matchAll(DECISION)].flatMap(([, stamp, from, to]) => {
    const at = awsInstant(stamp);
    return at === null ? [] : [{ at, from: Number(from), to: Number(to) }];
  });
}

function eventOf(activity: PlainObject): ClusterEvent | null {
  const firstAt = awsInstant(valueAt(activity, 'StartTime'));
  if (firstAt === null) return null;
  const status = textAt(activity, 'StatusCode') ?? '';
  return {
    at: awsInstant(valueAt(activity, 'EndTime')) ?? firstAt,
    firstAt,
    count: 1,
    type: status === 'Failed' || status === 'Cancelled' ? 'Warning' : 'Normal',
    reason: status,
    object: { kind: 'Instance', name: INSTANCE.exec(textAt(activity, 'Description') ?? '')?.[1] ?? '' },
    message: [textAt(activity, 'Description'), textAt(activity, 'Cause'), textAt(activity, 'StatusMessage')]
      .filter((text) => text !== null)
      .join(' '),
  };
}

function instanceOf(activity: PlainObject): PodRecord | null {
  const description = textAt(activity, 'Description') ?? '';
  const name = INSTANCE.exec(description)?.[1];
  const began = awsInstant(valueAt(activity, 'StartTime'));
  if (name === undefined || began === null) return null;
  const ended = awsInstant(valueAt(activity, 'EndTime'));
  const isLaunch = description.startsWith('Launching');
  const isDone = textAt(activity, 'StatusCode') === 'Successful';
  const ready = isLaunch && isDone ? ended : null;
  return {
    name,
    node: null,
    created: isLaunch ? began : null,
    scheduled: null,
    started: null,
    ready,
    inEndpoints: null,
    deleted: isLaunch ? null : began,
    gone: isLaunch ? null : ended,
    wasThere: !isLaunch,
    phase: isLaunch ? (ready === null ? 'Pending' : 'InService') : 'Terminating',
    isReady: ready !== null,
    lastSeenMs: (ended ?? began).latestMs,
    restarts: 0,
    reason: isDone ? null : textAt(activity, 'StatusMessage'),
  };
}

/** The ready instances, when it is known how many there were at first. */
function readyChanges(pods: readonly PodRecord[], atFirst: number | null): readonly CountChange[] {
  if (atFirst === null) return [];
  const steps = pods
    .flatMap(({ ready, deleted }): readonly { readonly at: Occurrence; readonly by: number }[] => [
      ...(ready === null ? [] : [{ at: ready, by: 1 }]),
      ...(deleted === null ? [] : [{ at: deleted, by: -1 }]),
    ])
    .sort((a, b) => a.at.earliestMs - b.at.earliestMs);
  let count = atFirst;
  return steps.map(({ at, by }) => {
    const from = count;
    count = Math.max(0, count + by);
    return { at, from, to: count };
  });
}
