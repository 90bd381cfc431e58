import { execFile } from 'node:child_process';
import type { GitState } from '../../model/origin.ts';
import { type Environment, isCommit, plainText } from './ci-job.ts';

/** Where git is asked, and with which environment. */
export interface GitPlace {
  readonly cwd: string;
  readonly env: Environment;
}

/** What git is asked before a test must not hold it up, however large the repository is. */
const WITHIN_MS = 3000;
/** Of a list of commits, far more than is ever asked for. */
const MOST_BYTES = 8_000_000;

/**
 * What git prints for these arguments; null when it fails, does not answer in time, or is not there. Never through a
 * shell, and changing nothing in the repository.
 */
export function askGit(args: readonly string[], { cwd, env }: GitPlace): Promise<string | null> {
  // A repository may name a program that watches its files; nobody has asked for that to be started.
  const quiet = ['--no-pager', '-c', 'core.fsmonitor=false', ...args];
  const options = {
    cwd,
    env: { ...env, GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' },
    timeout: WITHIN_MS,
    killSignal: 'SIGKILL',
    maxBuffer: MOST_BYTES,
    windowsHide: true,
  } as const;
  return new Promise((resolve) => {
    try {
      execFile('git', quiet, options, (error, stdout) => resolve(error === null ? stdout : null));
    } catch {
      resolve(null);
    }
  });
}

/** The checkout that a folder is in; null when it is in none, or git cannot be asked. */
export async function gitState(place: GitPlace): Promise<GitState | null> {
  const [head, branch, status] = await Promise.all([
    askGit(['rev-parse', '--verify', '--quiet', 'HEAD'], place),
    askGit(['symbolic-ref', '--quiet', '--short', 'HEAD'], place),
    askGit(['status', '--porcelain', '--untracked-files=no', '--ignore-submodules=dirty'], place),
  ]);
  const commit = head?.trim() ?? '';
  if (!isCommit(commit)) return null;
  return {
    commit,
    branch: plainText(branch ?? undefined),
    isDirty: status === null ? null : status.trim() !== '',
  };
}
