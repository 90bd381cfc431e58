import { resolve } from 'node:path';
import { briefAnalyses, mostWithCurves } from '../../compare/brief-analyses.ts';
import { sideBySide } from '../../compare/compare-runs.ts';
import { DEFAULT_MAX_BYTES } from '../../files/open-sources.ts';
import { checkWritable, refuseOverwriting, writeFileAtomically } from '../../files/write-file.ts';
import { Problem } from '../../model/problem.ts';
import type { Result } from '../../model/result.ts';
import type { ReporterId } from '../../report/registry.ts';
import { storeFolder } from '../../store/layout.ts';
import { decideVerdict } from '../../verdict/decide.ts';
import { sayComparison } from '../baseline/say-baseline.ts';
import { type CompareSidesOptions, compareSides } from '../compare-sides.ts';
import { exitCodeOfVerdict } from '../exit-codes.ts';
import { refuseUnknownEndpoints } from '../gates/known-endpoints.ts';
import type { Io } from '../io.ts';
import { warnLeftOut } from '../left-out.ts';
import type { Loaded } from '../load-runs.ts';
import { loadSide } from '../load-side.ts';
import type { ReadOptions, StoreOptions } from '../options.ts';
import { type Progress, withProgress } from '../progress.ts';
import { renderFor, startLoadingCharts } from '../render-for.ts';
import { appendSummary } from '../step-summary.ts';
import { chooseTarget } from '../target.ts';
import { toolIdentity } from '../version.ts';

/** The options of `plimsoll compare`. */
export interface CompareCommandOptions extends CompareSidesOptions, ReadOptions, StoreOptions {
  readonly format?: ReporterId;
  readonly output?: string;
  readonly json?: boolean;
  /** A file that the Markdown is added to. */
  readonly summary?: string;
}

/**
 * Compares a baseline with one or several candidates, each a run reference or several with commas between.
 *
 * @returns the exit status: whether anything regressed, or nothing can be concluded.
 */
export async function compareCommand(
  baseline: string,
  candidates: readonly string[],
  options: CompareCommandOptions,
  io: Io,
): Promise<number> {
  if (candidates.length > 1 && options.gate !== undefined) {
    const what = `gates judge one candidate, and there are ${candidates.length}`;
    throw new Problem('usage', 'gates-for-several-candidates', what, {
      fix: 'Compare one candidate at a time, or leave out the gates.',
    });
  }
  const isPlain = options.format === undefined && options.output === undefined && !options.json;
  const target = chooseTarget(isPlain ? { ...options, format: 'text' } : options);
  if (target.file !== null) await checkWritable(resolve(io.cwd, target.file));
  if (target.format === 'html') await startLoadingCharts();
  const store = storeFolder(options.store, io.env['PLIMSOLL_STORE'], io.cwd);
  const load = { store, maxBytes: options.maxSize ?? DEFAULT_MAX_BYTES };
  const { sides, result, document } = await withProgress(io, async (progress) => {
    const before = await loadSide(baseline, load, io, progress);
    const after: Loaded[] = [];
    for (const candidate of candidates) after.push(await loadSide(candidate, load, io, progress));
    const made = compareAll(before, after, options, io, progress);
    refuseUnknownEndpoints(options.gate ?? [], made.analyses);
    progress.step('Writing the comparison');
    const rendered = await renderFor(made, target, io);
    if (target.file !== null) {
      const file = resolve(io.cwd, target.file);
      const read = [before, ...after].flatMap(({ runs }) => runs).flatMap(({ paths }) => paths);
      await refuseOverwriting(file, read);
      await writeFileAtomically(file, rendered);
    }
    return { sides: [before, ...after], result: made, document: rendered };
  });
  for (const { leftOut } of sides) warnLeftOut(leftOut, io);
  io.stdout.write(target.file === null ? document : `${target.file}\n`);
  await appendSummary(result, { summary: options.summary, format: target.format }, io);
  if (target.format !== 'text') sayComparison(result, io);
  return exitCodeOfVerdict(result, options.inconclusive);
}

/** Each candidate against the baseline by itself, the first of them in full. */
function compareAll(
  before: Loaded,
  after: readonly Loaded[],
  options: CompareCommandOptions,
  io: Io,
  progress: Progress,
): Result {
  const runsOf = ({ runs }: Loaded) => runs.map(({ run }) => run);
  const sides = [before, ...after];
  const ids = new Set(sides.flatMap(({ runs }) => runs.map(({ run }) => run.id)));
  const asked = { ...options, candidates: after.length, endpointSeries: ids.size <= mostWithCurves };
  const compared = after.map((side) => compareSides(runsOf(before), runsOf(side), asked, progress));
  const [first, ...others] = compared;
  if (first === undefined) throw new Error('The command line asks for a candidate.');
  const comparison = sideBySide(
    first.comparison,
    others.map((other) => other.comparison),
  );
  const runs = compared.flatMap(({ baseline, candidate }) => [...baseline, ...candidate]);
  const analyses = [...new Map(runs.map(({ run, analysis }) => [run.id, analysis])).values()];
  return {
    schema: 'result/1',
    tool: toolIdentity(),
    createdMs: io.now(),
    analyses: briefAnalyses(analyses),
    comparison,
    trend: null,
    verdict: decideVerdict(analyses, comparison, options.gate),
  };
}
