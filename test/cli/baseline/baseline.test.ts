import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repository, runCli, temporaryFolder } from '../../support/cli.ts';

const samples = join(repository, 'samples/locust');
const d01 = join(samples, 'd01-baseline');
const d02 = join(samples, 'd02-candidate');
const d11 = join(samples, 'd11-locust-head');

const idIn = (stdout: string) => /^Stored ([0-9a-f]{12})/.exec(stdout)?.[1] ?? '';

const prepared = mkdtempSync(join(tmpdir(), 'plimsoll-test-'));
let one = '';
let two = '';

beforeAll(async () => {
  const cwd = prepared;
  one = idIn((await runCli(['import', d01, '--label', 'one'], { cwd, clock: [1000] })).stdout);
  two = idIn((await runCli(['import', d02, '--label', 'two'], { cwd, clock: [2000] })).stdout);
});
afterAll(() => rmSync(prepared, { recursive: true }));

/** A folder whose store holds d01 ("one") and d02 ("two"). */
function folderWithRuns() {
  const cwd = temporaryFolder();
  cpSync(prepared, cwd, { recursive: true });
  return { cwd, one, two };
}

async function baselines(cwd: string) {
  return JSON.parse((await runCli(['baseline', 'list', '--json'], { cwd })).stdout);
}

describe('baseline set', () => {
  it('names runs of the store, and says what is missing for a noise floor', async () => {
    const { cwd, one, two } = folderWithRuns();
    const { exitCode, stdout, stderr } = await runCli(['baseline', 'set', 'main', 'two', 'one'], { cwd });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(
      new RegExp(`^Set baseline "main": 2 runs\n {2}${one} "one": .*\n {2}${two} "two": .*\n$`),
    );
    expect(stderr).toBe(
      'How much runs differ is known from 3 runs on. ' +
        'Add 1 more of the same test: plimsoll baseline set main RUN --add\n',
    );
    expect(await baselines(cwd)).toMatchObject([
      { name: 'main', runs: [{ id: one, label: 'one' }, { id: two }], keep: null, missing: [] },
    ]);
  });

  it('imports files into the store first; the same files are the same run', async () => {
    const { cwd, one } = folderWithRuns();
    await runCli(['baseline', 'set', 'main', d01, d11], { cwd });
    const [{ runs }] = await baselines(cwd);
    expect(runs).toHaveLength(2);
    expect(runs[0]).toMatchObject({ id: one, label: 'one' });
    expect(
      readdirSync(join(cwd, 'plimsoll-runs')).filter((name) => /^[0-9a-f]{12}$/.test(name)),
    ).toHaveLength(3);
  });

  it('adds runs, and a rolling one keeps the newest by the time they were measured', async () => {
    const { cwd, one, two } = folderWithRuns();
    await runCli(['baseline', 'set', 'nightly', 'two', '--keep', '2'], { cwd });
    // d11 is of later that day than d02, and d01 of before both.
    const added = await runCli(['baseline', 'set', 'nightly', d11, '--add'], { cwd });
    expect(added.stdout).toMatch(/^Changed baseline "nightly": 2 runs, rolling: the newest 2 stay\n/);
    expect(added.stderr).toMatch(
      /Not the same test as [0-9a-f]{12} \(Locust, 40 users\): [0-9a-f]{12} \(Locust, 30 users\)\./,
    );
    const late = await runCli(['baseline', 'set', 'nightly', 'one', '--add'], { cwd });
    expect(late.stderr).toContain(`No longer in the baseline: ${one}. It keeps the newest 2.`);
    expect((await baselines(cwd))[0].runs.map(({ id }: { id: string }) => id)).toEqual([
      two,
      expect.stringMatching(/^86d1ccf8/),
    ]);
    const anew = await runCli(['baseline', 'set', 'nightly', 'one', '--json'], { cwd });
    expect(JSON.parse(anew.stdout)).toMatchObject({ runs: [{ id: one }], keep: null, dropped: [{}, {}] });
  });

  it.each(['__proto__', '../../etc/passwd', 'latest', 'a,b'])('refuses the name "%s"', async (name) => {
    const { cwd } = folderWithRuns();
    const { exitCode, stderr } = await runCli(['baseline', 'set', name, 'one'], { cwd });
    expect({ exitCode, stderr }).toEqual({
      exitCode: 64,
      stderr: expect.stringContaining(`"${name}" cannot be the name of a baseline\n  Use letters`),
    });
    expect(await baselines(cwd)).toEqual([]);
  });

  it('a name that every object has is a name like any', async () => {
    const { cwd, one } = folderWithRuns();
    await runCli(['baseline', 'set', 'constructor', 'one'], { cwd });
    expect(await baselines(cwd)).toMatchObject([{ name: 'constructor', runs: [{ id: one }] }]);
    const other = await runCli(['baseline', 'show', 'toString'], { cwd });
    expect(other.stderr).toContain('there is no baseline "toString"');
  });

  it('refuses a run that there is not', async () => {
    const { cwd } = folderWithRuns();
    const { exitCode, stderr } = await runCli(['baseline', 'set', 'main', 'onne'], { cwd });
    expect({ exitCode, stderr }).toEqual({
      exitCode: 65,
      stderr: expect.stringContaining('Did you mean "one"?'),
    });
  });
});

describe('baseline show', () => {
  it('shows how much three runs differ, by hand arithmetic from their means', async () => {
    const { cwd } = folderWithRuns();
    await runCli(['baseline', 'set', 'main', 'one', 'two', d11], { cwd });
    const { stdout } = await runCli(['baseline', 'show', 'main', '--json'], { cwd });
    const { noise, missing } = JSON.parse(stdout);
    expect(missing).toEqual([]);
    const row = noise.find(
      ({ endpoint, metric }: { endpoint: { name?: string }; metric: string }) =>
        endpoint.name === '/chat' && metric === 'latency-mean',
    );
    const levels: number[] = row.runs.map(Math.log);
    const mean = levels.reduce((sum, level) => sum + level, 0) / 3;
    const variance = levels.reduce((sum, level) => sum + (level - mean) ** 2, 0) / 2;
    expect(row.noiseFloor).toBeCloseTo(Math.sqrt(variance), 12);
    expect(row.level).toBeCloseTo(Math.exp(mean), 9);
    // χ² of 2 degrees of freedom: its 20 % quantile is −2·ln(0.8).
    expect(row.upperBound).toBeCloseTo(Math.sqrt((variance * 2) / (-2 * Math.log(0.8))), 9);
    // t of 4 degrees of freedom: 0.975 quantile 2.7764, 0.8 quantile 0.9410 (tables).
    const detectable = Math.expm1((2.776445 + 0.940965) * Math.sqrt((variance * 2) / 3));
    expect(row.detectable).toBeCloseTo(detectable, 4);
    const text = (await runCli(['baseline', 'show', 'main'], { cwd, columns: 100 })).stdout;
    expect(text).toContain('How much these 3 runs differ\n');
    expect(text).toMatch(/^POST \/chat +mean response time +\d+.%/m);
  });

  it('with fewer runs says what is needed', async () => {
    const { cwd } = folderWithRuns();
    await runCli(['baseline', 'set', 'main', 'one'], { cwd });
    const { stdout } = await runCli(['baseline', 'show', 'main'], { cwd });
    expect(stdout).toContain('Add 2 more of the same test: plimsoll baseline set main RUN --add\n');
  });

  it('of runs that are gone says which, what remains and how to repair it; importing again does', async () => {
    const { cwd, one, two } = folderWithRuns();
    await runCli(['baseline', 'set', 'main', 'one', 'two'], { cwd });
    rmSync(join(cwd, 'plimsoll-runs', one), { recursive: true });
    const { exitCode, stdout, stderr } = await runCli(['baseline', 'show', 'main'], { cwd });
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`  missing: ${one} "one" of 2026-11-23\n`);
    expect(stderr).toContain(
      `the store lacks 1 of the 2 runs of baseline "main": ${one} "one" of 2026-11-23\n`,
    );
    expect(stderr).toContain(`plimsoll baseline set main ${two}\n`);
    const plain = await runCli(['report', 'main', '--json'], { cwd });
    expect(plain.exitCode).toBe(65);
    await runCli(['import', d01], { cwd });
    expect((await baselines(cwd))[0].missing).toEqual([]);
  });

  it('a run whose document is damaged is as good as gone, and said to be', async () => {
    const { cwd, one } = folderWithRuns();
    await runCli(['baseline', 'set', 'main', 'one', 'two'], { cwd });
    writeFileSync(join(cwd, 'plimsoll-runs', one, 'run.json'), '{');
    const { stdout } = await runCli(['baseline', 'show', 'main'], { cwd });
    expect(stdout).toContain(`missing: ${one} "one" of 2026-11-23, which cannot be read\n`);
  });
});

describe('baseline unset', () => {
  it('removes the name and no run', async () => {
    const { cwd } = folderWithRuns();
    await runCli(['baseline', 'set', 'main', 'one'], { cwd });
    expect(await runCli(['baseline', 'unset', 'main'], { cwd })).toEqual({
      exitCode: 0,
      stdout: 'Removed baseline "main". Its runs stay in the store.\n',
      stderr: '',
    });
    expect(await baselines(cwd)).toEqual([]);
    expect(JSON.parse((await runCli(['runs', 'list', '--json'], { cwd })).stdout)).toHaveLength(2);
  });

  it('of a name that there is not suggests the one that was meant', async () => {
    const { cwd } = folderWithRuns();
    await runCli(['baseline', 'set', 'main', 'one'], { cwd });
    expect(await runCli(['baseline', 'unset', 'mian'], { cwd })).toEqual({
      exitCode: 65,
      stdout: '',
      stderr: 'there is no baseline "mian"\n  Did you mean "main"?\n',
    });
  });
});

describe('a run argument', () => {
  it('may be the name of a baseline, key=value, or the branch of the checkout', async () => {
    const { cwd, one, two } = folderWithRuns();
    await runCli(['baseline', 'set', 'both', 'one', 'two'], { cwd });
    await runCli(['runs', 'label', 'one', 'release=1.4', 'team=shop'], { cwd });
    const ids = async (reference: string) => {
      const { stdout } = await runCli(['report', reference, '--json'], { cwd });
      return JSON.parse(stdout).analyses.map(({ run }: { run: { id: string } }) => run.id);
    };
    expect(await ids('both')).toEqual([one, two]);
    expect(await ids('baseline:both')).toEqual([one, two]);
    expect(await ids('release=1.4')).toEqual([one]);
  });

  it('that is a baseline and a label of other runs is refused with the choices', async () => {
    const { cwd, one } = folderWithRuns();
    await runCli(['baseline', 'set', 'one', 'two'], { cwd });
    const { exitCode, stderr } = await runCli(['report', 'one', '--json'], { cwd });
    expect({ exitCode, stderr }).toEqual({
      exitCode: 64,
      stderr:
        '"one" is a baseline, and the label of a run\n' +
        `  Name the baseline as baseline:one, or a run by its id: ${one}\n`,
    });
  });
});

describe('runs label and rename', () => {
  it('change what is said of a run and nothing that was measured', async () => {
    const { cwd, one } = folderWithRuns();
    const path = join(cwd, 'plimsoll-runs', one, 'run.json');
    const before = JSON.parse(readFileSync(path, 'utf8'));
    const labelled = await runCli(['runs', 'label', 'one', 'b=2', 'a=x = y', 'b=3'], { cwd });
    expect(labelled.stdout).toMatch(/ "one": .*\n {2}a = x = y\n {2}b = 3\n$/);
    await runCli(['runs', 'rename', 'one', 'uno'], { cwd });
    const labels = [
      { key: 'a', value: 'x = y' },
      { key: 'b', value: '3' },
    ];
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ ...before, label: 'uno', labels });
    await runCli(['runs', 'label', 'uno', 'a='], { cwd });
    const again = await runCli(['import', d01, '--json'], { cwd });
    expect(JSON.parse(again.stdout).runs[0]).toMatchObject({
      outcome: 'known',
      label: 'uno',
      labels: [{ key: 'b', value: '3' }],
    });
  });

  it('refuse what is no label', async () => {
    const { cwd } = folderWithRuns();
    expect((await runCli(['runs', 'label', 'one', 'two'], { cwd })).stderr).toContain(
      '"two" is no key=value',
    );
    expect((await runCli(['runs', 'rename', 'one', ' '], { cwd })).exitCode).toBe(64);
  });
});

it('a store copied to another machine has its baselines', async () => {
  const { cwd, one } = folderWithRuns();
  await runCli(['baseline', 'set', 'main', 'one'], { cwd });
  const other = temporaryFolder();
  cpSync(join(cwd, 'plimsoll-runs'), join(other, 'ci-cache'), { recursive: true });
  const { stdout } = await runCli(['baseline', 'show', 'main', '--store', 'ci-cache'], { cwd: other });
  expect(stdout).toContain(one);
});
