import { detachedText } from '../../decode/detached-text.ts';
import type { ClusterEvent, InstantRange, Occurrence } from '../../model/scaling.ts';
import { completedByEvents, desiredByEvents } from '../kubernetes-objects/told-by-events.ts';
import { type Age, createdBy } from '../scaling/age.ts';
import { workloadOfPod } from '../scaling/group-parts.ts';
import { widthMs } from '../scaling/occurrence.ts';
import { emptyPart, type ScalingPart } from '../scaling/scaling-importer.ts';
import { type Moment, toldAt } from './moment.ts';
import type { EventRow } from './rows.ts';

const SOURCE = 'kubectl get events';
const MOST_EVENTS = 20_000;
/** Ages above ten minutes are told in minutes and hours. */
const WIDEST_MS = 5000;

/** Follows `kubectl get events` and `kubectl events`, whose times are relative to when they are printed. */
export class FollowedEvents {
  readonly #events: ClusterEvent[] = [];
  /** When each had last happened when it was shown, and how often. */
  readonly #shown = new Map<string, { readonly count: number; readonly at: InstantRange }>();
  #undated = 0;
  #vague = 0;
  #leftOut = 0;

  get undated(): number {
    return this.#undated;
  }

  /** Events of more than ten minutes before they were listed, whose age is in minutes or hours. */
  get vague(): number {
    return this.#vague;
  }

  get leftOut(): number {
    return this.#leftOut;
  }

  add(row: EventRow, moment: Moment | null): void {
    const at = moment === null ? null : lastAt(row.lastSeen, moment);
    if (moment === null || at === null) {
      this.#undated += 1;
      return;
    }
    const key = JSON.stringify([row.object.kind, row.object.name, row.reason, row.message]);
    const shown = this.#shown.get(key);
    // A list shows again what was shown before; events alike that are not counted together are told apart by their times.
    if (shown !== undefined && (row.count > 1 ? row.count <= shown.count : isSame(shown.at, at))) return;
    if (shown !== undefined || this.#shown.size < MOST_EVENTS) this.#shown.set(key, { count: row.count, at });
    const before = shown?.count;
    if (widthMs(at) > WIDEST_MS) {
      this.#vague += 1;
      return;
    }
    if (this.#events.length >= MOST_EVENTS) {
      this.#leftOut += 1;
      return;
    }
    const first = before === undefined && row.firstSeen !== null ? ageAt(row.firstSeen, moment.at) : at;
    this.#events.push({
      at,
      firstAt: widthMs(first) > WIDEST_MS ? at : first,
      count: before === undefined ? row.count : Math.max(1, row.count - before),
      type: row.type,
      reason: detachedText(row.reason),
      object: { kind: detachedText(row.object.kind), name: detachedText(row.object.name) },
      message: detachedText(row.message),
    });
  }

  parts(usesZone: boolean): readonly ScalingPart[] {
    const events = [...this.#events].sort((a, b) => a.at.earliestMs - b.at.earliestMs);
    const names = workloadsOf(events);
    return [...names].flatMap(([workload, kind]) => {
      const own = events.filter(({ object }) => isOf(object, workload, names.size === 1));
      if (own.length === 0) return [];
      const told = [desiredByEvents(own, 'SuccessfulRescale'), desiredByEvents(own, 'ScalingReplicaSet')];
      return [
        {
          ...emptyPart(SOURCE),
          workload,
          kind,
          observed: {
            fromMs: Math.min(...own.map(({ firstAt }) => firstAt.earliestMs)),
            toMs: Math.max(...own.map(({ at }) => at.latestMs)),
          },
          replicas: told.filter((series) => series !== null),
          pods: completedByEvents([], own),
          events: own,
          usesZone,
        },
      ];
    });
  }
}

function isSame(a: InstantRange, b: InstantRange): boolean {
  return a.earliestMs <= b.latestMs && b.earliestMs <= a.latestMs;
}

/** Counted from when the line was printed; a watch prints events whose age is not known as they happen. */
function lastAt(age: Age | null, { at, isOwn }: Moment): Occurrence | null {
  if (age !== null) return ageAt(age, at);
  return isOwn ? toldAt(at) : null;
}

/** An age is that of the cluster's own stamp. */
function ageAt(age: Age, at: InstantRange): Occurrence {
  return { ...createdBy(age, at), basis: 'cluster-time' };
}

/** By name, with their kind. Null: only an autoscaler is named, which does not tell its workload. */
function workloadsOf(events: readonly ClusterEvent[]): ReadonlyMap<string | null, string> {
  const named = new Map<string | null, string>();
  for (const { object } of events) {
    if (object.kind === 'Deployment' || object.kind === 'StatefulSet') named.set(object.name, object.kind);
  }
  if (named.size > 0) return named;
  for (const { object } of events) {
    if (object.kind !== 'Pod') continue;
    const { workload, kind } = workloadOfPod(object.name);
    named.set(workload, kind);
  }
  return named.size > 0 ? named : new Map([[null, 'unknown']]);
}

function isOf(object: ClusterEvent['object'], workload: string | null, isOnly: boolean): boolean {
  if (workload === null) return true;
  if (object.kind === 'HorizontalPodAutoscaler') return isOnly || object.name.startsWith(workload);
  if (object.kind === 'Pod') return workloadOfPod(object.name).workload === workload;
  if (object.kind === 'ReplicaSet') return object.name.replace(/-[a-z0-9]{1,10}$/, '') === workload;
  return object.name === workload;
}
