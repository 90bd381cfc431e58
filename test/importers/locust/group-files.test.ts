import { describe, expect, it } from 'vitest';
import { groupFiles } from '../../../src/importers/locust/group-files.ts';
import type { LocustFileKind } from '../../../src/importers/locust/part.ts';
import { sourceFileFrom } from '../../support/source-file.ts';

const ENDINGS: readonly [RegExp, LocustFileKind][] = [
  [/history/, 'history'],
  [/failures/, 'failures'],
  [/exceptions/, 'exceptions'],
  [/distribution/, 'distribution'],
  [/\.html$/, 'html'],
  [/\.json$/, 'json'],
  [/log/, 'request-log'],
  [/requests/, 'requests'],
];

/** The groups of files with these names; what a file is, is known by content and here taken from the name. */
function grouped(...names: readonly string[]): Record<string, string[]> {
  const files = names.map((name) => ({
    file: sourceFileFrom(name, name),
    kind: ENDINGS.find(([ending]) => ending.test(name))?.[1] ?? ('stats' as const),
  }));
  const groups = groupFiles(files);
  return Object.fromEntries(
    groups.map(({ label, files: members }) => [label, members.map(({ name }) => name)]),
  );
}

describe('files that are one run', () => {
  it('have the same prefix', () => {
    expect(grouped('nightly_stats.csv', 'nightly_stats_history.csv', 'nightly_failures.csv')).toEqual({
      nightly: ['nightly_failures.csv', 'nightly_stats.csv', 'nightly_stats_history.csv'],
    });
  });

  it('are the report, the JSON and the request log beside the only tables of a folder, whatever their names', () => {
    const names = ['nightly_stats.csv', 'out.json', 'r.html', 'request_log.csv'];
    expect(Object.keys(grouped(...names))).toEqual(['nightly']);
  });

  it('are in a folder of their own: the same names in another folder are another run', () => {
    expect(grouped('a/run_stats.csv', 'a/run_failures.csv', 'b/run_stats.csv', 'b/report.html')).toEqual({
      a: ['a/run_failures.csv', 'a/run_stats.csv'],
      b: ['b/report.html', 'b/run_stats.csv'],
    });
  });

  it('are three runs where one folder holds three prefixes; a report joins the one that its name begins with', () => {
    expect(
      grouped(
        'one_stats.csv',
        'two_stats.csv',
        'two_failures.csv',
        'three_stats.csv',
        'two_report.html',
        'four.html',
      ),
    ).toEqual({
      one: ['one_stats.csv'],
      two: ['two_failures.csv', 'two_report.html', 'two_stats.csv'],
      three: ['three_stats.csv'],
      four: ['four.html'],
    });
  });

  it('are two runs where there are two of a kind, rather than one of mixed numbers', () => {
    expect(groupFiles([file('x_stats.csv'), file('x-stats.csv')])).toHaveLength(2);
  });

  it('are two runs where there are two of a kind, called by their whole names where the prefix is the same', () => {
    expect(Object.keys(grouped('x_stats.csv', 'x-stats.csv'))).toEqual(['x_stats', 'x-stats']);
  });

  it('are tables that stay together where two reports lie beside them, each of which is a run of its own', () => {
    expect(grouped('n_stats.csv', 'n_failures.csv', 'a.html', 'b.html')).toEqual({
      n: ['n_failures.csv', 'n_stats.csv'],
      a: ['a.html'],
      b: ['b.html'],
    });
  });

  it('are those that the web page gives, by what is before the kind', () => {
    const start = 'Locust_2026-11-23-11h28_locustfile.py_http___127.0.0.1_9213_';
    expect(
      Object.keys(grouped(`${start}requests.csv`, `${start}failures.csv`, `${start}exceptions.csv`)),
    ).toEqual([start.slice(0, -1)]);
  });

  it('are downloads of older web pages, whose names differ by the moment of the click', () => {
    const names = ['requests_1612345678.9.csv', 'failures_1612345680.1.csv', 'exceptions_1612345681.csv'];
    expect(Object.keys(grouped(...names))).toHaveLength(1);
  });

  it('are two runs of such downloads where one kind was taken twice, parted by time', () => {
    const first = ['failures_1612345680.1.csv', 'requests_1612345678.9.csv'];
    const second = ['failures_1612349999.csv', 'requests_1612349990.csv'];
    const groups = Object.values(grouped(...[...first, ...second].sort().reverse()));
    expect(groups.map((names) => [...names].sort())).toEqual([first, second]);
  });

  it('may be compressed', () => {
    expect(grouped('nightly_stats.csv.gz', 'nightly_failures.csv.gz')).toHaveProperty('nightly');
  });
});

function file(name: string) {
  return { file: sourceFileFrom(name, name), kind: 'stats' as const };
}

describe('a run without a name of its own', () => {
  const labelOf = (name: string, folder?: string) =>
    groupFiles([
      { file: { ...sourceFileFrom(name, ''), ...(folder === undefined ? {} : { folder }) }, kind: 'stats' },
    ])[0]?.label;

  it('is called after its prefix where that tells something', () => {
    expect(labelOf('nightly-42_stats.csv', 'results')).toBe('nightly-42');
  });

  it('is called after its folder where the prefix is a word that everybody uses', () => {
    expect(labelOf('run_stats.csv', 'd01-baseline')).toBe('d01-baseline');
    expect(labelOf('deep/er/results_stats.csv')).toBe('er');
    expect(labelOf('stats.csv', 'nightly')).toBe('nightly');
  });

  it('is called after that prefix where no folder is known, and "run" where there is nothing at all', () => {
    expect(labelOf('results_stats.csv')).toBe('results');
    expect(labelOf('_stats.csv')).toBe('run');
  });
});
