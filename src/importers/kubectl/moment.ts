import type { InstantRange, Occurrence } from '../../model/scaling.ts';

/**
 * How long a watch may take to tell of a change, in ms: the API server sends changes as it stores them; a second allows for a
 * busy server and a slow network.
 */
const WATCH_DELAY_MS = 1000;

/** When a line was printed. */
export interface Moment {
  readonly at: InstantRange;
  /** The line has its own time; else it is that of the round it belongs to, noted before the command ran. */
  readonly isOwn: boolean;
}

/** What a watch told of at that time happened a little before. */
export function toldAt({ earliestMs, latestMs }: InstantRange): Occurrence {
  return { earliestMs: earliestMs - WATCH_DELAY_MS, latestMs, basis: 'watched' };
}
