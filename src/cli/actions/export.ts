import { resolve } from 'node:path';
import { DEFAULT_MAX_BYTES } from '../../files/open-sources.ts';
import { checkWritable, refuseOverwriting, writeFileAtomically } from '../../files/write-file.ts';
import { Problem } from '../../model/problem.ts';
import { json } from '../../report/json.ts';
import { storeFolder } from '../../store/layout.ts';
import type { Io } from '../io.ts';
import { warnLeftOut } from '../left-out.ts';
import { type Loaded, loadRuns } from '../load-runs.ts';
import { locustTables } from '../locust-csv/locust-tables.ts';
import { makeResult } from '../make-result.ts';
import type { ReadOptions, StoreOptions } from '../options.ts';
import { type Progress, withProgress } from '../progress.ts';
import { refuseFolder } from '../target.ts';

/** The options of `plimsoll export`. */
export interface ExportOptions extends StoreOptions, ReadOptions {
  readonly to: 'json' | 'csv';
  readonly output?: string;
}

const DEFAULT_PREFIX = 'plimsoll';

/** Writes a run in a format for other tools. */
export async function exportCommand(reference: string, options: ExportOptions, io: Io): Promise<void> {
  const output = options.output ?? (options.to === 'json' ? '-' : DEFAULT_PREFIX);
  if (options.to === 'csv' && output === '-') {
    throw new Problem('usage', 'csv-needs-files', 'csv is several files and cannot go to standard output', {
      fix: `Name their prefix: -o ${DEFAULT_PREFIX}`,
    });
  }
  refuseFolder(options.output);
  const path = resolve(io.cwd, output);
  if (output !== '-') await checkWritable(options.to === 'csv' ? `${path}_stats.csv` : path);
  await withProgress(io, async (progress) => {
    const store = storeFolder(options.store, io.env['PLIMSOLL_STORE'], io.cwd);
    const maxBytes = options.maxSize ?? DEFAULT_MAX_BYTES;
    const loaded = await loadRuns([reference], { store, maxBytes }, io, progress);
    warnLeftOut(loaded.leftOut, io);
    if (options.to === 'csv') await writeCsv(loaded, output, io, progress);
    else await writeJson(loaded, output, io, progress);
  });
}

async function writeJson(loaded: Loaded, output: string, io: Io, progress: Progress): Promise<void> {
  const [only] = loaded.runs;
  if (output !== '-') await refuseOverwriting(resolve(io.cwd, output), only?.paths ?? []);
  const result = makeResult(loaded, {}, undefined, io, progress);
  const text = await json.render(result);
  if (output === '-') io.stdout.write(text);
  else {
    await writeFileAtomically(resolve(io.cwd, output), text);
    io.stdout.write(`${output}\n`);
  }
}

async function writeCsv(
  { runs, results }: Loaded,
  prefix: string,
  io: Io,
  progress: Progress,
): Promise<void> {
  const [only] = runs;
  if (results.length > 0) {
    throw new Problem(
      'usage',
      'cannot-export-result',
      'csv is made of a run; a result holds only what was found',
      {
        fix: 'Name the files of the run or its id in the store instead.',
      },
    );
  }
  if (only === undefined || runs.length !== 1) {
    throw new Problem('usage', 'several-runs', `these files hold ${runs.length} runs, csv is of one`, {
      fix: 'Import them, then export each by its id: plimsoll import FOLDER',
    });
  }
  const { run, paths } = only;
  const files = locustTables(run);
  for (const { ending } of files) await refuseOverwriting(resolve(io.cwd, prefix + ending), paths);
  for (const { ending, lines } of files) {
    progress.step(`Writing ${prefix}${ending}`);
    await writeFileAtomically(resolve(io.cwd, prefix + ending), lines);
    io.stdout.write(`${prefix}${ending}\n`);
  }
}
