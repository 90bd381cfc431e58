import type { CapacityRemark, LoadLevel, LoadWithinLimits } from '../model/capacity.ts';
import { endpointId } from '../model/endpoint-key.ts';
import type { Run, Windows } from '../model/run.ts';
import { attainment, objectiveOutcome } from '../stats/attainment.ts';
import { partStatistics } from './endpoint-statistics.ts';
import type { LoadLimit } from './options.ts';
import { timedRequests, type WindowSelection, windowsWithin } from './window-selection.ts';

type Judgement = 'kept' | 'broken' | 'not-known';

const NOT_KNOWN: Judgement = 'not-known';

/**
 * The levels with whether each kept all limits: kept or broken only where the whole interval says so. "p95 below a
 * limit" is judged as at least 95 % of the response times below it (statistics.md 6), which needs all of them.
 */
export function withLimits(
  levels: readonly LoadLevel[],
  run: Run,
  totalWindows: Windows,
  limits: readonly LoadLimit[],
  confidence: number,
): { readonly levels: readonly LoadLevel[]; readonly remarks: readonly CapacityRemark[] } {
  if (limits.length === 0) return { levels, remarks: [] };
  const judge = (level: LoadLevel, limit: LoadLimit): Judgement => {
    if (level.leftOut !== null) return NOT_KNOWN;
    const windows = windowsOf(limit, run, totalWindows);
    if (windows === null) return NOT_KNOWN;
    return judged(windowsWithin(windows, run.source, level.startMs, level.endMs), run, limit, confidence);
  };
  const outcomes = levels.map((level) => limits.map((limit) => judge(level, limit)));
  const neverJudged = limits.filter((_, i) => outcomes.every((all) => all[i] === NOT_KNOWN));
  return {
    levels: levels.map((level, i) => ({ ...level, limits: together(outcomes[i] ?? []) })),
    remarks: neverJudged.map(({ text }) => ({
      kind: 'limit-not-judged',
      message: `Whether "${text}" was kept cannot be told level by level: the source does not keep what is needed for parts of a run, or the levels hold too few requests.`,
    })),
  };
}

/** The largest load up to which all that was tested kept the limits, and the next that broke one; null without limits. */
export function loadWithinLimits(
  levels: readonly LoadLevel[],
  limits: readonly LoadLimit[],
): LoadWithinLimits | null {
  if (limits.length === 0) return null;
  const smallestBroken = levels.find((level) => level.limits === 'broken')?.load ?? null;
  const kept = levels.filter(
    (level) => level.limits === 'kept' && (smallestBroken === null || level.load < smallestBroken),
  );
  return {
    limits: [...new Set(limits.map(({ text }) => text))],
    largestKept: kept.at(-1)?.load ?? null,
    smallestBroken,
  };
}

function windowsOf({ endpoint }: LoadLimit, run: Run, totalWindows: Windows): Windows | null {
  if (endpoint === null) return totalWindows;
  return run.endpoints.find(({ key }) => endpointId(key) === endpointId(endpoint))?.windows ?? null;
}

function together(outcomes: readonly Judgement[]): Judgement {
  if (outcomes.includes('broken')) return 'broken';
  return outcomes.includes(NOT_KNOWN) ? NOT_KNOWN : 'kept';
}

function judged(selection: WindowSelection, run: Run, limit: LoadLimit, confidence: number): Judgement {
  if (limit.percentile !== null) return judgedShare(selection, limit.percentile, limit.most, confidence);
  const part = partStatistics(selection, run.source, { confidence, apdexToleratedMs: 500 });
  const estimate = limit.metric === 'error-ratio' ? part.errorRatio : (part.latency?.meanMs ?? null);
  const interval = estimate?.interval ?? null;
  if (estimate === null || interval === null) return NOT_KNOWN;
  if (interval.hi !== null && interval.hi <= limit.most) return 'kept';
  return interval.lo > limit.most ? 'broken' : NOT_KNOWN;
}

function judgedShare(
  selection: WindowSelection,
  percentile: number,
  mostMs: number,
  confidence: number,
): Judgement {
  const { windows, from, to, latencyCovers } = selection;
  const { histograms } = windows;
  if (histograms === null) return NOT_KNOWN;
  const good: number[] = [];
  const timed: number[] = [];
  for (let i = from; i < to; i += 1) {
    let within = 0;
    const end = histograms.offsets[i + 1] ?? 0;
    for (let entry = histograms.offsets[i] ?? 0; entry < end; entry += 1) {
      if ((histograms.valuesMs[entry] ?? 0) <= mostMs) within += histograms.counts[entry] ?? 0;
    }
    const all = timedRequests(windows, i, latencyCovers);
    good.push(Math.min(within, all));
    timed.push(all);
  }
  const share = attainment(good, timed, confidence);
  if (share === null) return NOT_KNOWN;
  const outcome = objectiveOutcome(share, percentile / 100);
  return outcome === 'pass' ? 'kept' : outcome === 'fail' ? 'broken' : NOT_KNOWN;
}
