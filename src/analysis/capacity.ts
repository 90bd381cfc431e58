import type { AnalysisSettings, EndpointAnalysis, GeneratorAnalysis } from '../model/analysis.ts';
import type { Capacity, CapacityRemark, LoadLevel } from '../model/capacity.ts';
import type { Run, Windows } from '../model/run.ts';
import { kneedle } from '../stats/kneedle.ts';
import { loadWithinLimits, withLimits } from './capacity-limits.ts';
import { fewLevels, replicasChanged } from './capacity-words.ts';
import { levelOf } from './level-statistics.ts';
import { findLevels, type LevelSpan, type LevelsFound } from './load-levels.ts';
import type { LoadLimit } from './options.ts';
import { fitLaw } from './scalability.ts';

/** Two points make a line through anything. */
const FEWEST_LEVELS = 3;
/** With so many levels of a load that stood still, pieces of a ramp are not needed. */
const ENOUGH_HOLDS = 6;
/** The beginning of a level, in which requests of the load before are under way, is left out: so long, at most a third. */
const FLUSH_MS = 10_000;
const MOST_FLUSHED = 1 / 3;

/**
 * Throughput and response time against the load of a run that went through several levels, or up a slow ramp; the
 * universal scalability law through them, the knee, and the largest load that kept the limits. Says why where a run
 * does not show it, as under a constant load.
 *
 * Source: design paper "statistics.md", section 5.
 */
export function analyseCapacity(
  run: Run,
  total: EndpointAnalysis,
  generator: GeneratorAnalysis | null,
  settings: AnalysisSettings,
  limits: readonly LoadLimit[],
): Capacity {
  const windows = run.total?.windows ?? null;
  const loadIs = run.load.kind === 'open' ? ('arrivals-per-s' as const) : ('users' as const);
  if (run.startMs === null || run.endMs === null || windows === null || windows.length === 0)
    return notMeasured(loadIs, 'The source has no curve over time.');
  if (total.whole.requests === 0) return notMeasured(loadIs, 'No request was made.');
  const meanMs = total.whole.latency?.meanMs?.value ?? 0;
  const found = findLevels(run, { startMs: run.startMs, endMs: run.endMs }, meanMs);
  if (found === null) return notMeasured(loadIs, 'The source has no number of users over time.');
  const spans = chosenSpans(found);
  const levels = spans
    .flatMap((span) => levelOf(flushed(span, run), run, windows, generator, settings) ?? [])
    .sort((a, b) => a.load - b.load || a.startMs - b.startMs);
  const usable = levels.filter(({ leftOut }) => leftOut === null);
  if (new Set(usable.map(({ load }) => load)).size < FEWEST_LEVELS)
    return notMeasured(loadIs, fewLevels(found, levels, meanMs));
  const capacity = measured(run, loadIs, levels, settings, limits, windows);
  return { ...capacity, remarks: [...tooShort(spans.length - levels.length), ...capacity.remarks] };
}

function notMeasured(loadIs: Capacity['loadIs'], reason: string): Capacity {
  return {
    outcome: 'not-measured',
    reason,
    loadIs,
    levels: [],
    scalability: null,
    knee: null,
    withinLimits: null,
    remarks: [],
  };
}

function measured(
  run: Run,
  loadIs: Capacity['loadIs'],
  levels: readonly LoadLevel[],
  settings: AnalysisSettings,
  limits: readonly LoadLimit[],
  windows: Windows,
): Capacity {
  const judged = withLimits(levels, run, windows, limits, settings.confidence);
  const usable = judged.levels.filter(({ leftOut }) => leftOut === null);
  const { law, remarks } = fitLaw(usable, loadIs, settings.confidence);
  return {
    outcome: 'measured',
    reason: null,
    loadIs,
    levels: judged.levels,
    scalability: law,
    knee: kneeOf(usable),
    withinLimits: loadWithinLimits(judged.levels, limits),
    remarks: [...levelRemarks(judged.levels), ...replicasChanged(run, levels), ...remarks, ...judged.remarks],
  };
}

/** Levels that stood still where there are enough of them, else pieces of a slow ramp too. */
function chosenSpans({ holds, pieces }: LevelsFound): readonly LevelSpan[] {
  const isEnough = new Set(holds.map(({ load }) => load)).size >= ENOUGH_HOLDS;
  return isEnough ? holds : [...holds, ...pieces];
}

function flushed(span: LevelSpan, run: Run): LevelSpan {
  if (span.origin === 'ramp' || span.startMs === run.startMs) return span;
  const flushMs = Math.min(FLUSH_MS, (span.endMs - span.startMs) * MOST_FLUSHED);
  return { ...span, startMs: span.startMs + flushMs };
}

function kneeOf(levels: readonly LoadLevel[]): Capacity['knee'] {
  const byLoad = new Map<number, number[]>();
  for (const { load, throughputPerS } of levels)
    byLoad.set(load, [...(byLoad.get(load) ?? []), throughputPerS.value]);
  const loads = [...byLoad.keys()];
  const throughputs = [...byLoad.values()].map((all) => all.reduce((a, b) => a + b, 0) / all.length);
  const knee = kneedle(loads, throughputs);
  if (knee === null) return null;
  return { load: loads[knee.index] ?? 0, throughputPerS: throughputs[knee.index] ?? 0 };
}

function tooShort(count: number): readonly CapacityRemark[] {
  if (count === 0) return [];
  const levels = `${count} more ${count === 1 ? 'level was' : 'levels were'}`;
  return [{ kind: 'levels-left-out', message: `${levels} too short to measure at: hold each for a minute.` }];
}

function levelRemarks(levels: readonly LoadLevel[]): readonly CapacityRemark[] {
  const leftOut = levels.filter((level) => level.leftOut !== null);
  const reasons = [...new Set(leftOut.map((level) => level.leftOut))].join('; ');
  const ofRamp = levels.filter(({ origin }) => origin === 'ramp').length;
  return [
    ...(leftOut.length > 0
      ? [
          {
            kind: 'levels-left-out' as const,
            message: `${leftOut.length} of ${levels.length} levels are shown and not used: ${reasons}.`,
          },
        ]
      : []),
    ...(ofRamp > 0
      ? [
          {
            kind: 'from-ramp' as const,
            message: `${ofRamp} of ${levels.length} levels are pieces of a ramp, in which nothing had time to settle: queues were still filling. Steps that hold the load for a minute or more show capacity better.`,
          },
        ]
      : []),
  ];
}
