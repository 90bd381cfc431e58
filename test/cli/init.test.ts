import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { repository, runCli, temporaryFolder } from '../support/cli.ts';

it('writes a commented scenario, and says how to run it', async () => {
  const cwd = temporaryFolder();
  expect(await runCli(['init'], { cwd })).toEqual({
    exitCode: 0,
    stdout: 'scenario.ts\nplimsoll.config.yaml\n',
    stderr: 'Next: plimsoll run scenario.ts --host http://localhost:8000\n',
  });
  const text = readFileSync(join(cwd, 'scenario.ts'), 'utf8');
  expect(text).toContain("from 'plimsoll'");
  expect(text).toContain('export default defineScenario(');
  expect(text.split('\n').filter((line) => /^\s*\/\//.test(line)).length).toBeGreaterThan(5);
});

it('names the file as it was given in the command to run it', async () => {
  const cwd = temporaryFolder();
  await runCli(['init', 'shop.ts'], { cwd });
  const text = readFileSync(join(cwd, 'shop.ts'), 'utf8');
  expect(text).toContain('//   plimsoll run shop.ts --host http://localhost:8000\n');
  await runCli(['init', 'a\nthrow 1;.ts'], { cwd });
  const odd = readFileSync(join(cwd, 'a\nthrow 1;.ts'), 'utf8');
  expect(odd.split('\n').filter((line) => line.startsWith('throw'))).toEqual([]);
});

it('makes the folders on the way', async () => {
  const cwd = temporaryFolder();
  expect(await runCli(['init', 'load/checkout.mjs'], { cwd })).toMatchObject({
    stdout: 'load/checkout.mjs\nplimsoll.config.yaml\n',
  });
  expect(readFileSync(join(cwd, 'load/checkout.mjs'), 'utf8')).toContain('defineScenario');
});

it('overwrites nothing unless it is told to', async () => {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'scenario.ts'), 'mine');
  expect(await runCli(['init'], { cwd })).toEqual({
    exitCode: 64,
    stdout: '',
    stderr:
      '"scenario.ts" is there already\n  Name another file, or overwrite it: plimsoll init scenario.ts --force\n',
  });
  expect(readFileSync(join(cwd, 'scenario.ts'), 'utf8')).toBe('mine');
  expect(await runCli(['init', '--force'], { cwd })).toMatchObject({ exitCode: 0 });
  expect(readFileSync(join(cwd, 'scenario.ts'), 'utf8')).not.toBe('mine');
});

it.each([
  ['scenario', /^"scenario" is no name of a scenario file\n {2}Let it end in \.ts/],
  ['folder/', /folder/],
])('init %s is refused', async (file, message) => {
  const outcome = await runCli(['init', file], { cwd: temporaryFolder() });
  expect(outcome).toMatchObject({ exitCode: 64, stderr: expect.stringMatching(message) });
});

it('writes settings that hold when their comments are taken away, and leaves those that are there', async () => {
  const cwd = temporaryFolder();
  await runCli(['init'], { cwd });
  const file = join(cwd, 'plimsoll.config.yaml');
  const written = readFileSync(file, 'utf8');
  const sample = join(repository, 'samples/locust/d02-candidate');
  expect(await runCli(['check', sample, '--gate', 'p95 < 2s'], { cwd })).toMatchObject({ exitCode: 0 });
  const uncommented = written.replace(/^# (?=[a-zA-Z]+:| {2})/gm, '');
  expect(uncommented.match(/^[a-zA-Z]+:/gm)?.length).toBeGreaterThan(8);
  writeFileSync(file, uncommented.replace(/^baseline:.*$/m, ''));
  const judged = await runCli(['check', sample], { cwd });
  expect(judged.stderr).not.toMatch(/invalid|there is no setting|column/);
  expect(judged.stdout).toMatch(/missed|could not be judged|met/);
  await runCli(['init', '--force'], { cwd });
  expect(readFileSync(file, 'utf8')).not.toBe(written);
  const bare = temporaryFolder();
  expect(await runCli(['init', '--no-settings'], { cwd: bare })).toMatchObject({ stdout: 'scenario.ts\n' });
});
