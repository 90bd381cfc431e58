import { basename } from 'node:path';
import type { RunDocument } from '../../decode/run-document.ts';
import { endpointLabel } from '../../model/endpoint-key.ts';
import { Problem } from '../../model/problem.ts';
import { formatBytes, formatCount, formatInstant, shortText, showText } from '../../report/format.ts';
import { describePlace } from '../../report/place.ts';
import { findRun, noSuchRun } from '../../store/find-run.ts';
import { storeFolder } from '../../store/layout.ts';
import { listRuns, removeRun } from '../../store/stored-runs.ts';
import type { Io } from '../io.ts';
import type { StoreOptions } from '../options.ts';
import { formatProblem } from '../print-problem.ts';
import { countLine, plural, summaryOf, titleLine } from '../run-summary.ts';

/** The options of `plimsoll runs list` and `show`. */
export interface RunsOptions extends StoreOptions {
  readonly json?: boolean;
}

/** The options of `plimsoll runs rm`. */
export interface RunsRmOptions extends StoreOptions {
  readonly yes?: boolean;
}

/** Lists the stored runs; entries that cannot be read are named on standard error. */
export async function runsList(options: RunsOptions, io: Io): Promise<void> {
  const store = storeOf(options, io);
  const { runs, damaged } = await listRuns(store);
  for (const { problem } of damaged) io.stderr.write(formatProblem(problem));
  if (options.json) {
    const summaries = runs.map((run) => ({ ...summaryOf(run), storedMs: run.storedMs }));
    io.stdout.write(`${JSON.stringify(summaries, null, 2)}\n`);
    return;
  }
  for (const run of runs) {
    const summary = summaryOf(run);
    io.stdout.write(`${titleLine(summary)}\n  ${countLine(summary)}\n`);
  }
  if (runs.length === 0 && damaged.length === 0) {
    io.stderr.write(`No runs in "${showText(basename(store))}". Store one with: plimsoll import FOLDER\n`);
  }
}

/** Shows one stored run. */
export async function runsShow(reference: string, options: RunsOptions, io: Io): Promise<void> {
  const store = storeOf(options, io);
  const listing = await listRuns(store);
  const run = findRun(listing, reference);
  if (run === null) throw noSuchRun(listing, reference, store);
  if (options.json) io.stdout.write(`${JSON.stringify(run, null, 2)}\n`);
  else io.stdout.write(showRun(run));
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

/** Removes stored runs, after asking. A damaged entry can be removed by its full id. */
export async function runsRm(references: readonly string[], options: RunsRmOptions, io: Io): Promise<void> {
  const store = storeOf(options, io);
  const listing = await listRuns(store);
  const chosen = new Map<string, string>();
  for (const reference of references) {
    if (listing.damaged.some(({ id }) => id === reference)) {
      chosen.set(reference, `${reference} (damaged)`);
      continue;
    }
    const run = findRun(listing, reference);
    if (run === null) throw noSuchRun(listing, reference, store);
    chosen.set(run.id, titleLine(summaryOf(run)));
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
