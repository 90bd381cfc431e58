import type { ClusterObjectEvent } from '../../model/event.ts';
import { type Fields, textAt } from './fields.ts';
import { trimmed } from './trimmed.ts';

interface Known {
  readonly object: Fields;
  readonly content: string;
  readonly uid: string;
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

  /** The line to record of a change; null when nothing changed that is recorded. */
  seen(
    value: unknown,
    change: SeenChange | 'listed',
    apiVersion: string,
    kind: string,
    receivedMs: number,
  ): ClusterObjectEvent | null {
    const { object, content } = trimmed(value, apiVersion, kind);
    const name = textAt(object, 'metadata', 'name');
    const before = this.#known.get(name);
    if (change === 'deleted') this.#known.delete(name);
    else this.#known.set(name, { object, content, uid: textAt(object, 'metadata', 'uid') });
    if (change !== 'deleted' && before?.content === content) return null;
    return { type: 'cluster-object', receivedMs, change, object };
  }

  /**
   * The lines to record after a list was read again: what is new or changed, and what is gone. Of those that are gone the
   * last that was seen of them is recorded.
   */
  listed(
    values: readonly unknown[],
    apiVersion: string,
    kind: string,
    receivedMs: number,
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
      const event = this.seen(value, 'listed', apiVersion, kind, receivedMs);
      if (event !== null) events.push(event);
    }
    for (const [name, known] of this.#known) {
      if (present.has(name)) continue;
      this.#known.delete(name);
      events.push(gone(known, receivedMs));
    }
    return events;
  }

  clear(): void {
    this.#known.clear();
  }
}

function gone({ object }: Known, receivedMs: number): ClusterObjectEvent {
  return { type: 'cluster-object', receivedMs, change: 'deleted', object };
}
