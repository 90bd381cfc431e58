import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { repository, runCli, temporaryFolder } from '../support/cli.ts';

const samples = join(repository, 'samples/locust');

/** A folder that holds copies of these samples. */
function folderWith(...names: readonly string[]): string {
  const folder = temporaryFolder();
  for (const name of names) cpSync(join(samples, name), join(folder, name), { recursive: true });
  return folder;
}

it('a run is stored and its summary printed', async () => {
  const folder = folderWith('d01-baseline');
  const { exitCode, stdout, stderr } = await runCli(['import', 'd01-baseline', '--label', 'before'], {
    cwd: folder,
  });
  expect(exitCode).toBe(0);
  const [id = ''] = readdirSync(join(folder, 'plimsoll-runs'));
  expect(stdout.split('\n')[0]).toMatch(new RegExp(`^Stored ${id} "before": Locust .*, 2 min `));
  expect(stdout).toContain(`  kept in plimsoll-runs/${id}\n`);
  expect(stderr).toContain(`Next: plimsoll report ${id}\n`);
  expect(readFileSync(join(folder, 'plimsoll-runs', id, 'source/run_stats.csv'))).toEqual(
    readFileSync(join(samples, 'd01-baseline/run_stats.csv')),
  );
});

it('the same run imported again is no second run', async () => {
  const folder = folderWith('d03-no-requests');
  await runCli(['import', 'd03-no-requests'], { cwd: folder });
  const again = await runCli(['import', 'd03-no-requests'], { cwd: folder });
  expect(again.stdout).toMatch(/^Already stored /);
  expect(readdirSync(join(folder, 'plimsoll-runs'))).toHaveLength(1);
});

it('a run imported again keeps its label unless a new one is given', async () => {
  const folder = folderWith('d03-no-requests');
  await runCli(['import', 'd03-no-requests', '--label', 'empty'], { cwd: folder });
  expect((await runCli(['import', 'd03-no-requests'], { cwd: folder })).stdout).toMatch(
    /^Already stored .* "empty": /,
  );
  const renamed = await runCli(['import', 'd03-no-requests', '--label', 'nothing'], { cwd: folder });
  expect(renamed.stdout).toMatch(/^Stored anew .* "nothing": /);
});

it('the stored source can be imported itself, and is the same run', async () => {
  const folder = folderWith('d03-no-requests');
  await runCli(['import', 'd03-no-requests'], { cwd: folder });
  const [id = ''] = readdirSync(join(folder, 'plimsoll-runs'));
  const again = await runCli(['import', `plimsoll-runs/${id}/source`], { cwd: folder });
  expect(again.stdout).toMatch(new RegExp(`^Already stored ${id} `));
});

it('a folder of several runs is stored as several runs, and says so', async () => {
  const folder = folderWith('d01-baseline', 'd03-no-requests', 'd08-locust-0.12.2');
  const { exitCode, stdout } = await runCli(['import', '.'], { cwd: folder });
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^These files hold 3 runs\.\n\nStored /);
  expect(readdirSync(join(folder, 'plimsoll-runs'))).toHaveLength(3);
});

it('one label is not given to several runs', async () => {
  const folder = folderWith('d01-baseline', 'd03-no-requests');
  expect(await runCli(['import', '.', '--label', 'both'], { cwd: folder })).toEqual({
    exitCode: 64,
    stdout: '',
    stderr:
      '--label "both" is for one run, these files hold 2\n  Import them one by one, or leave out --label.\n',
  });
  expect(existsSync(join(folder, 'plimsoll-runs'))).toBe(false);
});

it('--json prints what was stored as data, and nothing else', async () => {
  const folder = folderWith('d11-locust-head');
  const { stdout } = await runCli(['import', 'd11-locust-head', '--json'], { cwd: folder });
  const { runs, leftOut } = JSON.parse(stdout);
  expect(leftOut).toEqual([]);
  expect(runs).toMatchObject([
    {
      label: 'd11-locust-head',
      tool: 'Locust',
      // 1331 requests by the truth of the sample (locust-formats.md, section 7).
      requests: 1331,
      outcome: 'new',
      folder: `plimsoll-runs/${runs[0].id}`,
    },
  ]);
});

it('the store is where --store or PLIMSOLL_STORE says', async () => {
  const folder = folderWith('d03-no-requests');
  await runCli(['import', 'd03-no-requests', '--store', 'here'], { cwd: folder });
  await runCli(['import', 'd03-no-requests'], { cwd: folder, env: { PLIMSOLL_STORE: 'there' } });
  expect(readdirSync(folder).sort()).toEqual(['d03-no-requests', 'here', 'there']);
});

it('a store that cannot be written to is refused before anything is read', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'file'), '');
  expect(await runCli(['import', 'nothing-read-yet', '--store', 'file'], { cwd: folder })).toEqual({
    exitCode: 69,
    stdout: '',
    stderr:
      `cannot write "${join(folder, 'file')}": a part of the path is a file, not a folder\n` +
      '  Name another place with --output or --store, or make this one writable.\n',
  });
});

it('a file that no importer reads is named, and the rest is stored', async () => {
  const folder = folderWith('d03-no-requests');
  writeFileSync(join(folder, 'd03-no-requests/shopping.csv'), 'milk,2\nbread,1\n');
  const { exitCode, stderr } = await runCli(['import', 'd03-no-requests'], { cwd: folder });
  expect(exitCode).toBe(0);
  expect(stderr).toContain('Left out: shopping.csv (');
});

it('files of no known format are refused with the formats that are', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'shopping.csv'), 'milk,2\nbread,1\n');
  const { exitCode, stderr } = await runCli(['import', 'shopping.csv'], { cwd: folder });
  expect(exitCode).toBe(65);
  expect(stderr).toContain('shopping.csv');
  expect(stderr).toMatch(/locust/i);
});
