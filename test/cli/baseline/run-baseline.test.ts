import { cpSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startDemoTarget } from '../../../src/demo/target.ts';
import type { Result } from '../../../src/model/result.ts';
import { repository, runCli, temporaryFolder } from '../../support/cli.ts';
import { gitRepository } from '../../support/git-repository.ts';

const demoBaseline = join(repository, 'samples/demo-baseline/events.ndjson');

/** Runs tests of a second against a real target. */
async function folderWithTarget(cwd = temporaryFolder()) {
  const target = await startDemoTarget({ instant: true });
  onTestFinished(() => target.close());
  const load = ['--host', target.url, '--rate', '20/s', '--run-time', '1s', '--json'];
  const run = async (...args: readonly string[]) => {
    const outcome = await runCli(['run', 'custom', ...load, ...args], { cwd, now: Date.now });
    return {
      ...outcome,
      result: outcome.stdout === '' ? null : (JSON.parse(outcome.stdout) as Result),
    };
  };
  return { cwd, target, run };
}

describe('run --baseline', () => {
  it('the first run passes, the next is compared with it, and "latest" is the run before', async () => {
    const { cwd, run } = await folderWithTarget();
    const first = await run('--baseline', 'nightly', '--label', 'first');
    expect(first.exitCode).toBe(0);
    expect(first.stderr).toContain('Nothing to compare with: there is no baseline "nightly" yet.\n');
    await runCli(['baseline', 'set', 'nightly', 'latest', '--keep', '10'], { cwd });
    const second = await run('--baseline', 'nightly', '--threshold', '20%');
    expect(second.exitCode).toBe(3);
    expect(second.stderr).toMatch(
      /Baseline: baseline "nightly", 1 run\n(Not enough evidence|Not comparable)\. /,
    );
    expect(second.result?.comparison).toMatchObject({
      settings: { threshold: 0.2 },
      baseline: [{ label: 'first' }],
      candidate: [{ label: 'custom' }],
    });
    const [id] = second.result?.analyses.map((analysis) => analysis.run.id) ?? [];
    const page = readFileSync(join(cwd, 'plimsoll-runs', id ?? '', 'report.html'), 'utf8');
    expect(page).toContain('first (');
    const third = await run('--baseline', 'latest');
    expect(third.result?.comparison?.baseline).toMatchObject([{ id }]);
  });

  it('the runs of the commit before are found by git', async () => {
    const repo = gitRepository();
    const first = repo.commit('first');
    const { run } = await folderWithTarget(repo.folder);
    await run('--label', 'before');
    repo.commit('second');
    const { exitCode, stderr, result } = await run('--baseline', 'git');
    expect(exitCode).toBe(3);
    expect(stderr).toContain(`Baseline: 1 run of commit ${first.slice(0, 12)}, 1 commit before\n`);
    expect(result?.comparison?.baseline).toMatchObject([
      { label: 'before', origin: { git: { commit: first } } },
    ]);
  });

  it.each([
    ['a baseline of which nothing is left', 'gone', 65, 'the store lacks the run of baseline "gone"'],
    ['a name that is nearly one', 'goen', 65, 'Did you mean "gone"?'],
  ])('finds out before the test: %s', async (_, reference, code, message) => {
    const { cwd, target, run } = await folderWithTarget();
    const { stdout } = await runCli(['baseline', 'set', 'gone', demoBaseline, '--json'], { cwd });
    const [{ id }] = JSON.parse(stdout).runs;
    rmSync(join(cwd, 'plimsoll-runs', id), { recursive: true });
    const before = target.truth().requests.count;
    const { exitCode, stderr } = await run('--baseline', reference);
    expect({ exitCode, stderr }).toEqual({ exitCode: code, stderr: expect.stringContaining(message) });
    expect(target.truth().requests.count).toBe(before);
  });

  it('--threshold without it is refused', async () => {
    const { run } = await folderWithTarget();
    expect((await run('--threshold', '5%')).exitCode).toBe(64);
  });
});

describe('the baseline of the demo', () => {
  it('is a whole run, small, and says nothing of a person or a place', async () => {
    const text = readFileSync(demoBaseline, 'utf8');
    expect(statSync(demoBaseline).size).toBeLessThan(300_000);
    expect(JSON.parse(text.split('\n')[0] ?? '')).toMatchObject({
      label: 'demo baseline',
      host: 'http://127.0.0.1:8000',
      origin: { git: null, ci: null },
      seed: 1,
    });
    const cwd = temporaryFolder();
    cpSync(demoBaseline, join(cwd, 'events.ndjson'));
    const { stdout } = await runCli(['import', 'events.ndjson', '--json'], { cwd });
    expect(JSON.parse(stdout).runs[0]).toMatchObject({ ended: 'finished', failures: 0, endpoints: 4 });
  });
});
