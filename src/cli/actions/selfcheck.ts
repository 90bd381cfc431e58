import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sameAgainstSame } from '../../compare/same-against-same.ts';
import { formatDuration, NARROW_SPACE, showText } from '../../report/format.ts';
import { painter } from '../../report/terminal/paint.ts';
import { storeFolder } from '../../store/layout.ts';
import { checkStore } from '../check-store.ts';
import { exitCodes } from '../exit-codes.ts';
import { type Io, mayColour } from '../io.ts';
import type { StoreOptions } from '../options.ts';
import { withProgress } from '../progress.ts';
import { concludeSelfcheck, type SelfcheckConclusion } from '../selfcheck/conclude-selfcheck.ts';
import { measureRuns, type RepeatedTest, warmUpMs } from '../selfcheck/measure-runs.ts';
import { type Selfcheck, selfcheckLines } from '../selfcheck/selfcheck-words.ts';
import { toolIdentity } from '../version.ts';

/** The options of `plimsoll selfcheck`. */
export interface SelfcheckOptions extends StoreOptions {
  readonly host?: string;
  readonly scenario?: string;
  readonly users?: number;
  readonly rate?: number;
  readonly runs?: number;
  /** ms */
  readonly runTime?: number;
  readonly threshold?: number;
  readonly allowPublicHost?: boolean;
  readonly keep?: boolean;
  readonly json?: boolean;
}

const USUAL_RUNS = 4;
/** The shortest steady state that is judged. */
const USUAL_RUN_TIME_MS = 120_000;
const USUAL_THRESHOLD = 0.05;

const exitCodeOf: Readonly<Record<SelfcheckConclusion, number>> = {
  sound: exitCodes.done,
  'too-many-alarms': exitCodes.missed,
  'not-judged': exitCodes.inconclusive,
};

/**
 * Runs the same test several times and compares the runs with each other.
 *
 * @returns the exit status: whether more was called changed than the method promises.
 * @throws {Problem} when a test cannot begin, or not go on to its end.
 * @throws {Interruption} when the user stopped it.
 */
export async function selfcheckCommand(options: SelfcheckOptions, io: Io): Promise<number> {
  const { runs = USUAL_RUNS, runTime: runTimeMs = USUAL_RUN_TIME_MS, threshold = USUAL_THRESHOLD } = options;
  const { host, scenario, users, rate, allowPublicHost } = options;
  const test: RepeatedTest = { runs, runTimeMs, host, scenario, users, rate, allowPublicHost };
  const check = await withStore(options, io, async (store) => {
    const eachMs = runTimeMs + warmUpMs(runTimeMs);
    const all = [runs * eachMs, eachMs].map((ms) => formatDuration(ms).replaceAll(NARROW_SPACE, ' '));
    io.stderr.write(
      `${runs} runs of ${all[1]} of ${host === undefined ? 'the demo target' : showText(host)}, one after the other: ${all[0]} and a little more.\n`,
    );
    const measured = await measureRuns(test, store, io);
    return withProgress(io, async (progress): Promise<Selfcheck> => {
      progress.step('Comparing the runs with each other');
      return {
        schema: 'selfcheck/1',
        tool: toolIdentity(),
        createdMs: io.now(),
        host: host ?? null,
        runTimeMs,
        threshold,
        runs: measured.map(({ analysis }) => analysis.run),
        ...sameAgainstSame(measured, threshold),
      };
    });
  });
  const conclusion = concludeSelfcheck(check.comparisons);
  const paint = painter(mayColour(io));
  io.stdout.write(
    options.json
      ? `${JSON.stringify({ ...check, conclusion }, null, 2)}\n`
      : `${selfcheckLines(check, { width: io.stdout.columns, paint }).join('\n')}\n`,
  );
  return exitCodeOf[conclusion];
}

/** Calls `work` with the user's store where the runs are to be kept, else with one that is removed afterwards. */
async function withStore<T>(
  { keep, store: named }: SelfcheckOptions,
  io: Io,
  work: (store: string) => Promise<T>,
): Promise<T> {
  if (keep) {
    const store = storeFolder(named, io.env['PLIMSOLL_STORE'], io.cwd);
    await checkStore(store);
    return work(store);
  }
  const store = await mkdtemp(join(tmpdir(), 'plimsoll-selfcheck-'));
  try {
    return await work(store);
  } finally {
    await rm(store, { recursive: true, force: true });
  }
}
