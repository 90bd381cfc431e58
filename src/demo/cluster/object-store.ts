import type { ClusterObject, Instant, Kind, ObjectMeta } from './kubernetes.ts';

/** One step of the cluster's state, as a watch tells it. */
export interface Change {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly atMs: Instant;
  /** Rises by one with every change, over all kinds. */
  readonly resourceVersion: number;
  readonly object: ClusterObject;
}

export type ChangeListener = (change: Change) => void;

type OfKind<K extends Kind> = Extract<ClusterObject, { readonly kind: K }>;

/** What a listener that was away can still be told. */
const HISTORY = 10_000;

/** The state of the cluster: objects by kind and name, and the stream of their changes. */
export class ObjectStore {
  readonly #now: () => Instant;
  readonly #objects = new Map<Kind, Map<string, ClusterObject>>();
  readonly #listeners = new Set<ChangeListener>();
  #history: Change[] = [];
  #version = 0;

  constructor(now: () => Instant) {
    this.#now = now;
  }

  /** Of the last change; 0 before the first. */
  get resourceVersion(): number {
    return this.#version;
  }

  get<K extends Kind>(kind: K, name: string): OfKind<K> | null {
    return (this.#objects.get(kind)?.get(name) as OfKind<K> | undefined) ?? null;
  }

  /** In the order in which they were added. */
  list<K extends Kind>(kind: K): readonly OfKind<K>[] {
    return [...(this.#objects.get(kind)?.values() ?? [])] as OfKind<K>[];
  }

  /** Adds it or replaces the one of its name. Its resource version is set here. */
  put<O extends ClusterObject>(object: O): O {
    const ofKind = this.#objects.get(object.kind) ?? new Map<string, ClusterObject>();
    this.#objects.set(object.kind, ofKind);
    const type = ofKind.has(object.metadata.name) ? 'MODIFIED' : 'ADDED';
    const stored = this.#stamped(object);
    ofKind.set(object.metadata.name, stored);
    this.#tell(type, stored);
    return stored;
  }

  remove(kind: Kind, name: string): void {
    const object = this.#objects.get(kind)?.get(name);
    if (object === undefined) return;
    this.#objects.get(kind)?.delete(name);
    this.#tell('DELETED', this.#stamped(object));
  }

  /** Calls the listener with every change from now on, in order. The function that comes back ends that. */
  onChange(listener: ChangeListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The changes after a resource version; null when it is too long ago to tell ("410 Gone" there). */
  changesSince(resourceVersion: number): readonly Change[] | null {
    const oldest = this.#history[0]?.resourceVersion ?? this.#version + 1;
    if (resourceVersion < oldest - 1) return null;
    return this.#history.filter((change) => change.resourceVersion > resourceVersion);
  }

  #stamped<O extends ClusterObject>(object: O): O {
    this.#version += 1;
    const metadata: ObjectMeta = { ...object.metadata, resourceVersion: this.#version };
    return { ...object, metadata };
  }

  #tell(type: Change['type'], object: ClusterObject): void {
    const change = { type, atMs: this.#now(), resourceVersion: this.#version, object };
    this.#history.push(change);
    if (this.#history.length >= 2 * HISTORY) this.#history = this.#history.slice(-HISTORY);
    for (const listener of this.#listeners) listener(change);
  }
}
