import type { ClusterObject, Kind } from '../cluster/kubernetes.ts';
import type { Change, ObjectStore } from '../cluster/object-store.ts';

/** A change with what it changed. */
export interface TracedChange extends Change {
  /** Null for what was added. */
  readonly previous: ClusterObject | null;
}

/**
 * What watches of each kind can still be told, as the watch cache of an API server: in bounded memory, beginning when
 * it is made. Metrics have no watch.
 */
export class ChangeHistory {
  readonly #store: ObjectStore;
  readonly #limit: number;
  readonly #latest = new Map<string, ClusterObject>();
  readonly #changes = new Map<Kind, TracedChange[]>();
  /** The last resource version of each kind that was forgotten. */
  readonly #forgotten = new Map<Kind, number>();
  readonly #listeners = new Set<(change: TracedChange) => void>();
  readonly #stop: () => void;
  #floor: number;

  /** @param limit of the changes of one kind. */
  constructor(store: ObjectStore, limit: number) {
    this.#store = store;
    this.#limit = limit;
    this.#floor = store.resourceVersion;
    for (const kind of WATCHED)
      for (const object of store.list(kind)) this.#latest.set(keyOf(object), object);
    this.#stop = store.onChange((change) => this.#note(change));
  }

  /** The oldest resource version after which all changes of a kind are known. */
  oldest(kind: Kind): number {
    return Math.max(this.#floor, this.#forgotten.get(kind) ?? 0);
  }

  /** The changes of a kind after a resource version; null when that is too long ago to tell. */
  since(kind: Kind, resourceVersion: number): readonly TracedChange[] | null {
    if (resourceVersion < this.oldest(kind)) return null;
    return (this.#changes.get(kind) ?? []).filter((change) => change.resourceVersion > resourceVersion);
  }

  /** Calls the listener with every change from now on. The function that comes back ends that. */
  onChange(listener: (change: TracedChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** As if all changes until now had been too many to remember. */
  forget(): void {
    this.#changes.clear();
    this.#floor = this.#store.resourceVersion;
  }

  /** Looks at the cluster no more. */
  close(): void {
    this.#stop();
    this.#listeners.clear();
  }

  #note(change: Change): void {
    const { object, type } = change;
    if (object.kind === 'PodMetrics') return;
    const key = keyOf(object);
    const traced = { ...change, previous: this.#latest.get(key) ?? null };
    if (type === 'DELETED') this.#latest.delete(key);
    else this.#latest.set(key, object);
    this.#remember(traced);
    for (const listener of this.#listeners) listener(traced);
  }

  #remember(change: TracedChange): void {
    const { kind } = change.object;
    const changes = this.#changes.get(kind) ?? [];
    this.#changes.set(kind, changes);
    changes.push(change);
    if (changes.length < 2 * this.#limit) return;
    const dropped = changes.splice(0, changes.length - this.#limit);
    this.#forgotten.set(kind, dropped.at(-1)?.resourceVersion ?? 0);
  }
}

const WATCHED = [
  'Deployment',
  'ReplicaSet',
  'Pod',
  'HorizontalPodAutoscaler',
  'Event',
  'EndpointSlice',
] as const;

function keyOf({ kind, metadata }: ClusterObject): string {
  return `${kind}/${metadata.name}`;
}
