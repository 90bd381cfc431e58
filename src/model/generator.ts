/**
 * What the load generator recorded of itself, a value a second, or of several seconds for a long run. Columns of
 * equal length. A generator that could not keep up measures itself, not the service.
 */
export interface GeneratorRecord {
  readonly workers: number;
  readonly length: number;
  /** Unix epoch ms, ascending. */
  readonly startMs: readonly number[];
  readonly endMs: readonly number[];
  /** Share of the time in which the event loop was busy, 0…1; of the busiest worker. */
  readonly eventLoopUtilization: readonly number[];
  /** Share of the time in which a thread was ready to run and had no core, 0…1; null where the system does not tell. */
  readonly stolenShare: readonly (number | null)[];
  /** p99 of how much later than due requests were sent while a connection was free, in ms; null when none was sent. */
  readonly lateP99Ms: readonly (number | null)[];
  /** Tasks due that waited for a free connection at the end of the second. */
  readonly waiting: readonly number[];
  readonly inFlight: readonly number[];
  /** Tasks that were due, were begun and were dropped within it; in the closed model due equals begun. */
  readonly due: readonly number[];
  readonly begun: readonly number[];
  readonly dropped: readonly number[];
  /** Requests still without an answer when the test was given up, by then recorded as failed. */
  readonly unfinished: number;
}
