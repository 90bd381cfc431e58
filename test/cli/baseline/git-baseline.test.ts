import { appendFileSync, cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repository, runCli, temporaryFolder } from '../../support/cli.ts';
import { type GitRepository, gitRepository } from '../../support/git-repository.ts';

const sample = join(repository, 'samples/locust/d08-locust-0.12.2');

let copies = 0;

/** Imports a run of its own at what is checked out: the same results with another number of empty lines at their end. */
async function importHere({ folder }: GitRepository, label: string): Promise<void> {
  const copy = temporaryFolder();
  cpSync(sample, copy, { recursive: true });
  copies += 1;
  appendFileSync(join(copy, 'run_requests.csv'), '\n'.repeat(copies));
  const { exitCode } = await runCli(['import', copy, '--label', label], { cwd: folder });
  expect(exitCode).toBe(0);
}

async function reportWithGit({ folder }: GitRepository, reference: string) {
  const { exitCode, stdout, stderr } = await runCli(['report', reference, '--baseline', 'git', '--json'], {
    cwd: folder,
  });
  const labels = (JSON.parse(stdout).comparison?.baseline ?? []).map(({ label }: { label: string }) => label);
  return { exitCode, stderr, labels };
}

describe('--baseline git', () => {
  it('on the default branch is the nearest commit before that has runs', async () => {
    const repo = gitRepository();
    repo.commit('first');
    await importHere(repo, 'oldest');
    const second = repo.commit('second');
    await importHere(repo, 'older');
    await importHere(repo, 'older-too');
    repo.commit('third');
    repo.commit('fourth');
    await importHere(repo, 'newest');
    const { labels, stderr } = await reportWithGit(repo, 'newest');
    expect(labels.sort()).toEqual(['older', 'older-too']);
    expect(stderr).toContain(`Baseline: 2 runs of commit ${second.slice(0, 12)}, 2 commits before\n`);
  });

  it('on a branch is where it left the default branch, or the nearest commit before that', async () => {
    const repo = gitRepository();
    const first = repo.commit('first');
    await importHere(repo, 'on-main');
    const left = repo.commit('second');
    repo.git('checkout', '--quiet', '-b', 'faster');
    repo.commit('try');
    await importHere(repo, 'tried');
    repo.commit('try again');
    await importHere(repo, 'candidate');
    repo.git('checkout', '--quiet', 'main');
    repo.commit('main goes on');
    await importHere(repo, 'later-on-main');
    repo.git('checkout', '--quiet', 'faster');
    const before = await reportWithGit(repo, 'candidate');
    expect(before.labels).toEqual(['on-main']);
    expect(before.stderr).toContain(
      `Baseline: 1 run of commit ${first.slice(0, 12)}, 1 commit before this branch left "main"\n`,
    );
    repo.git('checkout', '--quiet', left);
    await importHere(repo, 'at-left');
    const at = await reportWithGit(repo, 'candidate');
    expect(at.stderr).toContain(`1 run of commit ${left.slice(0, 12)}, where this branch left "main"\n`);
  });

  it('where only the branch itself has runs, is the nearest of it', async () => {
    const repo = gitRepository();
    repo.commit('first');
    repo.git('checkout', '--quiet', '-b', 'faster');
    repo.commit('try');
    await importHere(repo, 'tried');
    repo.commit('try again');
    await importHere(repo, 'candidate');
    expect((await reportWithGit(repo, 'candidate')).labels).toEqual(['tried']);
  });

  it('of a checkout with changes is its own commit; runs of changes are of no commit', async () => {
    const repo = gitRepository();
    const first = repo.commit('first');
    await importHere(repo, 'clean');
    writeFileSync(join(repo.folder, '.gitignore'), 'plimsoll-runs/\n# changed\n');
    await importHere(repo, 'changed-before');
    await importHere(repo, 'changed');
    const { labels, stderr } = await reportWithGit(repo, 'changed');
    expect(labels).toEqual(['clean']);
    expect(stderr).toContain(
      `1 run of commit ${first.slice(0, 12)}, without the changes that are not committed\n`,
    );
  });

  it('is nothing where no commit before has runs, and outside of a repository', async () => {
    const repo = gitRepository();
    const first = repo.commit('first');
    await importHere(repo, 'only');
    const nothing = await reportWithGit(repo, 'only');
    expect(nothing).toMatchObject({ exitCode: 0, labels: [] });
    expect(nothing.stderr).toContain('Nothing to compare with: no stored run of this test is of a commit.\n');
    await importHere(repo, 'same-commit');
    const same = await reportWithGit(repo, 'only');
    expect(same.stderr).toContain(
      `none of the 0 commits before ${first.slice(0, 12)} has a stored run of this test`,
    );
    const { exitCode, stderr } = await runCli(['report', sample, '--baseline', 'git', '--json'], {
      cwd: temporaryFolder(),
    });
    expect(exitCode).toBe(0);
    expect(stderr).toContain('this folder is in no git repository with a commit');
  });
});
