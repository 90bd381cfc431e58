import type { InstantRange, Occurrence } from '../../model/scaling.ts';

/**
 * How long a watch may take to tell of a change, in ms. The API server sends changes as it stores them; a second allows for
 * a busy server and a slow network.
 */
const WATCH_DELAY_MS = 1000;

/** The cluster's clock minus the observer's is within offsetMs ± uncertaintyMs. */
export interface ClusterClock {
  readonly offsetMs: number;
  readonly uncertaintyMs: number;
}

/** A change that a watch told of at `seen`. */
export function watchedAt(seen: InstantRange): Occurrence {
  return { earliestMs: seen.earliestMs - WATCH_DELAY_MS, latestMs: seen.latestMs, basis: 'watched' };
}

/** A change between two looks. */
export function polledBetween(beforeMs: number, seen: InstantRange): Occurrence {
  return { earliestMs: Math.min(beforeMs, seen.earliestMs), latestMs: seen.latestMs, basis: 'polled' };
}

/**
 * What the cluster stamped, on the observer's clock. Nothing is seen before it happens, so `seen` bounds it where the two
 * clocks agree; where they contradict each other the stamp stands.
 */
export function stampedAt(
  stamp: InstantRange | null,
  { offsetMs, uncertaintyMs }: ClusterClock,
  seen: InstantRange | null,
): Occurrence | null {
  if (stamp === null) return null;
  const earliestMs = stamp.earliestMs - offsetMs - uncertaintyMs;
  const latestMs = stamp.latestMs - offsetMs + uncertaintyMs;
  const isBounding = seen !== null && seen.latestMs >= earliestMs && seen.latestMs < latestMs;
  return { earliestMs, latestMs: isBounding ? seen.latestMs : latestMs, basis: 'cluster-time' };
}

/** What two sources say of one thing: what both allow; of two that contradict each other the closer one. */
export function tighter(a: Occurrence | null, b: Occurrence | null): Occurrence | null {
  if (a === null || b === null) return a ?? b;
  const closer = a.latestMs - a.earliestMs <= b.latestMs - b.earliestMs ? a : b;
  const earliestMs = Math.max(a.earliestMs, b.earliestMs);
  const latestMs = Math.min(a.latestMs, b.latestMs);
  return earliestMs <= latestMs ? { earliestMs, latestMs, basis: closer.basis } : closer;
}
