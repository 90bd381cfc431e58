import { resolve } from 'node:path';
import { DEFAULT_MAX_BYTES } from '../../files/open-sources.ts';
import { checkWritable, refuseOverwriting, writeFileAtomically } from '../../files/write-file.ts';
import { Problem } from '../../model/problem.ts';
import type { Result } from '../../model/result.ts';
import { headline, verdictBadge } from '../../report/findings.ts';
import { shortText, showText } from '../../report/format.ts';
import { storeFolder } from '../../store/layout.ts';
import { keepBesideRun } from '../../store/stored-runs.ts';
import { reportAgainst } from '../baseline/report-against.ts';
import { exitCodeOfReport, sayBaseline, sayComparison } from '../baseline/say-baseline.ts';
import { refuseUnknownEndpoints } from '../gates/known-endpoints.ts';
import type { Io } from '../io.ts';
import { warnLeftOut } from '../left-out.ts';
import { type Loaded, loadRuns } from '../load-runs.ts';
import { formatProblem } from '../print-problem.ts';
import { withProgress } from '../progress.ts';
import { renderFor, startLoadingCharts } from '../render-for.ts';
import type { ReportOptions } from '../report-options.ts';
import { plural } from '../run-summary.ts';
import { appendSummary } from '../step-summary.ts';
import { chooseTarget, type Target } from '../target.ts';

/**
 * Writes the report of one or several runs, with a comparison where a baseline is named.
 *
 * @returns the exit status: of the comparison's verdict, where there is one.
 */
export async function reportCommand(
  references: readonly string[],
  options: ReportOptions,
  io: Io,
): Promise<number> {
  if (options.trend !== undefined) {
    const { trendCommand } = await import('./trend-report.ts');
    return trendCommand(references, options, io);
  }
  if (references.length === 0) throw noRunNamed();
  const target = chooseTarget(options);
  if (target.file !== null) await checkWritable(resolve(io.cwd, target.file));
  if (target.format === 'html') await startLoadingCharts();
  const store = storeFolder(options.store, io.env['PLIMSOLL_STORE'], io.cwd);
  const { loaded, result, document, against } = await withProgress(io, async (progress) => {
    const maxBytes = options.maxSize ?? DEFAULT_MAX_BYTES;
    const load = { store, maxBytes, scaling: options };
    const found = await loadRuns(references, load, io, progress);
    const {
      result: made,
      against: compared,
      paths,
    } = await reportAgainst(found, options, load, io, progress);
    if (target.file !== null) {
      await refuseOverwriting(resolve(io.cwd, target.file), [
        ...found.runs.flatMap((run) => run.paths),
        ...paths,
      ]);
    }
    refuseUnknownEndpoints(options.gate ?? [], made.analyses);
    progress.step('Writing the report');
    const rendered = await renderFor(made, target, io);
    if (target.file !== null) await writeFileAtomically(resolve(io.cwd, target.file), rendered);
    await keepInStore(found, store, made, target, rendered, io);
    return { loaded: found, result: made, document: rendered, against: compared };
  });
  warnLeftOut(loaded.leftOut, io);
  if (target.file === null) io.stdout.write(document);
  else io.stdout.write(`${target.file}\n`);
  await appendSummary(result, { summary: options.summary, format: target.format }, io);
  if (target.format !== 'text') summarise(result, io);
  if (against !== null) sayBaseline(against, io);
  if (target.format !== 'text') sayComparison(result, io);
  return exitCodeOfReport(result, options);
}

function noRunNamed(): Problem {
  return new Problem('usage', 'missing-argument', 'missing required argument "run"', {
    fix: 'See: plimsoll report --help',
  });
}

/** The page of one stored run is kept beside it too, with its result. A store that cannot be written to is no reason to fail. */
async function keepInStore(
  { runs, results }: Loaded,
  store: string,
  result: Result,
  target: Target,
  document: string,
  io: Io,
): Promise<void> {
  const [only] = runs;
  if (target.format !== 'html' || only === undefined || runs.length > 1 || results.length > 0) return;
  if (!only.isStored) return;
  try {
    await keepBesideRun(store, only.run.id, 'report.html', document);
    await keepBesideRun(store, only.run.id, 'result.json', `${JSON.stringify(result, null, 2)}\n`);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    io.stderr.write(`The store keeps no copy of the report: ${formatProblem(error)}`);
  }
}

/** What the report says first, run by run, on standard error. */
function summarise({ analyses, verdict }: Result, { stderr }: Io): void {
  const isOverSeveral = analyses.length > 1;
  // Then the verdict belongs to none of them.
  if (isOverSeveral && verdict !== null) stderr.write(`${verdictBadge(verdict).text}.\n`);
  if (isOverSeveral) stderr.write(`${analyses.length} runs in one report:\n`);
  for (const analysis of analyses) {
    const { badge, title } = headline(analysis, isOverSeveral ? null : verdict);
    const name = isOverSeveral ? `${shortText(analysis.run.label, 40)} (${analysis.run.id}): ` : '';
    const notices =
      analysis.notices.length > 0 ? ` ${plural(analysis.notices.length, 'notice')} in the report.` : '';
    stderr.write(`${name}${badge.text}. ${showText(title)}.${notices}\n`);
  }
}
