import type { InstantRange, PodRecord } from '../../model/scaling.ts';
import { countAt, objectAt, objectsAt, type PlainObject, textAt, timeAt, valueAt } from './fields.ts';
import type { Observation } from './observation.ts';
import { type ClusterClock, stampedAt, watchedAt } from './occurrences.ts';

/** A stamp of the cluster and when it was first seen. */
interface Stamp {
  readonly stamp: InstantRange;
  readonly seen: InstantRange | null;
}

/** Follows one pod through what is seen of it. */
export class PodLife {
  readonly #name: string;
  readonly #wasThere: boolean;
  readonly #restartsBefore: number;
  #created: Stamp | null = null;
  #scheduled: Stamp | null = null;
  #started: Stamp | null = null;
  #ready: Stamp | null = null;
  #deleted: Stamp | null = null;
  #inEndpoints: InstantRange | null = null;
  #gone: InstantRange | null = null;
  #node: string | null = null;
  #phase = 'Unknown';
  #isReady = false;
  #restarts = 0;
  #reason: string | null = null;
  #lastSeenMs = Number.NEGATIVE_INFINITY;

  /** @param isFirstLook whether the record begins with this observation. */
  constructor(name: string, { object, change }: Observation, isFirstLook: boolean) {
    this.#name = name;
    this.#wasThere = isFirstLook && change !== 'modified' && readyCondition(object) !== null;
    this.#restartsBefore = this.#wasThere ? restartsOf(object) : 0;
  }

  /** When it was last seen, Unix epoch ms; for a record without times that of its newest stamp. */
  get lastSeenMs(): number {
    return this.#lastSeenMs;
  }

  observe({ seen, change, object }: Observation): void {
    const kept = (earlier: Stamp | null, stamp: InstantRange | null): Stamp | null =>
      earlier ?? (stamp === null ? null : { stamp, seen });
    this.#created = kept(this.#created, timeAt(object, 'metadata', 'creationTimestamp'));
    this.#scheduled = kept(this.#scheduled, trueSince(object, 'PodScheduled'));
    this.#started = kept(this.#started, startOf(object));
    this.#ready = kept(this.#ready, readyCondition(object));
    this.#deleted = kept(this.#deleted, deletionOf(object));
    this.#node = textAt(object, 'spec', 'nodeName') ?? this.#node;
    this.#phase = phaseOf(object);
    this.#isReady = readyCondition(object) !== null && change !== 'deleted';
    this.#restarts = Math.max(this.#restarts, restartsOf(object) - this.#restartsBefore);
    this.#reason = this.#isReady ? null : (reasonOf(object) ?? this.#reason);
    this.#lastSeenMs = seen?.latestMs ?? Math.max(this.#lastSeenMs, newestOf(this.#stamps()));
    if (change === 'deleted' && seen !== null) this.#gone ??= seen;
  }

  /** The service sends it traffic since `seen` at the latest. */
  addToEndpoints(seen: InstantRange): void {
    this.#inEndpoints ??= seen;
  }

  finish(clock: ClusterClock): PodRecord {
    const on = (at: Stamp | null) => (at === null ? null : stampedAt(at.stamp, clock, at.seen));
    const ready = on(this.#ready);
    return {
      name: this.#name,
      node: this.#node,
      created: on(this.#created),
      scheduled: on(this.#scheduled),
      started: on(this.#started),
      ready,
      inEndpoints: this.#wasThere ? null : notBefore(this.#inEndpoints, ready?.earliestMs ?? null),
      deleted: on(this.#deleted),
      gone: this.#gone === null ? null : watchedAt(this.#gone),
      wasThere: this.#wasThere,
      phase: this.#phase,
      isReady: this.#isReady,
      lastSeenMs: this.#lastSeenMs,
      restarts: this.#restarts,
      reason: this.#reason,
    };
  }

  #stamps(): readonly (Stamp | null)[] {
    return [this.#created, this.#scheduled, this.#started, this.#ready, this.#deleted];
  }
}

/** Traffic comes only to a pod that is ready. */
function notBefore(seen: InstantRange | null, readyMs: number | null) {
  if (seen === null) return null;
  const watched = watchedAt(seen);
  const earliestMs = Math.min(Math.max(watched.earliestMs, readyMs ?? watched.earliestMs), watched.latestMs);
  return { ...watched, earliestMs };
}

function newestOf(stamps: readonly (Stamp | null)[]): number {
  return Math.max(...stamps.map((at) => at?.stamp.earliestMs ?? Number.NEGATIVE_INFINITY));
}

function conditionOf(object: PlainObject, type: string): PlainObject | undefined {
  return objectsAt(object, 'status', 'conditions').find((condition) => textAt(condition, 'type') === type);
}

function trueSince(object: PlainObject, type: string): InstantRange | null {
  const condition = conditionOf(object, type);
  return textAt(condition, 'status') === 'True' ? timeAt(condition, 'lastTransitionTime') : null;
}

function readyCondition(object: PlainObject): InstantRange | null {
  return trueSince(object, 'Ready');
}

/** The start of the last container to start; null until all of them run. */
function startOf(object: PlainObject): InstantRange | null {
  const containers = objectsAt(object, 'status', 'containerStatuses');
  const expected = objectsAt(object, 'spec', 'containers').length;
  const starts = containers.map((container) => timeAt(container, 'state', 'running', 'startedAt'));
  if (starts.length === 0 || starts.length < expected) return null;
  return starts.reduce((last, start) =>
    last === null || start === null ? null : start.earliestMs > last.earliestMs ? start : last,
  );
}

/** The stamp of the deletion is when the grace period ends, not when it was asked for. */
function deletionOf(object: PlainObject): InstantRange | null {
  const until = timeAt(object, 'metadata', 'deletionTimestamp');
  if (until === null) return null;
  const graceMs = (countAt(object, 'metadata', 'deletionGracePeriodSeconds') ?? 0) * 1000;
  return { earliestMs: until.earliestMs - graceMs, latestMs: until.latestMs - graceMs };
}

function restartsOf(object: PlainObject): number {
  return objectsAt(object, 'status', 'containerStatuses').reduce(
    (sum, container) => sum + (countAt(container, 'restartCount') ?? 0),
    0,
  );
}

/** As `kubectl get pods` words it in its STATUS column, for what matters here. */
function phaseOf(object: PlainObject): string {
  if (valueAt(object, 'metadata', 'deletionTimestamp') !== undefined) return 'Terminating';
  return waitingOf(object)?.reason ?? textAt(object, 'status', 'phase') ?? 'Unknown';
}

function waitingOf(object: PlainObject): { readonly reason: string; readonly message: string | null } | null {
  for (const container of objectsAt(object, 'status', 'containerStatuses')) {
    const waiting = objectAt(container, 'state', 'waiting');
    const terminated = objectAt(container, 'state', 'terminated');
    const reason = textAt(waiting, 'reason') ?? textAt(terminated, 'reason');
    if (reason !== null)
      return { reason, message: textAt(waiting, 'message') ?? textAt(terminated, 'message') };
  }
  return null;
}

/** Starting containers wait, too; that is no reason to be told. */
const ORDINARY = new Set(['ContainerCreating', 'PodInitializing', 'Completed']);

function reasonOf(object: PlainObject): string | null {
  const waiting = waitingOf(object);
  if (waiting !== null && !ORDINARY.has(waiting.reason)) return worded(waiting.reason, waiting.message);
  const scheduled = conditionOf(object, 'PodScheduled');
  if (textAt(scheduled, 'status') !== 'False') return null;
  return worded(textAt(scheduled, 'reason') ?? 'Unschedulable', textAt(scheduled, 'message'));
}

function worded(reason: string, message: string | null): string {
  return message === null ? reason : `${reason}: ${message}`;
}
