import type { NoiseBasis, SideLevel } from '../model/comparison.ts';
import { type BetweenRuns, compareRuns, type RunLevel } from '../stats/between-run.ts';
import { decisionIntervals, type Gate, relativeThresholds } from '../stats/decision.ts';
import { minimumDetectableEffect, neededEvidence } from '../stats/detectable-effect.ts';
import { evidenceGates } from '../stats/evidence-gates.ts';
import type { MeasuredEffect, Measurement } from './measurement.ts';
import type { MetricLevel } from './run-level.ts';

/** From so many runs on, both sides together, how much runs differ is seen in them. */
const enoughRuns = 4;
const alpha = 0.05;

/** Both sides of one metric, a level per run (null where a run has none), and what is known of the runs. */
export interface SidesOfRatio {
  readonly baseline: readonly (MetricLevel | null)[];
  readonly candidate: readonly (MetricLevel | null)[];
  readonly steadyS: number;
  readonly threshold: number;
  /** Null when nothing is assumed. */
  readonly assumedNoise: number | null;
}

/** Compares two sides by the ratio candidate / baseline, on the log scale. */
export function measureRatio(sides: SidesOfRatio): Measurement {
  const before = sides.baseline.filter((level) => level !== null);
  const after = sides.candidate.filter((level) => level !== null);
  const baseline = sideOf(sides.baseline);
  const candidate = sideOf(sides.candidate);
  if (before.length === 0 || after.length === 0) {
    return { scale: 'ratio', baseline, candidate, effect: null, gates: [], isSummary: false };
  }
  const all = [...before, ...after];
  const basis = basisOf(all.length, sides.assumedNoise);
  const isSummary = basis !== 'these-runs' && all.some(lacksError);
  const bias = largestBias(before) + largestBias(after);
  const compared = compareRuns(before.map(runLevel), after.map(runLevel), betweenRunsOf(basis, sides));
  return {
    scale: 'ratio',
    baseline,
    candidate,
    effect: effectOf(compared, { before, after, basis, bias, isSummary }, sides),
    gates: gatesOf(all, sides, basis, bias, compared.estimate),
    isSummary,
  };
}

/** What the error between the two sides is made of, by how many runs there are. */
export function basisOf(runs: number, assumedNoise: number | null): NoiseBasis {
  if (runs >= enoughRuns) return 'these-runs';
  return assumedNoise === null ? 'within-runs-only' : 'assumed';
}

/** The variation between runs as `compareRuns` takes it: null where these runs show it. */
export function betweenRunsOf(
  basis: NoiseBasis,
  { assumedNoise }: { readonly assumedNoise: number | null },
): BetweenRuns | null {
  if (basis === 'these-runs') return null;
  return {
    standardDeviation: basis === 'assumed' ? (assumedNoise ?? 0) : 0,
    degreesOfFreedom: Number.POSITIVE_INFINITY,
  };
}

interface Compared {
  readonly before: readonly MetricLevel[];
  readonly after: readonly MetricLevel[];
  readonly basis: NoiseBasis;
  readonly bias: number;
  readonly isSummary: boolean;
}

function effectOf(
  { estimate, standardError, degreesOfFreedom, p }: ReturnType<typeof compareRuns>,
  { before, after, basis, bias, isSummary }: Compared,
  { threshold, steadyS }: SidesOfRatio,
): MeasuredEffect {
  const thresholds = relativeThresholds(threshold);
  const within = rootMeanSquare([...before, ...after]);
  const perMean = 1 / before.length + 1 / after.length;
  const runVariance = standardError ** 2 / perMean;
  const between = basis === 'within-runs-only' ? null : Math.sqrt(Math.max(0, runVariance - within ** 2));
  const noise = { withinRun: isSummary ? null : within, betweenRuns: between, basis };
  const plain = { estimate, thresholds, basis, noise };
  if (isSummary || [...before, ...after].some(({ unbounded }) => unbounded)) {
    return {
      ...plain,
      intervals: null,
      p: null,
      degreesOfFreedom: null,
      minimumDetectable: null,
      needed: null,
    };
  }
  const needed =
    between === null || degreesOfFreedom < 1
      ? null
      : neededEvidence(
          thresholds.worse,
          { within, between },
          { base: before.length, candidate: after.length, degreesOfFreedom },
          alpha,
        );
  return {
    ...plain,
    intervals: decisionIntervals(estimate, standardError, degreesOfFreedom, bias),
    p,
    degreesOfFreedom: Number.isFinite(degreesOfFreedom) ? degreesOfFreedom : null,
    minimumDetectable: minimumDetectableEffect(standardError, degreesOfFreedom, alpha) + bias,
    needed:
      needed === null
        ? null
        : {
            dominatedBy: needed.dominatedBy,
            runsPerSide: needed.runsPerSide,
            steadyS: needed.lengthFactor === null ? null : Math.ceil(needed.lengthFactor * steadyS),
          },
  };
}

function gatesOf(
  all: readonly MetricLevel[],
  { steadyS }: SidesOfRatio,
  basis: NoiseBasis,
  bias: number,
  effect: number,
): readonly Gate[] {
  const inTail = all.flatMap((level) => (level.inTail === null ? [] : [level.inTail]));
  return evidenceGates({
    steadyS,
    inTail: inTail.length === 0 ? null : Math.min(...inTail),
    autocorrelations: all.map(({ autocorrelation }) => autocorrelation),
    unbounded: all.some(({ unbounded }) => unbounded),
    runs: all.length,
    betweenRunsKnown: basis !== 'within-runs-only',
    rounding: bias === 0 ? null : { largestError: bias, effect },
  });
}

function sideOf(levels: readonly (MetricLevel | null)[]): SideLevel {
  const known = levels.filter((level) => level !== null);
  const [only] = known;
  const logarithms = known.reduce((sum, { value }) => sum + Math.log(value), 0);
  return {
    // The only one as it is: a logarithm and back would change its last digit.
    value: known.length <= 1 ? (only?.value ?? null) : Math.exp(logarithms / known.length),
    bounds: known.length === 1 ? (only?.bounds ?? null) : null,
    runs: levels.map((level) => level?.value ?? null),
    requests: known.reduce((sum, { requests }) => sum + requests, 0),
    part:
      known.every(({ part }) => part === 'steady-state') && known.length > 0 ? 'steady-state' : 'whole-run',
  };
}

function runLevel({ value, logStandardError, degreesOfFreedom }: MetricLevel): RunLevel {
  return { level: Math.log(value), squaredError: (logStandardError ?? 0) ** 2, degreesOfFreedom };
}

function lacksError({ logStandardError, unbounded }: MetricLevel): boolean {
  return logStandardError === null && !unbounded;
}

/** How far, on the log scale, rounding at the source may have moved a side. */
function largestBias(levels: readonly MetricLevel[]): number {
  return Math.max(
    ...levels.map(({ value, bounds }) => {
      if (bounds === null) return 0;
      const down = bounds.lo > 0 ? Math.log(value / bounds.lo) : Math.log1p(value);
      return Math.max(0, down, Math.log(bounds.hi / value));
    }),
  );
}

function rootMeanSquare(levels: readonly MetricLevel[]): number {
  const squares = levels.reduce((sum, { logStandardError }) => sum + (logStandardError ?? 0) ** 2, 0);
  return Math.sqrt(squares / levels.length);
}
