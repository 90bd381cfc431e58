import type { SideLevel } from '../model/comparison.ts';
import { apdexInterval } from '../stats/apdex-interval.ts';
import type { RunLevel } from '../stats/between-run.ts';
import { evidenceGates } from '../stats/evidence-gates.ts';
import { minimumSeriesLength } from '../stats/long-run-variance.ts';
import { criticalT } from '../stats/welch.ts';
import type { EndpointData } from './endpoint-data.ts';
import { differenceOfLevels } from './level-difference.ts';
import type { Measurement } from './measurement.ts';
import { basisOf, betweenRunsOf } from './ratio-row.ts';
import { columnOf } from './run-level.ts';

const confidence = 0.95;
/** What `apdexInterval` takes its interval by where nothing is estimated; near enough for the error within one run. */
const normalDegreesOfFreedom = 1e6;

/** The score of one run, 0…1. */
interface ApdexLevel {
  readonly score: number;
  readonly bounds: SideLevel['bounds'];
  /** From within the run; null where the source keeps no response times by window. */
  readonly standardError: number | null;
  readonly requests: number;
  readonly part: EndpointData['part'];
}

/** Null where the data give only a range of scores, or nothing. */
export function apdexLevel(data: EndpointData): ApdexLevel | null {
  const { apdex, requests } = data.statistics;
  if (apdex === null || apdex.score === null) return null;
  const bounds = apdex.lo === apdex.hi ? null : { lo: apdex.lo, hi: apdex.hi };
  return {
    score: apdex.score,
    bounds,
    standardError: errorWithin(data, apdex.toleratedMs),
    requests,
    part: data.part,
  };
}

/** From how the score varies between windows, failures frustrated. */
function errorWithin({ selection }: EndpointData, toleratedMs: number): number | null {
  const histograms = selection?.windows.histograms ?? null;
  if (selection === null || histograms === null) return null;
  const requests = columnOf(selection, selection.windows.requests);
  if (requests.length < minimumSeriesLength || !requests.some((count) => count > 0)) return null;
  const satisfied = new Float64Array(requests.length);
  const tolerating = new Float64Array(requests.length);
  for (let window = 0; window < requests.length; window += 1) {
    const from = histograms.offsets[selection.from + window] ?? 0;
    const to = histograms.offsets[selection.from + window + 1] ?? from;
    for (let entry = from; entry < to; entry += 1) {
      const valueMs = histograms.valuesMs[entry] ?? 0;
      const column = valueMs <= toleratedMs ? satisfied : valueMs <= 4 * toleratedMs ? tolerating : null;
      if (column !== null) column[window] = (column[window] ?? 0) + (histograms.counts[entry] ?? 0);
    }
  }
  const { lo, hi } = apdexInterval({ satisfied, tolerating, requests }, confidence);
  return (hi - lo) / (2 * criticalT(normalDegreesOfFreedom, confidence));
}

/** Both sides of one Apdex. */
export interface SidesOfApdex {
  readonly baseline: readonly (ApdexLevel | null)[];
  readonly candidate: readonly (ApdexLevel | null)[];
  readonly steadyS: number;
  /** As a difference of scores: 0.05 where a change of 5 % matters. */
  readonly threshold: number;
}

/** Compares two scores by their difference. */
export function measureApdex({ baseline, candidate, steadyS, threshold }: SidesOfApdex): Measurement {
  const before = baseline.filter((level) => level !== null);
  const after = candidate.filter((level) => level !== null);
  const sides = { baseline: sideOf(baseline), candidate: sideOf(candidate) };
  const plain = { scale: 'difference', ...sides } as const;
  if (before.length === 0 || after.length === 0)
    return { ...plain, effect: null, gates: [], isSummary: false };
  const all = [...before, ...after];
  const basis = basisOf(all.length, null);
  const isSummary = basis !== 'these-runs' && all.some(({ standardError }) => standardError === null);
  const compared = differenceOfLevels(
    before.map(levelOf),
    after.map(levelOf),
    betweenRunsOf(basis, { assumedNoise: null }),
  );
  const within = Math.sqrt(all.reduce((sum, level) => sum + levelOf(level).squaredError, 0) / all.length);
  const unknown = { intervals: null, p: null, degreesOfFreedom: null, minimumDetectable: null };
  return {
    ...plain,
    isSummary,
    effect: {
      ...compared,
      ...(isSummary ? unknown : {}),
      thresholds: { worse: threshold, better: threshold },
      basis,
      noise: { withinRun: isSummary ? null : within, betweenRuns: null, basis },
      needed: null,
    },
    gates: evidenceGates({
      steadyS,
      inTail: null,
      autocorrelations: [],
      unbounded: false,
      runs: all.length,
      betweenRunsKnown: basis !== 'within-runs-only',
      rounding: null,
    }),
  };
}

function levelOf({ score, standardError }: ApdexLevel): RunLevel {
  return {
    level: score,
    squaredError: (standardError ?? 0) ** 2,
    degreesOfFreedom: Number.POSITIVE_INFINITY,
  };
}

function sideOf(levels: readonly (ApdexLevel | null)[]): SideLevel {
  const known = levels.filter((level) => level !== null);
  const [only] = known;
  return {
    value: known.length === 0 ? null : known.reduce((sum, { score }) => sum + score, 0) / known.length,
    bounds: known.length === 1 ? (only?.bounds ?? null) : null,
    runs: levels.map((level) => level?.score ?? null),
    requests: known.reduce((sum, { requests }) => sum + requests, 0),
    part:
      known.length > 0 && known.every(({ part }) => part === 'steady-state') ? 'steady-state' : 'whole-run',
  };
}
