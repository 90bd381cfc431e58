import { describe, expect, it } from 'vitest';
import { type ImportOutcome, importRuns } from '../../src/importers/import-runs.ts';
import type { Run } from '../../src/model/run.ts';
import { headers, statsRow, table } from '../support/locust-tables.ts';
import { sampleText, sourceFileFrom } from '../support/source-file.ts';

const stats = sampleText('d01-baseline', 'run_stats.csv');
const history = sampleText('d01-baseline', 'run_stats_history.csv');
const json = sampleText('d11-locust-head', 'run_json.json');
const html = sampleText('d11-locust-head', 'report.stripped.html');
const FROM_LOCUST = 'Import the file that Locust wrote.';
const FROM_SPREADSHEET = `The file looks re-saved by a spreadsheet. ${FROM_LOCUST}`;
const WHOLE = { requests: 2826, endpoints: 6, mean: 315.4554591298682 };

/** The sample's statistics with its line 4 (GET /health) changed. */
function withLine4(change: (line: string) => string): string {
  return stats
    .split('\r\n')
    .map((line, i) => (i === 3 ? change(line) : line))
    .join('\r\n');
}

/** As a spreadsheet of half of Europe saves it. */
function asSemicolons(text: string): string {
  return text.replaceAll(',', ';').replaceAll(/(\d)\.(\d)/g, '$1,$2');
}

function importText(content: string | Uint8Array, name = 'run_stats.csv'): Promise<ImportOutcome> {
  return importRuns([sourceFileFrom(name, content)]);
}

async function runOf(content: string | Uint8Array, name = 'run_stats.csv'): Promise<Run> {
  return (await importText(content, name)).runs[0] as Run;
}

function seen(run: Run) {
  const latency = run.total?.latency;
  return {
    requests: run.total?.requests,
    endpoints: run.endpoints.length,
    mean: latency?.kind === 'quantiles' ? latency.meanMs : null,
  };
}

/** What was said of the file, but for what a statistics file alone always lacks. */
const said = (run: Run) => run.notices.filter(({ code }) => code !== 'failures-without-messages');

describe('a copy that was changed without loss is read as the original:', () => {
  it.each([
    ['with a byte order mark', `\ufeff${stats}`],
    ['with LF', stats.replaceAll('\r\n', '\n')],
    ['with CR CR LF, as Python on Windows writes', stats.replaceAll('\r\n', '\r\r\n')],
    ['with CR alone', stats.replaceAll('\r\n', '\r')],
    ['with an empty line after each row', stats.replaceAll('\r\n', '\r\n\r\n')],
    ['with every cell in quotes', stats.replaceAll(/[^,\r\n]+/g, '"$&"')],
    ['without a line end at its end', stats.trimEnd()],
  ])('%s', async (_, content) => {
    const run = await runOf(content);
    expect(seen(run)).toEqual(WHOLE);
    expect(said(run)).toEqual([]);
  });
});

describe('a copy from a spreadsheet is read right, and said to be one:', () => {
  const spreadsheet = (style: string) => ({
    code: 'spreadsheet-numbers',
    severity: 'warning',
    message: `"run_stats.csv" was saved by a spreadsheet; its numbers were read with ${style}.`,
    where: { file: 'run_stats.csv' },
    hint: `A spreadsheet may round numbers or turn them into dates. ${FROM_LOCUST}`,
  });

  it('with semicolons and decimal commas', async () => {
    const run = await runOf(asSemicolons(stats));
    expect(seen(run)).toEqual(WHOLE);
    expect(said(run)).toEqual([spreadsheet('decimal commas')]);
  });

  it('with semicolons, decimal commas and points between thousands', async () => {
    const run = await runOf(asSemicolons(stats).replaceAll(/;(\d)(\d{3});/g, ';$1.$2;'));
    expect(seen(run)).toEqual(WHOLE);
  });

  it('with thousands in quotes', async () => {
    const run = await runOf(stats.replaceAll(/,(\d)(\d{3}),/g, ',"$1,$2",'));
    expect(seen(run)).toEqual(WHOLE);
    expect(said(run)).toEqual([spreadsheet('decimal points')]);
  });

  it('with tabs', async () => {
    const run = await runOf(stats.replaceAll(',', '\t'));
    expect(seen(run)).toEqual(WHOLE);
    expect(said(run)).toEqual([spreadsheet('decimal points')]);
  });

  it('as UTF-16 with tabs', async () => {
    const run = await runOf(Buffer.from(`\ufeff${stats.replaceAll(',', '\t')}`, 'utf16le'));
    expect(seen(run)).toEqual(WHOLE);
    expect(said(run).find(({ code }) => code === 'not-utf-8')).toEqual({
      code: 'not-utf-8',
      severity: 'info',
      message: '"run_stats.csv" is UTF-16, as spreadsheets save Unicode text, and was read as that.',
      where: { file: 'run_stats.csv' },
    });
  });

  it('as Windows-1252, whose letters are guessed', async () => {
    const run = await runOf(Buffer.from(stats.replace('/health', '/café'), 'latin1'));
    expect(seen(run)).toEqual(WHOLE);
    expect(run.endpoints.map(({ key }) => key.name)).toContain('/café');
    expect(said(run)).toEqual([
      {
        code: 'not-utf-8',
        severity: 'warning',
        message:
          '"run_stats.csv" is not UTF-8 and was read as Windows-1252; letters beyond ASCII may be others.',
        where: { file: 'run_stats.csv' },
      },
    ]);
  });
});

describe('one damaged row is left out, and said with its line; the rest is imported:', () => {
  it.each([
    ['an unclosed quote', (l: string) => l.replace(',', ',"'), 'opens a quote that is never closed'],
    [
      'text after a closing quote',
      (l: string) => l.replace('/health', '"/health"x'),
      'has text after a closing quote',
    ],
    [
      'a quote in a bare cell',
      (l: string) => l.replace('/health', '/he"alth'),
      'has a quote in the middle of a cell',
    ],
    ['too few cells', (l: string) => l.split(',').slice(0, 9).join(','), 'has 9 cells, the header has 22'],
    ['one cell', () => 'x', 'has 1 cell, the header has 22'],
    ['too many cells', (l: string) => `${l},1,2`, 'has 24 cells, the header has 22'],
    [
      'a word for a number',
      (l: string) => l.replace(',229,', ',many,'),
      'has "many" in "Request Count", not a whole number',
    ],
    [
      'a negative count',
      (l: string) => l.replace(',229,', ',-229,'),
      'has "-229" in "Request Count", not a whole number',
    ],
    [
      'half a count',
      (l: string) => l.replace(',229,', ',229.5,'),
      'has "229.5" in "Request Count", not a whole number',
    ],
    [
      'NaN',
      (l: string) => l.replace(',6.04', ',NaN6.04'),
      'has "NaN6.040429515287423" in "Average Response Time", not a number',
    ],
    [
      'an empty number',
      (l: string) => l.replace(',229,', ',,'),
      'has "" in "Request Count", not a whole number',
    ],
    [
      'a date for a number',
      (l: string) => l.replace(',229,', ',Feb 29,'),
      'has "Feb 29" in "Request Count", not a whole number',
    ],
    [
      'a mean beyond the maximum',
      (l: string) => l.replace(',6.04', ',6666.04'),
      'has an average of 6666.0404295152875 ms, outside its minimum 0.7424380000884412 and maximum 101.80142900003375 ms',
    ],
  ])('%s', async (_, damage, reason) => {
    const run = await runOf(withLine4(damage));
    expect(seen(run)).toEqual({ ...WHOLE, endpoints: 5 });
    expect(run.source.files[0]).toMatchObject({ rowsRead: 6, rowsSkipped: 1 });
    expect(said(run)).toEqual([
      {
        code: 'rows-skipped',
        severity: 'warning',
        message: `1 row was left out because it could not be read: line 4 ${reason}.`,
        where: { file: 'run_stats.csv', line: 4 },
        hint: 'The numbers are of the rows that could be read.',
      },
    ]);
  });

  it('many damaged rows are counted, the first of them listed', async () => {
    const rows = Array.from({ length: 30 }, (_, i) => `GET,/${i},broken`);
    const run = await runOf(table(headers.stats12, ...rows, statsRow('GET,/a')));
    expect(said(run)[0]?.message).toBe(
      '30 rows were left out because they could not be read: line 2 has 3 cells, the header has 22; line 3 has 3 cells, the header has 22; line 4 has 3 cells, the header has 22; also lines 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21; and 10 more.',
    );
  });

  it('a single timestamp in scientific notation', async () => {
    const whole = await runOf(history, 'run_stats_history.csv');
    const run = await runOf(history.replace(/\r\n1795427300,/, '\r\n1.7954E+09,'), 'run_stats_history.csv');
    expect(run.source.files[0]?.rowsSkipped).toBe(1);
    expect(said(run)[0]?.message).toMatch(
      /has "1\.7954E\+09" in "Timestamp", a time without its last digits\.$/,
    );
    expect(run.total?.requests).toBe(whole.total?.requests);
  });
});

describe('a file from which nothing can be told is refused, with where and what to do:', () => {
  const ambiguous = [
    'Type;Name;Request Count;Failure Count;Average Response Time;Min Response Time;Max Response Time;99%',
    'GET;/a;12;0;1.204;1.100;1.300;1.250',
  ];
  const endpointTitles = stats.slice(0, stats.indexOf('\r\n')).split(',');
  const hasTitles = (titles: readonly string[]) => titles.map((title) => `"${title}"`).join(', ');

  it.each([
    {
      what: 'numbers that could be read two ways',
      file: 'run_stats.csv',
      content: ambiguous.join('\r\n'),
      code: 'number-ambiguous',
      message:
        '"1.204" in "Average Response Time" could be read as two numbers, and no other cell of the file settles which',
      where: { file: 'run_stats.csv', line: 2, column: 'Average Response Time' },
      fix: FROM_SPREADSHEET,
    },
    {
      what: 'timestamps that a spreadsheet has shortened, with decimal commas',
      file: 'run_stats_history.csv',
      content: asSemicolons(history).replaceAll(/^\d{10}/gm, '1,79543E+09'),
      code: 'timestamp-shortened',
      message:
        'the time "1,79543E+09" in "Timestamp" has lost its last digits, so nothing can be told over time',
      where: { file: 'run_stats_history.csv', line: 2, column: 'Timestamp' },
      fix: FROM_SPREADSHEET,
    },
    {
      what: 'timestamps that a spreadsheet has shortened, with decimal points',
      file: 'run_stats_history.csv',
      content: history.replaceAll(/^\d{10}/gm, '1.79543E+09'),
      code: 'timestamp-shortened',
      message:
        'the time "1.79543E+09" in "Timestamp" has lost its last digits, so nothing can be told over time',
      where: { file: 'run_stats_history.csv', line: 2, column: 'Timestamp' },
      fix: FROM_SPREADSHEET,
    },
    {
      what: 'statistics without the names',
      file: 'run_stats.csv',
      content: stats.replace('Name', 'Nom'),
      code: 'missing-column',
      message: `"run_stats.csv" has no column "Name"; it has ${hasTitles(['Type', 'Nom', ...endpointTitles.slice(2)])}`,
      where: { file: 'run_stats.csv', line: 1, column: 'Name' },
      fix: FROM_LOCUST,
    },
    {
      what: 'statistics without the counts',
      file: 'run_stats.csv',
      content: stats.replace('Request Count', 'Anzahl'),
      code: 'missing-column',
      message: `"run_stats.csv" has no column "Request Count"; it has ${hasTitles(['Type', 'Name', 'Anzahl', ...endpointTitles.slice(3)])}`,
      where: { file: 'run_stats.csv', line: 1, column: 'Request Count' },
      fix: FROM_LOCUST,
    },
    {
      what: 'failures without the names',
      file: 'run_failures.csv',
      content: 'Method,Error,Occurrences\r\nGET,x,1\r\n',
      code: 'missing-column',
      message: '"run_failures.csv" has no column "Name"; it has "Method", "Error", "Occurrences"',
      where: { file: 'run_failures.csv', line: 1, column: 'Name' },
      fix: FROM_LOCUST,
    },
    {
      what: 'a table in which no row can be read',
      file: 'run_stats.csv',
      content: `${headers.stats12}\r\na\r\n`,
      code: 'no-readable-row',
      message:
        'no row of "run_stats.csv" could be read: 1 row was left out because it could not be read: line 2 has 1 cell, the header has 22',
      where: { file: 'run_stats.csv', line: 2 },
      fix: FROM_LOCUST,
    },
    {
      what: 'a table without its header',
      file: 'run_stats.csv',
      content: stats.slice(stats.indexOf('\r\n') + 2),
      code: 'no-importer',
      message:
        'no importer reads "run_stats.csv": it begins with "POST,/chat,1675,8,360.0,418.30933531104716,1.92054600006486…"',
      where: { file: 'run_stats.csv' },
      fix: 'Formats that are read: Locust (CSV files, --json output, HTML report, request log); Plimsoll recording (events.ndjson).',
    },
    {
      what: 'a binary file',
      file: 'run_stats.csv',
      content: Uint8Array.from({ length: 4096 }, (_, i) => (i * 197) % 256),
      code: 'no-importer',
      message: 'no importer reads "run_stats.csv": it is a binary file',
      where: { file: 'run_stats.csv' },
      fix: 'Formats that are read: Locust (CSV files, --json output, HTML report, request log); Plimsoll recording (events.ndjson).',
    },
    {
      what: 'an empty file',
      file: 'run_stats.csv',
      content: '',
      code: 'no-importer',
      message: 'no importer reads "run_stats.csv": it is empty',
      where: { file: 'run_stats.csv' },
      fix: 'Import the files that the load test wrote, once it has ended.',
    },
    {
      what: 'a report that was cut off',
      file: 'report.html',
      content: html.slice(0, 3000),
      code: 'html-cut-off',
      message: '"report.html" ends in the middle of its data',
      where: { file: 'report.html' },
      fix: 'Copy the report again, or import the CSV files of the run.',
    },
  ])('$what', async ({ file, content, code, message, where, fix }) => {
    await expect(importText(content, file)).rejects.toMatchObject({
      name: 'Problem',
      kind: 'input',
      code,
      message,
      where,
      fix,
    });
  });

  it('no file at all', async () => {
    await expect(importRuns([])).rejects.toMatchObject({
      code: 'no-importer',
      message: 'there is no file to read',
    });
  });
});

describe('a file that is only partly there', () => {
  it('is read as far as it goes, and said to be cut: a table', async () => {
    const run = await runOf(stats.slice(0, stats.indexOf(',Aggregated') + 20));
    expect(run.endpoints).toHaveLength(6);
    expect(said(run)).toEqual([
      {
        code: 'cut-off-last-line',
        severity: 'warning',
        message: 'The last line of "run_stats.csv" was cut off in the middle and is left out.',
        where: { file: 'run_stats.csv', line: 8 },
        hint: 'A killed process or a full disk does that; so does copying a file while it is written.',
      },
    ]);
    expect(run.ended).toBe('interrupted');
  });

  it('is read as far as it goes, and said to be cut: JSON', async () => {
    const run = await runOf(json.slice(0, -50), 'run.json');
    expect(run.endpoints).toHaveLength(5);
    expect(run.notices).toContainEqual({
      code: 'cut-off-last-line',
      severity: 'warning',
      message: '"run.json" ends before its list does: what came after the last whole entry is missing.',
      where: { file: 'run.json' },
      hint: 'Copy the file again, or import the CSV files of the run with it.',
    });
  });

  it('is read without a word where it has a header and no rows, as of a run that did nothing', async () => {
    expect(await runOf(`${headers.stats12}\r\n`)).toMatchObject({ endpoints: [], total: null, notices: [] });
    expect(await runOf(headers.history12, 'run_stats_history.csv')).toMatchObject({
      endpoints: [],
      users: null,
    });
  });

  it('is read up to the block of NUL bytes that a power cut leaves at its end', async () => {
    const run = await runOf(stats + '\0'.repeat(500));
    expect(seen(run)).toEqual(WHOLE);
    expect(said(run).map(({ code }) => code)).toEqual(['cut-off-last-line']);
  });
});

describe('two files put together', () => {
  it('lose the second header and what is repeated, with the advice to import them as two runs', async () => {
    const run = await runOf(stats + stats);
    expect(run.total?.requests).toBe(2826);
    expect(said(run).map(({ code }) => code)).toEqual(['rows-skipped', 'endpoint-repeated']);
    expect(said(run)[1]?.hint).toContain('Import them as two runs');
  });
});

describe('a run of which one file cannot be read', () => {
  const withExceptions = (exceptions: string) =>
    importRuns([
      sourceFileFrom('run_stats.csv', stats),
      sourceFileFrom('run_stats_history.csv', history),
      sourceFileFrom('run_exceptions.csv', exceptions),
    ]);

  it('is imported without it when it only tells of failures or exceptions, and the notice says where and why', async () => {
    const { runs } = await withExceptions('Count,Message,Traceback,Nodes\r\n1\r\n2\r\n');
    expect(runs[0]?.total?.requests).toBe(WHOLE.requests);
    expect(runs[0]?.notices.find(({ code }) => code === 'file-left-out')).toEqual({
      code: 'file-left-out',
      severity: 'warning',
      message:
        'run_exceptions.csv could not be read and is left out: no row of "run_exceptions.csv" could be read: 2 rows were left out because they could not be read: line 2 has 1 cell, the header has 4; line 3 has 1 cell, the header has 4.',
      where: { file: 'run_exceptions.csv', line: 2 },
      hint: FROM_LOCUST,
    });
    expect(runs[0]?.source.files.map(({ name, readAs }) => [name, readAs])).toContainEqual([
      'run_exceptions.csv',
      'Locust exceptions (CSV), not readable',
    ]);
  });

  it('is refused when it is the statistics that cannot be read', async () => {
    const files = [
      sourceFileFrom('run_stats.csv', `${headers.stats12}\r\na\r\n`),
      sourceFileFrom('run_stats_history.csv', history),
    ];
    await expect(importRuns(files)).rejects.toThrow('no row of "run_stats.csv" could be read');
  });
});

describe('a folder with a report of ours beside the results', () => {
  it('leaves that report out and says what it is', async () => {
    const page =
      '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">\n<meta name="generator" content="plimsoll 0.1.0">';
    const outcome = await importRuns([
      sourceFileFrom('run_stats.csv', stats),
      sourceFileFrom('plimsoll-report.html', page),
    ]);
    expect(outcome.unclaimed).toEqual([
      {
        file: 'plimsoll-report.html',
        reason: 'it is a result that plimsoll wrote, which is opened by itself',
      },
    ]);
  });
});
