import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startDemoTarget } from '../../../src/demo/target.ts';
import { repository, runCli, temporaryFolder } from '../../support/cli.ts';
import { gitRepository } from '../../support/git-repository.ts';

const sample = join(repository, 'samples/locust/d03-no-requests');

async function summaries(cwd: string) {
  return JSON.parse((await runCli(['runs', 'list', '--json'], { cwd })).stdout);
}

describe('where a run comes from', () => {
  it('an import remembers the checkout and the CI job; the id is the same anywhere', async () => {
    const { folder, git, commit } = gitRepository();
    const first = commit('first');
    const outcome = await runCli(['import', sample], { cwd: folder });
    expect(outcome.stdout).toContain(`, main, commit ${first.slice(0, 12)}\n`);
    const [here] = await summaries(folder);
    expect(here.origin).toEqual({
      git: { commit: first, branch: 'main', isDirty: false },
      ci: null,
      machine: null,
    });
    const elsewhere = temporaryFolder();
    await runCli(['import', sample], {
      cwd: elsewhere,
      env: { CIRCLECI: 'true', CIRCLE_SHA1: first, CIRCLE_BRANCH: 'main', CIRCLE_JOB: 'load' },
    });
    const [there] = await summaries(elsewhere);
    expect(there.id).toBe(here.id);
    expect(there.origin).toMatchObject({ git: { branch: 'main', isDirty: null }, ci: { job: 'load' } });
    expect(git('status', '--porcelain')).toBe('');
  });

  it('imported again from another commit, a run stays what it is', async () => {
    const { folder, commit } = gitRepository();
    const first = commit('first');
    await runCli(['import', sample], { cwd: folder });
    writeFileSync(join(folder, '.gitignore'), 'plimsoll-runs/\n# changed\n');
    commit('second');
    const again = await runCli(['import', sample], { cwd: folder });
    expect(again.stdout).toMatch(/^Already stored /);
    expect((await summaries(folder))[0].origin.git.commit).toBe(first);
  });

  it('outside of a repository and of CI nothing is recorded of an import', async () => {
    const cwd = temporaryFolder();
    await runCli(['import', sample], { cwd });
    expect((await summaries(cwd))[0].origin).toBeNull();
  });

  it('a folder that only pretends to be a repository does no harm', async () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, '.git'), 'gitdir: /nowhere/at/all\n');
    expect((await runCli(['import', sample], { cwd })).exitCode).toBe(0);
    expect((await summaries(cwd))[0].origin).toBeNull();
  });

  it('a run of the engine has it in its recording, with the machine and not its name', async () => {
    const target = await startDemoTarget({ instant: true });
    onTestFinished(() => target.close());
    const { folder, commit } = gitRepository();
    const first = commit('first');
    writeFileSync(join(folder, '.gitignore'), 'plimsoll-runs/\n# not committed\n');
    const args = ['run', 'custom', '--host', target.url, '--rate', '50/s', '--run-time', '1s'];
    const { exitCode } = await runCli(args, { cwd: folder, now: Date.now });
    expect(exitCode).toBe(0);
    const [id = ''] = readdirSync(join(folder, 'plimsoll-runs'));
    const origin = {
      git: { commit: first, branch: 'main', isDirty: true },
      ci: null,
      machine: expect.objectContaining({ cores: availableParallelism(), node: process.versions.node }),
    };
    const recording = readFileSync(join(folder, 'plimsoll-runs', id, 'events.ndjson'), 'utf8');
    expect(JSON.parse(recording.split('\n')[0] ?? '').origin).toEqual(origin);
    expect(recording).not.toContain(hostname());
    const shown = await runCli(['runs', 'show', id], { cwd: folder });
    expect(shown.stdout).toContain(`  of main, commit ${first.slice(0, 12)} with changes\n  from `);
    const report = await runCli(['report', id, '--format', 'text', '-o', '-'], { cwd: folder });
    expect(report.stdout).toContain(first.slice(0, 12));

    // Recovered on another machine from the recording alone, it says the same.
    const other = temporaryFolder();
    cpSync(join(folder, 'plimsoll-runs', id, 'events.ndjson'), join(other, 'events.ndjson'));
    await runCli(['import', 'events.ndjson'], { cwd: other });
    expect((await summaries(other))[0]).toMatchObject({ id, origin });
  });
});
