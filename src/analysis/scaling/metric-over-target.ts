import type { InstantRange } from '../../model/scaling.ts';
import type { PhaseMark } from '../../model/scaling-analysis.ts';
import type { Decision } from './fuse-chains.ts';
import { lowerBound } from './lower-bound.ts';
import { isOverTarget, type Reading } from './signals.ts';
import { NEVER, NOT_RECORDED } from './step-pods.ts';

/** An autoscaler's status may be as old as its last look (kubernetes: every 15 s). */
const SYNC_MS = 15_000;

/**
 * When a metric passed its target (tolerance included) so that the decision came of it: after the last reading that was not
 * over it, or the change of the load, and by the first that was, or the decision.
 *
 * @param since when the load changed, on the record's clock; null when not known.
 */
export function metricOverTarget(
  readings: readonly Reading[],
  decision: Decision,
  since: InstantRange | null,
): PhaseMark {
  const fromMs = since?.earliestMs ?? Number.NEGATIVE_INFINITY;
  const { over, isKnown } = firstInTime(readings, fromMs, decision.at.latestMs + SYNC_MS);
  if (!isKnown) return NOT_RECORDED;
  if (over === null && !saysAbove(decision.reason)) return NEVER;
  const firstMs = over?.at.latestMs ?? decision.at.latestMs;
  const before = lastUnder(readings, Math.min(firstMs, decision.at.latestMs + 1));
  const latestMs = Math.min(firstMs, decision.at.latestMs);
  const lastUnderMs = (before?.at.earliestMs ?? Number.NEGATIVE_INFINITY) - SYNC_MS;
  const earliestMs = Math.max(lastUnderMs, fromMs, earliestByWatch(over));
  const at = { earliestMs: Math.min(finite(earliestMs, latestMs), latestMs), latestMs };
  return { outcome: 'seen', at, basis: over !== null && isWatched(over) ? 'watched' : 'polled' };
}

/** The first reading over the target of those that can have led to a decision, and whether there was any with a value. */
function firstInTime(
  readings: readonly Reading[],
  fromMs: number,
  untilMs: number,
): { readonly over: Reading | null; readonly isKnown: boolean } {
  let isKnown = false;
  for (let i = lowerBound(readings, fromMs, readAt); i < readings.length; i += 1) {
    const reading = readings[i];
    if (reading === undefined || reading.at.earliestMs > untilMs) break;
    if (reading.value === null) continue;
    isKnown = true;
    if (isOverTarget(reading)) return { over: reading, isKnown };
  }
  return { over: null, isKnown };
}

/** The last reading before an instant that was not over its target, or not known. */
function lastUnder(readings: readonly Reading[], beforeMs: number): Reading | null {
  for (let i = lowerBound(readings, beforeMs, readAt) - 1; i >= 0; i -= 1) {
    const reading = readings[i];
    if (reading !== undefined && !isOverTarget(reading)) return reading;
  }
  return null;
}

function readAt({ at }: Reading): number {
  return at.latestMs;
}

/** A reading known to the ms came with the look that found it: the one before found nothing. */
function earliestByWatch(over: Reading | null): number {
  if (over === null || !isWatched(over)) return Number.NEGATIVE_INFINITY;
  return over.at.earliestMs - SYNC_MS - 100;
}

function isWatched({ at }: Reading): boolean {
  return at.earliestMs === at.latestMs;
}

function finite(value: number, otherwise: number): number {
  return Number.isFinite(value) ? value : otherwise;
}

function saysAbove(reason: string | null): boolean {
  return reason?.includes('above target') ?? false;
}

/** The first reading over the target within a period; null for none. */
export function firstOver(readings: readonly Reading[], fromMs: number, toMs: number): Reading | null {
  return (
    readings.find(
      (reading) => reading.at.earliestMs >= fromMs && reading.at.latestMs <= toMs && isOverTarget(reading),
    ) ?? null
  );
}
