import type { LoadModel, Run, UserCounts } from '../../model/run.ts';
import type { InstantRange } from '../../model/scaling.ts';

/** How far two moves in one direction may be apart and still be one change of the load: a ramp in steps. */
const PAUSE_MS = 30_000;
/** A change by less than this share of the load is none. */
const LEAST_SHARE = 0.05;
/** A source that stamps whole seconds cuts the fraction off. */
const STAMP_MS = 1000;

/** A rise or fall of the load. A ramp began when it began. */
export interface LoadChange {
  readonly at: InstantRange;
  readonly direction: 'up' | 'down';
  /** In the course's unit; null where only the beginning of the requests is known. */
  readonly level: { readonly from: number; readonly to: number } | null;
  /** When it was over, Unix epoch ms. */
  readonly untilMs: number;
}

/** What the load generator asked of the service over time. */
export interface LoadCourse {
  readonly unit: 'users' | 'req/s';
  readonly changes: readonly LoadChange[];
  /** When the load ended; null where the source does not tell. */
  readonly end: InstantRange | null;
  /** The load from each instant on, ascending; in a ramp at its ends. */
  readonly levels: readonly { readonly atMs: number; readonly value: number }[];
}

interface Move {
  readonly at: InstantRange;
  readonly untilMs: number;
  readonly from: number;
  readonly to: number;
}

/**
 * The load over time: from the plan where the engine ran it (then to the ms), from the number of users where the source
 * has it, else no more than when requests began. Null without clock times.
 */
export function loadCourseOf(run: Run): LoadCourse | null {
  if (run.startMs === null || run.endMs === null) return null;
  const span = { startMs: run.startMs, endMs: run.endMs };
  if (run.source.kind === 'engine' && run.load.kind !== 'unknown' && run.load.stages.length > 0)
    return ofPlan(run.load, span);
  if (run.users !== null && run.users.atMs.length > 0) return ofUsers(run.users, span);
  return ofRequests(run, span);
}

/** The load at an instant; null before it is known. */
export function loadAt({ levels }: LoadCourse, atMs: number): number | null {
  return levels.findLast((level) => level.atMs <= atMs)?.value ?? null;
}

interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

function ofPlan(load: Exclude<LoadModel, { kind: 'unknown' }>, span: Span): LoadCourse {
  const moves: Move[] = [];
  const levels: { atMs: number; value: number }[] = [];
  let atMs = span.startMs;
  let level = 0;
  for (const { fromLevel, toLevel, durationMs } of stagesOf(load)) {
    if (atMs >= span.endMs) break;
    if (fromLevel !== level) moves.push({ at: exactly(atMs), untilMs: atMs, from: level, to: fromLevel });
    const untilMs = atMs + durationMs;
    if (toLevel !== fromLevel) moves.push({ at: exactly(atMs), untilMs, from: fromLevel, to: toLevel });
    levels.push({ atMs, value: fromLevel }, { atMs: untilMs, value: toLevel });
    atMs = untilMs;
    level = toLevel;
  }
  return {
    unit: load.kind === 'closed' ? 'users' : 'req/s',
    changes: changesOf(moves),
    end: exactly(Math.min(atMs, span.endMs)),
    levels,
  };
}

function stagesOf(load: Exclude<LoadModel, { kind: 'unknown' }>) {
  return load.kind === 'closed'
    ? load.stages.map((s) => ({ fromLevel: s.fromUsers, toLevel: s.toUsers, durationMs: s.durationMs }))
    : load.stages.map((s) => ({ fromLevel: s.fromPerS, toLevel: s.toPerS, durationMs: s.durationMs }));
}

/**
 * The number was read once per row and may have changed anywhere since the row before; a stamp in whole seconds may be up to
 * a second early.
 */
function ofUsers({ atMs, users }: UserCounts, span: Span): LoadCourse {
  const moves: Move[] = [];
  for (let i = 0; i < atMs.length; i += 1) {
    const here = atMs[i] ?? 0;
    const from = users[i - 1] ?? 0;
    const to = users[i] ?? 0;
    if (to === from) continue;
    const before = atMs[i - 1] ?? here - spacingMs(atMs);
    moves.push({
      at: { earliestMs: before, latestMs: here + STAMP_MS },
      untilMs: here + STAMP_MS,
      from,
      to,
    });
  }
  return {
    unit: 'users',
    changes: changesOf(moves),
    end: endOfUsers({ atMs, users }, span),
    levels: Array.from(atMs, (at, i) => ({ atMs: at, value: users[i] ?? 0 })),
  };
}

/** A row is written once per interval, so nothing began longer than one interval before the first. */
function spacingMs(atMs: Float64Array): number {
  return Math.max(STAMP_MS, Math.min(10_000, (atMs[1] ?? 0) - (atMs[0] ?? 0)));
}

function endOfUsers({ atMs, users }: UserCounts, { endMs }: Span): InstantRange {
  const last = users.findLastIndex((count) => count > 0);
  const earliestMs = Math.min(atMs[last] ?? endMs, endMs);
  const next = atMs[last + 1];
  return { earliestMs, latestMs: Math.max(endMs, (next ?? earliestMs) + STAMP_MS) };
}

function ofRequests(run: Run, span: Span): LoadCourse | null {
  const windows = run.total?.windows ?? null;
  const first = windows?.requests.findIndex((count) => count > 0) ?? -1;
  if (windows === null || first < 0) return null;
  const at = { earliestMs: windows.startMs[first] ?? 0, latestMs: windows.endMs[first] ?? 0 };
  return {
    unit: 'req/s',
    changes: [{ at, direction: 'up', level: null, untilMs: at.latestMs }],
    end: { earliestMs: windows.startMs[windows.length - 1] ?? span.endMs, latestMs: span.endMs },
    levels: [],
  };
}

/** Moves in one direction with no more than a pause between them are one change, which began with the first. */
function changesOf(moves: readonly Move[]): readonly LoadChange[] {
  const merged: Move[] = [];
  for (const move of moves) {
    const last = merged.at(-1);
    const goesOn =
      last !== undefined &&
      Math.sign(move.to - move.from) === Math.sign(last.to - last.from) &&
      move.at.earliestMs - last.untilMs <= PAUSE_MS;
    if (goesOn) merged[merged.length - 1] = { ...last, untilMs: move.untilMs, to: move.to };
    else merged.push(move);
  }
  return merged
    .filter(({ from, to }) => Math.abs(to - from) >= LEAST_SHARE * Math.max(from, to))
    .map(({ at, untilMs, from, to }) => ({
      at,
      untilMs,
      direction: to > from ? 'up' : 'down',
      level: { from, to },
    }));
}

function exactly(atMs: number): InstantRange {
  return { earliestMs: atMs, latestMs: atMs };
}
