import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

/** How busy this thread was, and how much of its time others took. */
export interface Strain {
  /** 0…1. */
  readonly eventLoopUtilization: number;
  /** 0…1; null where the system does not tell. */
  readonly stolenShare: number | null;
}

/** The run-queue statistics of the thread that reads it: ns on a core, ns ready to run without one, time slices. */
const SCHEDSTAT = '/proc/thread-self/schedstat';

/** Watches the thread that calls it: each look tells of the time since the last one. */
export function createGeneratorWatch(): () => Strain {
  let busy = performance.eventLoopUtilization();
  let waitedMs = waitedForCoreMs();
  let atMs = performance.now();
  return () => {
    const busyNow = performance.eventLoopUtilization();
    const waitedNowMs = waitedForCoreMs();
    const nowMs = performance.now();
    const { utilization } = performance.eventLoopUtilization(busyNow, busy);
    const elapsedMs = nowMs - atMs;
    const stolenShare =
      waitedNowMs === null || waitedMs === null || elapsedMs <= 0
        ? null
        : clampShare((waitedNowMs - waitedMs) / elapsedMs);
    busy = busyNow;
    waitedMs = waitedNowMs;
    atMs = nowMs;
    return { eventLoopUtilization: clampShare(utilization), stolenShare };
  };
}

function waitedForCoreMs(): number | null {
  try {
    const ns = Number(readFileSync(SCHEDSTAT, 'latin1').split(' ')[1]);
    return Number.isFinite(ns) ? ns / 1e6 : null;
  } catch {
    // Not Linux, or a kernel without these statistics.
    return null;
  }
}

function clampShare(share: number): number {
  return Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : 0;
}
