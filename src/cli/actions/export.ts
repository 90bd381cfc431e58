import { resolve } from 'node:path';
import { DEFAULT_MAX_BYTES } from '../../files/open-sources.ts';
import { checkWritable, refuseOverwriting, writeFileAtomically } from '../../files/write-file.ts';
import { Problem } from '../../model/problem.ts';
import { json } from '../../report/json.ts';
import { storeFolder } from '../../store/layout.ts';
import { hlogLines } from '../export/hlog.ts';
import { xlsxOf } from '../export/xlsx.ts';
import type { Io } from '../io.ts';
import { warnLeftOut } from '../left-out.ts';
import { type Loaded, type LoadedRun, loadRuns } from '../load-runs.ts';
import { locustTables } from '../locust-csv/locust-tables.ts';
import { makeResult } from '../make-result.ts';
import type { ReadOptions, StoreOptions } from '../options.ts';
import { type Progress, withProgress } from '../progress.ts';
import { refuseFolder } from '../target.ts';

type Format = 'json' | 'csv' | 'xlsx' | 'hlog';

/** The options of `plimsoll export`. */
export interface ExportOptions extends StoreOptions, ReadOptions {
  readonly to: Format;
  readonly output?: string;
}

const DEFAULT_OUTPUTS: Readonly<Record<Format, string>> = {
  json: '-',
  csv: 'plimsoll',
  xlsx: 'plimsoll.xlsx',
  hlog: '-',
};

/** Writes a run in a format for other tools. */
export async function exportCommand(reference: string, options: ExportOptions, io: Io): Promise<void> {
  const output = options.output ?? DEFAULT_OUTPUTS[options.to];
  refuseStandardOutput(options.to, output);
  refuseFolder(options.output);
  const path = resolve(io.cwd, output);
  if (output !== '-') await checkWritable(options.to === 'csv' ? `${path}_stats.csv` : path);
  await withProgress(io, async (progress) => {
    const store = storeFolder(options.store, io.env['PLIMSOLL_STORE'], io.cwd);
    const maxBytes = options.maxSize ?? DEFAULT_MAX_BYTES;
    const loaded = await loadRuns([reference], { store, maxBytes }, io, progress);
    warnLeftOut(loaded.leftOut, io);
    if (options.to === 'csv') return await writeCsv(loaded, output, io, progress);
    const [only] = loaded.runs;
    if (output !== '-') await refuseOverwriting(path, only?.paths ?? []);
    const content = await contentOf(options.to, loaded, io, progress);
    if (output === '-') return await writeOut(content, io);
    progress.step(`Writing ${output}`);
    await writeFileAtomically(path, content);
    io.stdout.write(`${output}\n`);
  });
}

function refuseStandardOutput(to: Format, output: string): void {
  if (output !== '-' || to === 'json' || to === 'hlog') return;
  const what =
    to === 'csv'
      ? 'csv is several files and cannot go to standard output'
      : 'a workbook is no text and does not go to standard output';
  throw new Problem('usage', to === 'csv' ? 'csv-needs-files' : 'xlsx-needs-file', what, {
    fix:
      to === 'csv'
        ? `Name their prefix: -o ${DEFAULT_OUTPUTS.csv}`
        : `Name a file: -o ${DEFAULT_OUTPUTS.xlsx}`,
  });
}

type Content = string | Uint8Array | Iterable<string>;

async function contentOf(
  to: 'json' | 'xlsx' | 'hlog',
  loaded: Loaded,
  io: Io,
  progress: Progress,
): Promise<Content> {
  switch (to) {
    case 'json':
      return json.render(makeResult(loaded, {}, undefined, io, progress));
    case 'xlsx':
      return xlsxOf(onlyRun(loaded, to).run, progress, io);
    case 'hlog':
      return hlogLines(onlyRun(loaded, to).run);
  }
}

async function writeOut(content: Content, io: Io): Promise<void> {
  if (typeof content === 'string') io.stdout.write(content);
  else if (!(content instanceof Uint8Array)) for (const line of content) io.stdout.write(line);
}

/** @throws {Problem} 'cannot-export-result', 'several-runs'. */
function onlyRun({ runs, results }: Loaded, to: Format): LoadedRun {
  if (results.length > 0) {
    throw new Problem(
      'usage',
      'cannot-export-result',
      `${to} is made of a run; a result holds only what was found`,
      { fix: 'Name the files of the run or its id in the store instead.' },
    );
  }
  const [only] = runs;
  if (only === undefined || runs.length !== 1) {
    throw new Problem('usage', 'several-runs', `these files hold ${runs.length} runs, ${to} is of one`, {
      fix: 'Import them, then export each by its id: plimsoll import FOLDER',
    });
  }
  return only;
}

async function writeCsv(loaded: Loaded, prefix: string, io: Io, progress: Progress): Promise<void> {
  const { run, paths } = onlyRun(loaded, 'csv');
  const files = locustTables(run);
  for (const { ending } of files) await refuseOverwriting(resolve(io.cwd, prefix + ending), paths);
  for (const { ending, lines } of files) {
    progress.step(`Writing ${prefix}${ending}`);
    await writeFileAtomically(resolve(io.cwd, prefix + ending), lines);
    io.stdout.write(`${prefix}${ending}\n`);
  }
}
