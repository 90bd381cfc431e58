import { basename, relative } from 'node:path';
import type { RunDocument } from '../../decode/run-document.ts';
import { endpointLabel } from '../../model/endpoint-key.ts';
import { Problem } from '../../model/problem.ts';
import { formatBytes, formatCount, formatInstant, shortText, showText } from '../../report/format.ts';
import { describePlace } from '../../report/place.ts';
import { readBaselines } from '../../store/baselines.ts';
import { findRun, noSuchRun } from '../../store/find-run.ts';
import { entryFolder, storeFolder } from '../../store/layout.ts';
import { splitRun } from '../../store/split-run.ts';
import { listRuns, removeRun, type StoreListing } from '../../store/stored-runs.ts';
import { findUnfinished, mayBeRunning, type UnfinishedRun } from '../../store/unfinished-run.ts';
import type { Io } from '../io.ts';
import type { StoreOptions } from '../options.ts';
import { formatProblem } from '../print-problem.ts';
import { countLine, originLines, plural, summaryOf, titleLine } from '../run-summary.ts';

/** The options of `plimsoll runs list` and `show`. */
export interface RunsOptions extends StoreOptions {
  readonly json?: boolean;
}

/** The options of `plimsoll runs rm`. */
export interface RunsRmOptions extends StoreOptions {
  readonly yes?: boolean;
}

/** Lists the stored runs; entries that cannot be read, and runs that are not finished, are named on standard error. */
export async function runsList(options: RunsOptions, io: Io): Promise<void> {
  const store = storeOf(options, io);
  const { runs, damaged, unfinished } = await listRuns(store);
  for (const { problem } of damaged) io.stderr.write(formatProblem(problem));
  for (const run of unfinished) io.stderr.write(`${unfinishedLine(run, store, io)}\n`);
  if (options.json) {
    const summaries = runs.map((run) => ({ ...summaryOf(run), storedMs: run.storedMs }));
    io.stdout.write(`${JSON.stringify(summaries, null, 2)}\n`);
    return;
  }
  for (const run of runs) {
    const summary = summaryOf(run);
    io.stdout.write(`${titleLine(summary)}\n  ${countLine(summary)}\n`);
  }
  if (runs.length + damaged.length + unfinished.length === 0) {
    io.stderr.write(`No runs in "${showText(basename(store))}". Store one with: plimsoll import FOLDER\n`);
  }
}

/** '0a1b2c3d4e5f "heavy": running since …', or how to recover what is recorded. */
function unfinishedLine(run: UnfinishedRun, store: string, io: Io): string {
  const title = `${run.id} "${shortText(run.label, 60)}"`;
  const since = formatInstant(run.startMs);
  if (mayBeRunning(run, io.now())) return `${title}: running since ${since}`;
  const folder = showText(relative(io.cwd, entryFolder(store, run.id)));
  return `${title}: not finished, begun ${since}. Recover it with: plimsoll import ${folder}`;
}

/** Shows one stored run, or an unfinished one as far as it is recorded. */
export async function runsShow(reference: string, options: RunsOptions, io: Io): Promise<void> {
  const store = storeOf(options, io);
  const listing = await listRuns(store);
  const baselines = await readBaselines(store);
  const run = findRun(listing, reference, baselines) ?? (await recordedRun(listing, reference, store));
  if (run === null) throw noSuchRun(listing, reference, store, baselines);
  if (options.json) io.stdout.write(`${JSON.stringify(run, null, 2)}\n`);
  else io.stdout.write(showRun(run));
}

/** What is recorded of an unfinished run, as it would be stored; null when there is none of this id. */
async function recordedRun(
  { unfinished }: StoreListing,
  reference: string,
  store: string,
): Promise<RunDocument | null> {
  const found = findUnfinished(unfinished, reference);
  if (found === null) return null;
  const { readRecording } = await import('../../store/store-recording.ts');
  const { run } = await readRecording(store, found.id);
  return splitRun(run, found.recordedMs).document;
}

function showRun(run: RunDocument): string {
  const summary = summaryOf(run);
  const endpoints = run.endpoints.map(
    ({ key, requests, failures }) =>
      `  ${shortText(endpointLabel(key), 60)}: ${plural(requests, 'request')}, ${formatCount(failures)} failed`,
  );
  const files = run.source.files.map(
    ({ name, sizeBytes, readAs, sha256 }) =>
      `  ${showText(name)}: ${readAs}, ${formatBytes(sizeBytes)}, SHA-256 ${sha256.slice(0, 12)}…`,
  );
  const notices = run.notices.map(({ message, where }) => {
    const place = describePlace(where);
    return `  ${place === '' ? '' : `${place}: `}${showText(message)}`;
  });
  return [
    titleLine(summary),
    `  ${countLine(summary)}`,
    `  stored ${formatInstant(run.storedMs)}`,
    ...originLines(run).map((line) => `  ${line}`),
    '',
    'Endpoints',
    ...endpoints,
    '',
    'Files',
    ...files,
    ...(notices.length > 0 ? ['', 'Notices', ...notices] : []),
    '',
  ].join('\n');
}

/** Removes stored runs and unfinished ones, after asking. A damaged entry can be removed by its full id. */
export async function runsRm(references: readonly string[], options: RunsRmOptions, io: Io): Promise<void> {
  const store = storeOf(options, io);
  const listing = await listRuns(store);
  const baselines = await readBaselines(store);
  const chosen = new Map<string, string>();
  for (const reference of references) {
    if (listing.damaged.some(({ id }) => id === reference)) {
      chosen.set(reference, `${reference} (damaged)`);
      continue;
    }
    const run = findRun(listing, reference, baselines);
    const unfinished = run === null ? findUnfinished(listing.unfinished, reference) : null;
    if (run !== null) chosen.set(run.id, titleLine(summaryOf(run)));
    else if (unfinished === null) throw noSuchRun(listing, reference, store, baselines);
    else chosen.set(unfinished.id, removable(unfinished, io));
  }
  if (!options.yes && !(await confirmed([...chosen.values()], io))) {
    io.stderr.write('Nothing was removed.\n');
    return;
  }
  for (const [id, title] of chosen) {
    await removeRun(store, id);
    io.stderr.write(`Removed ${title}\n`);
  }
}

/** @throws {Problem} 'run-is-recorded' when the test may still run. */
function removable(run: UnfinishedRun, io: Io): string {
  if (!mayBeRunning(run, io.now())) return `${run.id} "${shortText(run.label, 60)}" (not finished)`;
  throw new Problem('usage', 'run-is-recorded', `"${run.id}" was still being recorded a moment ago`, {
    fix: 'Stop the test first, with Ctrl-C where it runs.',
  });
}

async function confirmed(titles: readonly string[], { stdin, stderr }: Io): Promise<boolean> {
  if (!stdin.isTty) {
    throw new Problem(
      'usage',
      'cannot-ask',
      'removing runs needs a yes, and there is no terminal to ask at',
      {
        fix: 'Say it beforehand: --yes',
      },
    );
  }
  stderr.write(
    `${titles.map((title) => `  ${title}\n`).join('')}Remove ${plural(titles.length, 'run')}? [y/N] `,
  );
  return /^\s*y(es)?\s*$/i.test((await stdin.readLine()) ?? '');
}

function storeOf(options: StoreOptions, io: Io): string {
  return storeFolder(options.store, io.env['PLIMSOLL_STORE'], io.cwd);
}
