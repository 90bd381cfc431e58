import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { runCli, temporaryFolder } from '../support/cli.ts';

describe('a wrong command line', () => {
  const wrong: readonly [string, string][] = [
    ['reprot x', 'unknown command "reprot"\n  Did you mean "report"?\n  See: plimsoll --help\n'],
    ['runs lst', 'unknown command "lst"\n  Did you mean "list"?\n  See: plimsoll runs --help\n'],
    ['report --jsn x', 'unknown option "--jsn"\n  Did you mean "--json"?\n  See: plimsoll report --help\n'],
    [
      'demo tarhet',
      'too many arguments for "demo", expected 0 arguments but got 1\n  Did you mean "target"?\n  See: plimsoll demo --help\n',
    ],
    ['report', 'missing required argument "run"\n  See: plimsoll report --help\n'],
    ['report -o', 'option "-o, --output <file>" argument missing\n  See: plimsoll report --help\n'],
    ['run', 'missing required argument "preset-or-file"\n  See: plimsoll run --help\n'],
    ['import', 'missing required argument "path"\n  See: plimsoll import --help\n'],
    ['export x', 'required option "--to <format>" not specified\n  See: plimsoll export --help\n'],
    [
      'export x --to xml',
      '--to holds "xml", expected json, csv, xlsx or hlog\n  Write for example: --to csv\n',
    ],
    [
      'report x --format pdf',
      '--format holds "pdf", expected one of html, json, markdown, junit, text, github\n  Write for example: --format text\n',
    ],
    [
      'report x --apdex 500',
      '--apdex holds "500", expected a duration with its unit, above zero\n  Write for example: --apdex 500ms\n',
    ],
    [
      'report x --apdex 0s',
      '--apdex holds "0s", expected a duration with its unit, above zero\n  Write for example: --apdex 500ms\n',
    ],
    [
      'report x --steady 5m..1m',
      '--steady holds "5m..1m", expected two times with their units, the later one last\n' +
        '  Write for example: --steady 30s..5m\n',
    ],
    [
      'import x --max-size big',
      '--max-size holds "big", expected a size in bytes, kB, MB, GB, KiB, MiB or GiB\n' +
        '  Write for example: --max-size 20GiB\n',
    ],
    [
      'export a b --to json',
      'too many arguments for "export", expected 1 argument but got 2\n  See: plimsoll export --help\n',
    ],
    ['report x -o out/', '--output holds "out/", which is a folder\n  Name a file in it.\n'],
    ['export x --to csv -o out/', '--output holds "out/", which is a folder\n  Name a file in it.\n'],
    [
      'report x --steady 1m..2m --whole-run',
      'option "--steady <from..to>" cannot be used with option "--whole-run"\n  See: plimsoll report --help\n',
    ],
    [
      'report x --json -o file.html',
      '--json is short for --format json -o -, and more is asked\n  Leave out --json.\n',
    ],
    [
      'export x --to csv -o -',
      'csv is several files and cannot go to standard output\n  Name their prefix: -o plimsoll\n',
    ],
  ];

  it.each(wrong)('plimsoll %s exits 64 and says what is wrong', async (line, stderr) => {
    const outcome = await runCli(line.split(' '), { cwd: temporaryFolder() });
    expect(outcome).toEqual({ exitCode: 64, stdout: '', stderr });
  });

  it.each([
    [['report', ''], 'argument 2'],
    [['import', 'results', '--store', ''], 'argument 4'],
    [['runs', 'list', '--store='], '"--store="'],
  ])('%j has an empty argument, as a variable that is not set leaves it', async (args, name) => {
    expect(await runCli(args, { cwd: temporaryFolder() })).toEqual({
      exitCode: 64,
      stdout: '',
      stderr: `${name} of the command line is empty\n  Leave it out, or set the variable that it is made of.\n`,
    });
  });

  it('a path in the place of the command is offered to report', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'results'));
    expect((await runCli(['results'], { cwd: folder })).stderr).toBe(
      'unknown command "results"\n  To report on it: plimsoll report results\n  See: plimsoll --help\n',
    );
  });

  it('without a command the help goes to standard error', async () => {
    const { exitCode, stdout, stderr } = await runCli([]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 64, stdout: '' });
    expect(stderr).toContain('Usage: plimsoll [options] [command]');
  });

  it('control characters of a command line are shown, not sent to the terminal', async () => {
    const { stderr } = await runCli(['report', '--\u001b[2Jx', 'y']);
    expect(stderr).toContain('unknown option "--⟨U+001B⟩[2Jx"');
  });
});

describe('unreadable input exits 65', () => {
  it('a name that stands for nothing comes with the nearest file', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'results_stats.csv'), '');
    expect(await runCli(['report', 'reslts'], { cwd: folder })).toEqual({
      exitCode: 65,
      stdout: '',
      stderr:
        '"reslts" is no file, no folder, no prefix of result files, and no run in "plimsoll-runs"\n' +
        '  Did you mean "results"?\n',
    });
  });

  it.each(['runs show 3f2', 'runs rm 3f2 --yes', 'report latest', 'export 3f2 --to json'])(
    'plimsoll %s in an empty store says how to fill it',
    async (line) => {
      const { exitCode, stderr } = await runCli(line.split(' '), { cwd: temporaryFolder() });
      expect(exitCode).toBe(65);
      expect(stderr).toContain('no run in "plimsoll-runs"');
      expect(stderr).toContain('\n  The store is empty. Fill it with: plimsoll import FOLDER\n');
    },
  );

  it('a path that leads nowhere says where it ends, not what is in the store', async () => {
    expect((await runCli(['report', 'no/results'], { cwd: temporaryFolder() })).stderr).toBe(
      '"no/results" is no file, no folder, no prefix of result files, and no run in "plimsoll-runs"\n' +
        '  There is no folder "no" either.\n',
    );
  });

  it('a link that leads nowhere is named as one', async () => {
    const folder = temporaryFolder();
    symlinkSync('nowhere', join(folder, 'link.csv'));
    expect(await runCli(['report', 'link.csv'], { cwd: folder })).toEqual({
      exitCode: 65,
      stdout: '',
      stderr: '"link.csv" is a link to something that does not exist\n  Name the file or folder itself.\n',
    });
  });

  it('a file above the limit is named with its size', async () => {
    const outcome = await runCli([
      'report',
      'samples/locust/d04-names',
      '--format',
      'text',
      '--max-size',
      '1MB',
    ]);
    expect(outcome).toMatchObject({
      exitCode: 65,
      stderr:
        '"samples/locust/d04-names/run_stats_history.csv" holds 1002.9 KiB, the limit is 976.6 KiB\n' +
        '  Raise the limit with --max-size, for example --max-size 20GiB.\n',
    });
  });
});

it('a place that cannot be written to is refused before work starts, with 69', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'file'), '');
  const outcome = await runCli(['report', 'nothing-read-yet', '-o', 'file/report.html'], { cwd: folder });
  expect(outcome).toMatchObject({
    exitCode: 69,
    stderr: expect.stringContaining('a part of the path is a file, not a folder'),
  });
});

it('an interruption exits 130', async () => {
  const outcome = await runCli(['runs', 'list'], { signal: AbortSignal.abort() });
  expect(outcome).toMatchObject({ exitCode: 130, stderr: '\nInterrupted.\n' });
});

it('--version is that of the package', async () => {
  expect(await runCli(['--version'])).toEqual({
    exitCode: 0,
    stdout: `${packageJson.version}\n`,
    stderr: '',
  });
});

describe('--help', () => {
  it.each([['help'], ['help', 'report'], ['help', 'runs']])(
    'plimsoll %s %s is help as well',
    async (...args) => {
      const { exitCode, stdout, stderr } = await runCli(args);
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
      expect(stdout).toMatch(/^Usage: plimsoll/);
    },
  );

  const commands = ['', 'report', 'compare', 'import', 'runs', 'runs list', 'runs show', 'runs rm', 'export'];

  it.each(commands)('plimsoll %s --help shows two examples and fits 80 columns', async (command) => {
    const args = [...command.split(' ').filter(Boolean), '--help'];
    const { exitCode, stdout, stderr } = await runCli(args, { columns: 80 });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout.match(/^ {2}\$ plimsoll .*$/gm)).toHaveLength(2);
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });
});
