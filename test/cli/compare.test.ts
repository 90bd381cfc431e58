import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseNoise, parseShare } from '../../src/cli/compare-options.ts';
import { exitCodeOfVerdict } from '../../src/cli/exit-codes.ts';
import type { Result } from '../../src/model/result.ts';
import { repository, runCli, temporaryFolder } from '../support/cli.ts';

const baseline = 'samples/locust/d01-baseline';
const candidate = 'samples/locust/d02-candidate';
const steady = ['--steady', '22s..2m23s'];

describe('plimsoll compare', () => {
  it('prints tables and says in its exit status that something regressed', async () => {
    const { exitCode, stdout, stderr } = await runCli([
      'compare',
      baseline,
      candidate,
      ...steady,
      '--assume-noise',
    ]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
    expect(stdout).toMatch(/^Regressed\nWorse: mean response time of POST \/chat \+24\.0 %/);
    expect(stdout).toContain('noise floor ASSUMED, not measured');
  });

  it('says with 3 that the data cannot tell', async () => {
    const { exitCode, stdout } = await runCli(['compare', baseline, candidate]);
    expect(exitCode).toBe(3);
    expect(stdout).toMatch(/^Not enough evidence\n/);
  });

  it('says with 0 that nothing regressed, or nothing was to be judged', () => {
    const verdict = { schema: 'verdict/1', outcome: 'pass', checks: [] } as const;
    const codes = [verdict, null].map((judged) => exitCodeOfVerdict({ verdict: judged, comparison: null }));
    expect(codes).toEqual([0, 0]);
  });

  it('gives the same bytes when asked again, and writes them where it is told', async () => {
    const cwd = temporaryFolder();
    const sides = [join(repository, baseline), join(repository, candidate)];
    for (const name of ['a.json', 'b.json']) {
      const { exitCode, stdout, stderr } = await runCli(['compare', ...sides, '-o', name], { cwd });
      expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: `${name}\n` });
      expect(stderr).toMatch(/^Not enough evidence\. /);
    }
    expect(readFileSync(join(cwd, 'a.json'))).toEqual(readFileSync(join(cwd, 'b.json')));
  });

  it('takes several runs on a side, from files and from the store', async () => {
    const cwd = temporaryFolder();
    await runCli(['import', join(repository, baseline), '--label', 'before'], { cwd });
    const several = `before,${join(repository, 'samples/locust/d11-locust-head')}`;
    const { stdout } = await runCli(['compare', several, join(repository, candidate), '--json'], { cwd });
    const { comparison } = JSON.parse(stdout) as { comparison: { baseline: { label: string }[] } };
    expect(comparison.baseline).toHaveLength(2);
    expect(existsSync(join(cwd, 'plimsoll-report.html'))).toBe(false);
  });

  it.each([
    [['--threshold', '0'], '--threshold holds "0", expected a change above 0'],
    [['--assume-noise', 'p97=4%'], '--assume-noise holds "p97=4%", expected a share'],
    [['--rename', 'chat'], '--rename holds "chat", expected old=new'],
    [
      ['--rename', '/chatt=/chat'],
      '--rename names "/chatt", which the baseline does not have\n  Did you mean "/chat"?',
    ],
    [['--rename', '/chat=/xyzzy-nowhere'], 'which the candidate does not have'],
  ])('refuses %j', async (args, message) => {
    const { exitCode, stdout, stderr } = await runCli(['compare', baseline, candidate, ...args]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 64, stdout: '' });
    expect(stderr).toContain(message);
  });

  it('refuses results, which hold no runs, and sides that are nothing', async () => {
    const cwd = temporaryFolder();
    await runCli(['report', join(repository, baseline), '-o', 'result.json'], { cwd });
    const result = await runCli(['compare', 'result.json', join(repository, candidate)], { cwd });
    expect(result.exitCode).toBe(64);
    expect(result.stderr).toContain('"result.json" is a result, which holds what was found and not the run');
    const nothing = await runCli(['compare', ',', join(repository, candidate)], { cwd });
    expect(nothing).toMatchObject({
      exitCode: 64,
      stderr: expect.stringContaining('the baseline has no run'),
    });
    const missing = await runCli(['compare', 'no-such-run', join(repository, candidate)], { cwd });
    expect(missing.exitCode).toBe(65);
  });

  it('annotates a job of GitHub Actions and adds to the summary of its step', async () => {
    const cwd = temporaryFolder();
    const summary = join(cwd, 'summary.md');
    writeFileSync(summary, 'What an earlier command wrote');
    const { exitCode, stdout } = await runCli(
      ['compare', baseline, candidate, ...steady, '--assume-noise', '--format', 'github'],
      { env: { GITHUB_STEP_SUMMARY: summary } },
    );
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^::error title=Regressed%3A mean response time of POST \/chat::421 ms → 522 ms/);
    const written = readFileSync(summary, 'utf8');
    expect(written).toMatch(/^What an earlier command wrote\n### Regressed\n/);
    expect(written.length).toBeLessThan(65_536);
  });

  it('adds the summary to the file that is named, whatever the format', async () => {
    const cwd = temporaryFolder();
    const sides = [join(repository, baseline), join(repository, candidate)];
    const { stdout } = await runCli(['compare', ...sides, '--summary', 'new/summary.md'], { cwd });
    expect(stdout).toMatch(/^Not enough evidence\n/);
    expect(readFileSync(join(cwd, 'new/summary.md'), 'utf8')).toMatch(/^\n### Not enough evidence\n/);
    const wrong = await runCli(['compare', ...sides, '--summary', cwd], { cwd });
    expect(wrong).toMatchObject({ exitCode: 69, stderr: expect.stringContaining('cannot write') });
  });

  it('compares several candidates with one baseline, each by itself', async () => {
    const args = ['compare', baseline, candidate, baseline, ...steady, '--assume-noise'];
    const { exitCode, stdout } = await runCli(args);
    // The first regressed, the second is the baseline itself.
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^Side by side/);
    expect(stdout).toMatch(/\[1\] d02-candidate .*Worse: mean response time of POST \/chat \+24\.0/);
    expect(stdout).toMatch(/POST \/chat +mean +421 ms +522 ms \+24\.0.% +regressed +421 ms ±0.%/);
    const { comparison, verdict } = JSON.parse((await runCli([...args, '--json'])).stdout) as Result;
    // The level of the tests is shared among the candidates.
    expect(comparison?.settings.alpha).toBe(0.025);
    expect(comparison?.others?.map(({ outcome }) => outcome)).not.toContain('regressed');
    const failed = verdict?.checks.filter(({ outcome }) => outcome === 'fail') ?? [];
    expect(failed.length).toBeGreaterThan(0);
    expect(failed.every(({ subject }) => subject.startsWith('d02-candidate'))).toBe(true);
    for (const format of ['markdown', 'html', 'junit', 'github']) {
      const shown = await runCli([...args, '--format', format, '-o', '-']);
      expect(shown.stdout).toContain('d02-candidate');
      if (format === 'html') expect(shown.stdout).toContain('id="side-by-side"');
    }
  });

  it('says what became of a second candidate in its exit status too', async () => {
    const args = ['compare', baseline, baseline, candidate, ...steady, '--assume-noise'];
    expect((await runCli(args)).exitCode).toBe(1);
    const gated = await runCli([...args, '--gate', 'p95 < 2s']);
    expect(gated).toMatchObject({
      exitCode: 64,
      stderr: expect.stringContaining('gates judge one candidate'),
    });
  });

  it('opens its own result again', async () => {
    const cwd = temporaryFolder();
    const sides = [join(repository, baseline), join(repository, candidate)];
    const { stdout } = await runCli(['compare', ...sides], { cwd });
    await runCli(['compare', ...sides, '-o', 'c.json'], { cwd });
    copyFileSync(join(cwd, 'c.json'), join(cwd, 'd.json'));
    const again = await runCli(['report', 'd.json', '--format', 'text', '-o', '-'], { cwd });
    expect(again.stdout).toBe(stdout);
  });
});

describe('what options of a comparison mean', () => {
  it.each([
    ['5%', 0.05],
    ['2.5 %', 0.025],
    ['0.05', 0.05],
    ['5 percent', null],
    ['-5%', null],
    ['', null],
  ])('a share %j', (text, share) => {
    expect(parseShare(text)).toBe(share);
  });

  it('noise is of all metrics or of those named', () => {
    expect(parseNoise('3%')?.get('latency-p95')).toBe(0.03);
    expect(parseNoise('3%')?.get('error-ratio')).toBe(0);
    expect([...(parseNoise('p95=4%, mean=2%') ?? [])]).toEqual([
      ['latency-p95', 0.04],
      ['latency-mean', 0.02],
    ]);
    expect(parseNoise('p95')).toBeNull();
    expect(parseNoise('constructor=4%')).toBeNull();
  });
});
