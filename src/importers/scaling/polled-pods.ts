import { detachedText } from '../../decode/detached-text.ts';
import type { InstantRange, Occurrence, PodRecord } from '../../model/scaling.ts';
import { type Age, createdBy } from './age.ts';
import { intersect, widthMs } from './occurrence.ts';
import { type PodDraft, PodsBuilder } from './pod-builder.ts';

/** A pod as a list shows it. */
export interface ListedPod {
  readonly name: string;
  /** 'Running', 'Pending', 'ContainerCreating', 'Terminating', 'CrashLoopBackOff', … */
  readonly status: string;
  readonly node: string | null;
  readonly age: Age | null;
  /** Null: the list does not tell. */
  readonly isReady: boolean | null;
  readonly restarts: number;
}

/** Of pods that were there before, an age in minutes says too little to be kept. */
const WIDEST_FIRST_CREATION_MS = 30_000;

/** States of a pod that may have no node yet. */
const PERHAPS_UNPLACED = new Set(['Pending', 'SchedulingGated', 'Terminating', 'Unknown']);

/**
 * Follows pods through lists that are read again and again: what differs between two lists happened between them. A watch
 * may tell of changes after a list.
 */
export class PolledPods {
  readonly #pods = new PodsBuilder();
  readonly #listed = new Set<PodDraft>();
  /** Those that ran already in the first list. */
  readonly #ranBefore = new Set<PodDraft>();
  /** Those that had a node already in the first list, though it does not show it. */
  readonly #placedBefore = new Set<PodDraft>();
  #lastReadMs: number | null = null;

  get leftOut(): string | null {
    return this.#pods.leftOut;
  }

  /** Those of the last list. */
  get listed(): ReadonlySet<PodDraft> {
    return this.#listed;
  }

  /** A whole list. */
  add(read: InstantRange, list: readonly ListedPod[]): void {
    const between: Occurrence = {
      earliestMs: Math.min(this.#lastReadMs ?? read.earliestMs, read.earliestMs),
      latestMs: read.latestMs,
      basis: 'polled',
    };
    const isFirst = this.#lastReadMs === null;
    const before = [...this.#listed];
    this.#listed.clear();
    for (const entry of list) {
      const pod = this.#pods.pod(entry.name);
      if (pod === null) continue;
      this.#listed.add(pod);
      this.#see(pod, entry, between, read, isFirst);
    }
    for (const pod of before) if (!this.#listed.has(pod)) leave(pod, between);
    this.#lastReadMs = read.earliestMs;
  }

  /**
   * A watch told of a change of one pod.
   *
   * @param seen when the line was printed.
   * @param changed when it changed: a little before.
   */
  watched(seen: InstantRange, changed: Occurrence, entry: ListedPod, isGone: boolean): void {
    const pod = this.#pods.pod(entry.name);
    this.#lastReadMs = Math.max(this.#lastReadMs ?? changed.earliestMs, changed.earliestMs);
    if (pod === null) return;
    this.#see(pod, entry, changed, seen, false);
    if (!isGone) {
      this.#listed.add(pod);
      return;
    }
    this.#listed.delete(pod);
    leave(pod, changed);
  }

  records(): readonly PodRecord[] {
    return this.#pods.records();
  }

  #see(pod: PodDraft, entry: ListedPod, between: Occurrence, read: InstantRange, isFirst: boolean): void {
    const isNew = pod.phase === '';
    if (isNew && isFirst) comeBefore(pod, entry, read);
    else if (isNew) pod.created = bornBetween(entry, between, read);
    const cameBefore = isNew && isFirst;
    const isRunning = entry.status === 'Running';
    if (cameBefore && isRunning) this.#ranBefore.add(pod);
    if (pod.node === null && entry.node !== null) {
      pod.node = detachedText(entry.node);
      if (!cameBefore) pod.scheduled ??= since(pod, between);
    } else if (pod.node === null && !this.#placedBefore.has(pod) && !PERHAPS_UNPLACED.has(entry.status)) {
      // Not told where, but it must have a node: it came to it some time since it was created.
      if (cameBefore) this.#placedBefore.add(pod);
      else pod.scheduled ??= { ...between, earliestMs: pod.created?.earliestMs ?? between.earliestMs };
    }
    if (isRunning && !this.#ranBefore.has(pod)) pod.started ??= since(pod, between);
    if (entry.status === 'Terminating' && !cameBefore) pod.deleted ??= between;
    if (entry.isReady === true && !pod.wasThere) pod.ready ??= since(pod, between);
    if (entry.isReady !== null) pod.isReady = entry.isReady;
    if (pod.phase !== entry.status) pod.phase = detachedText(entry.status);
    pod.lastSeenMs = read.latestMs;
    pod.restarts = Math.max(pod.restarts, entry.restarts);
  }
}

/** It was there when the record began. */
function comeBefore(pod: PodDraft, entry: ListedPod, read: InstantRange): void {
  pod.wasThere = entry.isReady === true;
  if (entry.age === null) return;
  const created = createdBy(entry.age, read);
  if (widthMs(created) <= WIDEST_FIRST_CREATION_MS) pod.created = { ...created, basis: 'polled' };
}

function bornBetween(entry: ListedPod, between: Occurrence, read: InstantRange): Occurrence {
  return entry.age === null ? between : intersect(between, createdBy(entry.age, read));
}

/** Nothing of a pod is before its creation. */
function since(pod: PodDraft, between: Occurrence): Occurrence {
  const bornMs = pod.created?.earliestMs ?? between.earliestMs;
  return { ...between, earliestMs: Math.min(Math.max(between.earliestMs, bornMs), between.latestMs) };
}

function leave(pod: PodDraft, between: Occurrence): void {
  if (pod.gone === null) pod.gone = between;
  // Told to end and ended between two lists.
  if (pod.deleted === null) pod.deleted = between;
  pod.isReady = false;
}
