import { analyseRun } from '../analysis/analyse-run.ts';
import { compareRuns } from '../compare/compare-runs.ts';
import { type RunWithAnalysis, usualNoise } from '../compare/options.ts';
import type { Comparison } from '../model/comparison.ts';
import type { MetricId } from '../model/metric.ts';
import type { Run } from '../model/run.ts';
import { analysisOptionsFor } from './analyse-options.ts';
import { applicableRenames, renamesOf } from './endpoint-renames.ts';
import type { GateOptions } from './gates/gate-options.ts';
import type { AnalyseOptions } from './options.ts';
import type { Progress } from './progress.ts';

/** How two sides are analysed and compared, and by what the candidate is judged. */
export interface CompareSidesOptions extends AnalyseOptions, GateOptions {
  readonly threshold?: number;
  readonly rename?: readonly string[];
  /** Of the settings file: those that fit neither side are left out. */
  readonly usualRenames?: readonly string[];
  /** True when it was given without a value. */
  readonly assumeNoise?: ReadonlyMap<MetricId, number> | true;
  /** Whether reports of the runs follow, which show each endpoint over time; true when not given. */
  readonly endpointSeries?: boolean;
  /** How many candidates are compared with the baseline. */
  readonly candidates?: number;
}

/** Both sides with their analyses, and what came of comparing them. */
export interface ComparedSides {
  readonly baseline: readonly RunWithAnalysis[];
  readonly candidate: readonly RunWithAnalysis[];
  readonly comparison: Comparison;
}

/**
 * Analyses and compares two sides. A run on both is analysed once.
 *
 * @throws {Problem} what the analysis or the comparison finds wrong with an option or a side.
 */
export function compareSides(
  before: readonly Run[],
  after: readonly Run[],
  options: CompareSidesOptions,
  progress: Progress,
): ComparedSides {
  const analysed = new Map<string, RunWithAnalysis>();
  const analyse = (runs: readonly Run[]) =>
    runs.map((run) => {
      const known = analysed.get(run.id);
      if (known !== undefined) return known;
      progress.step(`Analysing ${run.label}`);
      const made = {
        run,
        analysis: analyseRun(run, {
          ...analysisOptionsFor(run, options),
          endpointSeries: options.endpointSeries ?? true,
        }),
      };
      analysed.set(run.id, made);
      return made;
    });
  const baseline = analyse(before);
  const candidate = analyse(after);
  progress.step('Comparing');
  const noise = options.assumeNoise === true ? usualNoise : options.assumeNoise;
  const comparison = compareRuns(baseline, candidate, {
    ...(options.threshold === undefined ? {} : { threshold: options.threshold }),
    ...(noise === undefined ? {} : { assumedNoise: noise }),
    ...(options.candidates === undefined ? {} : { candidates: options.candidates }),
    renames: [
      ...applicableRenames(options.usualRenames ?? [], before, after),
      ...renamesOf(options.rename ?? [], before, after),
    ],
  });
  return { baseline, candidate, comparison };
}
