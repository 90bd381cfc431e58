import type { InstantRange } from '../../model/scaling.ts';
import type { PhaseMark } from '../../model/scaling-analysis.ts';
import type { Decision } from './fuse-chains.ts';
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
  const known = readings.filter(({ value, at }) => value !== null && at.latestMs >= fromMs);
  const over = known.find((reading) => isOverTarget(reading));
  const seenInTime = over !== undefined && over.at.earliestMs <= decision.at.latestMs + SYNC_MS;
  if (!seenInTime && !saysAbove(decision.reason)) return known.length === 0 ? NOT_RECORDED : NEVER;
  if (!seenInTime && known.length === 0) return NOT_RECORDED;
  const firstMs = seenInTime ? over.at.latestMs : decision.at.latestMs;
  const before = readings.findLast(
    (reading) =>
      reading.at.latestMs < firstMs && reading.at.latestMs <= decision.at.latestMs && !isOverTarget(reading),
  );
  const latestMs = Math.min(firstMs, decision.at.latestMs);
  const lastUnderMs = (before?.at.earliestMs ?? Number.NEGATIVE_INFINITY) - SYNC_MS;
  const earliestMs = Math.max(lastUnderMs, fromMs, earliestByWatch(over, seenInTime));
  const at = { earliestMs: Math.min(finite(earliestMs, latestMs), latestMs), latestMs };
  return { outcome: 'seen', at, basis: over !== undefined && isWatched(over) ? 'watched' : 'polled' };
}

/** A reading known to the ms came with the look that found it: the one before found nothing. */
function earliestByWatch(over: Reading | undefined, isUsed: boolean): number {
  if (!isUsed || over === undefined || !isWatched(over)) return Number.NEGATIVE_INFINITY;
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
