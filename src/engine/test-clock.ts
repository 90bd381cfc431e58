/**
 * The time of a test. All workers count from one moment, which they know by the monotonic clock of the machine, as each
 * thread's `performance.now()` begins anew.
 */
export interface TestClock {
  /** Unix epoch ms at the start of the test. */
  readonly startMs: number;
  /** The start of the test by this thread's `performance.now()`. */
  readonly startedAtMs: number;
}

/** A start that can be handed to other threads. */
export interface TestStart {
  readonly startMs: number;
  /** By `process.hrtime.bigint()`. */
  readonly monotonicNs: bigint;
}

/** The start of a test, so much from now. */
export function startIn(delayMs: number): TestStart {
  return {
    startMs: Math.round(Date.now() + delayMs),
    monotonicNs: process.hrtime.bigint() + BigInt(Math.round(delayMs * 1e6)),
  };
}

/** The clock of this thread. */
export function clockOf({ startMs, monotonicNs }: TestStart): TestClock {
  const untilStartMs = Number(monotonicNs - process.hrtime.bigint()) / 1e6;
  return { startMs, startedAtMs: performance.now() + untilStartMs };
}
