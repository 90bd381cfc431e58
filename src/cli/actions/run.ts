import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { DEFAULT_MAX_BYTES } from '../../files/open-sources.ts';
import { checkWritable } from '../../files/write-file.ts';
import { Problem } from '../../model/problem.ts';
import { formatDuration, NARROW_SPACE, showText } from '../../report/format.ts';
import { RECORDING_FILE, RUN_FILE, storeFolder } from '../../store/layout.ts';
import { loadBaseline } from '../baseline/compare-with-baseline.ts';
import { type BaselineReference, findBaseline } from '../baseline/find-baseline.ts';
import { refuseWithoutBaseline } from '../baseline/report-against.ts';
import { exitCodeOfReport } from '../baseline/say-baseline.ts';
import { checkStore } from '../check-store.ts';
import { exitCodes } from '../exit-codes.ts';
import { finishRun, type Written } from '../finish-run.ts';
import { presetGates } from '../gates/preset-gates.ts';
import { Interruption } from '../interruption.ts';
import type { Io } from '../io.ts';
import { openCluster } from '../monitor/open-cluster.ts';
import type { MonitorPlan } from '../monitor/test-monitor.ts';
import { namingOption } from '../name-option.ts';
import { gitState } from '../origin/git.ts';
import { loadModelOf, type NamedTest, type Performed, performTest } from '../perform-test.ts';
import { withProgress } from '../progress.ts';
import { checkTarget, USUAL_PATIENCE_MS } from '../reach-target.ts';
import { settingsOfPlan } from '../run-options/http-settings.ts';
import { planRun } from '../run-options/plan-run.ts';
import { planWords } from '../run-options/plan-words.ts';
import type { OutputOptions, RunOptions } from '../run-options/run-options.ts';
import { withScenarioConsole } from '../scenario-console.ts';
import { takeStopRequests } from '../stop-requests.ts';
import { refuseFolder } from '../target.ts';
import { LOCUST_ENDINGS } from '../write-locust-files.ts';

/**
 * Runs a load test, keeps it in the store and reports on it.
 *
 * @returns the exit status: of the verdict, where a baseline or gates are given.
 */
export function runCommand(what: string, options: RunOptions, io: Io): Promise<number> {
  return withScenarioConsole(io, () => run(what, options, io));
}

async function run(what: string, options: RunOptions, io: Io): Promise<number> {
  const store = storeFolder(options.store, io.env['PLIMSOLL_STORE'], io.cwd);
  await checkOutputs(options, store, io);
  refuseWithoutBaseline(options);
  const planned = await planRun(what, options, io);
  if (planned === null) {
    io.stderr.write('Nothing was run.\n');
    return exitCodes.done;
  }
  const named = { ...planned, monitor: await monitorPlan(options, io) };
  const against = await baselineOfTest(named, options.baseline, store, io);
  const hasAnswered = await checkTarget(settingsOfPlan(named.test.http), { headers: named.test.headers });
  if (!hasAnswered) {
    const patience = formatDuration(USUAL_PATIENCE_MS).replaceAll(NARROW_SPACE, ' ');
    io.stderr.write(`The target gave no answer to GET / within ${patience}; the test begins all the same.\n`);
  }
  io.stderr.write(
    `${showText(named.scenario)} on ${showText(named.test.http.host)}: ${planWords(named.test.load)}\n`,
  );
  const outputs = { ...options, gate: [...(options.gate ?? []), ...presetGates(what, options)] };
  const { result } = await performAndFinish(named, store, outputs, against, io);
  return exitCodeOfReport(result, options);
}

/** The cluster to watch, found before the test begins; null when none is asked for. */
async function monitorPlan(options: RunOptions, io: Io): Promise<MonitorPlan | null> {
  const { monitor, monitorAfter = 0 } = options;
  if (monitor === undefined) return null;
  const cluster = await openCluster(monitor === true ? null : monitor, options, io);
  const { kind, name, namespace } = cluster.workload;
  io.stderr.write(
    `Watching ${kind.kind} ${name} in namespace ${namespace} (${showText(cluster.api.name)}).\n`,
  );
  return { cluster, afterMs: monitorAfter };
}

/** What our engine's runs are measured by. */
const OWN_TOOL = 'Plimsoll';

/** Finds the runs to compare with before the test begins, and that they can be read. They are read again after it. */
async function baselineOfTest(
  { test }: NamedTest,
  reference: string | undefined,
  store: string,
  io: Io,
): Promise<BaselineReference | null> {
  if (reference === undefined) return null;
  const isDirty = (await gitState(io))?.isDirty ?? false;
  const shape = { tool: OWN_TOOL, load: loadModelOf(test.load) };
  const candidate = { ids: [], test: shape, git: { commit: null, isDirty } };
  const against = await findBaseline(reference, candidate, store, io);
  await withProgress(io, (progress) =>
    loadBaseline(against, { store, maxBytes: DEFAULT_MAX_BYTES }, io, progress),
  );
  return against;
}

/**
 * Runs a test whose surroundings are checked, and reports on it.
 *
 * @throws {Interruption} when the user stopped it; then everything is written.
 * @throws {Problem} when it could not begin, or not go on to its end; then what there is was written.
 */
export async function performAndFinish(
  named: NamedTest,
  store: string,
  outputs: OutputOptions,
  against: BaselineReference | null,
  io: Io,
): Promise<Written> {
  const stops = takeStopRequests(io);
  let performed: Performed;
  let written: Written;
  try {
    performed = await performTest(named, store, stops, io);
    written = await finishRun(performed.id, store, outputs, against, io).catch((error: unknown) => {
      // What broke the recording is the reason why there is nothing to be made of it.
      const problem = performed.problem ?? error;
      throw problem instanceof Problem ? recoverable(problem, performed, io) : problem;
    });
  } finally {
    stops.release();
  }
  if (performed.problem !== null) throw endedEarly(performed.problem, performed.id);
  if (performed.reason === 'interrupted') {
    throw new Interruption(`Interrupted. What was measured is kept as run ${written.id}.`);
  }
  return written;
}

/** Finds out before the test what would lose its results after it. */
async function checkOutputs(
  { csv, html, json, report }: OutputOptions,
  store: string,
  io: Io,
): Promise<void> {
  if (html !== undefined && report === false) {
    throw new Problem('usage', 'contradicting-options', '--html and --no-report exclude each other', {
      fix: 'Leave out one of them.',
    });
  }
  if (html === '-') {
    throw new Problem(
      'usage',
      'contradicting-options',
      '--html needs a file; standard output has the tables',
      {
        fix: json ? 'Name a file.' : 'Name a file, or print the result as JSON with --json.',
      },
    );
  }
  refuseFolder(html, '--html');
  refuseFolder(csv, '--csv');
  await checkStore(store);
  if (html !== undefined) await namingOption('--html', () => checkWritable(resolve(io.cwd, html)));
  for (const ending of csv === undefined ? [] : LOCUST_ENDINGS) {
    await namingOption('--csv', () => checkWritable(resolve(io.cwd, `${csv}${ending}`)));
  }
}

function endedEarly(problem: Problem, id: string): Problem {
  const what = `the test ended early: ${problem.message}`;
  return withAdvice(problem, what, `What was measured until then is kept as run ${id}.`);
}

/** The problem with how to get at what was recorded, where that has not become a run. */
function recoverable(problem: Problem, { folder }: Performed, io: Io): Problem {
  if (!existsSync(join(folder, RECORDING_FILE)) || existsSync(join(folder, RUN_FILE))) return problem;
  const path = showText(relative(io.cwd, folder));
  return withAdvice(problem, problem.message, `Recover what was recorded: plimsoll import ${path}`);
}

function withAdvice({ kind, code, where, fix, cause }: Problem, what: string, advice: string): Problem {
  return new Problem(kind, code, what, {
    ...(where === undefined ? {} : { where }),
    ...(cause === undefined ? {} : { cause }),
    fix: `${fix ?? ''}\n${advice}`.trim(),
  });
}
