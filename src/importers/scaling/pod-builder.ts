import { detachedText } from '../../decode/detached-text.ts';
import type { Occurrence, PodRecord } from '../../model/scaling.ts';
import { moreExact } from './occurrence.ts';

/** More pods than this are only counted. */
const MOST_PODS = 1000;

/** The instants of a pod's life. */
export type PodPhase = 'created' | 'scheduled' | 'started' | 'ready' | 'inEndpoints' | 'deleted' | 'gone';

/** One pod while a log is read. */
export type PodDraft = { -readonly [Key in keyof PodRecord]: PodRecord[Key] };

/** Collects the pods of a log by name, at most 1,000 of them. */
export class PodsBuilder {
  readonly #pods = new Map<string, PodDraft>();
  readonly #left = new Set<string>();
  #isLeftFull = false;

  /** The pod of this name, made when it is new; null when there are too many already. */
  pod(name: string): PodDraft | null {
    const known = this.#pods.get(name);
    if (known !== undefined) return known;
    if (this.#pods.size >= MOST_PODS) {
      if (this.#left.size < MOST_PODS * 10) this.#left.add(detachedText(name));
      else this.#isLeftFull = true;
      return null;
    }
    const pod = newPod(detachedText(name));
    this.#pods.set(pod.name, pod);
    return pod;
  }

  known(name: string): PodDraft | undefined {
    return this.#pods.get(name);
  }

  get size(): number {
    return this.#pods.size;
  }

  /** Pods beyond those that are kept, in words ('312', 'more than 10000'); null when all are kept. */
  get leftOut(): string | null {
    if (this.#left.size === 0) return null;
    return this.#isLeftFull ? `more than ${this.#left.size}` : String(this.#left.size);
  }

  [Symbol.iterator](): IterableIterator<PodDraft> {
    return this.#pods.values();
  }

  records(): readonly PodRecord[] {
    return inOrderOfCreation([...this.#pods.values()]);
  }
}

/** Notes when a phase of a pod was reached; of two statements the more exact one stays. */
export function occur(pod: PodDraft, phase: PodPhase, at: Occurrence): void {
  pod[phase] = moreExact(pod[phase], at);
}

/** In order of creation, those of unknown creation first. */
export function inOrderOfCreation(pods: readonly PodRecord[]): readonly PodRecord[] {
  const bornMs = ({ created }: PodRecord) => created?.earliestMs ?? Number.NEGATIVE_INFINITY;
  return [...pods].sort((a, b) => {
    const [bornA, bornB] = [bornMs(a), bornMs(b)];
    return bornA === bornB ? (a.name < b.name ? -1 : 1) : bornA < bornB ? -1 : 1;
  });
}

/** A pod of which nothing is known yet. */
export function newPod(name: string): PodDraft {
  return {
    name,
    node: null,
    created: null,
    scheduled: null,
    started: null,
    ready: null,
    inEndpoints: null,
    deleted: null,
    gone: null,
    wasThere: false,
    phase: '',
    isReady: false,
    lastSeenMs: 0,
    restarts: 0,
    reason: null,
  };
}
