import type { InstantRange } from '../../model/scaling.ts';

const UNITS_MS = new Map([
  ['s', 1000],
  ['m', 60_000],
  ['h', 3_600_000],
  ['d', 86_400_000],
  ['y', 365 * 86_400_000],
]);
const TEN_MINUTES_MS = 600_000;

/** How old something is, from one to less than the other, in ms. */
export interface Age {
  readonly leastMs: number;
  readonly belowMs: number;
}

/**
 * The age that kubectl prints: '14s', '7m31s', '92m', '3h5m', '2d'. It is cut off to seconds below ten minutes, then to
 * the smallest unit shown (k8s.io/apimachinery duration.HumanDuration). Null when the text is none.
 */
export function parseAge(text: string): Age | null {
  let leastMs = 0;
  let unitMs = 0;
  let at = 0;
  while (at < text.length) {
    const from = at;
    while (at < text.length && isDigit(text.charCodeAt(at))) at += 1;
    unitMs = UNITS_MS.get(text[at] ?? '') ?? 0;
    if (at === from || at - from > 9 || unitMs === 0) return null;
    leastMs += Number(text.slice(from, at)) * unitMs;
    at += 1;
  }
  if (unitMs === 0) return null;
  return { leastMs, belowMs: leastMs + (leastMs < TEN_MINUTES_MS ? 1000 : unitMs) };
}

/**
 * When something was created that is this old at some instant of a read. A cluster writes down whole seconds, cut off, so
 * that an age may be up to a second too high.
 */
export function createdBy(age: Age, read: InstantRange): InstantRange {
  return { earliestMs: read.earliestMs - age.belowMs, latestMs: read.latestMs - age.leastMs + 1000 };
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
