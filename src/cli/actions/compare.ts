import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { analyseRun } from '../../analysis/analyse-run.ts';
import { compareRuns } from '../../compare/compare-runs.ts';
import { type RunWithAnalysis, usualNoise } from '../../compare/options.ts';
import { DEFAULT_MAX_BYTES } from '../../files/open-sources.ts';
import { checkWritable, refuseOverwriting, writeFileAtomically } from '../../files/write-file.ts';
import type { MetricId } from '../../model/metric.ts';
import { Problem } from '../../model/problem.ts';
import type { Result } from '../../model/result.ts';
import { comparisonBadge } from '../../report/findings/comparison.ts';
import { showText } from '../../report/format.ts';
import type { ReporterId } from '../../report/registry.ts';
import { storeFolder } from '../../store/layout.ts';
import { decideVerdict } from '../../verdict/decide.ts';
import { analysisOptionsFor } from '../analyse-options.ts';
import { renamesOf } from '../endpoint-renames.ts';
import { exitCodeOfVerdict } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { warnLeftOut } from '../left-out.ts';
import { type Loaded, loadRuns } from '../load-runs.ts';
import type { AnalyseOptions, ReadOptions, StoreOptions } from '../options.ts';
import { type Progress, withProgress } from '../progress.ts';
import { renderFor, startLoadingCharts } from '../render-for.ts';
import { appendSummary } from '../step-summary.ts';
import { chooseTarget } from '../target.ts';
import { toolIdentity } from '../version.ts';

/** The options of `plimsoll compare`. */
export interface CompareCommandOptions extends AnalyseOptions, ReadOptions, StoreOptions {
  readonly format?: ReporterId;
  readonly output?: string;
  readonly json?: boolean;
  /** A file that the Markdown is added to. */
  readonly summary?: string;
  readonly threshold?: number;
  readonly rename?: readonly string[];
  /** True when it was given without a value. */
  readonly assumeNoise?: ReadonlyMap<MetricId, number> | true;
}

/**
 * Compares two sides, each a run reference or several with commas between.
 *
 * @returns the exit status: whether anything regressed, or nothing can be concluded.
 */
export async function compareCommand(
  baseline: string,
  candidate: string,
  options: CompareCommandOptions,
  io: Io,
): Promise<number> {
  const isPlain = options.format === undefined && options.output === undefined && !options.json;
  const target = chooseTarget(isPlain ? { ...options, format: 'text' } : options);
  if (target.file !== null) await checkWritable(resolve(io.cwd, target.file));
  if (target.format === 'html') await startLoadingCharts();
  const store = storeFolder(options.store, io.env['PLIMSOLL_STORE'], io.cwd);
  const load = { store, maxBytes: options.maxSize ?? DEFAULT_MAX_BYTES };
  const { sides, result, document } = await withProgress(io, async (progress) => {
    const before = await loadSide(baseline, load, io, progress);
    const after = await loadSide(candidate, load, io, progress);
    const made = compareSides(before, after, options, io, progress);
    progress.step('Writing the comparison');
    const rendered = await renderFor(made, target, io);
    if (target.file !== null) {
      const file = resolve(io.cwd, target.file);
      const read = [...before.runs, ...after.runs].flatMap(({ paths }) => paths);
      await refuseOverwriting(file, read);
      await writeFileAtomically(file, rendered);
    }
    return { sides: [before, after], result: made, document: rendered };
  });
  for (const { leftOut } of sides) warnLeftOut(leftOut, io);
  io.stdout.write(target.file === null ? document : `${target.file}\n`);
  await appendSummary(result, { summary: options.summary, format: target.format }, io);
  if (target.format !== 'text' && result.comparison !== null) {
    io.stderr.write(`${comparisonBadge(result.comparison).text}. ${showText(result.comparison.summary)}\n`);
  }
  return exitCodeOfVerdict(result.verdict);
}

/** The runs of one side. A reference that is a file, comma and all, is one. */
async function loadSide(
  reference: string,
  load: { readonly store: string; readonly maxBytes: number },
  io: Io,
  progress: Progress,
): Promise<Loaded> {
  const parts = reference.split(',').map((part) => part.trim());
  const references = existsSync(resolve(io.cwd, reference))
    ? [reference]
    : parts.filter((part) => part !== '');
  const loaded = await loadRuns(references, load, io, progress);
  if (loaded.results.length > 0) {
    const what = `"${reference}" is a result, which holds what was found and not the run`;
    throw new Problem('usage', 'cannot-compare-result', what, {
      fix: 'Name the files of the run or its id in the store instead.',
    });
  }
  return loaded;
}

function compareSides(
  before: Loaded,
  after: Loaded,
  options: CompareCommandOptions,
  io: Io,
  progress: Progress,
): Result {
  const analysed = new Map<string, RunWithAnalysis>();
  const analyse = ({ runs }: Loaded) =>
    runs.map(({ run }) => {
      const known = analysed.get(run.id);
      if (known !== undefined) return known;
      progress.step(`Analysing ${run.label}`);
      const made = { run, analysis: analyseRun(run, analysisOptionsFor(run, options)) };
      analysed.set(run.id, made);
      return made;
    });
  const baseline = analyse(before);
  const candidate = analyse(after);
  progress.step('Comparing');
  const noise = options.assumeNoise === true ? usualNoise : options.assumeNoise;
  const runsOf = (side: readonly RunWithAnalysis[]) => side.map(({ run }) => run);
  const comparison = compareRuns(baseline, candidate, {
    ...(options.threshold === undefined ? {} : { threshold: options.threshold }),
    ...(noise === undefined ? {} : { assumedNoise: noise }),
    renames: renamesOf(options.rename ?? [], runsOf(baseline), runsOf(candidate)),
  });
  const analyses = [...analysed.values()].map(({ analysis }) => analysis);
  return {
    schema: 'result/1',
    tool: toolIdentity(),
    createdMs: io.now(),
    analyses,
    comparison,
    verdict: decideVerdict(analyses, comparison),
  };
}
