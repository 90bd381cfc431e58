import type { Occurrence, ReplicaLevel, ReplicaSeries } from '../../model/scaling.ts';

/** A count became `to`; `from` where the source tells. */
export interface CountChange {
  readonly at: Occurrence;
  readonly from: number | null;
  readonly to: number;
}

/** The levels that these changes make; the same change told twice counts once. None without changes. */
export function levelsOf(
  quantity: ReplicaSeries['quantity'],
  source: string,
  changes: readonly CountChange[],
  untilMs: number,
): readonly ReplicaSeries[] {
  const ordered = [...changes].sort((a, b) => a.at.earliestMs - b.at.earliestMs);
  const levels: { replicas: number; began: Occurrence | null; lastSeenMs: number }[] = [];
  for (const { at, from, to } of ordered) {
    const last = levels.at(-1);
    if (last === undefined && from !== null)
      levels.push({ replicas: from, began: null, lastSeenMs: at.earliestMs });
    if (levels.at(-1)?.replicas === to) continue;
    const before = levels.at(-1);
    if (before !== undefined) before.lastSeenMs = Math.max(before.lastSeenMs, at.earliestMs);
    levels.push({ replicas: to, began: at, lastSeenMs: at.latestMs });
  }
  const newest = levels.at(-1);
  if (newest === undefined) return [];
  newest.lastSeenMs = Math.max(newest.lastSeenMs, untilMs);
  const all: readonly ReplicaLevel[] = levels.map((level) => ({ ...level, isLowerBound: false }));
  return [{ quantity, source, levels: all }];
}
