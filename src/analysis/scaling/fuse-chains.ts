import type { Occurrence } from '../../model/scaling.ts';
import { intersection, narrower, overlaps } from './interval.ts';

/** One change of the desired replicas. */
export interface Decision {
  readonly from: number;
  readonly to: number;
  readonly at: Occurrence;
  /** The autoscaler's own words; null without. */
  readonly reason: string | null;
}

/** Changes put together, and how many of the other source's cannot be. */
export interface Fused {
  readonly decisions: readonly Decision[];
  readonly contradictions: number;
}

/** Sources stamp a change when they hear of it, which is a little after it was made. */
export const STAMP_SLACK_MS = 2000;

/**
 * Two sources' changes of one number, each in order of time, put together: a change that both saw is known as exactly as both
 * together know it; changes that one saw between two reads of the other take the place of what the other saw; those
 * outside what the other saw are added. No change is made up, and the levels always join.
 */
export function fuseChains(base: readonly Decision[], other: readonly Decision[]): Fused {
  let decisions = [...base];
  let contradictions = 0;
  let i = 0;
  while (i < other.length) {
    const taken = fuseFrom(decisions, other, i);
    if (taken === null) {
      contradictions += 1;
      i += 1;
    } else {
      decisions = taken.decisions;
      i = taken.next;
    }
  }
  return { decisions, contradictions };
}

interface Taken {
  readonly decisions: Decision[];
  readonly next: number;
}

function fuseFrom(base: Decision[], other: readonly Decision[], i: number): Taken | null {
  const change = other[i];
  if (change === undefined) return null;
  return (
    sameChange(base, change, i) ??
    coarserChange(base, change, i) ??
    finerChanges(base, other, i) ??
    missedChanges(base, other, i)
  );
}

function sameChange(base: Decision[], change: Decision, i: number): Taken | null {
  const same = nearest(base, change, (one) => one.from === change.from && one.to === change.to);
  const met = base[same];
  if (met === undefined) return null;
  const at = intersection(met.at, change.at) ?? narrower(met.at, change.at);
  const merged = { ...met, at, reason: met.reason ?? change.reason };
  return { decisions: base.with(same, merged), next: i + 1 };
}

/** The other source saw in one what the base saw in several: it adds nothing but its bounds. */
function coarserChange(base: Decision[], change: Decision, i: number): Taken | null {
  for (let first = 0; first < base.length; first += 1) {
    if (
      base[first]?.from !== change.from ||
      !overlaps(base[first]?.at ?? change.at, change.at, STAMP_SLACK_MS)
    )
      continue;
    for (let last = first + 1; last < base.length; last += 1) {
      const end = base[last];
      if (end === undefined || !overlaps(end.at, change.at, STAMP_SLACK_MS)) break;
      if (end.to !== change.to) continue;
      const within = (one: Decision) => ({ ...one, at: intersection(one.at, change.at) ?? one.at });
      return {
        decisions: base.map((one, at) => (at >= first && at <= last ? within(one) : one)),
        next: i + 1,
      };
    }
  }
  return null;
}

/** The other source saw in several what the base saw in one. */
function finerChanges(base: Decision[], other: readonly Decision[], i: number): Taken | null {
  const change = other[i];
  if (change === undefined) return null;
  const coarse = nearest(base, change, (one) => one.from === change.from);
  const whole = base[coarse];
  if (whole === undefined) return null;
  for (let last = i; last < other.length; last += 1) {
    const end = other[last];
    if (end === undefined || !overlaps(end.at, whole.at, STAMP_SLACK_MS)) return null;
    if (end.to !== whole.to) continue;
    const finer = other
      .slice(i, last + 1)
      .map((one) => ({ ...one, at: intersection(one.at, whole.at) ?? one.at }));
    return { decisions: base.toSpliced(coarse, 1, ...finer), next: last + 1 };
  }
  return null;
}

/** What the other source saw where the base saw nothing, if the levels join on both sides. */
function missedChanges(base: Decision[], other: readonly Decision[], i: number): Taken | null {
  const change = other[i];
  if (change === undefined) return null;
  const found = base.findIndex(({ at }) => at.earliestMs > change.at.latestMs);
  const place = found < 0 ? base.length : found;
  const before = base[place - 1]?.to ?? change.from;
  if (before !== change.from) return null;
  const after = base[place];
  for (let last = i; last < other.length; last += 1) {
    const end = other[last];
    if (end === undefined) return null;
    if (after !== undefined && end.at.earliestMs > after.at.latestMs) return null;
    if (after !== undefined && end.to !== after.from) continue;
    return { decisions: base.toSpliced(place, 0, ...other.slice(i, last + 1)), next: last + 1 };
  }
  return null;
}

/** The index of the change that fits and is closest in time, among those that may be the same instant; −1 for none. */
function nearest(base: readonly Decision[], change: Decision, fits: (one: Decision) => boolean): number {
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  base.forEach((one, i) => {
    if (!fits(one) || !overlaps(one.at, change.at, STAMP_SLACK_MS)) return;
    const apart = Math.abs(one.at.earliestMs + one.at.latestMs - change.at.earliestMs - change.at.latestMs);
    if (apart < least) {
      least = apart;
      best = i;
    }
  });
  return best;
}
