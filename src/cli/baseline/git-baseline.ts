import type { RunDocument } from '../../decode/run-document.ts';
import { shortCommit } from '../../model/origin.ts';
import { isCommit } from '../origin/ci-job.ts';
import { askGit, type GitPlace } from '../origin/git.ts';

/** The runs of one commit, and why of this one. */
export interface GitBaseline {
  readonly runs: readonly RunDocument[];
  /** '3 runs of commit 4fc0e1a2b3c4, where this branch left "main"' */
  readonly words: string;
}

/** No runs, and why. */
export interface NoGitBaseline {
  readonly runs: readonly [];
  /** Without a full stop. */
  readonly why: string;
}

/** What is to be compared. */
export interface GitCandidate {
  /** Its commit; null for what is checked out. */
  readonly commit: string | null;
  /** Whether it holds changes over its commit, so that a run of that very commit is one from before them. */
  readonly isDirty: boolean;
}

/** Runs of older commits are of another age. */
const MOST_COMMITS = 5000;
/** The usual names of the branch that others leave, where the remote does not say. */
const USUAL_BRANCHES = ['main', 'master', 'trunk', 'develop'];

/**
 * The stored runs of the nearest ancestor that has some: on a branch from where it left the default branch backwards,
 * then of the branch itself; on the default branch of the commits before. Runs of a checkout with changes are of no
 * commit and are left out.
 *
 * @param runs that may be compared with.
 */
export async function gitBaseline(
  runs: readonly RunDocument[],
  candidate: GitCandidate,
  place: GitPlace,
): Promise<GitBaseline | NoGitBaseline> {
  const start = await commitOf(candidate.commit ?? 'HEAD', place);
  if (start === null) {
    const why =
      candidate.commit === null
        ? 'this folder is in no git repository with a commit'
        : `the repository here does not have commit ${shortCommit(candidate.commit)}`;
    return { runs: [], why };
  }
  const byCommit = runsByCommit(runs);
  if (byCommit.size === 0) return { runs: [], why: 'no stored run of this test is of a commit' };
  const base = await branchingPoint(start, place);
  if (base !== null && base.commit !== start) {
    const found = nearest(await ancestors(base.commit, place), byCommit);
    if (found !== null) {
      const where =
        found.steps === 0
          ? `where this branch left "${base.branch}"`
          : `${commits(found.steps)} before this branch left "${base.branch}"`;
      return { runs: found.runs, words: wordsOf(found, where) };
    }
  }
  const own = await ancestors(start, place);
  const before = candidate.isDirty ? own : own.slice(1);
  const found = nearest(before, byCommit);
  if (found === null) {
    return {
      runs: [],
      why: `none of the ${before.length} commits before ${shortCommit(start)} has a stored run of this test`,
    };
  }
  const steps = own.indexOf(found.commit);
  const where = steps === 0 ? 'without the changes that are not committed' : `${commits(steps)} before`;
  return { runs: found.runs, words: wordsOf(found, where) };
}

interface Found {
  readonly commit: string;
  readonly steps: number;
  readonly runs: readonly RunDocument[];
}

function nearest(
  commits: readonly string[],
  byCommit: ReadonlyMap<string, readonly RunDocument[]>,
): Found | null {
  for (const [steps, commit] of commits.entries()) {
    const runs = byCommit.get(commit);
    if (runs !== undefined) return { commit, steps, runs };
  }
  return null;
}

function runsByCommit(runs: readonly RunDocument[]): ReadonlyMap<string, readonly RunDocument[]> {
  const byCommit = new Map<string, RunDocument[]>();
  for (const run of runs) {
    const git = run.origin?.git ?? null;
    if (git === null || git.isDirty === true) continue;
    byCommit.set(git.commit, [...(byCommit.get(git.commit) ?? []), run]);
  }
  return byCommit;
}

/** Where the history of a commit and the default branch part; null where there is no such branch. */
async function branchingPoint(
  start: string,
  place: GitPlace,
): Promise<{ readonly commit: string; readonly branch: string } | null> {
  const remote = (
    await askGit(['symbolic-ref', '--quiet', '--short', 'refs/remotes/origin/HEAD'], place)
  )?.trim();
  const candidates = [
    ...(remote ? [remote] : []),
    ...USUAL_BRANCHES.flatMap((name) => [`origin/${name}`, name]),
  ];
  for (const branch of candidates) {
    const tip = await commitOf(branch, place);
    if (tip === null) continue;
    const base = (await askGit(['merge-base', start, tip], place))?.trim() ?? '';
    return isCommit(base) ? { commit: base, branch: branch.replace(/^origin\//, '') } : null;
  }
  return null;
}

/** The full name of a commit; null where there is none of this name. */
async function commitOf(name: string, place: GitPlace): Promise<string | null> {
  const printed = await askGit(
    ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`],
    place,
  );
  const commit = printed?.trim() ?? '';
  return isCommit(commit) ? commit : null;
}

/** A commit and those before it, the nearest first. */
async function ancestors(commit: string, place: GitPlace): Promise<readonly string[]> {
  const printed = await askGit(['rev-list', '--topo-order', `--max-count=${MOST_COMMITS}`, commit], place);
  return (printed ?? '').split('\n').filter(isCommit);
}

function wordsOf({ commit, runs }: Found, where: string): string {
  return `${runs.length} ${runs.length === 1 ? 'run' : 'runs'} of commit ${shortCommit(commit)}, ${where}`;
}

function commits(count: number): string {
  return `${count} ${count === 1 ? 'commit' : 'commits'}`;
}
