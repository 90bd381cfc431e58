import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Result } from '../../../src/model/result.ts';
import { repository, runCli, temporaryFolder } from '../../support/cli.ts';

const samples = join(repository, 'samples/locust');
const d01 = join(samples, 'd01-baseline');
const d02 = join(samples, 'd02-candidate');
const judged = ['--steady', '22s..2m23s', '--assume-noise'];

const prepared = mkdtempSync(join(tmpdir(), 'plimsoll-test-'));
let before = '';
let after = '';

beforeAll(async () => {
  const cwd = prepared;
  await runCli(['import', d01, '--label', 'before'], { cwd, clock: [1000] });
  await runCli(['import', d02, '--label', 'after'], { cwd, clock: [2000] });
  const { stdout } = await runCli(['runs', 'list', '--json'], { cwd });
  [before, after] = JSON.parse(stdout).map(({ id }: { id: string }) => id);
});
afterAll(() => rmSync(prepared, { recursive: true }));

/** A folder whose store holds d01 ("before") and d02 ("after"), stored in this order. */
function folder(): string {
  const cwd = temporaryFolder();
  cpSync(prepared, cwd, { recursive: true });
  return cwd;
}

/** Reports on a run as JSON, with options. */
async function report(cwd: string, ...args: readonly string[]) {
  const outcome = await runCli(['report', ...args, '--json'], { cwd });
  return {
    ...outcome,
    result: outcome.stdout === '' ? null : (JSON.parse(outcome.stdout) as Result),
  };
}

const idsOf = (runs: readonly { readonly id: string }[] | undefined) => runs?.map(({ id }) => id);

describe('report --baseline', () => {
  it('holds the comparison that compare makes, with the report of the candidate alone', async () => {
    const cwd = folder();
    await runCli(['baseline', 'set', 'main', 'before'], { cwd });
    const { exitCode, result, stderr } = await report(cwd, 'after', '--baseline', 'main', ...judged);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(
      /^3 of 9 checks missed, .*\nBaseline: baseline "main", 1 run\nRegressed\. Worse: mean response/,
    );
    expect(result?.analyses.map(({ run }) => run.id)).toEqual([after]);
    const compared = await runCli(['compare', 'before', 'after', ...judged, '--json'], { cwd });
    expect(compared.exitCode).toBe(1);
    expect(result?.comparison).toEqual(JSON.parse(compared.stdout).comparison);
    expect(result?.verdict?.outcome).toBe('fail');
  });

  it('writes a page with both', async () => {
    const cwd = folder();
    const args = ['report', 'after', '--baseline', before, '-o', 'r.html', ...judged];
    const { exitCode, stderr } = await runCli(args, { cwd });
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: expect.stringContaining('Regressed. ') });
    const page = readFileSync(join(cwd, 'r.html'), 'utf8');
    expect(page).toContain('<title>Regressed: after');
    expect(page).toContain('before (');
  });

  it.each([
    ['an id', () => before],
    ['the beginning of an id', () => before.slice(0, 6)],
    ['a label', () => 'before'],
    ['key=value', () => 'release=1.3'],
    ['files', () => d01],
    ['latest: the one before', () => 'latest'],
    ['a baseline and its own run, which is left out', () => 'both'],
    ['several of these, each run once', () => `both,${d01}, before`],
  ])('takes %s', async (_, reference) => {
    const cwd = folder();
    await runCli(['baseline', 'set', 'both', 'before', 'after'], { cwd });
    await runCli(['runs', 'label', 'before', 'release=1.3'], { cwd });
    const { exitCode, result } = await report(cwd, 'after', '--baseline', reference());
    expect(exitCode).toBe(3);
    expect(idsOf(result?.comparison?.baseline)).toEqual([before]);
  });

  it('a label that several runs have stands for all of them', async () => {
    const cwd = folder();
    await runCli(['import', join(samples, 'd11-locust-head'), '--label', 'before'], { cwd });
    const { result } = await report(cwd, 'after', '--baseline', 'before');
    expect(result?.comparison?.baseline).toHaveLength(2);
  });

  it('a first run passes without a baseline, and says how to make it one', async () => {
    const cwd = folder();
    const { exitCode, stderr, result } = await report(cwd, 'after', '--baseline', 'nightly');
    expect(exitCode).toBe(0);
    expect(stderr).toContain(
      'Nothing to compare with: there is no baseline "nightly" yet.\n' +
        `  Make this run the first of a baseline: plimsoll baseline set nightly ${after}\n`,
    );
    expect(result?.comparison).toBeNull();
    expect(result?.analyses[0]?.notices.map(({ code }) => code)).toContain('no-baseline');
  });

  it('a baseline that is only the run itself is none', async () => {
    const cwd = folder();
    await runCli(['baseline', 'set', 'main', 'after'], { cwd });
    const { exitCode, stderr } = await report(cwd, 'after', '--baseline', 'main');
    expect(exitCode).toBe(0);
    expect(stderr).toContain('baseline "main" holds only the run to be compared');
  });

  it.each([
    ['mian', 65, 'Did you mean "main"?'],
    ['0123456789ab', 65, 'no run in "plimsoll-runs" has the id or label'],
    ['gone_stats.csv', 65, 'no run in "plimsoll-runs" has the id or label'],
    ['main,nightly', 65, 'no run in "plimsoll-runs" has the id or label "nightly"'],
    [',', 64, '--baseline holds ",", which names no run'],
  ])('what cannot be a baseline to come is a mistake: %s', async (reference, code, message) => {
    const cwd = folder();
    await runCli(['baseline', 'set', 'main', 'before'], { cwd });
    const { exitCode, stderr } = await report(cwd, 'after', '--baseline', reference);
    expect({ exitCode, stderr }).toEqual({ exitCode: code, stderr: expect.stringContaining(message) });
  });

  it('runs of it that are gone are named in the comparison; with none left there is no comparison', async () => {
    const cwd = folder();
    const other = join(samples, 'd11-locust-head');
    await runCli(['baseline', 'set', 'main', 'before', other], { cwd });
    const { stdout } = await runCli(['baseline', 'list', '--json'], { cwd });
    const gone = JSON.parse(stdout)[0].runs.find(({ id }: { id: string }) => id !== before).id;
    rmSync(join(cwd, 'plimsoll-runs', gone), { recursive: true });
    const { exitCode, result, stderr } = await report(cwd, 'after', '--baseline', 'main');
    expect(exitCode).toBe(3);
    expect(result?.comparison?.notices[0]).toMatchObject({
      code: 'baseline-incomplete',
      message: expect.stringMatching(
        new RegExp(
          `^The store lacks 1 of the 2 runs of baseline "main": ${gone} .* with the 1 run that remain`,
        ),
      ),
      hint: expect.stringContaining(`plimsoll baseline set main ${before}`),
    });
    expect(stderr).toContain(`plimsoll baseline set main ${before}`);
    rmSync(join(cwd, 'plimsoll-runs', before), { recursive: true });
    const nothing = await report(cwd, 'after', '--baseline', 'main');
    expect(nothing.exitCode).toBe(65);
    expect(nothing.stderr).toMatch(
      /^the store lacks all 2 runs of baseline "main": .*\n {2}Bring their folders back/,
    );
  });

  it.each(['--threshold=5%', '--assume-noise', '--rename=a=b'])('%s alone is refused', async (option) => {
    const { exitCode, stderr } = await report(folder(), 'after', option);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 64,
      stderr: expect.stringContaining('is about a comparison, and there is no --baseline'),
    });
  });

  it('a result has no run to compare', async () => {
    const cwd = folder();
    await runCli(['report', 'after', '-o', 'x.json'], { cwd });
    expect((await report(cwd, 'x.json', '--baseline', 'before')).exitCode).toBe(64);
  });
});
