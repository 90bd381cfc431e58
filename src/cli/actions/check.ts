import { resolve } from 'node:path';
import { DEFAULT_MAX_BYTES } from '../../files/open-sources.ts';
import { checkWritable, refuseOverwriting, writeFileAtomically } from '../../files/write-file.ts';
import { Problem } from '../../model/problem.ts';
import type { Result } from '../../model/result.ts';
import { verdictBadge } from '../../report/findings.ts';
import type { ReporterId } from '../../report/registry.ts';
import { verdictMarkdown, verdictText } from '../../report/verdict-document.ts';
import { storeFolder } from '../../store/layout.ts';
import { type AgainstOptions, reportAgainst } from '../baseline/report-against.ts';
import { exitCodeOfReport, sayBaseline } from '../baseline/say-baseline.ts';
import { refuseUnknownEndpoints } from '../gates/known-endpoints.ts';
import { type Io, mayColour } from '../io.ts';
import { warnLeftOut } from '../left-out.ts';
import { loadRuns } from '../load-runs.ts';
import type { ReadOptions, StoreOptions } from '../options.ts';
import { withProgress } from '../progress.ts';
import { renderFor, startLoadingCharts } from '../render-for.ts';
import type { ScalingOptions } from '../scaling/scaling-options.ts';
import { appendSummary } from '../step-summary.ts';
import { chooseTarget, type Target } from '../target.ts';

/** The options of `plimsoll check`. */
export interface CheckOptions
  extends Omit<AgainstOptions, 'label'>,
    ReadOptions,
    ScalingOptions,
    StoreOptions {
  readonly format?: ReporterId;
  readonly output?: string;
  readonly json?: boolean;
  /** A file that the Markdown is added to. */
  readonly summary?: string;
}

/**
 * Judges runs by gates, and nothing else.
 *
 * @returns the exit status: the verdict.
 * @throws {Problem} 'no-gates' when there is nothing to judge by.
 */
export async function checkCommand(runs: readonly string[], options: CheckOptions, io: Io): Promise<number> {
  refuseNothing(options);
  const isPlain = options.format === undefined && options.output === undefined && !options.json;
  const target = chooseTarget(isPlain ? { ...options, format: 'text' } : options);
  if (target.file !== null) await checkWritable(resolve(io.cwd, target.file));
  if (target.format === 'html') await startLoadingCharts();
  const store = storeFolder(options.store, io.env['PLIMSOLL_STORE'], io.cwd);
  const load = { store, maxBytes: options.maxSize ?? DEFAULT_MAX_BYTES, scaling: options };
  const { loaded, result, document, against } = await withProgress(io, async (progress) => {
    const found = await loadRuns(runs, load, io, progress);
    const {
      result: made,
      against: compared,
      paths,
    } = await reportAgainst(found, options, load, io, progress);
    refuseUnknownEndpoints(options.gate ?? [], made.analyses);
    const rendered = await verdictFor(made, target, io);
    if (target.file !== null) {
      const file = resolve(io.cwd, target.file);
      await refuseOverwriting(file, [...found.runs.flatMap((run) => run.paths), ...paths]);
      await writeFileAtomically(file, rendered);
    }
    return { loaded: found, result: made, document: rendered, against: compared };
  });
  warnLeftOut(loaded.leftOut, io);
  io.stdout.write(target.file === null ? document : `${target.file}\n`);
  await appendSummary(result, { summary: options.summary, format: target.format }, io);
  if (target.format !== 'text' && result.verdict !== null) {
    io.stderr.write(`${verdictBadge(result.verdict).text}.\n`);
  }
  if (against !== null) sayBaseline(against, io);
  sayNoBaseline(result, io);
  return exitCodeOfReport(result, options);
}

function refuseNothing({ gate, baseline }: CheckOptions): void {
  if (gate !== undefined || baseline !== undefined) return;
  throw new Problem('usage', 'no-gates', 'there is no gate to check by', {
    fix:
      'Give one, such as: --gate "p95 < 2s"\n' +
      'Or list gates in plimsoll.config.yaml, which "plimsoll init" writes.',
  });
}

/** Text and Markdown are of the verdict alone; the other formats hold it beside what it is about. */
async function verdictFor(result: Result, target: Target, io: Io): Promise<string> {
  if (target.format === 'markdown') return verdictMarkdown(result);
  if (target.format !== 'text') return renderFor(result, target, io);
  const toTerminal = target.file === null;
  return verdictText(result, {
    columns: toTerminal ? io.stdout.columns : null,
    colour: toTerminal && mayColour(io),
  });
}

function sayNoBaseline({ verdict, comparison }: Result, io: Io): void {
  const isLacking = verdict?.checks.some(({ kind }) => kind === 'regression') ?? false;
  if (comparison !== null || !isLacking) return;
  io.stderr.write('No baseline: gates that need one were not judged, and do not count.\n');
}
