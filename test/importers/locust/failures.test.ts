import { describe, expect, it } from 'vitest';
import { readExceptions } from '../../../src/importers/locust/exceptions.ts';
import { readFailures } from '../../../src/importers/locust/failures.ts';
import { headers, oldTable, table } from '../../support/locust-tables.ts';
import { sampleFolders, sampleTruth } from '../../support/sample-truth.ts';
import { sampleFiles, sourceFileFrom } from '../../support/source-file.ts';

const failures = (content: string) => readFailures(sourceFileFrom('run_failures.csv', content), () => {});
const exceptions = (content: string) =>
  readExceptions(sourceFileFrom('run_exceptions.csv', content), () => {});

describe('the failures of a run', () => {
  it('are one row for each method, name and message', async () => {
    const part = await failures(
      table(headers.failures11, 'GET,/a,timed out,3', 'POST,/a,timed out,1', ',,,2'),
    );
    expect(part).toMatchObject({ rowsRead: 3, rowsSkipped: 0, notices: [], version: { below: '2.44.0' } });
    expect(part.failures).toEqual([
      { key: { method: 'GET', name: '/a' }, message: 'timed out', count: 3, firstMs: null, lastMs: null },
      { key: { method: 'POST', name: '/a' }, message: 'timed out', count: 1, firstMs: null, lastMs: null },
      { key: { method: '', name: '' }, message: '', count: 2, firstMs: null, lastMs: null },
    ]);
  });

  it('have the seconds of the first and the last of them since 2.44.0; an empty cell is unknown', async () => {
    const part = await failures(
      table(
        headers.failures244,
        'GET,/a,x,3,2026-11-23T11:29:46Z,2026-11-23T11:30:01Z',
        'GET,/b,x,1,,',
        'GET,/c,x,1,23.11.2026 11:29,2026-13-45T99:99:99Z',
      ),
    );
    expect(part.version).toEqual({ atLeast: '2.44.0' });
    expect(part.failures.map(({ firstMs, lastMs }) => [firstMs, lastMs])).toEqual([
      [Date.parse('2026-11-23T11:29:46Z'), Date.parse('2026-11-23T11:30:01Z')],
      [null, null],
      [null, null],
    ]);
  });

  it('are added up where their messages are the same once unwrapped', async () => {
    const part = await failures(
      table(
        headers.failures244,
        `GET,/a,"CatchResponseError('too short')",3,2026-11-23T11:29:46Z,2026-11-23T11:29:50Z`,
        'GET,/a,too short,2,2026-11-23T11:29:40Z,',
        'GET,/b,<X object at 0x7f1200aa>,1,,',
        'GET,/b,<X object at 0x7f1300bb>,1,,',
      ),
    );
    expect(part.failures).toEqual([
      {
        key: { method: 'GET', name: '/a' },
        message: 'too short',
        count: 5,
        firstMs: Date.parse('2026-11-23T11:29:40Z'),
        lastMs: Date.parse('2026-11-23T11:29:50Z'),
      },
      {
        key: { method: 'GET', name: '/b' },
        message: '<X object at 0x…>',
        count: 2,
        firstMs: null,
        lastMs: null,
      },
    ]);
  });

  it('are read from the right in the quoting of 0.12 to 1.0.3, where messages hold quotes and line ends', async () => {
    const part = await failures(
      oldTable(
        headers.failures012,
        '"GET","/a","Reply too short: "{"reply":"ca", expected >= 95"\nchars",2',
        '"GET","/b","x",1',
      ),
    );
    expect(part.failures.map(({ message, count }) => [message, count])).toEqual([
      ['Reply too short: "{"reply":"ca", expected >= 95"\nchars', 2],
      ['x', 1],
    ]);
  });

  it('may be none: an empty table', async () => {
    expect(await failures(table(headers.failures11))).toMatchObject({ rowsRead: 0, failures: [] });
  });

  it('add up to the failures of every sample, but for those of the last moments', async () => {
    for (const folder of sampleFolders) {
      const file = sampleFiles(folder).find(({ name }) => name === 'run_failures.csv');
      if (file === undefined) continue;
      const part = await readFailures(file, () => {});
      expect(part.rowsSkipped, folder).toBe(0);
      const known = part.failures.reduce((sum, { count }) => sum + count, 0);
      const exact = sampleTruth(folder).total?.failures ?? 0;
      // At most what the tables lost at the end (8 of d04's 361), or before the reset of d07 (4 of 18).
      expect(known, folder).toBeLessThanOrEqual(exact);
      expect(exact - known, folder).toBeLessThanOrEqual(8);
    }
  });
});

describe('the exceptions of a run', () => {
  it('are errors of its own code, with a traceback of several lines', async () => {
    const traceback = 'Traceback (most recent call last):\n  File "x.py", line 1\nKeyError: \'a\'\n';
    const cell = traceback.replaceAll('"', '""');
    const part = await exceptions(table(headers.exceptions, `4,'a',"${cell}",local`));
    expect(part.exceptions).toEqual([{ message: "'a'", traceback, count: 4, nodes: 'local' }]);
    expect(part).toMatchObject({ rowsRead: 1, rowsSkipped: 0 });
  });

  it('name their nodes in the order of the alphabet, since Python writes a set in any order', async () => {
    const part = await exceptions(table(headers.exceptions, '1,m,t,"w2_bb, w1_aa"'));
    expect(part.exceptions[0]?.nodes).toBe('w1_aa, w2_bb');
  });

  it('may come without nodes', async () => {
    const part = await exceptions(table('Count,Message,Traceback', '1,m,t'));
    expect(part.exceptions).toEqual([{ message: 'm', traceback: 't', count: 1, nodes: '' }]);
  });
});
