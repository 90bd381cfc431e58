import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { repository, runCli, temporaryFolder } from '../../support/cli.ts';

/** A project with the four files of a Locust run, `out/results_*.csv`, and these files. */
function project(files: Readonly<Record<string, string>>): string {
  const cwd = temporaryFolder();
  for (const table of ['stats', 'stats_history', 'failures', 'exceptions']) {
    const sample = join(repository, `samples/locust/d02-candidate/run_${table}.csv`);
    cpSync(sample, join(cwd, `out/results_${table}.csv`));
  }
  for (const [name, text] of Object.entries({ 'package.json': '{}', ...files })) {
    mkdirSync(join(cwd, name, '..'), { recursive: true });
    writeFileSync(join(cwd, name), text);
  }
  return cwd;
}

const check = (cwd: string, ...args: readonly string[]) =>
  runCli(['check', join(cwd, 'out/results'), ...args], { cwd });

describe('a settings file', () => {
  it.each([
    ['plimsoll.config.yaml', '# Targets\ngates:\n  - error_ratio < 1%\n'],
    ['plimsoll.config.yml', 'gates: ["error_ratio < 1%"]'],
    ['plimsoll.config.json', '{\n\t"gates": ["error_ratio < 1%"]\n}'],
    ['plimsoll.config.js', 'module.exports = { gates: ["error_ratio < 1%"] };'],
    [
      'plimsoll.config.ts',
      "import { defineSettings } from 'plimsoll';\nexport default defineSettings({ gates: ['error_ratio < 1%'] as string[] });",
    ],
  ])('%s is found and its gates are judged', async (name, text) => {
    const cwd = project({ [name]: text });
    const { exitCode, stdout, stderr } = await check(cwd);
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: `Settings: ${name}\n` });
    expect(stdout).toMatch(/^The target was missed\n/);
  });

  it('is joined by the gates of the command line, and left alone when told to', async () => {
    const cwd = project({ 'plimsoll.config.yaml': 'gates: [error_ratio < 1%]' });
    const both = await check(cwd, '--gate', 'p95 < 2s');
    expect(both.stdout).toMatch(/^1 of 2 targets missed\n/);
    expect(await check(cwd, '--no-config', '--gate', 'p95 < 2s')).toMatchObject({ exitCode: 0, stderr: '' });
    expect(await check(cwd, '--no-config')).toMatchObject({ exitCode: 64 });
  });

  it('is looked for up to the root of the project, and no further', async () => {
    const cwd = project({ 'plimsoll.config.yaml': 'gates: [error_ratio < 1%]', 'deep/er/file': '' });
    const inside = await runCli(['check', join(cwd, 'out/results')], { cwd: join(cwd, 'deep/er') });
    expect(inside.stderr).toBe('Settings: ../../plimsoll.config.yaml\n');
    writeFileSync(join(cwd, 'deep/package.json'), '{}');
    const below = await runCli(['check', join(cwd, 'out/results')], { cwd: join(cwd, 'deep/er') });
    expect(below.stderr).toMatch(/^there is no gate to check by\n/);
  });

  it('can be named', async () => {
    const cwd = project({ 'ci/gates.yaml': 'gates: [p95 < 2s]\ninconclusive: fail\n' });
    expect(await check(cwd, '--config', 'ci/gates.yaml')).toMatchObject({ exitCode: 0 });
    expect(await check(cwd, '--config', 'ci/gate.yaml')).toMatchObject({
      exitCode: 64,
      stderr: expect.stringMatching(/^there is no settings file "ci\/gate\.yaml"\n/),
    });
  });

  it('gives defaults that the command line stands over', async () => {
    const cwd = project({
      'plimsoll.config.yaml': 'gates: [p95 of ttft < 1s]\ninconclusive: fail\napdex: 2s\nstore: kept\n',
    });
    expect(await check(cwd)).toMatchObject({ exitCode: 1 });
    expect(await check(cwd, '--inconclusive', 'pass')).toMatchObject({ exitCode: 0 });
    const { stdout } = await check(cwd, '--json');
    expect(JSON.parse(stdout)).toMatchObject({ analyses: [{ settings: { apdexToleratedMs: 2000 } }] });
    await runCli(['import', 'out/results'], { cwd });
    expect((await runCli(['runs', 'list', '--store', 'kept'], { cwd })).stdout).toContain('"out"');
    expect((await runCli(['runs', 'list'], { cwd })).stdout).toContain('"out"');
    const elsewhere = await runCli(['runs', 'list'], { cwd, env: { PLIMSOLL_STORE: join(cwd, 'other') } });
    expect(elsewhere.stdout).not.toContain('"out"');
  });

  it('names the usual baseline; a first run without it passes', async () => {
    const cwd = project({
      'plimsoll.config.yaml': 'gates: [no regression]\nbaseline: main\nthreshold: 10%\n',
    });
    const first = await check(cwd);
    expect(first.exitCode).toBe(0);
    expect(first.stderr).toContain('No baseline');
    await runCli(['import', join(repository, 'samples/locust/d01-baseline')], { cwd });
    expect(await runCli(['baseline', 'set', 'main', 'latest'], { cwd })).toMatchObject({ exitCode: 0 });
    const second = await check(cwd, '--json');
    expect(second.exitCode).toBe(3);
    expect(JSON.parse(second.stdout)).toMatchObject({ comparison: { settings: { threshold: 0.1 } } });
    // A result has no run to compare; the usual baseline is not asked of it.
    await runCli(['report', 'out/results', '-o', 'result.json', '--no-config'], { cwd });
    expect(await runCli(['check', 'result.json'], { cwd })).toMatchObject({ exitCode: 0 });
  });

  it('leaves a trend alone, which judges nothing, but for the store', async () => {
    const cwd = project({ 'plimsoll.config.yaml': 'gates: [p95 < 2s]\napdex: 1s\nstore: kept\n' });
    await runCli(['import', 'out/results'], { cwd });
    const { exitCode, stdout } = await runCli(['report', '--trend', '--format', 'text'], { cwd });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/run/);
  });

  it('renames endpoints where the runs have them', async () => {
    const renames = 'renames:\n  POST /old: POST /new\n  POST /chat: GET /health\n';
    const cwd = project({ 'plimsoll.config.yaml': renames });
    const sides = [join(repository, 'samples/locust/d01-baseline'), 'out/results'];
    const { stdout } = await runCli(['compare', ...sides, '--json'], { cwd });
    const { comparison } = JSON.parse(stdout) as { comparison: { rows: { renamedFrom: unknown }[] } };
    expect(comparison.rows.map(({ renamedFrom }) => renamedFrom)).toContainEqual({
      method: 'POST',
      name: '/chat',
    });
  });

  it.each([
    [
      'gate: [p95 < 2s]',
      /^plimsoll\.config\.yaml:1: there is no setting "gate"\n {2}Did you mean "gates"\?\n$/,
    ],
    [
      '# a\ngates:\n  - p95 < 2s\n  - 5\n',
      /^plimsoll\.config\.yaml:4: key "gates\[1\]" holds "5", expected text\n/,
    ],
    [
      '# a\ngates:\n  - p95 < 2s\n  - p95 < 2 secs\n',
      /^plimsoll\.config\.yaml:4: gate, column 9: .*\n {2}p95 < 2 secs\n {10}\^\n {2}Did you mean "sec"\?\n$/,
    ],
    ['gates: p95 < 2s', /key "gates" holds "p95 < 2s", expected a list/],
    ['inconclusive: maybe', /key "inconclusive" holds "maybe", expected "pass" or "fail"/],
    [
      'gates: [p95 < 2s]\napdex: fast',
      /^plimsoll\.config\.yaml:2: "apdex" holds "fast", expected a duration.*\n {2}Write for example: apdex: 500ms\n$/,
    ],
    ['gates: [', /^plimsoll\.config\.yaml:1: this cannot be read: /],
    ['- 5', /the settings are no object with keys/],
    ['a: &a [x, x]\nb: &b [*a, *a]\ngates: [*b]', /there is no setting "a"/],
  ])('%s is refused with its place', async (text, message) => {
    const { exitCode, stdout, stderr } = await check(project({ 'plimsoll.config.yaml': text }));
    expect({ exitCode, stdout }).toEqual({ exitCode: 64, stdout: '' });
    expect(stderr).toMatch(message);
  });

  it.each([
    ['throw new Error("no");', /^plimsoll\.config\.ts:1: the settings could not be loaded: Error: no\n/],
    ['export const gates = [];', /^plimsoll\.config\.ts: the settings file has no default export\n/],
    ['export default { gates: [ };', /plimsoll\.config\.ts:1: syntax error/],
    ['export default { gatez: [] };', /there is no setting "gatez"\n {2}Did you mean "gates"\?/],
  ])('%s is refused', async (text, message) => {
    const { stderr } = await check(project({ 'plimsoll.config.ts': text }));
    expect(stderr).toMatch(message);
  });

  it('may be there once only', async () => {
    const cwd = project({ 'plimsoll.config.yaml': '', 'plimsoll.config.json': '{}' });
    expect(await check(cwd)).toMatchObject({ exitCode: 64, stderr: expect.stringContaining('has both') });
  });
});

it('the JSON Schema takes what the file takes', () => {
  const schema: unknown = JSON.parse(
    readFileSync(join(repository, 'docs/schema/settings.schema.json'), 'utf8'),
  );
  const validate = new Ajv({ strict: false }).compile(schema as object);
  const all = {
    gates: ['p95 < 2s'],
    inconclusive: 'fail',
    baseline: ['a', 'b'],
    threshold: '5%',
    assumeNoise: true,
    renames: { 'POST /a': 'POST /b' },
    apdex: '500ms',
    store: 'runs',
    host: 'http://localhost:8000',
    labels: { team: 'search' },
  };
  expect(validate(all)).toBe(true);
  expect(validate({ gate: [] })).toBe(false);
  expect(validate({ gates: 'p95 < 2s' })).toBe(false);
});
