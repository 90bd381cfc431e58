import { resolve } from 'node:path';
import { checkWritable, writeFileAtomically } from '../../files/write-file.ts';
import { Problem } from '../../model/problem.ts';
import type { Result } from '../../model/result.ts';
import { trendHeadline } from '../../report/findings.ts';
import { showText } from '../../report/format.ts';
import { storeFolder } from '../../store/layout.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { withProgress } from '../progress.ts';
import { renderFor, startLoadingCharts } from '../render-for.ts';
import type { ReportOptions } from '../report-options.ts';
import { plural } from '../run-summary.ts';
import { appendSummary } from '../step-summary.ts';
import { chooseTarget, type Target } from '../target.ts';
import { parseRunFilter } from '../trend/run-filter.ts';
import { trendResult } from '../trend/trend-result.ts';

/**
 * Writes the report of how metrics went over the stored runs.
 *
 * @throws {Problem} 'contradicting-options' for what is about single runs; 'no-run-in-trend'; 'wrong-option-value'.
 */
export async function trendCommand(
  references: readonly string[],
  options: ReportOptions,
  io: Io,
): Promise<number> {
  const target = chooseTarget(options);
  refuseOtherOptions(references, options, target);
  const filters = Array.isArray(options.trend) ? options.trend.map(parseRunFilter) : [];
  if (target.file !== null) await checkWritable(resolve(io.cwd, target.file));
  if (target.format === 'html') await startLoadingCharts();
  const store = storeFolder(options.store, io.env['PLIMSOLL_STORE'], io.cwd);
  const { result, document } = await withProgress(io, async (progress) => {
    const made = await trendResult(store, filters, io, progress);
    progress.step('Writing the report');
    const rendered = await renderFor(made, target, io);
    if (target.file !== null) await writeFileAtomically(resolve(io.cwd, target.file), rendered);
    return { result: made, document: rendered };
  });
  io.stdout.write(target.file === null ? document : `${target.file}\n`);
  await appendSummary(result, { summary: options.summary, format: target.format }, io);
  if (target.format !== 'text') summarise(result, io);
  return exitCodes.done;
}

function refuseOtherOptions(
  references: readonly string[],
  { steady, wholeRun, apdex, label, gate, baseline }: ReportOptions,
  { format }: Target,
): void {
  const others = [
    ...(references.length > 0 ? [`the run "${references[0]}"`] : []),
    ...(steady === undefined ? [] : ['--steady']),
    ...(wholeRun ? ['--whole-run'] : []),
    ...(apdex === undefined ? [] : ['--apdex']),
    ...(label === undefined ? [] : ['--label']),
    ...(gate === undefined ? [] : ['--gate']),
    ...(baseline === undefined ? [] : ['--baseline']),
    ...(format === 'junit' || format === 'github' ? [`--format ${format}`] : []),
  ];
  const [first] = others;
  if (first === undefined) return;
  const what = `--trend is about all stored runs as they are, and ${first} is given too`;
  throw new Problem('usage', 'contradicting-options', what, {
    fix: 'Leave one of them out; name the runs of a trend with --trend LABEL or --trend KEY=VALUE.',
  });
}

function summarise({ trend }: Result, { stderr }: Io): void {
  if (trend === null) return;
  const { badge, title } = trendHeadline(trend);
  const notices = trend.notices.length > 0 ? ` ${plural(trend.notices.length, 'notice')} in the report.` : '';
  stderr.write(`${badge.text}. ${showText(title)}.${notices}\n`);
}
