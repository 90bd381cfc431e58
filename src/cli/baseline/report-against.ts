import { Problem } from '../../model/problem.ts';
import type { Result } from '../../model/result.ts';
import type { CompareSidesOptions } from '../compare-sides.ts';
import type { Io } from '../io.ts';
import type { Loaded, LoadOptions } from '../load-runs.ts';
import { refuseResults } from '../load-side.ts';
import { makeResult } from '../make-result.ts';
import type { Progress } from '../progress.ts';
import { compareWithBaseline, loadBaseline, withoutBaseline } from './compare-with-baseline.ts';
import { type BaselineReference, type Candidate, findBaseline } from './find-baseline.ts';
import { shapeOf } from './same-test.ts';

/** Options of a command that may compare what it reports on with a baseline. */
export interface AgainstOptions extends CompareSidesOptions {
  readonly baseline?: string;
  readonly label?: string;
}

/** A result, and with what it was compared. */
export interface ResultAgainst {
  readonly result: Result;
  /** Null when no comparison was asked for. */
  readonly against: BaselineReference | null;
  /** Files that were read for the baseline: absolute paths. */
  readonly paths: readonly string[];
}

/**
 * The result of what was loaded, compared with the baseline that the options name.
 *
 * @throws {Problem} as `makeResult` and `findBaseline`; 'cannot-compare-result'; 'contradicting-options'.
 */
export async function reportAgainst(
  loaded: Loaded,
  options: AgainstOptions,
  load: LoadOptions,
  io: Io,
  progress: Progress,
): Promise<ResultAgainst> {
  const { baseline, label } = options;
  refuseWithoutBaseline(options);
  // The usual baseline is for runs; a result has what it was compared with in it.
  const isUsual = options.usual?.includes('baseline') === true;
  if (baseline === undefined || (isUsual && loaded.results.length > 0)) {
    return { result: makeResult(loaded, options, label, io, progress), against: null, paths: [] };
  }
  refuseResults(loaded, loaded.results.map(({ analyses }) => analyses[0]?.run.label ?? '').join(', '));
  const against = await findBaseline(baseline, candidateOf(loaded), load.store, io);
  const runs = await loadBaseline(against, load, io, progress);
  if (runs.length === 0) {
    const alone = makeResult(loaded, options, label, io, progress);
    return { result: withoutBaseline(alone, against), against, paths: [] };
  }
  const candidates = loaded.runs.map(({ run }) => (label === undefined ? run : { ...run, label }));
  const before = runs.map(({ run }) => run);
  return {
    result: compareWithBaseline(candidates, before, against, options, io, progress),
    against,
    paths: runs.flatMap(({ paths }) => paths),
  };
}

function candidateOf({ runs }: Loaded): Candidate {
  const [first] = runs;
  const git = first?.run.origin?.git ?? null;
  return {
    ids: runs.map(({ run }) => run.id),
    test: first === undefined ? null : shapeOf(first.run),
    git: { commit: git?.commit ?? null, isDirty: git?.isDirty ?? false },
  };
}

/** @throws {Problem} 'contradicting-options' when options of a comparison come without one. */
export function refuseWithoutBaseline({
  baseline,
  threshold,
  rename,
  assumeNoise,
}: Omit<AgainstOptions, 'label'>): void {
  if (baseline !== undefined) return;
  const given = [
    ...(threshold === undefined ? [] : ['--threshold']),
    ...(rename === undefined ? [] : ['--rename']),
    ...(assumeNoise === undefined ? [] : ['--assume-noise']),
  ];
  const [first] = given;
  if (first === undefined) return;
  throw new Problem(
    'usage',
    'contradicting-options',
    `${first} is about a comparison, and there is no --baseline`,
    {
      fix: 'Name what to compare with: --baseline main',
    },
  );
}
