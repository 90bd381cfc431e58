/** From when to when an event counted; Unix epoch ms. */
export interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

/** Our engine records second after second; after a pause of the machine one may follow much later. */
const USUAL_GAP_MS = 500;
/** Two events that are no further apart support each other. */
const NEAR_MS = 5000;
const USUAL_LENGTH_MS = 2000;
/** How far a clock may be set back while a test starts. */
const BEFORE_START_MS = 60_000;

/**
 * Whether an event is at a time, after what was recorded until `recordedMs`, that another line has to confirm: a damaged
 * number must not make everything after it seem to go back in time.
 */
export function isDoubtful({ startMs, endMs }: Span, recordedMs: number): boolean {
  return startMs > recordedMs + USUAL_GAP_MS || endMs - startMs > USUAL_LENGTH_MS;
}

/** Whether a later event shows that a doubtful one is right: it is of the same second, or goes on where that one ended. */
export function confirms(later: Span, doubtful: Span): boolean {
  if (later.startMs === doubtful.startMs && later.endMs === doubtful.endMs) return true;
  return later.startMs >= doubtful.endMs && later.startMs <= doubtful.endMs + NEAR_MS;
}

/** Whether an event cannot be of a test that started then. */
export function isBeforeStart({ startMs }: Span, startedMs: number): boolean {
  return startMs < startedMs - BEFORE_START_MS;
}

/** Whether an instant fits to what was recorded until `recordedMs`. */
export function isNear(atMs: number, recordedMs: number): boolean {
  return Math.abs(atMs - recordedMs) <= NEAR_MS;
}
