import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './cli.ts';

/** A real repository, removed after the test. */
export interface GitRepository {
  readonly folder: string;
  /** What git prints, without the last line feed. */
  git(...args: readonly string[]): string;
  /** Makes a commit. Returns its full name. */
  commit(message: string): string;
}

/** An empty repository whose branch is `main`. It ignores the store. */
export function gitRepository(): GitRepository {
  const folder = temporaryFolder();
  const git = (...args: readonly string[]) =>
    execFileSync('git', [...args], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      env: {
        ...process.env,
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_CONFIG_SYSTEM: '/dev/null',
        GIT_AUTHOR_NAME: 'A',
        GIT_AUTHOR_EMAIL: 'a@example.com',
        GIT_COMMITTER_NAME: 'A',
        GIT_COMMITTER_EMAIL: 'a@example.com',
      },
    }).trimEnd();
  git('init', '--quiet', '--initial-branch=main');
  writeFileSync(join(folder, '.gitignore'), 'plimsoll-runs/\n*.html\n');
  git('add', '.gitignore');
  const commit = (message: string) => {
    git('commit', '--quiet', '--allow-empty', '-m', message);
    return git('rev-parse', 'HEAD');
  };
  return { folder, git, commit };
}
