import { SeededRandom } from '../random.ts';
import { type ClusterOptions, NAMES } from './cluster-options.ts';
import { ClusterTime } from './cluster-time.ts';
import type { ClusterObject, Instant, ObjectMeta } from './kubernetes.ts';
import { ObjectStore } from './object-store.ts';

/** What the controllers of one cluster share. */
export class ClusterState {
  readonly options: ClusterOptions;
  readonly time: ClusterTime;
  readonly random: SeededRandom;
  readonly store: ObjectStore;
  readonly replicaSetName: string;

  constructor(options: ClusterOptions) {
    this.options = options;
    this.time = new ClusterTime(options.clock, options.compression);
    this.random = SeededRandom.forPurpose(options.seed, 'cluster');
    this.store = new ObjectStore(() => this.time.nowMs());
    this.replicaSetName = `${NAMES.deployment}-${this.random.letters(9)}`;
  }

  /** A draw from a range of seconds of the cluster. */
  draw([least, most]: readonly [number, number]): number {
    return this.random.between(least, most);
  }

  /** What every object has. */
  meta(name: string, createdMs: Instant, more: Partial<ObjectMeta> = {}): ObjectMeta {
    return {
      name,
      namespace: NAMES.namespace,
      uid: this.#uid(),
      resourceVersion: 0,
      creationTimestamp: createdMs,
      ...more,
    };
  }

  /** Tells of something that happened to an object. What was told before in the same words is counted up. */
  event(
    about: ClusterObject,
    type: 'Normal' | 'Warning',
    reason: string,
    message: string,
    source: string,
  ): void {
    const atMs = this.time.nowMs();
    const { kind, metadata } = about;
    const key = `${kind}/${metadata.name}/${reason}/${message}`;
    const known = this.store.get('Event', this.#eventNames.get(key) ?? '');
    if (known) {
      this.store.put({ ...known, lastTimestamp: atMs, count: known.count + 1 });
      return;
    }
    const name = `${metadata.name}.${this.#hex(16)}`;
    this.#eventNames.set(key, name);
    this.store.put({
      kind: 'Event',
      metadata: this.meta(name, atMs),
      involvedObject: { kind, name: metadata.name, uid: metadata.uid },
      type,
      reason,
      message,
      source,
      host: source === 'kubelet' && about.kind === 'Pod' ? about.spec.nodeName : null,
      firstTimestamp: atMs,
      lastTimestamp: atMs,
      count: 1,
    });
  }

  readonly #eventNames = new Map<string, string>();

  #uid(): string {
    const [a, b, c, d, e] = [8, 4, 3, 3, 12].map((digits) => this.#hex(digits));
    return `${a}-${b}-4${c}-a${d}-${e}`;
  }

  #hex(digits: number): string {
    return Array.from({ length: digits }, () => this.random.below(16).toString(16)).join('');
  }
}
