import type { CommitRange, Trend } from '../../model/trend.ts';
import { askGit, type GitPlace } from '../origin/git.ts';

/** More commits are counted and not listed. */
const MOST_LISTED = 50;
/** Changes whose commits are looked up, the latest first: each asks git twice. */
const MOST_LOOKED_UP = 40;
/** A commit or the beginning of one: nothing that git could take for an option, a path or a range. */
const COMMIT = /^[0-9a-f]{4,64}$/i;

/**
 * The trend with the commits of its changes, as far as the repository of this folder knows them. Never fails: without
 * git, or outside of the repository, the two commits are all there is to say.
 */
export async function withCommits(trend: Trend, place: GitPlace): Promise<Trend> {
  const first = trend.changes.length - MOST_LOOKED_UP;
  const changes = [];
  for (const [position, change] of trend.changes.entries()) {
    const { commits } = change;
    const isLookedUp = commits !== null && position >= first;
    changes.push(isLookedUp ? { ...change, commits: await lookedUp(commits, place) } : change);
  }
  return { ...trend, changes };
}

async function lookedUp(range: CommitRange, place: GitPlace): Promise<CommitRange> {
  if (![range.from, range.to].every((commit) => COMMIT.test(commit))) return range;
  const between = `${range.from}..${range.to}`;
  const listed = await askGit(
    ['log', '--format=%h%x09%s', `--max-count=${MOST_LISTED}`, between, '--'],
    place,
  );
  if (listed === null) return range;
  const counted = await askGit(['rev-list', '--count', between, '--'], place);
  const commits = listed
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [hash = '', ...subject] = line.split('\t');
      return { hash, subject: subject.join('\t') };
    });
  const count = Number(counted?.trim() || Number.NaN);
  return { ...range, commits, count: Number.isSafeInteger(count) ? count : commits.length };
}
