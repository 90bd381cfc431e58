import type { Phase, Phases } from '../model/analysis.ts';
import type { Notice } from '../model/notice.ts';
import { percentileOf } from '../model/percentile.ts';
import { Problem } from '../model/problem.ts';
import type { Run, Windows } from '../model/run.ts';
import { batchAutocorrelation } from '../stats/long-run-variance.ts';
import { halvesDrift, mser5 } from '../stats/steady-state.ts';
import { grouped } from './grouped.ts';
import type { AnalysisOptions } from './options.ts';
import { findPlateau, type Span } from './plateau.ts';
import {
  allWindows,
  meanPerWindow,
  throughputPerWindow,
  totalsOf,
  typicalWindowMs,
  type WindowSelection,
  windowsWithin,
} from './window-selection.ts';

/** At least this long after the plateau is reached, so that requests sent during the ramp are over (statistics.md 1). */
const FLUSH_MS = 10_000;
/** Eight batches of MSER-5: with fewer it has hardly a choice. */
const FEWEST_WINDOWS = 40;
/** Below this the steady state carries no comparison (statistics.md 1, step 5). */
const SHORT_STEADY_MS = 120_000;
/** Above this, intervals from windows are not to be relied on (statistics.md 0.3). */
const STRONG_CORRELATION = 0.25;
/** A drift below this is too small to matter. */
const DRIFT_WORTH_SAYING = 0.05;

interface PhasesOutcome {
  readonly phases: Phases;
  readonly notices: readonly Notice[];
}

/**
 * Finds the part of the run to take statistics from: the plateau of the load, less a time to let
 * requests of the ramp finish, less the warm-up that MSER-5 finds in the mean response time and in the throughput.
 *
 * Hoad, K., Robinson, S. & Davies, R. (2008), "Automating warm-up length estimation", Proceedings of the Winter
 * Simulation Conference; the method is section 1 of `docs/design/statistics.md`.
 *
 * @throws {Problem} of kind 'usage' when the part asked for lies outside the run.
 */
export function findPhases(run: Run, options: AnalysisOptions): PhasesOutcome {
  const windows = run.total?.windows ?? null;
  if (run.startMs === null || run.endMs === null || windows === null || windows.length === 0) {
    refuseGivenSteadyState(options);
    return { phases: wholeRun(run, 'no curve over time in the source, so nothing was trimmed'), notices: [] };
  }
  const span = { startMs: run.startMs, endMs: run.endMs };
  if (totalsOf(allWindows(windows, run.source)).requests === 0) {
    return { phases: wholeRun(run, 'no request was made, so nothing was trimmed', 'idle'), notices: [] };
  }
  if (typeof options.steady === 'object') return { phases: givenPhases(span, options.steady), notices: [] };
  if (options.steady === 'whole-run') return { phases: wholeRun(run, 'whole run, as asked'), notices: [] };
  return detectPhases(run, span, windows);
}

function refuseGivenSteadyState(options: AnalysisOptions): void {
  if (typeof options.steady !== 'object') return;
  throw new Problem('usage', 'no-curve', 'a steady state was given, but the source has no curve over time', {
    fix: 'Add the _stats_history.csv of this run, or leave out --steady.',
  });
}

function wholeRun(run: Run, why: string, kind: Phase['kind'] = 'steady'): Phases {
  const known = run.startMs !== null && run.endMs !== null;
  return {
    method: 'whole-run',
    steadyStartMs: run.startMs,
    steadyEndMs: run.endMs,
    parts: known ? [{ kind, startMs: run.startMs, endMs: run.endMs }] : [],
    summary: `${why[0]?.toUpperCase()}${why.slice(1)}.`,
  };
}

function givenPhases(span: Span, given: { fromMs: number; toMs: number }): Phases {
  const lengthMs = span.endMs - span.startMs;
  if (given.fromMs < 0 || given.toMs <= given.fromMs || given.fromMs >= lengthMs) {
    throw new Problem(
      'usage',
      'steady-state-outside-run',
      `the steady state ${clock(given.fromMs)}–${clock(given.toMs)} lies outside the run, which is ${clock(lengthMs)} long`,
      { fix: 'Give a part of the run as time since its start, such as --steady 1m..5m.' },
    );
  }
  const steady = {
    startMs: span.startMs + given.fromMs,
    endMs: Math.min(span.endMs, span.startMs + given.toMs),
  };
  return {
    method: 'given',
    steadyStartMs: steady.startMs,
    steadyEndMs: steady.endMs,
    parts: partition(span, steady.startMs, steady, 'warm-up'),
    summary: `${keptLine(span, steady)}, as given.`,
  };
}

function detectPhases(run: Run, span: Span, windows: Windows): PhasesOutcome {
  const plateau = findPlateau(run, span);
  if (plateau === null) {
    const level = run.load.kind === 'open' ? 'arrival rate' : 'number of users';
    return unsettled(span, `the ${level} never held a level`);
  }
  const ramped = plateau.startMs > span.startMs;
  const flushed = {
    startMs: ramped ? plateau.startMs + flushMs(run) : plateau.startMs,
    endMs: plateau.endMs,
  };
  const selection = windowsWithin(windows, run.source, flushed.startMs, flushed.endMs);
  if (selection.to - selection.from < FEWEST_WINDOWS)
    return unsettled(span, tooShort(plateau, flushed, selection));
  const warmUp = warmUpWindows(selection);
  if (warmUp === null) return unsettled(span, whyUnsettled(flushed));
  const steady = {
    startMs: selection.windows.startMs[selection.from + warmUp] ?? flushed.startMs,
    endMs: flushed.endMs,
  };
  const kept = windowsWithin(windows, run.source, steady.startMs, steady.endMs);
  const used = totalsOf(kept).requests;
  const all = totalsOf(allWindows(windows, run.source)).requests;
  return {
    phases: {
      method: 'detected',
      steadyStartMs: steady.startMs,
      steadyEndMs: steady.endMs,
      parts: partition(span, flushed.startMs, steady, 'ramp-up'),
      summary: `${keptLine(span, steady)}; ${trimmedLine(span, flushed, steady)}; ${grouped(used)} of ${grouped(all)} requests used.`,
    },
    notices: [...lengthNotices(steady), ...driftNotices(kept), ...correlationNotices(kept)],
  };
}

/** How long the load was full, how much of that is left out, and how much would have to be left. */
function tooShort(plateau: Span, flushed: Span, { windows, from, to }: WindowSelection): string {
  const neededMs = FEWEST_WINDOWS * typicalWindowMs(windows);
  const leftOutMs = flushed.startMs - plateau.startMs;
  const short = `${clock(plateau.endMs - plateau.startMs)} at full load is too short to tell warm-up from steady state`;
  if (flushed.endMs - flushed.startMs >= neededMs)
    return `${short}: only ${to - from} of the ${FEWEST_WINDOWS} readings that are needed are there`;
  const needed = `${wholeSeconds(neededMs)} s`;
  if (leftOutMs === 0) return `${short}: ${needed} are needed`;
  const first = wholeSeconds(leftOutMs);
  const leftOut = first === 1 ? 'first second is' : `first ${first} s are`;
  return `${short}: the ${leftOut} left out, and ${needed} must remain`;
}

function wholeSeconds(ms: number): number {
  return Math.max(1, Math.round(ms / 1000));
}

/** On a short plateau MSER-5 also gives up on series that are steady, so little is claimed about the service then. */
function whyUnsettled(flushed: Span): string {
  const lengthMs = Math.max(0, flushed.endMs - flushed.startMs);
  const why = 'the response times or the throughput did not settle at full load';
  return lengthMs < SHORT_STEADY_MS ? `${why}, of which there are only ${clock(lengthMs)}` : why;
}

function unsettled(span: Span, why: string): PhasesOutcome {
  return {
    phases: {
      method: 'none',
      steadyStartMs: null,
      steadyEndMs: null,
      parts: [{ kind: 'unsettled', startMs: span.startMs, endMs: span.endMs }],
      summary: `No steady state found: ${why}. All figures are of the whole run.`,
    },
    notices: [
      {
        code: 'no-steady-state',
        severity: 'warning',
        message: `No steady state was found: ${why}. All figures are of the whole run.`,
        hint: 'Hold the load longer, or name the part to use with --steady FROM..TO.',
      },
    ],
  };
}

/** Two 95th percentiles or 10 s, whichever is longer: requests sent before the plateau are over then. */
function flushMs(run: Run): number {
  const latency = run.total?.latency ?? null;
  const p95 = latency === null ? null : percentileOf(latency, 95);
  const twice = 2 * (p95?.valueMs ?? 0);
  return Math.max(FLUSH_MS, Math.ceil(twice / 1000) * 1000);
}

/** Windows that MSER-5 cuts at the start, the larger of its two series; null when it never settles. */
function warmUpWindows(selection: WindowSelection): number | null {
  const means = meanPerWindow(selection);
  const series = [throughputPerWindow(selection), ...(means === null ? [] : [means])];
  const outcomes = series.map((values) => mser5(values));
  if (outcomes.some((outcome) => !outcome.settled)) return null;
  return Math.max(...outcomes.map((outcome) => outcome.truncate));
}

function partition(span: Span, loadedMs: number, steady: Span, before: Phase['kind']): readonly Phase[] {
  const parts: Phase[] = [
    { kind: before, startMs: span.startMs, endMs: Math.min(loadedMs, steady.startMs) },
    { kind: 'warm-up', startMs: Math.min(loadedMs, steady.startMs), endMs: steady.startMs },
    { kind: 'steady', startMs: steady.startMs, endMs: steady.endMs },
    { kind: 'cool-down', startMs: steady.endMs, endMs: span.endMs },
  ];
  return parts.filter((part) => part.endMs > part.startMs);
}

function lengthNotices(steady: Span): readonly Notice[] {
  const lengthMs = steady.endMs - steady.startMs;
  if (lengthMs >= SHORT_STEADY_MS) return [];
  return [
    {
      code: 'short-steady-state',
      severity: 'warning',
      message: `The steady state is ${clock(lengthMs)} long; below ${clock(SHORT_STEADY_MS)} chance moves every figure too much to compare runs, and intervals may be too narrow.`,
      hint: 'Hold the full load for 5 minutes or longer.',
    },
  ];
}

function driftNotices(selection: WindowSelection): readonly Notice[] {
  const means = meanPerWindow(selection);
  const drift = means === null ? null : halvesDrift(means);
  if (drift === null || drift.p >= 0.01 || Math.abs(drift.relativeDrift) <= DRIFT_WORTH_SAYING) return [];
  const percent = Math.abs(drift.relativeDrift * 100).toFixed(0);
  const direction = drift.relativeDrift > 0 ? 'higher' : 'lower';
  return [
    {
      code: 'steady-state-drifts',
      severity: 'warning',
      message: `The mean response time is ${percent} % ${direction} in the second half of the steady state than in the first.`,
      hint: 'Look at the timeline: a leak, a cache that fills, or a cluster that still scales.',
    },
  ];
}

/** Slow waves through the whole steady state are too long for the variance of windows to see all of. */
function correlationNotices(selection: WindowSelection): readonly Notice[] {
  const means = meanPerWindow(selection);
  const correlation = means === null ? null : batchAutocorrelation(means);
  if (correlation === null || correlation <= STRONG_CORRELATION) return [];
  return [
    {
      code: 'correlated-windows',
      severity: 'info',
      message: `The mean response time goes up and down in waves as long as a good part of the steady state (correlation of neighbouring twentieths ${correlation.toFixed(2)}), so its intervals may be too narrow.`,
      hint: 'Hold the load longer.',
    },
  ];
}

function keptLine(span: Span, steady: Span): string {
  const lengthMs = span.endMs - span.startMs;
  const keptMs = steady.endMs - steady.startMs;
  const share = lengthMs > 0 ? Math.round((keptMs / lengthMs) * 100) : 0;
  const from = clock(steady.startMs - span.startMs);
  return `Kept ${from}–${clock(steady.endMs - span.startMs)} of ${clock(lengthMs)} (${Math.round(keptMs / 1000)} s, ${share} %)`;
}

function trimmedLine(span: Span, flushed: Span, steady: Span): string {
  const seconds = (ms: number) => `${Math.round(ms / 1000)} s`;
  const parts = [
    [flushed.startMs - span.startMs, 'ramp-up and the time for its requests to end'],
    [steady.startMs - flushed.startMs, 'warm-up (MSER-5)'],
    [span.endMs - steady.endMs, 'end'],
  ] as const;
  const trimmed = parts.filter(([ms]) => ms >= 500).map(([ms, name]) => `${name} ${seconds(ms)}`);
  return trimmed.length === 0 ? 'nothing trimmed' : `trimmed ${trimmed.join(', ')}`;
}

/** '1:05', for times since the start inside sentences. */
function clock(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const hours = Math.floor(seconds / 3600);
  const minutes = String(Math.floor(seconds / 60) % 60).padStart(hours > 0 ? 2 : 1, '0');
  const rest = String(seconds % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${minutes}:${rest}` : `${minutes}:${rest}`;
}
