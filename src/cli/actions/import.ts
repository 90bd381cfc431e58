import { existsSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { DEFAULT_MAX_BYTES } from '../../files/open-sources.ts';
import { checkFolderWritable } from '../../files/write-file.ts';
import { Problem } from '../../model/problem.ts';
import { isRunId } from '../../model/run-id.ts';
import { showText } from '../../report/format.ts';
import { describePlace } from '../../report/place.ts';
import { RECORDING_FILE, storeFolder } from '../../store/layout.ts';
import { type SavedRun, saveRun } from '../../store/save-run.ts';
import { asDescribed } from '../as-described.ts';
import type { Io } from '../io.ts';
import { warnLeftOut } from '../left-out.ts';
import type { ReadOptions, StoreOptions } from '../options.ts';
import { withProgress } from '../progress.ts';
import { type ReadResult, type ReadRun, readFiles, withNamedLogs } from '../read-files.ts';
import { countLine, summaryOf, titleLine } from '../run-summary.ts';
import type { ScalingOptions } from '../scaling/scaling-options.ts';

/** The options of `plimsoll import`. */
export interface ImportOptions extends StoreOptions, ReadOptions, ScalingOptions {
  readonly label?: string;
  readonly json?: boolean;
}

interface StoredRun extends SavedRun {
  readonly run: ReadRun['run'];
}

/** Reads files and keeps what they hold as runs in the store. */
export async function importCommand(paths: readonly string[], options: ImportOptions, io: Io): Promise<void> {
  const store = storeFolder(options.store, io.env['PLIMSOLL_STORE'], io.cwd);
  await checkFolderWritable(store);
  const { stored, leftOut } = await withProgress(io, async (progress) => {
    const how = { maxBytes: options.maxSize ?? DEFAULT_MAX_BYTES, scaling: options };
    const read = await readFiles(
      paths.map((path) => withoutOurFiles(path, io.cwd)),
      how,
      io,
      progress,
    );
    const withLogs = await withNamedLogs(read.runs, how, io, progress, ({ sources }, run, logs) => ({
      run,
      sources: [...sources, ...logs],
    }));
    const described = await asDescribed(withLogs, store, io);
    const named = options.label === undefined ? described : labelled(described, options.label);
    const saved: StoredRun[] = [];
    for (const { run, sources } of named) {
      progress.step(`Storing ${run.label}`);
      saved.push({ run, ...(await saveRun(store, run, sources, io.now())) });
    }
    return { stored: saved, leftOut: read.leftOut };
  });
  warnLeftOut(leftOut, io);
  if (options.json) printJson(stored, leftOut, io);
  else printText(stored, io);
}

/** Of the folder of one of our own runs only the recording: what lies beside it was made of it. */
function withoutOurFiles(path: string, cwd: string): string {
  const recording = join(path, RECORDING_FILE);
  return isRunId(basename(resolve(cwd, path))) && existsSync(resolve(cwd, recording)) ? recording : path;
}

function labelled(runs: readonly ReadRun[], label: string): readonly ReadRun[] {
  if (runs.length > 1) {
    const what = `--label "${label}" is for one run, these files hold ${runs.length}`;
    throw new Problem('usage', 'label-for-several-runs', what, {
      fix: 'Import them one by one, or leave out --label.',
    });
  }
  return runs.map(({ run, sources }) => ({ run: { ...run, label }, sources }));
}

function printJson(stored: readonly StoredRun[], leftOut: ReadResult['leftOut'], io: Io): void {
  const runs = stored.map(({ run, folder, outcome }) => ({
    ...summaryOf(run),
    folder: relative(io.cwd, folder),
    outcome,
  }));
  io.stdout.write(`${JSON.stringify({ runs, leftOut }, null, 2)}\n`);
}

function printText(stored: readonly StoredRun[], io: Io): void {
  if (stored.length > 1) io.stdout.write(`These files hold ${stored.length} runs.\n\n`);
  for (const { run, folder, outcome } of stored) {
    const summary = summaryOf(run);
    const said = { new: 'Stored', known: 'Already stored', replaced: 'Stored anew' }[outcome];
    io.stdout.write(`${said} ${titleLine(summary)}\n`);
    io.stdout.write(`  ${countLine(summary)}\n`);
    io.stdout.write(`  read from ${showText(summary.files.join(', '))}\n`);
    io.stdout.write(`  kept in ${showText(relative(io.cwd, folder))}\n`);
    for (const { message, where } of run.notices) {
      const place = describePlace(where);
      io.stderr.write(`Notice: ${place === '' ? '' : `${place}: `}${showText(message)}\n`);
    }
  }
  const [first] = stored;
  if (first === undefined) return;
  const next = stored.length === 1 ? first.run.id : stored.map(({ run }) => run.id).join(' ');
  io.stderr.write(`Next: plimsoll report ${next}\n`);
}
