import type { ComparedMetricId } from '../model/compared-metric.ts';
import type { MetricComparison } from '../model/comparison.ts';
import type { EndpointKey } from '../model/endpoint-key.ts';
import { neededEvidence } from '../stats/detectable-effect.ts';
import { compareRuns } from './compare-runs.ts';
import { evenSplits } from './even-splits.ts';
import { type MetricNoise, noiseOfRuns } from './noise-of-runs.ts';
import type { RunWithAnalysis } from './options.ts';

const alpha = 0.05;
/** More tell little that these do not: they are made of the same runs. */
const mostComparisons = 40;

/** What comes of comparing runs of one and the same thing with each other: how often the method raises a false alarm. */
export interface SameAgainstSame {
  /** Each of disjoint halves of the runs, every way to halve them, up to 40. They share runs: they are not independent. */
  readonly comparisons: readonly SameComparison[];
  readonly noise: readonly NoiseAndNeed[];
}

/** One half of the runs against another. */
export interface SameComparison {
  /** Indexes of runs. */
  readonly baseline: readonly number[];
  readonly candidate: readonly number[];
  /** Of the rows that decide. */
  readonly primary: RowCounts;
  /** Of all rows that are judged, those that decide among them. */
  readonly all: RowCounts;
  /** What was called changed although nothing was, those that decide first. */
  readonly alarms: readonly FalseAlarm[];
  /** Why rows that decide were not fit for a verdict, each reason once. Sentences. */
  readonly unfit: readonly string[];
}

/** How many rows came to what. */
export interface RowCounts {
  readonly noChange: number;
  readonly notEnoughEvidence: number;
  /** Of these, how many because the runs are not fit for a verdict and not for want of precision. */
  readonly gated: number;
  readonly changed: number;
}

/** A row that was called regressed or improved. */
export interface FalseAlarm {
  readonly endpoint: EndpointKey | 'total';
  readonly metric: ComparedMetricId;
  /** Whether the row decides. */
  readonly isPrimary: boolean;
  readonly outcome: 'regressed' | 'improved';
}

/** How much runs differ in a metric, and how many it takes to find a change of the size of the threshold. */
export interface NoiseAndNeed extends MetricNoise {
  /** Runs on each side that find it in 80 of 100 cases. Null when 1,000 are not enough, or it is not known. */
  readonly runsNeeded: number | null;
  /** The same with `upperBound` for the noise: to be sure. */
  readonly runsNeededAtMost: number | null;
}

/**
 * Compares runs of the same thing with each other, half against half, and says how much they differ.
 *
 * @param runs at least 4.
 * @param threshold a change matters from here on; 0.05 is 5 %.
 * @throws {Problem} 'threshold-out-of-range'.
 *
 * Source: design paper "statistics.md", sections 4.2 and 9.
 */
export function sameAgainstSame(runs: readonly RunWithAnalysis[], threshold: number): SameAgainstSame {
  const sides = (indexes: readonly number[]) => runs.filter((_, i) => indexes.includes(i));
  return {
    comparisons: evenSplits(runs.length, mostComparisons).map(({ baseline, candidate }) => ({
      baseline,
      candidate,
      ...countsOf(compareRuns(sides(baseline), sides(candidate), { threshold }).rows),
    })),
    noise: noiseOfRuns(runs).map((noise) => ({
      ...noise,
      runsNeeded: runsNeeded(noise, noise.noiseFloor, threshold),
      runsNeededAtMost: runsNeeded(noise, noise.upperBound, threshold),
    })),
  };
}

function countsOf(rows: readonly MetricComparison[]): Omit<SameComparison, 'baseline' | 'candidate'> {
  const judged = rows.filter(({ outcome }) => outcome !== 'not-judged');
  const alarms = judged.flatMap(({ endpoint, metric, role, outcome }): FalseAlarm[] =>
    outcome === 'regressed' || outcome === 'improved'
      ? [{ endpoint, metric, isPrimary: role === 'primary', outcome }]
      : [],
  );
  const primary = judged.filter(({ role }) => role === 'primary');
  return {
    primary: count(primary),
    all: count(judged),
    alarms: [...alarms.filter(({ isPrimary }) => isPrimary), ...alarms.filter(({ isPrimary }) => !isPrimary)],
    unfit: [...new Set(primary.filter(isGated).map(({ explanation }) => explanation))],
  };
}

function count(rows: readonly MetricComparison[]): RowCounts {
  const open = rows.filter(({ outcome }) => outcome === 'not-enough-evidence');
  const noChange = rows.filter(({ outcome }) => outcome === 'no-change').length;
  return {
    noChange,
    notEnoughEvidence: open.length,
    gated: open.filter(isGated).length,
    changed: rows.length - open.length - noChange,
  };
}

function isGated({ outcome, reason }: MetricComparison): boolean {
  return outcome === 'not-enough-evidence' && reason !== 'interval-too-wide';
}

/** The error of a comparison is never smaller than what is seen within runs. */
function runsNeeded({ withinRun }: MetricNoise, noise: number | null, threshold: number): number | null {
  if (noise === null) return null;
  const within = withinRun ?? 0;
  const between = Math.sqrt(Math.max(0, noise ** 2 - within ** 2));
  const variation = { within, between };
  const anyNumber = { base: 2, candidate: 2, degreesOfFreedom: 2 };
  return neededEvidence(Math.log1p(threshold), variation, anyNumber, alpha).runsPerSide;
}
