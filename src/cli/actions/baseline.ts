import type { RunDocument } from '../../decode/run-document.ts';
import { DEFAULT_MAX_BYTES } from '../../files/open-sources.ts';
import { type Baseline, type BaselineRun, isBaselineName } from '../../model/baseline.ts';
import { Problem } from '../../model/problem.ts';
import { shortText, showText } from '../../report/format.ts';
import { baselineInStore } from '../../store/baseline-runs.ts';
import { editBaselines, readBaselines } from '../../store/baselines.ts';
import { storeFolder } from '../../store/layout.ts';
import { missingRunsWords } from '../../store/missing-runs.ts';
import { listRuns } from '../../store/stored-runs.ts';
import { baselineRun, keepRuns } from '../baseline/keep-runs.ts';
import { noSuchBaseline } from '../baseline/no-such-baseline.ts';
import { isSameTest, shapeOf, testWords } from '../baseline/same-test.ts';
import { setBaseline } from '../baseline/set-baseline.ts';
import { checkStore } from '../check-store.ts';
import type { Io } from '../io.ts';
import type { ReadOptions, StoreOptions } from '../options.ts';
import { withProgress } from '../progress.ts';
import { plural, summaryOf, titleLine } from '../run-summary.ts';

/** The options of `plimsoll baseline list`, `show` and `unset`. */
export interface BaselineOptions extends StoreOptions {
  readonly json?: boolean;
}

/** The options of `plimsoll baseline set`. */
export interface BaselineSetOptions extends BaselineOptions, ReadOptions {
  readonly add?: boolean;
  readonly keep?: number;
}

/** Fewer runs say nothing about how much runs differ. */
export const ENOUGH_RUNS = 3;

/** Makes runs a baseline, or adds them to one. */
export async function baselineSet(
  name: string,
  references: readonly string[],
  options: BaselineSetOptions,
  io: Io,
): Promise<void> {
  if (!isBaselineName(name)) throw wrongName(name);
  const store = storeOf(options, io);
  await checkStore(store);
  const load = { store, maxBytes: options.maxSize ?? DEFAULT_MAX_BYTES };
  const runs = await withProgress(io, (progress) => keepRuns(references, load, io, progress));
  const change = {
    name,
    runs: runs.map(baselineRun),
    add: options.add ?? false,
    keep: options.keep,
    nowMs: io.now(),
  };
  const { baseline, dropped, isNew } = await editBaselines(store, (baselines) => {
    const outcome = setBaseline(baselines, change);
    return { baselines: outcome.baselines, outcome };
  });
  const listing = await listRuns(store);
  const { present } = baselineInStore(baseline, listing);
  if (options.json) io.stdout.write(`${JSON.stringify({ ...baseline, dropped }, null, 2)}\n`);
  else io.stdout.write(`${isNew ? 'Set' : 'Changed'} ${baselineLine(baseline)}\n`);
  for (const run of present) {
    if (!options.json) io.stdout.write(`  ${titleLine(summaryOf(run))}\n`);
  }
  sayDropped(dropped, baseline, io);
  const [first, ...others] = present;
  const different =
    first === undefined ? [] : others.filter((run) => !isSameTest(shapeOf(first), shapeOf(run)));
  if (first !== undefined && different.length > 0) {
    io.stderr.write(
      `Not the same test as ${named(first)}: ${different.map(named).join(', ')}. ` +
        'The runs of a baseline should differ in nothing but chance.\n',
    );
  }
  if (baseline.runs.length < ENOUGH_RUNS) {
    io.stderr.write(`${enoughWords(baseline)}\n`);
  }
}

/** A run and what it tests: '4fc0e1a2b3c4 (Locust, 40 users)'. */
function named(run: RunDocument): string {
  return `${run.id} (${shortText(testWords(shapeOf(run)), 120)})`;
}

/** Lists the baselines; those that lack runs are named on standard error. */
export async function baselineList(options: BaselineOptions, io: Io): Promise<void> {
  const store = storeOf(options, io);
  const baselines = await readBaselines(store);
  const listing = await listRuns(store);
  const inStore = baselines.map((baseline) => baselineInStore(baseline, listing));
  for (const one of inStore) {
    if (one.missing.length > 0) io.stderr.write(`Notice: ${showText(missingRunsWords(one))}\n`);
  }
  if (options.json) {
    const entries = inStore.map(({ baseline, missing }) => ({
      ...baseline,
      missing: missing.map(({ id }) => id),
    }));
    io.stdout.write(`${JSON.stringify(entries, null, 2)}\n`);
    return;
  }
  for (const baseline of baselines) io.stdout.write(`${baselineLine(baseline)}\n`);
  if (baselines.length === 0)
    io.stderr.write('No baselines. Set one with: plimsoll baseline set main latest\n');
}

/** Removes a baseline; its runs stay. */
export async function baselineUnset(name: string, options: BaselineOptions, io: Io): Promise<void> {
  const store = storeOf(options, io);
  if (!(await readBaselines(store)).some((baseline) => baseline.name === name)) {
    throw noSuchBaseline(name, await readBaselines(store));
  }
  const removed = await editBaselines(store, (baselines) => ({
    baselines: baselines.filter((baseline) => baseline.name !== name),
    outcome: baselines.find((baseline) => baseline.name === name) ?? null,
  }));
  if (options.json) io.stdout.write(`${JSON.stringify(removed, null, 2)}\n`);
  else io.stdout.write(`Removed baseline "${name}". Its runs stay in the store.\n`);
}

/** 'baseline "main": 3 runs, rolling: the newest 10 stay' */
export function baselineLine({ name, runs, keep }: Baseline): string {
  const rolling = keep === null ? '' : `, rolling: the newest ${keep} stay`;
  return `baseline "${name}": ${plural(runs.length, 'run')}${rolling}`;
}

/** What is needed before it is known how much the runs of a baseline differ. */
export function enoughWords({ name, runs }: Pick<Baseline, 'name' | 'runs'>): string {
  const more = ENOUGH_RUNS - runs.length;
  return (
    `How much runs differ is known from ${ENOUGH_RUNS} runs on. ` +
    `Add ${more} more of the same test: plimsoll baseline set ${name} RUN --add`
  );
}

function sayDropped(dropped: readonly BaselineRun[], baseline: Baseline, { stderr }: Io): void {
  if (dropped.length === 0) return;
  const ids = dropped.map(({ id }) => id).join(', ');
  const why = baseline.keep === null ? '' : ` It keeps the newest ${baseline.keep}.`;
  stderr.write(`No longer in the baseline: ${ids}.${why} They stay in the store.\n`);
}

function wrongName(name: string): Problem {
  const what = `"${name.slice(0, 100)}" cannot be the name of a baseline`;
  return new Problem('usage', 'wrong-baseline-name', what, {
    fix: 'Use letters, digits and . _ - / + @, beginning with a letter or digit, at most 80; not latest and not git.',
  });
}

function storeOf(options: StoreOptions, io: Io): string {
  return storeFolder(options.store, io.env['PLIMSOLL_STORE'], io.cwd);
}
