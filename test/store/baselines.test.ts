import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { type Baseline, isBaselineName } from '../../src/model/baseline.ts';
import { editBaselines, readBaselines } from '../../src/store/baselines.ts';
import { repository, temporaryFolder } from '../support/cli.ts';

function baseline(name: string): Baseline {
  return { name, runs: [{ id: '0123456789ab', label: 'a', startMs: null }], keep: null, changedMs: 1 };
}

describe('the baselines of a store', () => {
  it('are none before one is set, and are read as they were written, by name', async () => {
    const store = join(temporaryFolder(), 'not-there-yet');
    expect(await readBaselines(store)).toEqual([]);
    await editBaselines(store, () => ({ baselines: [baseline('b'), baseline('a')], outcome: null }));
    expect(await readBaselines(store)).toEqual([baseline('a'), baseline('b')]);
    expect(readdirSync(store)).toEqual(['baselines.json']);
  });

  it('an edit that fails changes nothing, and leaves the way free', async () => {
    const store = temporaryFolder();
    await editBaselines(store, () => ({ baselines: [baseline('a')], outcome: null }));
    const failing = editBaselines(store, () => {
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await readBaselines(store)).toEqual([baseline('a')]);
    expect(await editBaselines(store, (baselines) => ({ baselines, outcome: baselines.length }))).toBe(1);
  });

  it('edits at once in one process all count', async () => {
    const store = temporaryFolder();
    const names = Array.from({ length: 12 }, (_, index) => `run-${index}`);
    const add = (name: string) =>
      editBaselines(store, (before) => ({ baselines: [...before, baseline(name)], outcome: null }));
    await Promise.all(names.map(add));
    expect((await readBaselines(store)).map(({ name }) => name).sort()).toEqual([...names].sort());
  });

  it('edits of several processes at once all count, and none of them ever reads half a file', async () => {
    const store = temporaryFolder();
    const register = join(repository, 'node_modules/jiti/lib/jiti-register.mjs');
    const module = join(repository, 'src/store/baselines.ts');
    const program = (process: string) => `
      const module = await import(${JSON.stringify(module)});
      const { editBaselines, readBaselines } = module.default ?? module;
      for (let i = 0; i < 15; i += 1) {
        const entry = { name: '${process}-' + i, runs: [], keep: null, changedMs: 1 };
        await editBaselines(${JSON.stringify(store)}, (before) => ({ baselines: [...before, entry], outcome: null }));
        await readBaselines(${JSON.stringify(store)});
      }`;
    const run = promisify(execFile);
    await Promise.all(
      ['a', 'b'].map((name) =>
        run(process.execPath, ['--import', register, '--input-type=module', '-e', program(name)]),
      ),
    );
    expect(await readBaselines(store)).toHaveLength(30);
    expect(readdirSync(store)).toEqual(['baselines.json']);
  });

  it('the lock that a killed process has left does not hold up others for ever', async () => {
    const store = temporaryFolder();
    writeFileSync(join(store, '.lock'), 'of a process that was killed');
    await editBaselines(store, () => ({ baselines: [baseline('a')], outcome: null }));
    expect(readdirSync(store)).toEqual(['baselines.json']);
  }, 30_000);

  it.each([
    ['not-json', '{'],
    ['unknown-schema', '{"schema":"baselines/9"}'],
    [
      'damaged-document',
      '{"schema":"baselines/1","baselines":[{"name":"../x","runs":[],"keep":null,"changedMs":1}]}',
    ],
    [
      'damaged-document',
      '{"schema":"baselines/1","baselines":[{"name":"x","runs":[{"id":"../../etc","label":"","startMs":1}],"keep":null,"changedMs":1}]}',
    ],
    ['damaged-document', '{"schema":"baselines/1","baselines":{"__proto__":[]}}'],
    [
      'damaged-document',
      '{"schema":"baselines/1","baselines":[{"name":"x","runs":[],"keep":0,"changedMs":1}]}',
    ],
  ])('a file that is %s is refused and left as it is', async (code, text) => {
    const store = temporaryFolder();
    writeFileSync(join(store, 'baselines.json'), text);
    await expect(readBaselines(store)).rejects.toMatchObject({ code });
    const edit = editBaselines(store, () => ({ baselines: [], outcome: null }));
    await expect(edit).rejects.toMatchObject({ code });
    expect(readFileSync(join(store, 'baselines.json'), 'utf8')).toBe(text);
  });

  it('a store that cannot be written to says so', async () => {
    const store = temporaryFolder();
    mkdirSync(join(store, '.lock'));
    writeFileSync(join(store, 'file'), '');
    const edit = editBaselines(join(store, 'file'), () => ({ baselines: [], outcome: null }));
    await expect(edit).rejects.toMatchObject({ code: 'cannot-write' });
  });
});

describe('the name of a baseline', () => {
  it.each(['main', 'release/1.4', 'v2.0.1', 'nightly@eu', 'größer', '2026-11', 'constructor', 'toString'])(
    '"%s" is one',
    (name) => {
      expect(isBaselineName(name)).toBe(true);
    },
  );

  it.each([
    '',
    ' main',
    '-x',
    '../x',
    '__proto__',
    'a,b',
    'a=b',
    'a:b',
    'a b',
    'a\nb',
    'latest',
    'GIT',
    'x'.repeat(81),
  ])('"%s" is none', (name) => {
    expect(isBaselineName(name)).toBe(false);
  });
});
