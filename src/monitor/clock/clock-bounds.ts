import type { ServerTime } from '../api/kubernetes-api.ts';

/** Between which values the cluster's clock minus ours is, in ms. */
export interface ClockBounds {
  readonly leastMs: number;
  readonly mostMs: number;
}

/**
 * What one look at the server's clock says: it showed `dateMs` cut to whole seconds, at some time between our sending and
 * our receiving.
 */
export function boundsOfLook({ dateMs, sentMs, receivedMs }: ServerTime): ClockBounds {
  return { leastMs: dateMs - receivedMs, mostMs: dateMs + 1000 - sentMs };
}

/** What both allow; the later one where they contradict each other: then a clock was set, or runs away. */
export function narrowed(before: ClockBounds | null, now: ClockBounds): ClockBounds {
  if (before === null) return now;
  const leastMs = Math.max(before.leastMs, now.leastMs);
  const mostMs = Math.min(before.mostMs, now.mostMs);
  return leastMs <= mostMs ? { leastMs, mostMs } : now;
}

/**
 * How long to wait until a look tells most: when the server's clock, by the middle of what is possible, goes over to its next
 * second. Whether it has then done so halves the bounds.
 *
 * @param leadMs how long a request takes to get there.
 */
export function untilTellingLook({ leastMs, mostMs }: ClockBounds, nowMs: number, leadMs: number): number {
  const served = nowMs + leadMs + (leastMs + mostMs) / 2;
  return 1000 - (((served % 1000) + 1000) % 1000);
}
