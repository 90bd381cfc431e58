import type { ScalingCurvePoint } from '../../model/scaling-analysis.ts';
import type { ChartRow } from './chart.ts';
import { onAxis, type ScalingAxis } from './scaling-axis.ts';
import type { PanelLine } from './scaling-panel.ts';
import { colour } from './theme.ts';

/** A value that held for a time, Unix epoch ms. */
export interface Level {
  readonly fromMs: number;
  readonly toMs: number;
  readonly value: number;
}

/** The levels of a step function; the last one holds until `endMs`. Unknown stretches are left out. */
export function levelsOf(points: readonly ScalingCurvePoint[], endMs: number): readonly Level[] {
  return points.flatMap(({ atMs, value }, i) =>
    value === null ? [] : [{ fromMs: atMs, toMs: points[i + 1]?.atMs ?? Math.max(atMs, endMs), value }],
  );
}

/** A step function as the points of a line with corners; a gap where nothing is known. */
export function stepLine(
  points: readonly ScalingCurvePoint[],
  axis: ScalingAxis,
  endMs: number,
): PanelLine['points'] {
  const line: { t: number; value: number | null }[] = [];
  let untilMs: number | null = null;
  for (const { fromMs, toMs, value } of levelsOf(points, endMs)) {
    const cut = onAxis(axis, fromMs, toMs);
    if (cut === null) continue;
    if (untilMs !== null && untilMs !== fromMs) line.push({ t: cut.from, value: null });
    line.push({ t: cut.from, value }, { t: cut.to, value });
    untilMs = toMs;
  }
  return line;
}

/** The room in which a change of a step function lies: from when it may have been to when it was for certain. */
export function doubtRows(
  points: readonly ScalingCurvePoint[],
  axis: ScalingAxis,
  token: string,
): readonly ChartRow[] {
  return points.flatMap(({ earliestMs, atMs, value }, i) => {
    const before = points[i - 1]?.value ?? null;
    const cut = onAxis(axis, earliestMs, atMs);
    if (before === null || value === null || before === value || cut === null) return [];
    return [{ ...cut, lo: Math.min(before, value), hi: Math.max(before, value), colour: colour(token) }];
  });
}

/**
 * The value of a step function at an instant: two where it lies in the room of a change; none where nothing is known.
 */
export function valuesAt(
  points: readonly ScalingCurvePoint[],
  atMs: number,
  endMs: number,
): readonly number[] {
  if (atMs > endMs) return [];
  const next = points.findIndex((point) => point.atMs > atMs);
  const held = points[(next < 0 ? points.length : next) - 1]?.value ?? null;
  const coming = next < 0 ? null : (points[next] ?? null);
  const doubted = coming !== null && coming.earliestMs <= atMs ? coming.value : null;
  return [...new Set([held, doubted].filter((value) => value !== null))];
}
