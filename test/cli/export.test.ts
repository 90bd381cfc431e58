import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { read, utils } from '@e965/xlsx';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { DEFAULT_MAX_BYTES, openSources } from '../../src/files/open-sources.ts';
import { importRuns } from '../../src/importers/import-runs.ts';
import type { Run } from '../../src/model/run.ts';
import { repository, runCli, temporaryFolder } from '../support/cli.ts';

const samples = join(repository, 'samples/locust');

async function readRun(path: string): Promise<Run> {
  const files = await openSources([path], { cwd: '/', maxBytes: DEFAULT_MAX_BYTES, progress: () => {} });
  const { runs } = await importRuns(files, {});
  const [run] = runs;
  if (run === undefined) throw new Error(`no run in ${path}`);
  return run;
}

describe('export --to json', () => {
  it('is the result, as report --json prints it', async () => {
    const path = join(samples, 'd01-baseline');
    const [exported, reported] = [
      await runCli(['export', path, '--to', 'json']),
      await runCli(['report', path, '--json']),
    ];
    expect(exported.stdout).toBe(reported.stdout);
  });

  it('goes to a file with -o', async () => {
    const cwd = temporaryFolder();
    const outcome = await runCli(
      ['export', join(samples, 'd03-no-requests'), '--to', 'json', '-o', 'out/r.json'],
      { cwd },
    );
    expect(outcome).toEqual({ exitCode: 0, stdout: 'out/r.json\n', stderr: '' });
    expect(JSON.parse(readFileSync(join(cwd, 'out/r.json'), 'utf8'))).toMatchObject({ schema: 'result/1' });
  });
});

describe('export --to csv', () => {
  it.each(['d01-baseline', 'd06-distributed', 'd07-short-history-custom-percentiles', 'd11-locust-head'])(
    'the files of %s, read again, hold the same counts and windows',
    async (name) => {
      const cwd = temporaryFolder();
      const outcome = await runCli(['export', join(samples, name), '--to', 'csv', '-o', 'out/results'], {
        cwd,
      });
      expect(outcome).toMatchObject({
        exitCode: 0,
        stdout: ['stats', 'stats_history', 'failures', 'exceptions']
          .map((table) => `out/results_${table}.csv\n`)
          .join(''),
      });
      const [before, after] = [await readRun(join(samples, name)), await readRun(join(cwd, 'out/results'))];
      const facts = ({ endpoints, total }: Run) =>
        [...endpoints, total].map(
          (endpoint) => endpoint && [endpoint.key.name, endpoint.requests, endpoint.failures],
        );
      expect(facts(after)).toEqual(facts(before));
      expect(sum(after.total?.windows?.requests)).toBe(sum(before.total?.windows?.requests));
      expect(sum(after.total?.windows?.failures)).toBe(sum(before.total?.windows?.failures));
      expect(sum(after.total?.windows?.sumMs) ?? 0).toBeCloseTo(sum(before.total?.windows?.sumMs) ?? 0, 3);
    },
  );

  it('percentiles that the source states are written as they are', async () => {
    const cwd = temporaryFolder();
    await runCli(['export', join(samples, 'd01-baseline/run'), '--to', 'csv', '-o', 'x'], { cwd });
    const rows = (path: string) => parse(readFileSync(path), { columns: true }) as Record<string, string>[];
    const percentiles = (row: Record<string, string> | undefined) =>
      Object.entries(row ?? {}).filter(([header]) => header.endsWith('%'));
    const [written, original] = [
      rows(join(cwd, 'x_stats.csv')),
      rows(join(samples, 'd01-baseline/run_stats.csv')),
    ];
    for (const row of original) {
      const same = written.find(
        (candidate) => candidate['Name'] === row['Name'] && candidate['Type'] === row['Type'],
      );
      expect(percentiles(same)).toEqual(percentiles(row));
    }
  });

  it('names that a spreadsheet would take for formulas get an apostrophe; all others survive', async () => {
    const cwd = temporaryFolder();
    await runCli(['export', join(samples, 'd04-names'), '--to', 'csv', '-o', 'x'], { cwd });
    const written = parse(readFileSync(join(cwd, 'x_stats.csv')), { columns: true }) as Record<
      string,
      string
    >[];
    const names = written.map((row) => row['Name'] ?? '');
    expect(names.filter((name) => /^[=+\-@\t\r]/.test(name))).toEqual([]);
    const run = await readRun(join(samples, 'd04-names'));
    const expected = run.endpoints.map(({ key }) =>
      /^'*[=+\-@\t\r\n]/.test(key.name) ? `'${key.name}` : key.name,
    );
    expect(names.slice(0, -1)).toEqual(expected);
    expect(names.some((name) => name.startsWith("'="))).toBe(true);
  });

  it('the files of the run itself are not written over', async () => {
    const cwd = temporaryFolder();
    cpSync(join(samples, 'd01-baseline'), cwd, { recursive: true });
    expect(await runCli(['export', 'run', '--to', 'csv', '-o', 'run'], { cwd })).toMatchObject({
      exitCode: 64,
      stdout: '',
      stderr: expect.stringContaining('run_stats.csv" is one of the files to be read'),
    });
    expect(readFileSync(join(cwd, 'run_failures.csv'))).toEqual(
      readFileSync(join(samples, 'd01-baseline/run_failures.csv')),
    );
  });

  it('a run without a curve has no history', async () => {
    const cwd = temporaryFolder();
    const { stdout } = await runCli(['export', join(samples, 'd08-locust-0.12.2'), '--to', 'csv'], { cwd });
    expect(stdout).toBe('plimsoll_stats.csv\n');
  });

  it('a result has no run behind it, and several runs are not one', async () => {
    const cwd = temporaryFolder();
    await runCli(['report', join(samples, 'd03-no-requests'), '-o', 'r.json'], { cwd });
    expect(await runCli(['export', 'r.json', '--to', 'csv'], { cwd })).toMatchObject({
      exitCode: 64,
      stderr: expect.stringContaining('csv is made of a run'),
    });
    expect(await runCli(['export', samples, '--to', 'csv'], { cwd })).toMatchObject({
      exitCode: 64,
      stderr: expect.stringContaining('runs, csv is of one'),
    });
  });
});

function sum(column: Float64Array | null | undefined): number | null {
  return column?.reduce((a, b) => a + b, 0) ?? null;
}

describe('export --to xlsx', () => {
  it('is a workbook with a sheet for each table that has rows', async () => {
    const cwd = temporaryFolder();
    const outcome = await runCli(['export', join(samples, 'd01-baseline'), '--to', 'xlsx'], { cwd });
    expect(outcome).toEqual({ exitCode: 0, stdout: 'plimsoll.xlsx\n', stderr: '' });
    const book = read(readFileSync(join(cwd, 'plimsoll.xlsx')));
    expect(book.SheetNames).toEqual(['endpoints', 'windows', 'users', 'failures']);
    // First, last and example are of the cause, which has rows of several endpoints.
    const [header] = utils.sheet_to_json<string[]>(book.Sheets['failures'] ?? {}, { header: 1 });
    expect(header?.slice(3)).toEqual([
      'count',
      'cause_first_epoch_ms',
      'cause_last_epoch_ms',
      'cause_example',
    ]);
  });

  it('needs a file', async () => {
    const outcome = await runCli(['export', join(samples, 'd01-baseline'), '--to', 'xlsx', '-o', '-']);
    expect(outcome).toMatchObject({ exitCode: 64, stdout: '' });
    expect(outcome.stderr).toContain('-o plimsoll.xlsx');
  });
});

describe('export --to hlog', () => {
  it('says why a run without every response time has none', async () => {
    const outcome = await runCli(['export', join(samples, 'd01-baseline'), '--to', 'hlog']);
    expect(outcome).toMatchObject({ exitCode: 65, stdout: '' });
    expect(outcome.stderr).toContain('Locust left percentiles only');
  });
});
