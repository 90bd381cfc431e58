import { relative, resolve } from 'node:path';
import { DEFAULT_MAX_BYTES } from '../files/open-sources.ts';
import { writeFileAtomically } from '../files/write-file.ts';
import { Problem } from '../model/problem.ts';
import type { Result } from '../model/result.ts';
import type { Run } from '../model/run.ts';
import { showText } from '../report/format.ts';
import { reporterFor } from '../report/registry.ts';
import { entryFolder } from '../store/layout.ts';
import { storeRecording } from '../store/store-recording.ts';
import { keepBesideRun } from '../store/stored-runs.ts';
import { decideVerdict } from '../verdict/decide.ts';
import { compareWithBaseline, loadBaseline, withoutBaseline } from './baseline/compare-with-baseline.ts';
import type { BaselineReference } from './baseline/find-baseline.ts';
import { sayBaseline, sayComparison } from './baseline/say-baseline.ts';
import type { GateOptions } from './gates/gate-options.ts';
import { type Io, mayColour } from './io.ts';
import { makeResult } from './make-result.ts';
import type { AnalyseOptions } from './options.ts';
import { formatProblem } from './print-problem.ts';
import { type Progress, withProgress } from './progress.ts';
import type { OutputOptions } from './run-options/run-options.ts';
import { writeLocustFiles } from './write-locust-files.ts';

/** A run that is in the store, with what was made of it. */
export interface Written {
  readonly id: string;
  readonly run: Run;
  readonly result: Result;
  /** Of the report, as it is shown; null without one. */
  readonly report: string | null;
}

/**
 * Makes a run of a recording, and of the run everything that was asked for: the result and the report beside it, files
 * as Locust writes them, and the tables on standard output.
 *
 * @param against what to compare with; null for nothing.
 *
 * @throws {Problem} when the recording holds nothing, or a file cannot be written; what could be written is.
 */
export async function finishRun(
  id: string,
  store: string,
  outputs: OutputOptions,
  against: BaselineReference | null,
  io: Io,
): Promise<Written> {
  const { run, result, shown, problems } = await withProgress(io, async (progress) => {
    progress.step('Storing the run');
    const stored = await storeRecording(store, id, io.now());
    const failed: Problem[] = [];
    const attempt = async <T>(write: () => Promise<T>): Promise<T | null> => {
      try {
        return await write();
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        failed.push(error);
        return null;
      }
    };
    const compared =
      against === null
        ? null
        : await attempt(() => comparedResult(stored, against, store, outputs, io, progress));
    const loaded = { runs: [{ run: stored, isStored: true, paths: [] }], results: [], leftOut: [] };
    const made = compared ?? makeResult(loaded, judgedBy(outputs), undefined, io, progress);
    await attempt(() => keepBesideRun(store, id, 'result.json', `${JSON.stringify(made, null, 2)}\n`));
    const { csv } = outputs;
    if (csv !== undefined) await attempt(() => writeLocustFiles(stored, resolve(io.cwd, csv)));
    const page =
      outputs.report === false
        ? null
        : await attempt(() => writePage(made, id, store, outputs, io, progress));
    return { run: stored, result: made, shown: page, problems: failed };
  });
  await print(outputs.tables === 'run' ? alone(result) : result, outputs, io);
  if (against !== null) sayBaseline(against, io);
  sayComparison(result, io);
  if (shown !== null) io.stderr.write(`Report: ${showText(shown)}\n`);
  io.stderr.write(`Run ${id}, kept in ${showText(relative(io.cwd, entryFolder(store, id)))}\n`);
  const [first, ...others] = problems;
  for (const problem of others) io.stderr.write(formatProblem(problem));
  if (first !== undefined) throw first;
  return { id, run, result, report: shown };
}

/** How the run is analysed, and by what gates it is judged. */
function judgedBy({ analyse, gate }: OutputOptions): AnalyseOptions & GateOptions {
  return { ...analyse, ...(gate === undefined ? {} : { gate }) };
}

/** A baseline that has gone since the test began costs the comparison and not the report. */
async function comparedResult(
  run: Run,
  against: BaselineReference,
  store: string,
  outputs: OutputOptions,
  io: Io,
  progress: Progress,
): Promise<Result> {
  const options = { ...outputs.analyse, ...outputs };
  const baseline = await loadBaseline(against, { store, maxBytes: DEFAULT_MAX_BYTES }, io, progress);
  if (baseline.length > 0) {
    const before = baseline.map((one) => one.run);
    return compareWithBaseline([run], before, against, options, io, progress);
  }
  const loaded = { runs: [{ run, isStored: true, paths: [] }], results: [], leftOut: [] };
  return withoutBaseline(makeResult(loaded, judgedBy(outputs), undefined, io, progress), against);
}

/** @returns where the report is, as the user names it. */
async function writePage(
  result: Result,
  id: string,
  store: string,
  { html }: OutputOptions,
  io: Io,
  progress: Progress,
): Promise<string> {
  progress.step('Writing the report');
  const page = await reporterFor('html')?.render(result, { columns: null, colour: false });
  if (page === undefined) throw new Error('no reporter "html"');
  await keepBesideRun(store, id, 'report.html', page);
  if (html === undefined) return relative(io.cwd, resolve(entryFolder(store, id), 'report.html'));
  await writeFileAtomically(resolve(io.cwd, html), page);
  return html;
}

/** The result as it would be without a comparison. */
function alone(result: Result): Result {
  return { ...result, comparison: null, verdict: decideVerdict(result.analyses) };
}

async function print(result: Result, { json }: OutputOptions, io: Io): Promise<void> {
  const { columns } = io.stdout;
  const text = await reporterFor(json ? 'json' : 'text')?.render(result, { columns, colour: mayColour(io) });
  io.stdout.write(text ?? '');
}
