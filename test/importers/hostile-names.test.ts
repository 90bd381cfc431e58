import { describe, expect, it } from 'vitest';
import { importRuns } from '../../src/importers/import-runs.ts';
import type { Run } from '../../src/model/run.ts';
import { headers, historyRow, statsRow, table } from '../support/locust-tables.ts';
import { sampleTruth } from '../support/sample-truth.ts';
import { sampleFiles, sourceFileFrom } from '../support/source-file.ts';

const hostile = [
  '</script><img src=x onerror=1>',
  "=cmd|' /C calc'!A0",
  '@SUM(1+1)*cmd|...',
  '+1-1',
  '\t=1',
  '__proto__',
  'constructor',
  'toString',
  'x'.repeat(10_000),
  'two\nlines',
  'two\r\nlines',
  'quote " and ""',
  'comma, semicolon; tab\t',
  '\u202eright to left\u202c',
  'שלום/عربي',
  '日本語/チャット 😀 e\u0301',
  '\u0000\u0007\u001b[31m',
  '\u2028\u2029\ufeff',
  '{{7*7}} \u0024{jndi:ldap://x} %s %n',
  '../../etc/passwd',
  ' leading and trailing ',
  'Aggregated ',
  'N/A',
  '1795427273',
] as const;

/** One cell of Python's csv module. */
const cell = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const namesOf = (run: Run | undefined) => run?.endpoints.map(({ key }) => key.name);
/** By UTF-16 code unit, as endpoints are ordered. */
const sorted = (names: readonly string[]) => [...names].sort((a, b) => (a < b ? -1 : 1));

describe('a name from the internet', () => {
  it.each(['method', 'name'] as const)('comes through every table byte for byte: as a %s', async (role) => {
    const endpoints = hostile.map((text) => (role === 'name' ? `GET,${cell(text)}` : `${cell(text)},/a`));
    const stats = [
      ...endpoints.map((endpoint) => statsRow(endpoint, { failures: 1 })),
      statsRow(',Aggregated'),
    ];
    const history = [100, 101].flatMap((atS) => [
      ...endpoints.map((endpoint) => historyRow({ atS, endpoint, requests: 5 * (atS - 99) })),
      historyRow({ atS, requests: 5 * hostile.length * (atS - 99) }),
    ]);
    const failures = endpoints.map((endpoint, i) => `${endpoint},${cell(hostile[i] ?? '')},1`);
    const { runs } = await importRuns([
      sourceFileFrom('run_stats.csv', table(headers.stats12, ...stats)),
      sourceFileFrom('run_stats_history.csv', table(headers.history12, ...history)),
      sourceFileFrom('run_failures.csv', table(headers.failures11, ...failures)),
      sourceFileFrom(
        'run_exceptions.csv',
        table(headers.exceptions, `1,${cell(hostile[0])},${cell(hostile[9])},local`),
      ),
    ]);
    expect(runs).toHaveLength(1);
    const [run] = runs;
    expect(run?.source.files.map(({ rowsSkipped }) => rowsSkipped)).toEqual([0, 0, 0, 0]);
    expect(sorted(run?.endpoints.map(({ key }) => key[role]) ?? [])).toEqual(sorted(hostile));
    for (const { key, windows, failureGroups } of run?.endpoints ?? []) {
      expect(windows?.requests.at(-1), key[role]).toBe(5);
      expect(failureGroups, key[role]).toEqual([
        { message: key[role], count: 1, firstMs: null, lastMs: null, examples: [] },
      ]);
    }
    expect(run?.exceptions).toEqual([
      { message: hostile[0], traceback: hostile[9], count: 1, nodes: 'local' },
    ]);
  });

  it('of a real run comes through byte for byte: each of d04, from its CSV files and from its report', async () => {
    const expected = sorted(sampleTruth('d04-names').endpoints.map(({ name }) => name));
    for (const names of [['run_stats.csv'], ['run_stats_history.csv'], ['report.stripped.html']]) {
      const { runs } = await importRuns(sampleFiles('d04-names', ...names));
      expect(sorted(namesOf(runs[0]) ?? []), names[0]).toEqual(expected);
    }
  });

  it('of an old run comes through byte for byte, with quotes that were not escaped', async () => {
    for (const [folder, name] of [
      ['d08-locust-0.12.2', 'run_requests.csv'],
      ['d09-locust-0.14.6', 'run_stats.csv'],
      ['d09-locust-0.14.6', 'run_stats_history.csv'],
    ] as const) {
      const { runs } = await importRuns(sampleFiles(folder, name));
      const expected = sampleTruth(folder).endpoints.map((endpoint) => endpoint.name);
      expect(sorted(namesOf(runs[0]) ?? []), folder).toEqual(sorted(expected));
    }
  });

  it('of a file is no path and no label that could be one', async () => {
    const { runs } = await importRuns([
      sourceFileFrom('<b>&"_stats.csv', table(headers.stats12, statsRow('GET,/a'), statsRow(',Aggregated'))),
    ]);
    expect(runs[0]?.label).toBe('<b>&"');
    expect(runs[0]?.id).toMatch(/^[0-9a-f]{12}$/);
  });

  it('changes no prototype', async () => {
    await importRuns([
      sourceFileFrom(
        'run_stats.csv',
        table(`${headers.stats12},__proto__`, `${statsRow('__proto__,__proto__')},polluted`),
      ),
    ]);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(Object.getPrototypeOf({})).toBe(Object.prototype);
  });
});
