import { Problem } from '../../model/problem.ts';
import type { Run } from '../../model/run.ts';
import type { ScalingTimeline } from '../../model/scaling.ts';

/** Less overlap than this tells nothing of how the load was met. */
export const SHORT_OVERLAP_MS = 10_000;
const HALF_HOUR_MS = 1_800_000;

interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** When the run was; null when it has no clock times. */
export function spanOf({ startMs, endMs }: Run): Span | null {
  return startMs === null || endMs === null ? null : { fromMs: startMs, toMs: endMs };
}

/** How long both were going on, in ms; negative when one ended before the other began. */
export function overlapMs(a: Span, b: Span): number {
  return Math.min(a.toMs, b.toMs) - Math.max(a.fromMs, b.fromMs);
}

/** The problem of a record that is of another time than the run. */
export function elsewhere(run: Span, { observed, workload, clock }: ScalingTimeline): Problem {
  const what = `the record of "${workload}" is of ${inWords(observed)}, the load test of ${inWords(run)}`;
  return new Problem('input', 'scaling-elsewhere', what, { fix: fixFor(run, observed, clock.timezone) });
}

/** Logs without a zone are an hour or some off when they are read in the wrong one. */
function fixFor(run: Span, observed: Span, timezone: string | null): string {
  const general =
    'Name the log that was recorded during this test, or state how its clock differs with --clock-shift.';
  if (timezone === null) return general;
  const offMs = run.fromMs - observed.fromMs;
  const hours = Math.round(offMs / HALF_HOUR_MS) / 2;
  const moved = { fromMs: observed.fromMs + hours * 3_600_000, toMs: observed.toMs + hours * 3_600_000 };
  if (Math.abs(hours) > 26 || overlapMs(run, moved) < SHORT_OVERLAP_MS) return general;
  const direction = hours > 0 ? 'west' : 'east';
  return `The log has no time zone and was read as ${timezone}; if it was written ${Math.abs(hours)} h further ${direction}, they overlap: state its zone with --timezone, such as --timezone Europe/Istanbul or --timezone +03:00.`;
}

function inWords({ fromMs, toMs }: Span): string {
  const [from, to] = [new Date(fromMs).toISOString(), new Date(toMs).toISOString()];
  const isOneDay = from.slice(0, 10) === to.slice(0, 10);
  return `${from.slice(0, 10)} ${from.slice(11, 19)} to ${isOneDay ? '' : `${to.slice(0, 10)} `}${to.slice(11, 19)} UTC`;
}
