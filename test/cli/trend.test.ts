import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Result } from '../../src/model/result.ts';
import { runCli, temporaryFolder } from '../support/cli.ts';
import { gitRepository } from '../support/git-repository.ts';
import { originOf, storeHistory } from '../support/stored-history.ts';

const STORE = 'plimsoll-runs';
/** Eight runs at one level and eight at another, each within 1 %. */
const means = [100, 101, 99, 100, 101, 100, 99, 100, 130, 131, 129, 130, 131, 130, 129, 130];

async function trendIn(cwd: string, ...args: readonly string[]) {
  return runCli(['report', '--trend', ...args], { cwd, env: { PATH: process.env['PATH'] ?? '' } });
}

async function resultIn(cwd: string, ...args: readonly string[]): Promise<Result> {
  const { stdout, stderr, exitCode } = await trendIn(cwd, ...args, '--json');
  if (exitCode !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Result;
}

describe('plimsoll report --trend', () => {
  it('writes a page that says what changed, and when', async () => {
    const cwd = temporaryFolder();
    await storeHistory(join(cwd, STORE), means);
    const { exitCode, stdout, stderr } = await trendIn(cwd);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: 'plimsoll-report.html\n' });
    expect(stderr).toMatch(/^1 change\. .*mean response time rose from 100 ms to 130 ms/);
    const page = readFileSync(join(cwd, 'plimsoll-report.html'), 'utf8');
    expect(page).toContain('<section id="changes"');
    expect(page.match(/<svg class="chart chart-small"/g)?.length).toBeGreaterThan(1);
    expect(page).not.toContain('<!--drawing');
    const again = await runCli(['report', 'plimsoll-report.html', '--format', 'text'], { cwd });
    expect(again.stdout).toMatch(/^1 change\n/);
  });

  it('lists the commits between, where the repository knows them', async () => {
    const { folder, commit } = gitRepository();
    const before = commit('Answer from the cache');
    commit('Ask the database each time');
    const after = commit('Count what is asked');
    await storeHistory(join(folder, STORE), means, (day) => ({ origin: originOf(day < 8 ? before : after) }));
    const [change] = (await resultIn(folder)).trend?.changes ?? [];
    expect(change?.commits?.count).toBe(2);
    expect(change?.commits?.commits?.map(({ subject }) => subject)).toEqual([
      'Count what is asked',
      'Ask the database each time',
    ]);
    const { stdout } = await trendIn(folder, '--format', 'text');
    expect(stdout).toContain('Ask the database each time');
    const markdown = await trendIn(folder, '--format', 'markdown', '-o', '-');
    expect(markdown.stdout).toContain('`Ask the database each time`');
  });

  it('does without git, and with commits that it does not know', async () => {
    const cwd = temporaryFolder();
    const label = (day: number) => [{ key: 'commit', value: day < 8 ? '--upload-pack=x' : 'b'.repeat(40) }];
    await storeHistory(join(cwd, STORE), means, (day) => ({ labels: label(day) }));
    const [change] = (await resultIn(cwd)).trend?.changes ?? [];
    expect(change?.commits).toEqual({
      from: '--upload-pack=x',
      to: 'b'.repeat(40),
      commits: null,
      count: null,
    });
  });

  it('is over the runs of a label, a branch, a key of ones own, or several of these together', async () => {
    const cwd = temporaryFolder();
    await storeHistory(join(cwd, STORE), means, (day) => ({
      label: day % 2 === 0 ? 'even' : 'odd',
      labels: [{ key: 'team', value: day % 4 < 2 ? 'search' : 'chat' }],
      origin: originOf('a'.repeat(40), day < 12 ? 'main' : 'next'),
    }));
    const count = async (...args: readonly string[]) => (await resultIn(cwd, ...args)).trend?.runs.length;
    expect(await count()).toBe(16);
    expect(await count('even')).toBe(8);
    expect(await count('branch=main')).toBe(12);
    expect(await count('team=chat')).toBe(8);
    expect(await count('commit=aaaa')).toBe(16);
    expect(await count('even', '--trend', 'branch=main')).toBe(6);
    const wrong = await trendIn(cwd, 'branch=mian');
    expect(wrong).toMatchObject({ exitCode: 65 });
    expect(wrong.stderr).toContain('Did you mean "branch=main"?');
  });

  it('says how many runs are missing', async () => {
    const cwd = temporaryFolder();
    await storeHistory(join(cwd, STORE), means.slice(0, 4));
    const { exitCode, stdout } = await trendIn(cwd, '--format', 'text');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('4 runs are too few to look for changes: 10 are needed');
  });

  it('leaves out what cannot be read, and says so', async () => {
    const cwd = temporaryFolder();
    const runs = await storeHistory(join(cwd, STORE), means);
    writeFileSync(join(cwd, STORE, runs[3]?.id ?? '', 'run.json'), '{"schema":"run/1"');
    const { trend } = await resultIn(cwd);
    expect(trend?.runs).toHaveLength(15);
    expect(trend?.leftOut.map(({ id }) => id)).toEqual([runs[3]?.id]);
    expect(trend?.notices.map(({ code }) => code)).toContain('trend-runs-left-out');
  });

  it('keeps a summary beside each run, and makes it anew when it is not of that run', async () => {
    const cwd = temporaryFolder();
    const runs = await storeHistory(join(cwd, STORE), means);
    const first = await resultIn(cwd);
    const summary = join(cwd, STORE, runs[0]?.id ?? '', 'summary.json');
    const written = readFileSync(summary, 'utf8');
    writeFileSync(summary, written.replace(/"value":20\b/, '"value":77'));
    expect((await resultIn(cwd)).trend).not.toEqual(first.trend);
    for (const damage of ['', '{}', written.replace(/"runSha256":"./, '"runSha256":"x')]) {
      writeFileSync(summary, damage);
      expect((await resultIn(cwd)).trend).toEqual(first.trend);
      expect(readFileSync(summary, 'utf8')).toBe(written);
    }
    rmSync(summary);
    expect((await resultIn(cwd)).trend).toEqual(first.trend);
    expect(existsSync(summary)).toBe(true);
  });

  it.each([
    [['latest', '--format', 'text', '--apdex', '1s'], /--trend is about all stored runs/],
    [['x', 'y'], /--trend is about all stored runs as they are, and the run "y" is given too/],
    [['--format', 'junit'], /--format junit is given too/],
    [['=x'], /--trend holds "=x", expected LABEL or KEY=VALUE/],
  ])('refuses %j', async (args, message) => {
    const { exitCode, stderr } = await trendIn(temporaryFolder(), ...args);
    expect(exitCode).toBe(64);
    expect(stderr).toMatch(message);
  });

  it('of an empty store says how to fill it', async () => {
    const { exitCode, stderr } = await trendIn(temporaryFolder());
    expect(exitCode).toBe(65);
    expect(stderr).toContain('there is no stored run to make a trend of');
  });
});
