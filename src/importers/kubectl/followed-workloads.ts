import { detachedText } from '../../decode/detached-text.ts';
import type { InstantRange } from '../../model/scaling.ts';
import { LevelBuilder } from '../scaling/level-builder.ts';
import { emptyPart, type ScalingPart } from '../scaling/scaling-importer.ts';
import { type Follower, ListOrWatch } from './list-or-watch.ts';
import { toldAt } from './moment.ts';
import { ObservedSpan } from './observed-span.ts';
import type { WorkloadRow } from './rows.ts';

const MOST_WORKLOADS = 50;

interface Counts {
  readonly desired: LevelBuilder;
  readonly ready: LevelBuilder;
  readonly available: LevelBuilder;
}

/** Follows the counts of `kubectl get deployments` or `statefulsets`. */
export class FollowedWorkloads implements Follower<WorkloadRow> {
  readonly stream = new ListOrWatch<WorkloadRow>(this, ({ name }) => name);
  readonly #kind: string;
  readonly #source: string;
  readonly #workloads = new Map<string, Counts>();
  readonly #observed = new ObservedSpan();

  /** @param kind 'Deployment'; @param table as kubectl calls it. */
  constructor(kind: string, table: string) {
    this.#kind = kind;
    this.#source = `kubectl get ${table}`;
  }

  list(read: InstantRange, rows: readonly WorkloadRow[]): void {
    this.#observed.extend(read);
    for (const { name, desired, ready, available } of rows) {
      const counts = this.#countsOf(name);
      counts?.desired.polled(read, desired);
      counts?.ready.polled(read, ready);
      if (available !== null) counts?.available.polled(read, available);
    }
  }

  change(seen: InstantRange, { name, desired, ready, available }: WorkloadRow, isGone: boolean): void {
    this.#observed.extend(seen);
    const at = toldAt(seen);
    const counts = this.#countsOf(name);
    counts?.desired.changed(at, isGone ? 0 : desired);
    counts?.ready.changed(at, isGone ? 0 : ready);
    if (available !== null) counts?.available.changed(at, isGone ? 0 : available);
  }

  undated(): void {
    // Counts without a time tell nothing.
  }

  parts(usesZone: boolean): readonly ScalingPart[] {
    const observed = this.#observed.span;
    const source = this.stream.hasWatched ? `${this.#source} --watch` : this.#source;
    return [...this.#workloads].map(([workload, { desired, ready, available }]) => {
      // A watch prints what changes: until its last line all else stayed.
      for (const levels of [desired, ready, available]) levels.seen(observed?.toMs ?? 0);
      return {
        ...emptyPart(source),
        workload,
        kind: this.#kind,
        observed,
        gaps: this.stream.gaps(),
        replicas: [
          ...desired.series('desired', source),
          ...ready.series('ready', source),
          ...available.series('available', source),
        ],
        usesZone,
      };
    });
  }

  #countsOf(name: string): Counts | null {
    const known = this.#workloads.get(name);
    if (known !== undefined || this.#workloads.size >= MOST_WORKLOADS) return known ?? null;
    const counts = { desired: new LevelBuilder(), ready: new LevelBuilder(), available: new LevelBuilder() };
    this.#workloads.set(detachedText(name), counts);
    return counts;
  }
}
