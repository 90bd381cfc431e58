import { analyseRun } from '../analysis/analyse-run.ts';
import type { Analysis } from '../model/analysis.ts';
import { Problem } from '../model/problem.ts';
import type { Result } from '../model/result.ts';
import { decideVerdict } from '../verdict/decide.ts';
import { analysisOptionsFor } from './analyse-options.ts';
import type { GateOptions } from './gates/gate-options.ts';
import type { Io } from './io.ts';
import type { Loaded } from './load-runs.ts';
import type { AnalyseOptions } from './options.ts';
import type { Progress } from './progress.ts';
import { toolIdentity } from './version.ts';

/**
 * Analyses what was loaded and puts it into one result, judged by the gates that were given. A single result that was
 * opened again stays what it is, unless there are gates to judge it by.
 *
 * @param label what to call the run; only for one run.
 * @throws {Problem} 'cannot-analyse-again' when options ask for an analysis of a result, which has no run behind it;
 *   'label-for-several-runs'; and what the analysis finds wrong with an option.
 */
export function makeResult(
  loaded: Loaded,
  options: AnalyseOptions & GateOptions,
  label: string | undefined,
  io: Io,
  progress: Progress,
): Result {
  const { runs, results } = loaded;
  const asksForAnalysis =
    options.steady !== undefined ||
    options.wholeRun ||
    (options.apdex !== undefined && options.usual?.includes('apdex') !== true);
  if (results.length > 0 && asksForAnalysis) throw cannotAnalyseAgain();
  const [first] = results;
  const isOneResult = first !== undefined && results.length === 1 && runs.length === 0;
  const gates = options.gate ?? [];
  if (isOneResult && label === undefined && gates.length === 0) return first;
  const analyses = [
    ...results.flatMap((result) => result.analyses),
    ...runs.map(({ run }) => {
      progress.step(`Analysing ${run.label}`);
      return analyseRun(run, analysisOptionsFor(run, options));
    }),
  ];
  const named = renamed(analyses, label);
  if (isOneResult) {
    const verdict = gates.length === 0 ? first.verdict : decideVerdict(named, first.comparison, gates);
    return { ...first, analyses: named, verdict };
  }
  return {
    schema: 'result/1',
    tool: toolIdentity(),
    createdMs: io.now(),
    analyses: named,
    comparison: null,
    trend: null,
    verdict: decideVerdict(named, null, gates),
  };
}

function renamed(analyses: readonly Analysis[], label: string | undefined): readonly Analysis[] {
  if (label === undefined) return analyses;
  if (analyses.length !== 1) {
    const what = `--label "${label}" is for one run, these are ${analyses.length}`;
    throw new Problem('usage', 'label-for-several-runs', what, {
      fix: 'Name one run, or leave out --label.',
    });
  }
  return analyses.map((analysis) => ({ ...analysis, run: { ...analysis.run, label } }));
}

function cannotAnalyseAgain(): Problem {
  const what = '--steady, --whole-run and --apdex need the run; a result holds only what was found';
  return new Problem('usage', 'cannot-analyse-again', what, {
    fix: 'Name the files of the run or its id in the store instead.',
  });
}
