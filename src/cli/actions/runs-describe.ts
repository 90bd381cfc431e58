import { Problem } from '../../model/problem.ts';
import type { RunLabel } from '../../model/run.ts';
import { readBaselines } from '../../store/baselines.ts';
import { describeRun, type RunDescription, withLabels } from '../../store/edit-run.ts';
import { findRun, noSuchRun } from '../../store/find-run.ts';
import { storeFolder } from '../../store/layout.ts';
import { listRuns } from '../../store/stored-runs.ts';
import type { Io } from '../io.ts';
import { parseLabel } from '../run-options/parse.ts';
import { originLines, summaryOf, titleLine } from '../run-summary.ts';
import type { RunsOptions } from './runs.ts';

/** Remembers `key=value` of a stored run; `key=` forgets it. */
export async function runsLabel(
  reference: string,
  pairs: readonly string[],
  options: RunsOptions,
  io: Io,
): Promise<void> {
  const changes = pairs.map(labelOf);
  await describe(
    reference,
    ({ label, labels }) => ({ label, labels: withLabels(labels, changes) }),
    options,
    io,
  );
}

/** Calls a stored run otherwise. */
export async function runsRename(
  reference: string,
  name: string,
  options: RunsOptions,
  io: Io,
): Promise<void> {
  if (name.trim() === '') throw noName();
  await describe(reference, ({ labels }) => ({ label: name.trim(), labels }), options, io);
}

async function describe(
  reference: string,
  change: (run: RunDescription) => RunDescription,
  options: RunsOptions,
  io: Io,
): Promise<void> {
  const store = storeFolder(options.store, io.env['PLIMSOLL_STORE'], io.cwd);
  const listing = await listRuns(store);
  const baselines = await readBaselines(store);
  const found = findRun(listing, reference, baselines);
  if (found === null) throw noSuchRun(listing, reference, store, baselines);
  const run = await describeRun(store, found.id, change);
  const summary = summaryOf(run);
  if (options.json) io.stdout.write(`${JSON.stringify({ ...summary, storedMs: run.storedMs }, null, 2)}\n`);
  else {
    const lines = [
      titleLine(summary),
      ...originLines({ ...summary, origin: null }).map((line) => `  ${line}`),
    ];
    io.stdout.write(`${lines.join('\n')}\n`);
  }
}

function labelOf(text: string): RunLabel {
  const label = parseLabel(text);
  if (label !== null && typeof label !== 'string') return label;
  throw new Problem('usage', 'wrong-label', `"${text}" is no key=value`, {
    fix: 'Write for example: commit=4fc0e1a. To call the run otherwise: plimsoll runs rename RUN NAME',
  });
}

function noName(): Problem {
  return new Problem('usage', 'wrong-label', 'the new name of the run is empty', { fix: 'Name it.' });
}
