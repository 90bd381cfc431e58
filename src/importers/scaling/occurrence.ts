import type { InstantBasis, InstantRange, Occurrence } from '../../model/scaling.ts';

const BASES: readonly InstantBasis[] = ['cluster-time', 'watched', 'polled', 'load-generator'];

/** The more exact of two statements about one instant: the better known, then the narrower one. */
export function moreExact(a: Occurrence | null, b: Occurrence | null): Occurrence | null {
  if (a === null || b === null) return a ?? b;
  const byBasis = BASES.indexOf(a.basis) - BASES.indexOf(b.basis);
  if (byBasis !== 0) return byBasis < 0 ? a : b;
  return widthMs(b) < widthMs(a) ? b : a;
}

/** What two bounds on one instant leave together; the first where they contradict each other. */
export function intersect<T extends InstantRange>(range: T, other: InstantRange): T {
  const earliestMs = Math.max(range.earliestMs, other.earliestMs);
  const latestMs = Math.min(range.latestMs, other.latestMs);
  return earliestMs > latestMs ? range : { ...range, earliestMs, latestMs };
}

export function widthMs({ earliestMs, latestMs }: InstantRange): number {
  return latestMs - earliestMs;
}
