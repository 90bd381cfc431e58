import type { LoadModel, Run, UserCounts } from '../model/run.ts';

/** The plateau: users, or the arrival rate, at 99 % of their largest number or above. */
const PLATEAU_SHARE = 0.99;
/** A plateau shorter than this share of the run is none: the load was a ramp or steps. */
const LEAST_SHARE_OF_RUN = 0.1;

/** A part of the run, Unix epoch ms. */
export interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

type OpenLoad = Extract<LoadModel, { kind: 'open' }>;

/**
 * The part of a run in which its load holds its highest level: of the planned arrival rate in the open model, where
 * the number of users follows from the answers, else of the number of users; all of it where neither is known. Null
 * where that is less than a tenth of the run.
 */
export function findPlateau(run: Run, span: Span): Span | null {
  const plateau = run.load.kind === 'open' ? ofRate(run.load, span) : ofUsers(run.users, span);
  if (plateau === null) return null;
  const isLong = plateau.endMs - plateau.startMs >= (span.endMs - span.startMs) * LEAST_SHARE_OF_RUN;
  return isLong ? plateau : null;
}

/** The last of the longest stretches of stages that keep to the highest rate. */
function ofRate({ stages }: OpenLoad, span: Span): Span | null {
  if (stages.length === 0) return span;
  const peak = stages.reduce((most, { fromPerS, toPerS }) => Math.max(most, fromPerS, toPerS), 0);
  let longest: Span | null = null;
  let startMs = span.startMs;
  let levelStartMs = startMs;
  for (const { fromPerS, toPerS, durationMs } of stages) {
    const endMs = Math.min(startMs + durationMs, span.endMs);
    const holds = Math.min(fromPerS, toPerS) >= PLATEAU_SHARE * peak && endMs > startMs;
    if (!holds) levelStartMs = endMs;
    else if (endMs - levelStartMs >= lengthMs(longest)) longest = { startMs: levelStartMs, endMs };
    startMs = endMs;
  }
  return longest;
}

function lengthMs(span: Span | null): number {
  return span === null ? 0 : span.endMs - span.startMs;
}

/** From the first moment after which users stay at 99 % of their peak or above, to the last such moment. */
function ofUsers(counts: UserCounts | null, span: Span): Span {
  if (counts === null) return span;
  const { atMs, users } = counts;
  const peak = users.reduce((largest, count) => Math.max(largest, count), 0);
  if (peak === 0) return span;
  const enough = (i: number) => (users[i] ?? 0) >= PLATEAU_SHARE * peak;
  let last = users.length - 1;
  while (last > 0 && !enough(last)) last -= 1;
  let first = last;
  while (first > 0 && enough(first - 1)) first -= 1;
  return {
    startMs: first === 0 ? span.startMs : (atMs[first] ?? span.startMs),
    endMs: last === users.length - 1 ? span.endMs : (atMs[last + 1] ?? span.endMs),
  };
}
