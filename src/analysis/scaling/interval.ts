import type { InstantRange, Occurrence } from '../../model/scaling.ts';
import type { DurationRange } from '../../model/scaling-analysis.ts';

/**
 * How long it took from one instant to another, each known to lie in a range: [max(0, b1 − a2), b2 − a1] (docs/scaling.md, "Ranges").
 *
 * @param uncertaintyMs how far the two clocks may be apart, where the instants are of two.
 * @returns null when the second must have come before the first, which only a clock that is off can do.
 */
export function elapsed(from: InstantRange, to: InstantRange, uncertaintyMs = 0): DurationRange | null {
  const mostMs = to.latestMs - from.earliestMs + uncertaintyMs;
  if (mostMs < 0) return null;
  return { leastMs: Math.max(0, to.earliestMs - from.latestMs - uncertaintyMs), mostMs };
}

/** It was not over at `untilMs`. */
export function elapsedAtLeast(from: InstantRange, untilMs: number, uncertaintyMs = 0): DurationRange {
  return { leastMs: Math.max(0, untilMs - from.latestMs - uncertaintyMs), mostMs: null };
}

/** What both say; null where they exclude each other. The basis is that of the narrower. */
export function intersection(a: Occurrence, b: Occurrence): Occurrence | null {
  const earliestMs = Math.max(a.earliestMs, b.earliestMs);
  const latestMs = Math.min(a.latestMs, b.latestMs);
  return earliestMs > latestMs ? null : { earliestMs, latestMs, basis: narrower(a, b).basis };
}

/** The one that is known more exactly; the first of two alike. */
export function narrower<T extends InstantRange>(a: T, b: T): T {
  return widthMs(b) < widthMs(a) ? b : a;
}

/** Whether the two may be the same instant, or within `slackMs` of each other. */
export function overlaps(a: InstantRange, b: InstantRange, slackMs = 0): boolean {
  return a.earliestMs <= b.latestMs + slackMs && b.earliestMs <= a.latestMs + slackMs;
}

/** How far the instant is open. */
export function widthMs({ earliestMs, latestMs }: InstantRange): number {
  return latestMs - earliestMs;
}

/** The best single guess, for arithmetic that cannot carry ranges. */
export function middleMs({ earliestMs, latestMs }: InstantRange): number {
  return (earliestMs + latestMs) / 2;
}

/** When the last of several happened; null for none. */
export function latestOf(all: readonly Occurrence[]): Occurrence | null {
  return nthOf(all, all.length);
}

/**
 * When the n-th (from 1) of several happened: its bounds are the n-th of all lower and of all upper ones. Null where there
 * are fewer.
 */
export function nthOf(all: readonly Occurrence[], n: number): Occurrence | null {
  const earliestMs = all.map((one) => one.earliestMs).sort((a, b) => a - b)[n - 1];
  const latest = [...all].sort((a, b) => a.latestMs - b.latestMs)[n - 1];
  if (earliestMs === undefined || latest === undefined) return null;
  return { earliestMs, latestMs: latest.latestMs, basis: latest.basis };
}
