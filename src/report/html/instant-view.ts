import { formatElapsed, formatInstant } from '../format.ts';

/** An instant for a `<time>` element: UTC as text, which the page's script turns into the reader's zone. */
export interface InstantView {
  readonly iso: string;
  readonly utc: string;
}

/** Null when the instant is unknown or beyond what a date can hold. */
export function instantView(atMs: number | null): InstantView | null {
  if (atMs === null || Math.abs(atMs) > 8.64e15) return null;
  return { iso: new Date(atMs).toISOString(), utc: formatInstant(atMs) };
}

/** An instant as time since the start of the run: '1:10', with the clock time beside it. */
export interface ElapsedView extends InstantView {
  readonly elapsed: string;
}

/** Null when the instant or the run's start is unknown. */
export function elapsedView(atMs: number | null, startMs: number | null): ElapsedView | null {
  const instant = instantView(atMs);
  if (instant === null || atMs === null || startMs === null) return null;
  return { ...instant, elapsed: formatElapsed(atMs - startMs) };
}
