import type { InstantRange } from '../../../model/scaling.ts';
import { occur, type PodDraft } from '../pod-builder.ts';

/** Two polling intervals: more is not worth a phase of its own. */
const WIDEST_MS = 30_000;

/**
 * The monitor's list of pods does not say which are ready; its count of ready replicas does for all when it equals the
 * number of pods, and for the others when it equals the number of those known to be ready.
 */
export class PodReadiness {
  readonly #ready = new Set<PodDraft>();
  /** When a pod was known last not to be ready. */
  readonly #unreadyMs = new Map<PodDraft, number>();
  #isFirst = true;

  /**
   * @param read of the count.
   * @param listed the pods listed next.
   */
  add(read: InstantRange, readyCount: number, listed: ReadonlySet<PodDraft>): void {
    const active = [...listed].filter(({ phase, deleted }) => phase !== 'Terminating' && deleted === null);
    for (const pod of this.#ready) if (!active.includes(pod)) this.#ready.delete(pod);
    const running = active.filter(({ phase }) => phase === 'Running');
    if (readyCount === running.length && running.length > 0)
      for (const pod of running) this.#become(pod, read);
    else if (readyCount === this.#ready.size) {
      for (const pod of active) if (!this.#ready.has(pod)) this.#unreadyMs.set(pod, read.earliestMs);
    }
    this.#isFirst = false;
  }

  #become(pod: PodDraft, read: InstantRange): void {
    if (this.#ready.has(pod)) return;
    this.#ready.add(pod);
    pod.isReady = true;
    if (this.#isFirst) {
      pod.wasThere = true;
      return;
    }
    const fromMs = Math.max(
      this.#unreadyMs.get(pod) ?? Number.NEGATIVE_INFINITY,
      pod.started?.earliestMs ?? pod.created?.earliestMs ?? Number.NEGATIVE_INFINITY,
    );
    this.#unreadyMs.delete(pod);
    if (fromMs === Number.NEGATIVE_INFINITY) return;
    const earliestMs = Math.min(fromMs, read.latestMs);
    // Of pods that became ready one by one, which was first is not told: too little is known then.
    if (read.latestMs - earliestMs > WIDEST_MS) return;
    occur(pod, 'ready', { earliestMs, latestMs: read.latestMs, basis: 'polled' });
  }
}
