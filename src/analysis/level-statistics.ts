import type { AnalysisSettings, Estimate, GeneratorAnalysis } from '../model/analysis.ts';
import type { LoadLevel } from '../model/capacity.ts';
import type { Run, Windows } from '../model/run.ts';
import { mean } from '../stats/moments.ts';
import { studentTQuantile } from '../stats/student-t.ts';
import { partStatistics } from './endpoint-statistics.ts';
import type { LevelSpan } from './load-levels.ts';
import { throughputPerWindow, type WindowSelection, windowsWithin } from './window-selection.ts';

/** Fewer windows do not show how much the throughput varies. */
const FEWEST_WINDOWS = 8;
/** In a level, at most this share of its seconds may the generator have been at fault. */
const MOST_AT_FAULT = 0.05;
/** Users can keep no more than so many requests each under way (statistics.md 5.1). */
const LITTLE_TOLERANCE = 0.05;
/** An arrival rate counts as reached from this share on (statistics.md 5.3). */
const RATE_REACHED = 0.99;

/** What was measured under one load. Null when there are too few windows to measure by. */
export function levelOf(
  span: LevelSpan,
  run: Run,
  windows: Windows,
  generator: GeneratorAnalysis | null,
  settings: AnalysisSettings,
): LoadLevel | null {
  const selection = windowsWithin(windows, run.source, span.startMs, span.endMs);
  if (selection.to - selection.from < FEWEST_WINDOWS) return null;
  const part = partStatistics(selection, run.source, settings);
  if (part.throughputPerS === null) return null;
  const level = {
    ...span,
    requests: part.requests,
    throughputPerS: throughputOf(part.throughputPerS, selection, span, settings.confidence),
    meanMs: part.latency?.meanMs ?? null,
    p95Ms: part.latency?.percentiles.find(({ percentile }) => percentile === 95)?.value ?? null,
    errorRatio: part.errorRatio,
    limits: null,
  };
  return { ...level, leftOut: whyLeftOut(level, run, generator) };
}

/** Short levels and pieces of a ramp have an interval by the spread of their windows; the ramp itself is no spread. */
function throughputOf(
  estimate: Estimate,
  selection: WindowSelection,
  { origin }: LevelSpan,
  confidence: number,
): Estimate {
  if (estimate.interval !== null && origin === 'hold') return estimate;
  const rates = throughputPerWindow(selection);
  const residuals = origin === 'ramp' ? withoutTrend(rates) : rates.map((rate) => rate - mean(rates));
  const freedom = rates.length - (origin === 'ramp' ? 2 : 1);
  const squares = residuals.reduce((sum, residual) => sum + residual * residual, 0);
  const error = Math.sqrt(squares / freedom / rates.length);
  const reach = studentTQuantile(1 - (1 - confidence) / 2, freedom) * error;
  const { value } = estimate;
  const interval = {
    lo: Math.max(0, value - reach),
    hi: value + reach,
    confidence,
    method: 'spread of windows',
  };
  return { ...estimate, interval };
}

/** What is left of a series after the straight line through it. */
function withoutTrend(values: Float64Array): Float64Array {
  const middle = (values.length - 1) / 2;
  const level = mean(values);
  let products = 0;
  let squares = 0;
  values.forEach((value, i) => {
    products += (i - middle) * (value - level);
    squares += (i - middle) ** 2;
  });
  return values.map((value, i) => value - level - (products / squares) * (i - middle));
}

function whyLeftOut(
  level: Omit<LoadLevel, 'leftOut'>,
  run: Run,
  generator: GeneratorAnalysis | null,
): string | null {
  if (level.requests === 0) return 'no request was completed';
  if (shareAtFault(level, generator) > MOST_AT_FAULT) return 'the load generator was the bottleneck';
  if (run.load.kind === 'open') return rateNotReached(level, run);
  const underWay = (level.throughputPerS.value * (level.meanMs?.value ?? 0)) / 1000;
  if (underWay > level.load * (1 + LITTLE_TOLERANCE))
    return "the users, the throughput and the response times contradict each other (Little's law)";
  return null;
}

/** Beyond what can be begun the rate is not what it says; the level is shown and concludes nothing. */
function rateNotReached({ startMs, endMs }: LevelSpan, { generator }: Run): string | null {
  if (generator === null) return null;
  let due = 0;
  let begun = 0;
  for (let i = 0; i < generator.length; i += 1) {
    if ((generator.startMs[i] ?? 0) < startMs || (generator.endMs[i] ?? 0) > endMs) continue;
    due += generator.due[i] ?? 0;
    begun += generator.begun[i] ?? 0;
  }
  return due > 0 && begun < RATE_REACHED * due
    ? 'less was begun than was due: the rate was not reached'
    : null;
}

function shareAtFault({ startMs, endMs }: LevelSpan, generator: GeneratorAnalysis | null): number {
  if (generator === null) return 0;
  const atFaultMs = generator.flagged
    .filter(({ reason }) => reason !== 'in-flight-limit')
    .reduce(
      (sum, period) => sum + Math.max(0, Math.min(endMs, period.endMs) - Math.max(startMs, period.startMs)),
      0,
    );
  return atFaultMs / (endMs - startMs);
}
