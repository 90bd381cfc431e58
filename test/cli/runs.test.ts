import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repository, runCli, temporaryFolder } from '../support/cli.ts';

/** A folder whose store holds the samples d03 ("empty") and d08 ("old"), stored in this order. */
async function folderWithStore(): Promise<string> {
  const cwd = temporaryFolder();
  const samples = join(repository, 'samples/locust');
  await runCli(['import', join(samples, 'd03-no-requests'), '--label', 'empty'], { cwd, clock: [1000] });
  await runCli(['import', join(samples, 'd08-locust-0.12.2'), '--label', 'old'], { cwd, clock: [2000] });
  return cwd;
}

async function idsIn(cwd: string): Promise<string[]> {
  const { stdout } = await runCli(['runs', 'list', '--json'], { cwd });
  return JSON.parse(stdout).map(({ id }: { id: string }) => id);
}

describe('runs list', () => {
  it('shows each run on two lines, the one stored last at the end', async () => {
    const cwd = await folderWithStore();
    const { exitCode, stdout, stderr } = await runCli(['runs', 'list'], { cwd });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    const lines = stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(4);
    expect(lines[0]).toMatch(/^[0-9a-f]{12} "empty": Locust/);
    expect(lines[1]).toBe('  0 requests to 0 endpoints, none failed');
    expect(lines[2]).toMatch(/^[0-9a-f]{12} "old": Locust/);
  });

  it('an empty store says how to fill it', async () => {
    expect(await runCli(['runs', 'list'], { cwd: temporaryFolder() })).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: 'No runs in "plimsoll-runs". Store one with: plimsoll import FOLDER\n',
    });
  });

  it('a damaged entry is named on standard error, and the others are listed', async () => {
    const cwd = await folderWithStore();
    const [first = ''] = await idsIn(cwd);
    writeFileSync(join(cwd, 'plimsoll-runs', first, 'run.json'), '{');
    const { exitCode, stdout, stderr } = await runCli(['runs', 'list'], { cwd });
    expect(exitCode).toBe(0);
    expect(stdout).toContain('"old"');
    expect(stderr).toContain(`plimsoll-runs/${first}/run.json`);
  });

  it('a store of which nothing can be read is not called empty', async () => {
    const cwd = await folderWithStore();
    for (const id of await idsIn(cwd)) writeFileSync(join(cwd, 'plimsoll-runs', id, 'run.json'), '{');
    const { stderr } = await runCli(['runs', 'list'], { cwd });
    expect(stderr).not.toContain('No runs');
  });
});

describe('runs show', () => {
  it('a damaged entry says what is wrong with it and what helps', async () => {
    const cwd = await folderWithStore();
    const [first = ''] = await idsIn(cwd);
    writeFileSync(join(cwd, 'plimsoll-runs', first, 'run.json'), '{');
    const outcome = {
      exitCode: 65,
      stdout: '',
      stderr:
        `plimsoll-runs/${first}/run.json:1: the JSON ends too early\n` +
        `  Import the original files again, or remove the entry: plimsoll runs rm ${first}\n`,
    };
    expect(await runCli(['runs', 'show', first], { cwd })).toEqual(outcome);
    expect(await runCli(['report', first.slice(0, 6), '--json'], { cwd })).toEqual(outcome);
  });

  it('shows endpoints, files and notices of a run found by its label', async () => {
    const cwd = await folderWithStore();
    const { stdout } = await runCli(['runs', 'show', 'old'], { cwd });
    expect(stdout).toContain('stored 1 Jan 1970, 00:00:02 UTC');
    expect(stdout).toMatch(/^Endpoints\n {2}\S/m);
    expect(stdout).toMatch(/^Files\n {2}run_distribution\.csv: .*\n {2}run_requests\.csv: /m);
  });

  it('--json is run.json', async () => {
    const cwd = await folderWithStore();
    const { stdout } = await runCli(['runs', 'show', 'latest', '--json'], { cwd });
    expect(JSON.parse(stdout)).toMatchObject({ schema: 'run/1', label: 'old', storedMs: 2000 });
  });

  it('a name that is nearly a label is corrected', async () => {
    const cwd = await folderWithStore();
    expect(await runCli(['runs', 'show', 'emtpy'], { cwd })).toEqual({
      exitCode: 65,
      stdout: '',
      stderr: 'no run in "plimsoll-runs" has the id or label "emtpy"\n  Did you mean "empty"?\n',
    });
  });
});

describe('runs rm', () => {
  it('asks at a terminal, and removes after a yes', async () => {
    const cwd = await folderWithStore();
    const { stderr } = await runCli(['runs', 'rm', 'old'], { cwd, isTTY: true, answers: ['y'] });
    expect(stderr).toMatch(/ "old": Locust.*\nRemove 1 run\? \[y\/N\] Removed /s);
    expect(await idsIn(cwd)).toHaveLength(1);
  });

  it.each(['n', '', 'yesterday'])('anything but yes, such as "%s", removes nothing', async (answer) => {
    const cwd = await folderWithStore();
    const { exitCode, stderr } = await runCli(['runs', 'rm', 'old'], { cwd, isTTY: true, answers: [answer] });
    expect(exitCode).toBe(0);
    expect(stderr).toContain('Nothing was removed.\n');
    expect(await idsIn(cwd)).toHaveLength(2);
  });

  it('without a terminal it needs --yes', async () => {
    const cwd = await folderWithStore();
    expect(await runCli(['runs', 'rm', 'old'], { cwd })).toEqual({
      exitCode: 64,
      stdout: '',
      stderr: 'removing runs needs a yes, and there is no terminal to ask at\n  Say it beforehand: --yes\n',
    });
    await runCli(['runs', 'rm', 'old', 'empty', '--yes'], { cwd });
    expect(readdirSync(join(cwd, 'plimsoll-runs'))).toEqual([]);
  });

  it('one unknown name removes nothing', async () => {
    const cwd = await folderWithStore();
    expect(await runCli(['runs', 'rm', 'old', 'nobody', '--yes'], { cwd })).toMatchObject({ exitCode: 65 });
    expect(await idsIn(cwd)).toHaveLength(2);
  });

  it('a damaged entry can be removed by its id', async () => {
    const cwd = await folderWithStore();
    const [first = ''] = await idsIn(cwd);
    writeFileSync(join(cwd, 'plimsoll-runs', first, 'run.json'), '{');
    await runCli(['runs', 'rm', first, '-y'], { cwd });
    expect(readdirSync(join(cwd, 'plimsoll-runs'))).toHaveLength(1);
  });
});
