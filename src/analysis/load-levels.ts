import type { LoadModel, Run, UserCounts } from '../model/run.ts';
import type { Span } from './plateau.ts';

/** A shorter stretch of one load is a stair of a ramp. */
const SHORTEST_HOLD_MS = 10_000;
/** A piece of a ramp is at least so long, and at least `RESPONSES_A_PIECE` mean response times. */
const SHORTEST_PIECE_MS = 10_000;
const RESPONSES_A_PIECE = 5;
/** A ramp gives at least so many pieces, else it is too short to be cut; and at most so many. */
const FEWEST_PIECES = 6;
const MOST_PIECES = 20;

/** Where the load goes evenly from one value to another; equal when it holds. */
interface Stretch extends Span {
  readonly from: number;
  readonly to: number;
}

/** A stretch of the run under one load; of a ramp, its mean. */
export interface LevelSpan extends Span {
  readonly load: number;
  readonly origin: 'hold' | 'ramp';
}

/** The levels of a run, and what to say when there are too few. */
export interface LevelsFound {
  readonly loadIs: 'users' | 'arrivals-per-s';
  /** In order of time. */
  readonly holds: readonly LevelSpan[];
  /** Pieces of slow ramps, in order of time. */
  readonly pieces: readonly LevelSpan[];
  /** The longest ramp, whether or not it was cut. */
  readonly longestRampMs: number;
}

/** How long a ramp must be to be cut into levels, where answers take `meanMs`. */
export function shortestRampMs(meanMs: number): number {
  return FEWEST_PIECES * Math.max(SHORTEST_PIECE_MS, RESPONSES_A_PIECE * meanMs);
}

/**
 * The levels of load of a run: from the planned arrival rate of an open load, else from the users who were there (the
 * plan of a closed load only says who should have been). Null where neither is known.
 *
 * Throughput follows the users by about one response time, so a piece of a ramp has the users of that much earlier.
 */
export function findLevels(run: Run, span: Span, meanMs: number): LevelsFound | null {
  const stretches = run.load.kind === 'open' ? ofPlan(run.load, span) : ofUsers(run.users, span);
  if (stretches === null) return null;
  const isHold = ({ from, to, startMs, endMs }: Stretch) =>
    from === to && from > 0 && endMs - startMs >= SHORTEST_HOLD_MS;
  const ramps = rampsBetween(stretches, isHold);
  return {
    loadIs: run.load.kind === 'open' ? 'arrivals-per-s' : 'users',
    holds: stretches
      .filter(isHold)
      .map(({ startMs, endMs, from }) => ({ startMs, endMs, load: from, origin: 'hold' as const })),
    pieces: ramps.flatMap((ramp) => piecesOf(ramp, meanMs)),
    longestRampMs: ramps.reduce((most, ramp) => Math.max(most, lengthOf(ramp)), 0),
  };
}

/** The stages of the plan as far as the run went; neighbours at one rate are one. */
function ofPlan({ stages }: Extract<LoadModel, { kind: 'open' }>, span: Span): readonly Stretch[] | null {
  if (stages.length === 0) return null;
  const stretches: Stretch[] = [];
  let startMs = span.startMs;
  for (const { fromPerS, toPerS, durationMs } of stages) {
    const plannedEndMs = startMs + durationMs;
    const endMs = Math.min(plannedEndMs, span.endMs);
    if (endMs <= startMs) break;
    const to = fromPerS + ((toPerS - fromPerS) * (endMs - startMs)) / durationMs;
    const before = stretches.at(-1);
    const goesOn = before !== undefined && before.from === before.to && before.to === fromPerS;
    if (goesOn && fromPerS === toPerS) stretches.splice(-1, 1, { ...before, endMs });
    else stretches.push({ startMs, endMs, from: fromPerS, to });
    startMs = plannedEndMs;
  }
  return stretches;
}

/** A stretch for each number of users; null when there are none. */
function ofUsers(counts: UserCounts | null, span: Span): readonly Stretch[] | null {
  if (counts === null || counts.atMs.length === 0) return null;
  const stretches: Stretch[] = [];
  counts.users.forEach((users, i) => {
    const startMs = Math.max(span.startMs, counts.atMs[i] ?? span.startMs);
    const endMs = Math.min(span.endMs, counts.atMs[i + 1] ?? span.endMs);
    if (endMs <= startMs) return;
    const before = stretches.at(-1);
    if (before?.to === users) stretches.splice(-1, 1, { ...before, endMs });
    else stretches.push({ startMs, endMs, from: users, to: users });
  });
  return stretches;
}

/** Neighbouring stretches that are no holds and rise, as long as they do; falling loads are left alone. */
function rampsBetween(
  stretches: readonly Stretch[],
  isHold: (stretch: Stretch) => boolean,
): readonly (readonly Stretch[])[] {
  const ramps: Stretch[][] = [];
  let open: Stretch[] = [];
  const close = () => {
    if (open.length > 0) ramps.push(open);
    open = [];
  };
  for (const stretch of stretches) {
    const before = open.at(-1);
    const rises = stretch.to >= stretch.from && (before === undefined || stretch.from >= before.to);
    if (isHold(stretch) || !rises) close();
    if (!isHold(stretch) && stretch.to >= stretch.from && stretch.to > 0) open.push(stretch);
  }
  close();
  return ramps;
}

function lengthOf(ramp: readonly Stretch[]): number {
  return (ramp.at(-1)?.endMs ?? 0) - (ramp[0]?.startMs ?? 0);
}

function piecesOf(ramp: readonly Stretch[], meanMs: number): readonly LevelSpan[] {
  const lengthMs = lengthOf(ramp);
  const startMs = ramp[0]?.startMs ?? 0;
  const fits = Math.floor(lengthMs / Math.max(SHORTEST_PIECE_MS, RESPONSES_A_PIECE * meanMs));
  const count = Math.min(MOST_PIECES, fits);
  if (count < FEWEST_PIECES) return [];
  const edges = Array.from({ length: count + 1 }, (_, i) => startMs + (lengthMs * i) / count);
  return edges.slice(1).flatMap((endMs, i) => {
    const fromMs = edges[i] ?? startMs;
    const load = meanLoad(ramp, fromMs - meanMs, endMs - meanMs);
    return load > 0 ? [{ startMs: fromMs, endMs, load, origin: 'ramp' as const }] : [];
  });
}

/** The mean load over a time, weighted by time; before the first stretch there is what it begins with. */
function meanLoad(ramp: readonly Stretch[], fromMs: number, toMs: number): number {
  let sum = 0;
  let knownMs = 0;
  for (const { startMs, endMs, from, to } of ramp) {
    const lo = Math.max(fromMs, startMs);
    const hi = Math.min(toMs, endMs);
    if (hi <= lo) continue;
    const at = (ms: number) => from + ((to - from) * (ms - startMs)) / (endMs - startMs);
    sum += ((at(lo) + at(hi)) / 2) * (hi - lo);
    knownMs += hi - lo;
  }
  return knownMs === 0 ? (ramp[0]?.from ?? 0) : sum / knownMs;
}
