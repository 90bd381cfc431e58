import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repository, runCli, temporaryFolder } from '../support/cli.ts';

const baseline = 'samples/locust/d01-baseline';
const candidate = 'samples/locust/d02-candidate';
const steady = ['--steady', '22s..2m23s'];
const check = (...args: readonly string[]) => runCli(['check', ...args]);
const gates = (...texts: readonly string[]) => texts.flatMap((text) => ['--gate', text]);

describe('plimsoll check', () => {
  it('prints only the verdict, and has it as its exit status', async () => {
    // Its summary says: 1 540 requests to /chat, p95 940 ms rounded to two digits.
    const met = await check(candidate, ...gates('p95{POST /chat} < 2s', 'requests > 2000'));
    expect(met).toMatchObject({ exitCode: 0, stderr: '' });
    expect(met.stdout).toMatch(
      /^All 2 targets met\nd02-candidate\n\nmet {9}POST \/chat, response time p95: /,
    );
    const missed = await check(candidate, ...gates('p95{POST /chat} < 2s', 'error_ratio < 1%'));
    expect(missed.exitCode).toBe(1);
    expect(missed.stdout).toMatch(
      /^1 of 2 targets missed\n.*\n\nMISSED {6}all requests, error ratio: 5\.78 %, expected below 1 %\n/,
    );
  });

  it('says with 3 what cannot be decided, or what it was told to', async () => {
    const gate = gates('p95 of ttft < 1s');
    const open = await check(candidate, ...gate);
    expect(open.exitCode).toBe(3);
    expect(open.stdout).toMatch(/^The target could not be judged\n/);
    expect(open.stdout).toContain('The run has no such measurement.');
    expect((await check(candidate, ...gate, '--inconclusive', 'pass')).exitCode).toBe(0);
    expect((await check(candidate, ...gate, '--inconclusive', 'fail')).exitCode).toBe(1);
  });

  it('says which percentiles a run has, where the one that is required is not among them', async () => {
    const { stdout } = await check(candidate, ...gates('p9 < 2s'));
    expect(stdout).toContain('The run has no p9, only p50, p66, ');
  });

  it('lets a first run pass that has no baseline yet, and says so', async () => {
    const first = await check(candidate, ...gates('no regression > 5%', 'p95 < 2s'));
    expect(first.exitCode).toBe(0);
    expect(first.stdout).toMatch(/^1 of 2 targets could not be judged\n/);
    expect(first.stdout).toContain('not judged  no regression > 5%: no baseline');
    expect(first.stderr).toBe('No baseline: gates that need one were not judged, and do not count.\n');
    expect(await check(candidate, ...gates('no regression > 5%', 'p95 < 1ms'))).toMatchObject({
      exitCode: 1,
    });
  });

  it('judges against a baseline: /chat of the sample is 25 % slower', async () => {
    const against = (...texts: readonly string[]) =>
      check(candidate, '--baseline', baseline, ...steady, '--assume-noise', ...gates(...texts));
    const slower = await against('mean{POST /chat} <= baseline * 1.05');
    expect(slower.exitCode).toBe(1);
    expect(slower.stdout).toContain('MISSED      POST /chat, mean response time: +24.0 %');
    expect(slower.stdout).toContain('d02-candidate, against d01-baseline');
    expect(await against('mean{POST /chat} <= baseline * 2')).toMatchObject({ exitCode: 0 });
    expect(await against('no regression of mean{POST /chat} > 5%')).toMatchObject({ exitCode: 1 });
    expect(await against('no regression of mean{POST /chat} > 100%')).toMatchObject({ exitCode: 0 });
    expect((await against()).stdout).toMatch(/^\d of \d+ checks missed/);
  });

  it('judges one pair of runs by no baseline: how much runs differ is not known', async () => {
    const { exitCode, stdout } = await check(
      candidate,
      '--baseline',
      baseline,
      ...steady,
      ...gates('p95 <= baseline * 1.1'),
    );
    expect(exitCode).toBe(3);
    expect(stdout).not.toMatch(/^met/m);
  });

  it.each([
    ['markdown', /^### 1 of 2 targets missed\n\n\| Outcome \| Target \|/],
    ['junit', /<testsuites name="plimsoll" tests="2" failures="1" errors="0" skipped="0"/],
    ['json', /^\{\s*"schema": ?"result\/1"/],
    ['github', /^::error title=Missed%3A all requests%2C error ratio::Expected below 1.%25, /],
  ])('writes %s', async (format, expected) => {
    const args = [...gates('p95 < 2s', 'error_ratio < 1%'), '--format', format, '-o', '-'];
    const { exitCode, stdout, stderr } = await check(candidate, ...args);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(expected);
    expect(stderr).toBe('1 of 2 targets missed.\n');
  });

  it('writes to a file', async () => {
    const cwd = temporaryFolder();
    for (const table of ['stats', 'stats_history', 'failures', 'exceptions']) {
      copyFileSync(join(repository, candidate, `run_${table}.csv`), join(cwd, `run_${table}.csv`));
    }
    const outcome = await runCli(['check', 'run', '--gate', 'p95 < 2s', '-o', 'verdict.txt'], { cwd });
    expect(outcome).toMatchObject({ exitCode: 0, stdout: 'verdict.txt\n' });
    expect(readFileSync(join(cwd, 'verdict.txt'), 'utf8')).toMatch(/^The target was met\n/);
  });

  it.each([
    [[], /^there is no gate to check by\n {2}Give one, such as: --gate "p95 < 2s"\n/],
    [gates('p95 < 2 secs'), /^gate, column 9: .*\n {2}p95 < 2 secs\n {10}\^\n {2}Did you mean "sec"\?\n$/],
    [gates('p95{POST /cat} < 2s'), /names the endpoint "POST \/cat".*\n {2}Did you mean "POST \/chat"\?\n$/],
    [
      [...gates('p95 < 2s'), '--inconclusive', 'maybe'],
      /^--inconclusive holds "maybe", expected pass or fail/,
    ],
  ])('%j is refused', async (args, message) => {
    const { exitCode, stdout, stderr } = await check(candidate, ...args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 64, stdout: '' });
    expect(stderr).toMatch(message);
  });

  it('finds the examples of its help working', async () => {
    const { stdout } = await runCli(['check', '--help']);
    const [line = ''] = [...stdout.matchAll(/^ {2}\$ plimsoll (check samples.*)$/gm)].map(
      ([, found]) => found,
    );
    const args = [...(line ?? '').matchAll(/"([^"]*)"|(\S+)/g)].map(
      ([, quoted, plain]) => quoted ?? plain ?? '',
    );
    const { exitCode, stdout: verdict } = await runCli(args);
    expect({ exitCode, verdict: verdict.split('\n')[0] }).toEqual({
      exitCode: 0,
      verdict: 'All 2 targets met',
    });
  });
});

describe('gates of other commands', () => {
  it('stand on top of the report', async () => {
    const { exitCode, stdout } = await runCli([
      'report',
      candidate,
      '--format',
      'text',
      '-o',
      '-',
      ...gates('error_ratio < 1%'),
    ]);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(
      /^The target was missed\nall requests, error ratio: 5\.78 %, expected below 1 %\n/,
    );
  });

  it('are judged anew of a result', async () => {
    const cwd = temporaryFolder();
    await runCli(['report', join(repository, candidate), '-o', 'result.json'], { cwd });
    expect(await runCli(['check', 'result.json', ...gates('p95 < 2s')], { cwd })).toMatchObject({
      exitCode: 0,
    });
    expect(await runCli(['check', 'result.json', ...gates('p95 < 1ms')], { cwd })).toMatchObject({
      exitCode: 1,
    });
  });

  it('join the verdict of a comparison', async () => {
    const args = [
      'compare',
      baseline,
      candidate,
      ...steady,
      '--json',
      ...gates('p95 < 2s', 'no regression > 90%'),
    ];
    const { stdout } = await runCli(args);
    const { verdict } = JSON.parse(stdout) as { verdict: { checks: { id: string; kind: string }[] } };
    expect(verdict.checks[0]).toMatchObject({ id: 'gate-1', kind: 'slo' });
    expect(
      verdict.checks.slice(1).every(({ id, kind }) => id.startsWith('gate-2') && kind === 'regression'),
    ).toBe(true);
  });
});
