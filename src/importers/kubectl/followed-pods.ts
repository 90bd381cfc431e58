import { detachedText } from '../../decode/detached-text.ts';
import type { InstantRange } from '../../model/scaling.ts';
import { workloadOfPod } from '../scaling/group-parts.ts';
import { LevelBuilder } from '../scaling/level-builder.ts';
import { type ListedPod, PolledPods } from '../scaling/polled-pods.ts';
import { emptyPart, type ScalingPart } from '../scaling/scaling-importer.ts';
import { type Follower, ListOrWatch } from './list-or-watch.ts';
import { toldAt } from './moment.ts';
import { ObservedSpan } from './observed-span.ts';

const MOST_WORKLOADS = 50;
/** Of pods that a watch told of; those that ended are forgotten then. */
const MOST_COUNTED = 20_000;
/** Pods that are over, or are told to end, are none of their workload's replicas. */
const OVER = new Set(['Terminating', 'Completed', 'Succeeded', 'Failed', 'Evicted']);

type Standing = 'over' | 'unready' | 'ready';

/** The pods of one workload. */
class PodsOfWorkload {
  readonly kind: string;
  readonly pods = new PolledPods();
  readonly created = new LevelBuilder();
  readonly ready = new LevelBuilder();
  readonly #standings = new Map<string, Standing>();
  #createdNow = 0;
  #readyNow = 0;

  constructor(kind: string) {
    this.kind = kind;
  }

  list(read: InstantRange, rows: readonly ListedPod[]): void {
    this.pods.add(read, rows);
    this.#standings.clear();
    this.#createdNow = 0;
    this.#readyNow = 0;
    for (const row of rows) this.#stand(row.name, standingOf(row));
    this.created.polled(read, this.#createdNow);
    this.ready.polled(read, this.#readyNow);
  }

  change(seen: InstantRange, row: ListedPod, isGone: boolean): void {
    const at = toldAt(seen);
    this.pods.watched(seen, at, row, isGone);
    this.#stand(row.name, isGone ? 'over' : standingOf(row));
    this.created.changed(at, this.#createdNow);
    this.ready.changed(at, this.#readyNow);
  }

  #stand(name: string, standing: Standing): void {
    const before = this.#standings.get(name) ?? 'over';
    if (before === standing) return;
    this.#createdNow += (standing === 'over' ? 0 : 1) - (before === 'over' ? 0 : 1);
    this.#readyNow += (standing === 'ready' ? 1 : 0) - (before === 'ready' ? 1 : 0);
    if (standing === 'over') this.#standings.delete(name);
    else if (this.#standings.size < MOST_COUNTED) this.#standings.set(detachedText(name), standing);
  }
}

/** Follows the pods of `kubectl get pods`. */
export class FollowedPods implements Follower<ListedPod> {
  readonly stream = new ListOrWatch<ListedPod>(this, ({ name }) => name);
  readonly #workloads = new Map<string, PodsOfWorkload>();
  readonly #observed = new ObservedSpan();
  #lastList: InstantRange | null = null;

  list(read: InstantRange, rows: readonly ListedPod[]): void {
    this.#observed.extend(read);
    const byWorkload = new Map<string, ListedPod[]>();
    for (const row of rows) {
      const { workload } = workloadOfPod(row.name);
      const list = byWorkload.get(workload) ?? [];
      byWorkload.set(workload, list);
      list.push(row);
      this.#workloadOf(row.name);
    }
    for (const [name, workload] of this.#workloads) workload.list(read, byWorkload.get(name) ?? []);
    this.#lastList = read;
  }

  change(seen: InstantRange, row: ListedPod, isGone: boolean): void {
    this.#observed.extend(seen);
    this.#workloadOf(row.name)?.change(seen, row, isGone);
  }

  undated(): void {
    // States without a time tell nothing.
  }

  /** Pods beyond those that are kept, in words; null when all are. */
  get leftOut(): string | null {
    return [...this.#workloads.values()].find(({ pods }) => pods.leftOut !== null)?.pods.leftOut ?? null;
  }

  parts(usesZone: boolean): readonly ScalingPart[] {
    const observed = this.#observed.span;
    const source = this.stream.hasWatched ? 'kubectl get pods --watch' : 'kubectl get pods';
    return [...this.#workloads].map(([workload, { kind, pods, created, ready }]) => {
      for (const levels of [created, ready]) levels.seen(observed?.toMs ?? 0);
      return {
        ...emptyPart(source),
        workload,
        kind,
        observed,
        gaps: this.stream.gaps(),
        replicas: [...created.series('created', source), ...ready.series('ready', source)],
        pods: pods.records(),
        usesZone,
      };
    });
  }

  #workloadOf(pod: string): PodsOfWorkload | null {
    const { workload, kind } = workloadOfPod(pod);
    const known = this.#workloads.get(workload);
    if (known !== undefined || this.#workloads.size >= MOST_WORKLOADS) return known ?? null;
    const made = new PodsOfWorkload(kind);
    // In the last list it had no pod.
    if (this.#lastList !== null) made.list(this.#lastList, []);
    this.#workloads.set(detachedText(workload), made);
    return made;
  }
}

function standingOf({ status, isReady }: ListedPod): Standing {
  if (OVER.has(status)) return 'over';
  return isReady === true ? 'ready' : 'unready';
}
