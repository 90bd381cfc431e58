import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { nearestName } from '../../decode/near-name.ts';
import type { RunDocument } from '../../decode/run-document.ts';
import { standsForFiles } from '../../files/open-sources.ts';
import { type Baseline, isBaselineName } from '../../model/baseline.ts';
import type { Notice } from '../../model/notice.ts';
import { Problem } from '../../model/problem.ts';
import { baselineInStore } from '../../store/baseline-runs.ts';
import { readBaselines } from '../../store/baselines.ts';
import {
  BASELINE_PREFIX,
  baselineNamed,
  findRuns,
  LATEST,
  noSuchRun,
  runsCarrying,
  runsLabelled,
} from '../../store/find-run.ts';
import { missingRunsProblem, missingRunsWords, repairWords } from '../../store/missing-runs.ts';
import { listRuns, type StoreListing } from '../../store/stored-runs.ts';
import type { Io } from '../io.ts';
import { entryAt } from '../load-runs.ts';
import { type GitCandidate, gitBaseline } from './git-baseline.ts';
import { isSameTest, shapeOf, type TestShape } from './same-test.ts';

/** The word for the runs of the nearest ancestor commit. */
const GIT = 'git';
/** What looks like the id of a run or like a file is no baseline to come. */
const NO_NAME = /^[0-9a-f]{6,}$|\.(?:csv|json|html?|ndjson|xml|txt|gz|zip)$/i;

/** What is compared with the baseline. */
export interface Candidate {
  /** Runs that cannot be their own baseline. */
  readonly ids: readonly string[];
  /** Null where it is not known; then runs of any test will do. */
  readonly test: TestShape | null;
  readonly git: GitCandidate;
}

/** What `--baseline` stands for. */
export interface BaselineReference {
  /** What `loadRuns` reads: ids and paths. None when there is no such baseline yet. */
  readonly references: readonly string[];
  /** What was chosen, or why there is nothing, for people: one sentence. */
  readonly words: string;
  /** What is to be known of it. */
  readonly notices: readonly Notice[];
}

/**
 * Finds the runs to compare with: a baseline by its name; `git`; or runs as `loadRuns` finds them, where a label stands
 * for all runs that have it; several of them with commas between. Runs that are compared are left out.
 *
 * @param reference as typed after `--baseline`.
 * @throws {Problem} when something stands for nothing and is no name that a baseline could have; 'no-such-run' when the
 *   name is nearly one that there is; 'baseline-incomplete' when all runs of a baseline are gone; 'ambiguous-run'.
 */
export async function findBaseline(
  reference: string,
  candidate: Candidate,
  store: string,
  io: Pick<Io, 'cwd' | 'env'>,
): Promise<BaselineReference> {
  const context: Context = {
    candidate,
    store,
    io,
    listing: await listRuns(store),
    baselines: await readBaselines(store),
  };
  // A path that holds a comma is one.
  const isPath = existsSync(resolve(io.cwd, reference));
  const parts = isPath ? [reference] : reference.split(',').map((part) => part.trim());
  const wanted = parts.filter((part) => part !== '');
  if (wanted.length === 0) throw nothingNamed(reference);
  const found: BaselineReference[] = [];
  for (const part of wanted) found.push(await findPart(part, wanted.length === 1, context));
  const references = [...new Set(found.flatMap((one) => one.references))];
  return {
    references,
    words: found.map(({ words }) => words).join('; '),
    notices: found.flatMap(({ notices }) => notices),
  };
}

interface Context {
  readonly candidate: Candidate;
  readonly store: string;
  readonly io: Pick<Io, 'cwd' | 'env'>;
  readonly listing: StoreListing;
  readonly baselines: readonly Baseline[];
}

async function findPart(part: string, isOnly: boolean, context: Context): Promise<BaselineReference> {
  const { store, io, listing, baselines } = context;
  const baseline = baselineNamed(baselines, part);
  if (baseline !== null) return ofBaseline(baseline, context);
  if (part === GIT && isOnly) return ofGit(context);
  const others = listing.runs.filter(({ id }) => !context.candidate.ids.includes(id));
  if (part === LATEST) return ofRuns(others.slice(-1), 'stored last, besides this one', part, context);
  const entry = await entryAt(part, store, io.cwd);
  if (entry !== null) return plain([entry], `run ${entry}`);
  if (await standsForFiles(part, io.cwd)) return plain([part], part);
  const exact = listing.runs.find(({ id }) => id === part);
  if (exact !== undefined) return plain([exact.id], `run ${exact.id}`);
  const labelled = runsLabelled(listing.runs, part);
  if (labelled.length > 0) return ofRuns(without(labelled, context), `labelled "${part}"`, part, context);
  const carrying = runsCarrying(listing.runs, part);
  if (carrying.length > 0) return ofRuns(without(carrying, context), `with ${part}`, part, context);
  const runs = findRuns(listing, part, baselines);
  if (runs !== null)
    return plain(
      runs.map(({ id }) => id),
      `run ${runs.map(({ id }) => id).join(', ')}`,
    );
  return notYet(part, isOnly, context);
}

function plain(references: readonly string[], words: string): BaselineReference {
  return { references, words, notices: [] };
}

function without(runs: readonly RunDocument[], { candidate }: Context): readonly RunDocument[] {
  return runs.filter(({ id }) => !candidate.ids.includes(id));
}

function ofRuns(
  runs: readonly RunDocument[],
  what: string,
  part: string,
  context: Context,
): BaselineReference {
  if (runs.length === 0) {
    return none(part, `no stored run but the one to be compared is meant by "${part}"`, context);
  }
  return plain(
    runs.map(({ id }) => id),
    `${count(runs.length)} ${what}`,
  );
}

function ofBaseline(baseline: Baseline, context: Context): BaselineReference {
  const inStore = baselineInStore(baseline, context.listing);
  if (inStore.present.length === 0) throw missingRunsProblem(inStore);
  const runs = without(inStore.present, context);
  const own = inStore.present.length - runs.length;
  if (runs.length === 0) {
    return none(baseline.name, `baseline "${baseline.name}" holds only the run to be compared`, context);
  }
  const aside = own === 0 ? '' : ', without the run to be compared, which is in it';
  const notices: Notice[] = [];
  if (inStore.missing.length > 0) {
    const what = missingRunsWords(inStore);
    notices.push({
      code: 'baseline-incomplete',
      severity: 'warning',
      message: `${what.charAt(0).toUpperCase()}${what.slice(1)}. The comparison is with the ${count(runs.length)} that remain.`,
      hint: repairWords(inStore),
    });
  }
  return {
    references: runs.map(({ id }) => id),
    words: `baseline "${baseline.name}", ${count(runs.length)}${aside}`,
    notices,
  };
}

async function ofGit(context: Context): Promise<BaselineReference> {
  const { candidate, listing, io } = context;
  const { test } = candidate;
  const eligible = without(listing.runs, context).filter(
    (run) => test === null || isSameTest(shapeOf(run), test),
  );
  const found = await gitBaseline(eligible, candidate.git, io);
  if ('why' in found) return none(GIT, found.why, context);
  return plain(
    found.runs.map(({ id }) => id),
    found.words,
  );
}

/** A name that a baseline could have is one that is to come; what is nearly a name that there is, is a mistake. */
function notYet(
  part: string,
  isOnly: boolean,
  { listing, baselines, store, ...rest }: Context,
): BaselineReference {
  const name = part.startsWith(BASELINE_PREFIX) ? part.slice(BASELINE_PREFIX.length) : part;
  const names = [...baselines.map((baseline) => baseline.name), ...listing.runs.map(({ label }) => label)];
  const isNew = isOnly && isBaselineName(name) && !NO_NAME.test(name) && nearestName(name, names) === null;
  if (!isNew) throw noSuchRun(listing, part, store, baselines);
  return none(name, `there is no baseline "${name}" yet`, { listing, baselines, store, ...rest });
}

function none(name: string, why: string, { candidate }: Context): BaselineReference {
  const [id] = candidate.ids;
  const set = isBaselineName(name) ? name : 'main';
  return {
    references: [],
    words: why,
    notices: [
      {
        code: 'no-baseline',
        severity: 'info',
        message: `Nothing to compare with: ${why}.`,
        hint: `Make this run the first of a baseline: plimsoll baseline set ${set} ${id ?? LATEST}`,
      },
    ],
  };
}

function nothingNamed(reference: string): Problem {
  return new Problem('usage', 'nothing-to-compare', `--baseline holds "${reference}", which names no run`, {
    fix: 'Name a baseline, a run, or git.',
  });
}

function count(runs: number): string {
  return `${runs} ${runs === 1 ? 'run' : 'runs'}`;
}
