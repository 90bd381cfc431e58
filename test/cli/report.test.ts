import { cpSync, existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Result } from '../../src/model/result.ts';
import { NOW_MS, repository, runCli, temporaryFolder } from '../support/cli.ts';

const samples = join(repository, 'samples/locust');
const baseline = join(samples, 'd01-baseline');

async function resultOf(args: readonly string[], cwd = temporaryFolder()): Promise<Result> {
  const { exitCode, stdout, stderr } = await runCli(['report', ...args, '--json'], { cwd });
  if (exitCode !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Result;
}

describe('where a report goes', () => {
  it('HTML goes to plimsoll-report.html, whose path is all that standard output gets', async () => {
    const cwd = temporaryFolder();
    const { exitCode, stdout, stderr } = await runCli(['report', baseline], { cwd });
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: 'plimsoll-report.html\n' });
    expect(readFileSync(join(cwd, 'plimsoll-report.html'), 'utf8')).toMatch(/^<!doctype html>/i);
    expect(stderr).toMatch(/^No targets set\. .*\.\n$/);
  });

  it('text goes to standard output, and so does everything with -o -', async () => {
    const cwd = temporaryFolder();
    const text = await runCli(['report', baseline, '--format', 'text'], { cwd });
    expect(text.stdout).toContain('/chat');
    expect(text.stderr).toBe('');
    const markdown = await runCli(['report', baseline, '--format', 'markdown', '-o', '-'], { cwd });
    expect(markdown.stdout).toContain('/chat');
    expect(readdirSync(cwd)).toEqual([]);
  });

  it.each([
    ['a.json', /^\{\n {2}"schema": "result\/1"/],
    ['a.md', /^#/],
    ['a.xml', /^<\?xml/],
    ['a.txt', /\S/],
  ])('the ending of %s tells the format', async (name, start) => {
    const cwd = temporaryFolder();
    expect(await runCli(['report', baseline, '-o', `out/${name}`], { cwd })).toMatchObject({ exitCode: 0 });
    expect(readFileSync(join(cwd, 'out', name), 'utf8')).toMatch(start);
  });

  it('colours are for terminals, and NO_COLOR turns them off', async () => {
    const args = ['report', baseline, '--format', 'text'];
    const colour = '\u001b[';
    expect((await runCli(args)).stdout).not.toContain(colour);
    expect((await runCli(args, { isTTY: true, columns: 100, env: { NO_COLOR: '1' } })).stdout).not.toContain(
      colour,
    );
    expect((await runCli(args, { isTTY: true, columns: 100 })).stdout).toContain(colour);
  });
});

describe('what a report is of', () => {
  it('the result says who made it and when', async () => {
    const result = await resultOf([baseline]);
    expect(result).toMatchObject({
      schema: 'result/1',
      tool: { name: 'plimsoll' },
      createdMs: NOW_MS,
      comparison: null,
      trend: null,
      verdict: null,
    });
    expect(result.analyses).toHaveLength(1);
  });

  it('equal input gives equal bytes, whether read on the fly or from the store', async () => {
    const cwd = temporaryFolder();
    await runCli(['import', baseline], { cwd });
    const fromFiles = await runCli(['report', baseline, '--json'], { cwd });
    const fromStore = await runCli(['report', 'latest', '--json'], { cwd });
    expect(fromStore.stdout).toBe(fromFiles.stdout);
  });

  it('one file of a run, its prefix and its folder are the same run', async () => {
    const byFolder = await resultOf([baseline]);
    expect(await resultOf([join(baseline, 'run')])).toEqual(byFolder);
    expect(await resultOf([join(baseline, 'run_stats.csv')])).toEqual(byFolder);
    expect(await resultOf([join(baseline, 'run_stats.csv'), join(baseline, 'run_failures.csv')])).toEqual(
      byFolder,
    );
  });

  it('a stored run can be named by the path of its folder, the store itself cannot', async () => {
    const cwd = temporaryFolder();
    await runCli(['import', baseline, '--label', 'before'], { cwd });
    const [id = ''] = readdirSync(join(cwd, 'plimsoll-runs'));
    const { analyses } = await resultOf([`plimsoll-runs/${id}`], cwd);
    expect(analyses.map(({ run }) => run.label)).toEqual(['before']);
    expect(await runCli(['report', 'plimsoll-runs', '--json'], { cwd })).toMatchObject({
      exitCode: 64,
      stderr: expect.stringMatching(/^"plimsoll-runs" is the store, not a run in it\n/),
    });
  });

  it('a report never takes the place of the files it is made of', async () => {
    const cwd = temporaryFolder();
    cpSync(baseline, cwd, { recursive: true });
    const outcome = await runCli(['report', '.', '-o', 'run_stats.csv'], { cwd });
    expect(outcome).toEqual({
      exitCode: 64,
      stdout: '',
      stderr: `"${join(cwd, 'run_stats.csv')}" is one of the files to be read\n  Name another place with --output.\n`,
    });
    expect(readFileSync(join(cwd, 'run_stats.csv'))).toEqual(readFileSync(join(baseline, 'run_stats.csv')));
    for (const time of ['first', 'second']) {
      const made = await runCli(['report', '.', '--label', time], { cwd });
      expect(made).toMatchObject({ exitCode: 0, stdout: 'plimsoll-report.html\n' });
    }
  });

  it('several runs are in one report and named on standard error', async () => {
    const cwd = temporaryFolder();
    cpSync(baseline, join(cwd, 'runs/a'), { recursive: true });
    cpSync(join(samples, 'd02-candidate'), join(cwd, 'runs/b'), { recursive: true });
    const { stdout, stderr } = await runCli(['report', 'runs', '--json'], { cwd });
    expect(JSON.parse(stdout).analyses).toHaveLength(2);
    expect(stderr).toMatch(/^2 runs in one report:\n/);
    expect(stderr.trimEnd().split('\n')).toHaveLength(3);
  });

  it('files come before a stored run of the same name', async () => {
    const cwd = temporaryFolder();
    await runCli(['import', join(samples, 'd03-no-requests'), '--label', 'results'], { cwd });
    cpSync(baseline, join(cwd, 'results'), { recursive: true });
    const { analyses } = await resultOf(['results'], cwd);
    expect(analyses[0]?.total.whole.requests).toBeGreaterThan(0);
  });

  it('the page of a stored run is kept beside it, with its result', async () => {
    const cwd = temporaryFolder();
    await runCli(['import', baseline, '--label', 'before'], { cwd });
    await runCli(['report', 'before', '-o', 'mine.html'], { cwd });
    const [id = ''] = readdirSync(join(cwd, 'plimsoll-runs'));
    const page = readFileSync(join(cwd, 'mine.html'), 'utf8');
    expect(readFileSync(join(cwd, 'plimsoll-runs', id, 'report.html'), 'utf8')).toBe(page);
    expect(existsSync(join(cwd, 'plimsoll-runs', id, 'result.json'))).toBe(true);
  });

  it('--label names the run', async () => {
    expect((await resultOf([baseline, '--label', 'Friday'])).analyses[0]?.run.label).toBe('Friday');
    const several = await runCli([
      'report',
      baseline,
      join(samples, 'd02-candidate'),
      '--label',
      'x',
      '--json',
    ]);
    expect(several).toMatchObject({
      exitCode: 64,
      stderr: expect.stringContaining('--label "x" is for one run'),
    });
  });
});

describe('how a run is analysed', () => {
  it('--steady is time since the start', async () => {
    const { analyses } = await resultOf([baseline, '--steady', '30s..1m30s']);
    const [analysis] = analyses;
    expect(analysis?.phases.method).toBe('given');
    expect((analysis?.phases.steadyEndMs ?? 0) - (analysis?.phases.steadyStartMs ?? 0)).toBe(60_000);
  });

  it('--steady without an end lasts to the end of the run', async () => {
    const { analyses } = await resultOf([baseline, '--steady', '30s..']);
    expect(analyses[0]?.phases.steadyEndMs).toBe(analyses[0]?.run.endMs);
  });

  it('--whole-run trims nothing, and --apdex sets the limit', async () => {
    const { analyses } = await resultOf([baseline, '--whole-run', '--apdex', '1.5s']);
    expect(analyses[0]?.phases.method).toBe('whole-run');
    expect(analyses[0]?.settings.apdexToleratedMs).toBe(1500);
  });

  it('a steady state outside the run is refused', async () => {
    const outcome = await runCli(['report', baseline, '--steady', '1h..2h', '--json']);
    expect(outcome).toMatchObject({ exitCode: 64, stdout: '' });
    expect(outcome.stderr).toContain('lies outside the run');
  });
});

describe('opening a result again', () => {
  it('a result.json and an HTML report give the very same result', async () => {
    const cwd = temporaryFolder();
    const original = await runCli(['report', baseline, '--json'], { cwd });
    writeFileSync(join(cwd, 'result.json'), original.stdout);
    await runCli(['report', 'result.json', '-o', 'page.html'], { cwd });
    const later = { cwd, clock: [NOW_MS + 1e9] };
    expect((await runCli(['report', 'result.json', '--json'], later)).stdout).toBe(original.stdout);
    expect((await runCli(['report', 'page.html', '--json'], later)).stdout).toBe(original.stdout);
  });

  it('it cannot be analysed anew', async () => {
    const cwd = temporaryFolder();
    await runCli(['report', baseline, '-o', 'result.json'], { cwd });
    expect(await runCli(['report', 'result.json', '--apdex', '1s'], { cwd })).toEqual({
      exitCode: 64,
      stdout: '',
      stderr:
        '--steady, --whole-run and --apdex need the run; a result holds only what was found\n' +
        '  Name the files of the run or its id in the store instead.\n',
    });
  });

  it('a page of ours that was cut off is told from other pages', async () => {
    const cwd = temporaryFolder();
    await runCli(['report', baseline], { cwd });
    const page = readFileSync(join(cwd, 'plimsoll-report.html'), 'utf8');
    for (const length of [page.length / 2, page.indexOf('id="plimsoll-result"') + 500]) {
      writeFileSync(join(cwd, 'cut.html'), page.slice(0, length));
      expect(await runCli(['report', 'cut.html', '--json'], { cwd })).toEqual({
        exitCode: 65,
        stdout: '',
        stderr:
          'the result in "cut.html" cannot be unpacked\n' +
          '  The report was cut off or changed. Make it again from the original results.\n',
      });
    }
  });

  it('a file too long for a text is refused, not read', async () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'long.json'), '{"schema": "result/1"');
    truncateSync(join(cwd, 'long.json'), 600_000_000);
    expect(await runCli(['report', 'long.json', '--json'], { cwd })).toEqual({
      exitCode: 65,
      stdout: '',
      stderr:
        '"long.json" holds 572.2 MiB, a result has at most 488.3 MiB\n' +
        '  Make it again from the original results.\n',
    });
  });

  it('a result that was changed is refused with the key', async () => {
    const cwd = temporaryFolder();
    const { stdout } = await runCli(['report', baseline, '--json'], { cwd });
    writeFileSync(join(cwd, 'changed.json'), stdout.replace(/"createdMs": \d+/, '"createdMs": "soon"'));
    expect(await runCli(['report', 'changed.json', '--json'], { cwd })).toEqual({
      exitCode: 65,
      stdout: '',
      stderr:
        'changed.json: key "createdMs" holds "soon", expected a number\n' +
        '  The file was changed after plimsoll wrote it. Make it again from the original results.\n',
    });
    writeFileSync(join(cwd, 'cut.json'), stdout.slice(0, 5000));
    const cut = await runCli(['report', 'cut.json', '--json'], { cwd });
    expect(cut).toMatchObject({ exitCode: 65, stderr: expect.stringMatching(/^cut\.json:\d+: /) });
  });
});
