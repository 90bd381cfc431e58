import type { ClusterObjectEvent } from '../../model/event.ts';
import { type Fields, textAt } from './fields.ts';
import { trimmed } from './trimmed.ts';

interface Known {
  readonly object: Fields;
  readonly content: string;
  readonly uid: string;
}

/** What the items of a list are; they do not say so themselves. */
export interface ListKind {
  /** 'apps/v1' */
  readonly apiVersion: string;
  /** 'Deployment' */
  readonly kind: string;
}

/** What a watch says of an object. */
export type SeenChange = 'added' | 'modified' | 'deleted';

/** The objects of one resource as they were seen last; tells what is new about one that comes. */
export class KnownObjects {
  readonly #known = new Map<string, Known>();

  get size(): number {
    return this.#known.size;
  }

  /** The resource version by which an object is known; '' when it is not. */
  versionOf(name: string): string {
    return textAt(this.#known.get(name)?.object, 'metadata', 'resourceVersion');
  }

  /** Whether an object of this name was seen and is not gone. */
  has(name: string): boolean {
    return this.#known.has(name);
  }

  /**
   * The lines to record of a change; none when nothing changed that is recorded.
   *
   * @param unchangedMs set where the change may have been at any time since then, Unix epoch ms: then it counts as listed,
   *   and what was before is recorded as seen at that time, so that a reader knows between which instants it was.
   */
  seen(
    value: unknown,
    change: SeenChange | 'listed',
    { apiVersion, kind }: ListKind,
    receivedMs: number,
    unchangedMs: number | null = null,
  ): readonly ClusterObjectEvent[] {
    const { object, content } = trimmed(value, apiVersion, kind);
    const name = textAt(object, 'metadata', 'name');
    const before = this.#known.get(name);
    if (change === 'deleted') this.#known.delete(name);
    else this.#known.set(name, { object, content, uid: textAt(object, 'metadata', 'uid') });
    if (change !== 'deleted' && before?.content === content) return [];
    const isLate = unchangedMs !== null && change !== 'deleted';
    const now: ClusterObjectEvent = {
      type: 'cluster-object',
      receivedMs,
      change: isLate ? 'listed' : change,
      object,
    };
    if (!isLate || before === undefined) return [now];
    return [
      { type: 'cluster-object', receivedMs: unchangedMs, change: 'listed', object: before.object },
      now,
    ];
  }

  /**
   * The lines to record after a list was read again: what is new or changed, and what is gone. Of those that are gone the
   * last that was seen of them is recorded.
   */
  listed(
    values: readonly unknown[],
    list: ListKind,
    receivedMs: number,
    unchangedMs: number | null = null,
  ): readonly ClusterObjectEvent[] {
    const events: ClusterObjectEvent[] = [];
    const present = new Set<string>();
    for (const value of values) {
      const name = textAt(value, 'metadata', 'name');
      present.add(name);
      const before = this.#known.get(name);
      // Another object of the same name: the one before is gone.
      if (before !== undefined && before.uid !== textAt(value, 'metadata', 'uid')) {
        events.push(gone(before, receivedMs));
      }
      events.push(...this.seen(value, 'listed', list, receivedMs, unchangedMs));
    }
    for (const [name, known] of this.#known) {
      if (present.has(name)) continue;
      this.#known.delete(name);
      events.push(gone(known, receivedMs));
    }
    return events;
  }
}

function gone({ object }: Known, receivedMs: number): ClusterObjectEvent {
  return { type: 'cluster-object', receivedMs, change: 'deleted', object };
}
