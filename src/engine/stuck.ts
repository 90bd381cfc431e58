import type { Place } from '../model/notice.ts';
import { Problem } from '../model/problem.ts';
import type { LoadTest } from './load-test.ts';
import { placeOfError } from './scenario-file/place-of-error.ts';
import { shownFile } from './scenario-file/shown-file.ts';

/** Longer than anything that a task does between two waits. */
const STUCK_AFTER_MS = 10_000;

/** The scenario whose thread is watched, and for how long it may be silent. */
export type Watched = Pick<LoadTest, 'scenario' | 'stuckAfterMs'>;

/** How long a thread may be silent before it counts as stuck. */
export function stuckAfterMsOf(watched: Watched): number {
  return watched.stuckAfterMs ?? STUCK_AFTER_MS;
}

/**
 * A scenario that lets nothing else run: no answers, no timers, no Ctrl-C.
 *
 * @param at an error that was made where the scenario is; null when nobody could look.
 */
export function stuckProblem(
  watched: Watched,
  code: 'scenario-stuck' | 'worker-stuck',
  at: Error | null,
): Problem {
  const seconds = stuckAfterMsOf(watched) / 1000;
  const where = placeIn(watched, at);
  return new Problem('input', code, `the scenario has kept the event loop busy for ${seconds} s`, {
    ...(where === null ? {} : { where }),
    fix: 'Look for a loop that waits neither for an answer nor for a time, and have it "await user.wait(…)".',
  });
}

function placeIn({ scenario }: Watched, at: Error | null): Place | null {
  if (!('file' in scenario)) return null;
  const place = at === null ? null : placeOfError(at, scenario.file);
  return place === null
    ? { file: shownFile(scenario.file) }
    : { file: shownFile(place.file), line: place.line };
}
