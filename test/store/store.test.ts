import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Run } from '../../src/model/run.ts';
import { saveRun } from '../../src/store/save-run.ts';
import { listRuns, loadRun, removeRun } from '../../src/store/stored-runs.ts';
import { arbitraryRun } from '../support/arbitrary-run.ts';
import { temporaryFolder } from '../support/cli.ts';
import { endpointOf, runOf, windowsOf } from '../support/run-example.ts';
import { sampleFiles } from '../support/source-file.ts';

const STORED_MS = 1_795_000_000_000;
const ID = '0123456789ab';

function exampleRun(changes: Partial<Run> = {}): Run {
  return runOf(windowsOf([10, 20, 30]), [1, 2, 3], { id: ID, ...changes });
}

/** A store with one run, and the path of the run's folder. */
async function storeWithRun(run = exampleRun()): Promise<{ store: string; folder: string }> {
  const store = join(temporaryFolder(), 'plimsoll-runs');
  const { folder } = await saveRun(store, run, [], STORED_MS);
  return { store, folder };
}

describe('keeping runs', () => {
  it('a run that was stored and loaded is the same run', async () => {
    const store = temporaryFolder();
    await fc.assert(
      fc.asyncProperty(arbitraryRun, async (run) => {
        await saveRun(store, run, [], STORED_MS);
        expect(await loadRun(store, run.id)).toEqual(run);
      }),
      { seed: 2, numRuns: 150 },
    );
  });

  it('an entry is a folder named by the id, with run.json and what the run has', async () => {
    const { store, folder } = await storeWithRun();
    expect(readdirSync(store)).toEqual([ID]);
    expect(readdirSync(folder)).toEqual(['run.json', 'windows.arrow']);
    expect(JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8'))).toMatchObject({
      schema: 'run/1',
      storedMs: STORED_MS,
      endpoints: [{ windows: { length: 3, hasSums: true, quantiles: null } }],
      users: { length: 3 },
    });
  });

  it('a run without columns has no Arrow file', async () => {
    const { folder } = await storeWithRun(
      exampleRun({ endpoints: [endpointOf('/a', null)], total: null, users: null }),
    );
    expect(readdirSync(folder)).toEqual(['run.json']);
  });

  it('equal runs are stored as equal bytes', async () => {
    const [one, two] = [await storeWithRun(), await storeWithRun()];
    for (const file of ['run.json', 'windows.arrow']) {
      expect(readFileSync(join(one.folder, file))).toEqual(readFileSync(join(two.folder, file)));
    }
  });

  it('the imported files are kept byte for byte', async () => {
    const store = temporaryFolder();
    const sources = sampleFiles('d03-no-requests');
    const { folder } = await saveRun(store, exampleRun(), sources, STORED_MS);
    expect(readdirSync(join(folder, 'source'))).toEqual([
      'report.stripped.html',
      'run_exceptions.csv',
      'run_failures.csv',
      'run_stats.csv',
      'run_stats_history.csv',
    ]);
    expect(readFileSync(join(folder, 'source/run_stats.csv'))).toEqual(
      readFileSync('samples/locust/d03-no-requests/run_stats.csv'),
    );
  });

  it('a file that changed since it was read is refused, and nothing is stored', async () => {
    const store = temporaryFolder();
    const sources = sampleFiles('d03-no-requests').map((file) => ({ ...file, sha256: 'f'.repeat(64) }));
    await expect(saveRun(store, exampleRun(), sources, STORED_MS)).rejects.toMatchObject({
      code: 'source-changed',
    });
    expect(readdirSync(store)).toEqual([]);
  });

  it('names of files lead nowhere but into the source folder', async () => {
    const store = temporaryFolder();
    const [file] = sampleFiles('d03-no-requests', 'run_stats.csv');
    const names = [
      '../../evil.csv',
      '/etc/passwd',
      'C:\\evil.csv',
      '..',
      'CON.csv',
      'evil.csv',
      'EVIL.CSV',
      'ü=1.csv',
      '',
    ];
    const sources = names.flatMap((name) => (file === undefined ? [] : [{ ...file, name }]));
    const { folder } = await saveRun(store, exampleRun(), sources, STORED_MS);
    expect(readdirSync(join(folder, 'source')).sort()).toEqual(
      [
        '2-evil.csv',
        '2-file',
        '3-evil.csv',
        '4-EVIL.CSV',
        '__1.csv',
        '_CON.csv',
        'evil.csv',
        'file',
        'passwd',
      ].sort(),
    );
  });

  it('an id that could lead anywhere else is refused', async () => {
    const store = temporaryFolder();
    await expect(saveRun(store, exampleRun({ id: '../evil' }), [], STORED_MS)).rejects.toMatchObject({
      code: 'unsafe-run-id',
    });
  });
});

describe('storing again', () => {
  it('the same run is known and its entry is left as it is', async () => {
    const { store, folder } = await storeWithRun();
    writeFileSync(join(folder, 'report.html'), 'kept');
    expect(await saveRun(store, exampleRun(), [], STORED_MS + 1)).toMatchObject({ outcome: 'known' });
    expect(existsSync(join(folder, 'report.html'))).toBe(true);
    expect((await listRuns(store)).runs).toMatchObject([{ id: ID, storedMs: STORED_MS }]);
  });

  it.each([
    ['a file of columns is missing', (folder: string) => rmSync(join(folder, 'windows.arrow'))],
    ['a file of columns was cut off', (folder: string) => truncateSync(join(folder, 'windows.arrow'), 100)],
    [
      'a copied file was changed',
      (folder: string) => writeFileSync(join(folder, 'source/run_stats.csv'), 'x'),
    ],
  ])('an entry of which %s is made whole', async (_, damage) => {
    const store = temporaryFolder();
    const sources = sampleFiles('d03-no-requests');
    const { folder } = await saveRun(store, exampleRun(), sources, STORED_MS);
    expect(await saveRun(store, exampleRun(), sources, STORED_MS)).toMatchObject({ outcome: 'known' });
    damage(folder);
    expect(await saveRun(store, exampleRun(), sources, STORED_MS)).toMatchObject({ outcome: 'replaced' });
    expect(await loadRun(store, ID)).toEqual(exampleRun());
  });

  it('what a killed process left is removed a day later', async () => {
    const store = temporaryFolder();
    for (const name of ['.a.0011.tmp', '.b.0022.tmp.old', '.hidden', '.c.0033.tmp'])
      mkdirSync(join(store, name));
    const hoursAgo = (hours: number) => new Date(STORED_MS - hours * 3_600_000);
    for (const name of ['.a.0011.tmp', '.b.0022.tmp.old', '.hidden']) {
      utimesSync(join(store, name), hoursAgo(25), hoursAgo(25));
    }
    utimesSync(join(store, '.c.0033.tmp'), hoursAgo(23), hoursAgo(23));
    await saveRun(store, exampleRun(), [], STORED_MS);
    expect(readdirSync(store).sort()).toEqual(['.c.0033.tmp', '.hidden', ID]);
  });

  it('the same files read differently replace the entry, and what was made of the old one goes', async () => {
    const { store, folder } = await storeWithRun();
    writeFileSync(join(folder, 'report.html'), 'outdated');
    const outcome = await saveRun(store, exampleRun({ label: 'renamed' }), [], STORED_MS + 1);
    expect(outcome).toMatchObject({ outcome: 'replaced' });
    expect((await loadRun(store, ID)).label).toBe('renamed');
    expect(readdirSync(store)).toEqual([ID]);
    expect(existsSync(join(folder, 'report.html'))).toBe(false);
  });

  it('many at once leave one whole entry and nothing else', async () => {
    const store = temporaryFolder();
    const labels = Array.from({ length: 12 }, (_, i) => `writer ${i}`);
    await Promise.all(labels.map((label) => saveRun(store, exampleRun({ label }), [], STORED_MS)));
    expect(readdirSync(store)).toEqual([ID]);
    expect(labels).toContain((await loadRun(store, ID)).label);
  });
});

describe('listing and removing', () => {
  it('a store that does not exist is empty', async () => {
    expect(await listRuns(join(temporaryFolder(), 'nowhere'))).toEqual({
      runs: [],
      damaged: [],
      unfinished: [],
    });
  });

  it('the run stored last comes last', async () => {
    const store = temporaryFolder();
    await saveRun(store, exampleRun({ id: 'b'.repeat(12) }), [], STORED_MS + 1);
    await saveRun(store, exampleRun({ id: 'c'.repeat(12) }), [], STORED_MS);
    await saveRun(store, exampleRun({ id: 'a'.repeat(12) }), [], STORED_MS + 1);
    expect((await listRuns(store)).runs.map(({ id }) => id[0])).toEqual(['c', 'a', 'b']);
  });

  it('a removed run is gone, and removing it again does no harm', async () => {
    const { store } = await storeWithRun();
    await removeRun(store, ID);
    await removeRun(store, ID);
    expect(await listRuns(store)).toEqual({ runs: [], damaged: [], unfinished: [] });
  });

  it('what is no entry is let be', async () => {
    const { store } = await storeWithRun();
    mkdirSync(join(store, '.0123.tmp'));
    mkdirSync(join(store, 'My Notes'));
    writeFileSync(join(store, 'baselines.json'), '{}');
    expect((await listRuns(store)).runs).toHaveLength(1);
    expect((await listRuns(store)).damaged).toEqual([]);
  });
});

describe('damaged entries', () => {
  const damages: readonly [string, (folder: string) => void, object][] = [
    ['run.json is missing', (folder) => rmSync(join(folder, 'run.json')), { code: 'cannot-read' }],
    [
      'run.json is cut off',
      (folder) => writeFileSync(join(folder, 'run.json'), '{\n  "schema": "run/1",\n'),
      { code: 'not-json', where: { file: `plimsoll-runs/${ID}/run.json`, line: 3 } },
    ],
    [
      'run.json is of a newer plimsoll',
      (folder) => edit(folder, '"run/1"', '"run/2"'),
      {
        code: 'unknown-schema',
        message: 'key "schema" holds "run/2", expected "run/1"',
        fix: 'It was written by another version of plimsoll. Read it with that version, or make it again.',
      },
    ],
    [
      'a number became a text',
      (folder) => edit(folder, '"requests": 60', '"requests": "60"'),
      {
        code: 'damaged-document',
        message: 'key "endpoints[0].requests" holds "60", expected a whole number, 0 or more',
      },
    ],
    [
      'a key is missing',
      (folder) => edit(folder, '"hasSums": true,', ''),
      { message: 'key "endpoints[0].windows.hasSums" holds nothing, expected true or false' },
    ],
    [
      'a word is unknown',
      (folder) => edit(folder, '"ended": "finished"', '"ended": "exploded"'),
      { message: 'key "ended" holds "exploded", expected "finished", "interrupted", "unknown"' },
    ],
    [
      'the folder was renamed',
      (folder) => renameSync(folder, folder.replace(ID, 'ffffffffffff')),
      { code: 'damaged-store', message: `key "id" holds "${ID}", its folder is "ffffffffffff"` },
    ],
  ];

  it.each(damages)('when %s, the entry is named and the others are listed', async (_, damage, problem) => {
    const { store, folder } = await storeWithRun();
    await saveRun(store, exampleRun({ id: 'a'.repeat(12) }), [], STORED_MS);
    damage(folder);
    const { runs, damaged } = await listRuns(store);
    expect(runs.map(({ id }) => id)).toEqual(['a'.repeat(12)]);
    expect(damaged).toMatchObject([{ problem: { kind: 'input', ...problem } }]);
  });

  it('columns that do not fit are found when the run is loaded', async () => {
    const { store, folder } = await storeWithRun();
    edit(folder, '"length": 3', '"length": 4');
    await expect(loadRun(store, ID)).rejects.toMatchObject({
      code: 'damaged-store',
      message: 'column "start_ms" has 3 rows for endpoint 0, expected 4',
    });
    writeFileSync(join(folder, 'windows.arrow'), 'no arrow');
    await expect(loadRun(store, ID)).rejects.toMatchObject({ message: '"windows.arrow" is no Arrow file' });
    rmSync(join(folder, 'windows.arrow'));
    await expect(loadRun(store, ID)).rejects.toMatchObject({ code: 'cannot-read' });
  });
});

function edit(folder: string, from: string, to: string): void {
  const path = join(folder, 'run.json');
  const text = readFileSync(path, 'utf8');
  if (!text.includes(from)) throw new Error(`${path} does not hold ${from}`);
  writeFileSync(path, text.replace(from, to));
}
