import type { Analysis } from '../../model/analysis.ts';
import type { Result } from '../../model/result.ts';
import type { Run } from '../../model/run.ts';
import { decideVerdict } from '../../verdict/decide.ts';
import { type CompareSidesOptions, compareSides } from '../compare-sides.ts';
import type { Io } from '../io.ts';
import { type LoadedRun, type LoadOptions, loadRuns } from '../load-runs.ts';
import { refuseResults } from '../load-side.ts';
import type { Progress } from '../progress.ts';
import { toolIdentity } from '../version.ts';
import type { BaselineReference } from './find-baseline.ts';

/**
 * Reads the runs of a baseline; none where there is no baseline yet.
 *
 * @throws {Problem} as `loadRuns`; 'cannot-compare-result'.
 */
export async function loadBaseline(
  { references }: BaselineReference,
  load: LoadOptions,
  io: Io,
  progress: Progress,
): Promise<readonly LoadedRun[]> {
  if (references.length === 0) return [];
  progress.step('Reading the baseline');
  const loaded = await loadRuns(references, load, io, progress);
  refuseResults(loaded, references.join(','));
  return loaded.runs;
}

/**
 * The result of these runs with a comparison with the baseline: the analyses are of these runs alone.
 *
 * @throws {Problem} as `compareSides`.
 */
export function compareWithBaseline(
  runs: readonly Run[],
  baseline: readonly Run[],
  { notices }: BaselineReference,
  options: CompareSidesOptions,
  io: Io,
  progress: Progress,
): Result {
  const { candidate, comparison } = compareSides(baseline, runs, options, progress);
  const analyses = candidate.map(({ analysis }) => analysis);
  return {
    schema: 'result/1',
    tool: toolIdentity(),
    createdMs: io.now(),
    analyses,
    comparison: { ...comparison, notices: [...notices, ...comparison.notices] },
    trend: null,
    verdict: decideVerdict(analyses, comparison, options.gate),
  };
}

/** A result that says that there was nothing to compare with. */
export function withoutBaseline(result: Result, { notices }: BaselineReference): Result {
  const [first, ...others] = result.analyses;
  if (first === undefined) return result;
  const told: Analysis = { ...first, notices: [...first.notices, ...notices] };
  return { ...result, analyses: [told, ...others] };
}
