import type { ClusterEvent, InstantRange } from '../../model/scaling.ts';
import { countAt, type PlainObject, textAt, timeAt } from './fields.ts';
import type { Observation } from './observation.ts';
import { type ClusterClock, stampedAt } from './occurrences.ts';

interface SeenEvent {
  readonly object: PlainObject;
  readonly first: InstantRange;
  readonly last: InstantRange;
  readonly count: number;
  readonly seen: InstantRange | null;
}

/**
 * Events of a cluster. The API puts repetitions of an event into one object with a count: who watches sees each of them, a
 * list only the first and the last.
 */
export class EventHistory {
  readonly #events: SeenEvent[] = [];
  /** By uid: how often it had happened when last seen. */
  readonly #counts = new Map<string, number>();

  /** @returns whether it is an event that says when it happened. */
  observe({ seen, change, object }: Observation): boolean {
    const last =
      timeAt(object, 'series', 'lastObservedTime') ??
      timeAt(object, 'lastTimestamp') ??
      timeAt(object, 'deprecatedLastTimestamp') ??
      timeAt(object, 'eventTime') ??
      timeAt(object, 'metadata', 'creationTimestamp');
    if (last === null) return false;
    // An event that is forgotten after its hour did not happen then.
    if (change === 'deleted') return true;
    const first =
      timeAt(object, 'firstTimestamp') ??
      timeAt(object, 'deprecatedFirstTimestamp') ??
      timeAt(object, 'eventTime') ??
      last;
    const count =
      countAt(object, 'series', 'count') ??
      countAt(object, 'count') ??
      countAt(object, 'deprecatedCount') ??
      1;
    const uid = textAt(object, 'metadata', 'uid') ?? textAt(object, 'metadata', 'name') ?? '';
    const before = this.#counts.get(uid);
    if (before !== undefined && count <= before) return true;
    this.#counts.set(uid, count);
    const repeated = before === undefined ? { first, count } : { first: last, count: count - before };
    this.#events.push({ object, last, seen, ...repeated });
    return true;
  }

  /** The objects that events are about. */
  abouts(): readonly (ClusterEvent['object'] & { readonly namespace: string | null })[] {
    return this.#events.map(({ object }) => ({
      ...aboutOf(object),
      namespace: textAt(object, 'metadata', 'namespace'),
    }));
  }

  /** Those about one of these objects ('Pod/name'), in order of time. */
  finish(clock: ClusterClock, isOurs: (kind: string, name: string) => boolean): readonly ClusterEvent[] {
    return this.#events
      .flatMap((event) => {
        const about = aboutOf(event.object);
        return isOurs(about.kind, about.name) ? [eventOf(event, about, clock)] : [];
      })
      .sort((a, b) => a.at.earliestMs - b.at.earliestMs);
  }
}

function aboutOf(object: PlainObject): ClusterEvent['object'] {
  const key = 'involvedObject' in object ? 'involvedObject' : 'regarding';
  return { kind: textAt(object, key, 'kind') ?? '', name: textAt(object, key, 'name') ?? '' };
}

function eventOf(
  { object, first, last, count, seen }: SeenEvent,
  about: ClusterEvent['object'],
  clock: ClusterClock,
): ClusterEvent {
  const type = textAt(object, 'type');
  const at = stampedAt(last, clock, seen) ?? { ...last, basis: 'cluster-time' };
  return {
    at,
    firstAt: first === last ? at : (stampedAt(first, clock, null) ?? at),
    count,
    type: type === 'Normal' || type === 'Warning' ? type : null,
    reason: textAt(object, 'reason') ?? '',
    object: about,
    message: textAt(object, 'message') ?? textAt(object, 'note') ?? '',
  };
}
