import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isHandQuotedHeader, readHandQuoted } from '../../../src/importers/locust/hand-quoted.ts';
import { Problem } from '../../../src/model/problem.ts';
import { sourceFileFrom } from '../../support/source-file.ts';

// Headers and traps: locust-formats.md, sections 2, 3 and 12.3.
const percentiles = '"50%","66%","75%","80%","90%","95%","98%","99%","99.9%","99.99%","99.999%","100%"';
const history10 = `"Timestamp","User Count","Type","Name","Requests/s","Failures/s",${percentiles},"Total Request Count","Total Failure Count","Total Median Response Time","Total Average Response Time","Total Min Response Time","Total Max Response Time","Total Average Content Size"`;
const distribution = '"Name","# requests","50%","66%","75%","80%","90%","95%","98%","99%","100%"';
const failures = '"Method","Name","Error","Occurrences"';
const requests =
  '"Method","Name","# requests","# failures","Median response time","Average response time","Min response time","Max response time","Average Content Size","Requests/s"';

async function read(name: string, text?: string, chunkBytes?: number) {
  const source = sourceFileFrom(name, text, chunkBytes);
  const seen = {
    header: [] as readonly string[],
    rows: [] as (readonly string[])[],
    lines: [] as number[],
    damaged: [] as [number, string][],
    cutOff: [] as number[],
    bytesRead: 0,
  };
  await readHandQuoted(source, {
    header: (cells) => {
      seen.header = cells;
    },
    row: (cells, line) => {
      seen.rows.push(cells);
      seen.lines.push(line);
    },
    damaged: (line, reason) => seen.damaged.push([line, reason]),
    cutOff: (line) => seen.cutOff.push(line),
    progress: (bytesRead) => {
      seen.bytesRead = bytesRead;
    },
  });
  return seen;
}

describe('the header of a hand-quoted file', () => {
  it('is that of Locust 0.4 to 1.1.1', () => {
    for (const header of [
      distribution,
      failures,
      requests,
      history10,
      `"Type","Name","Request Count","Failure Count",${percentiles}`,
      `\ufeff${requests}\r`,
      '"Name","# requests","# failures","Median response time","Average response time","Min response time","Max response time","Average Content-Length","Reqests/s"',
    ]) {
      expect(isHandQuotedHeader(header)).toBe(true);
    }
  });

  it('is never that of a newer version, quoted or not', () => {
    for (const header of [
      'Method,Name,Error,Occurrences',
      'Count,Message,Traceback,Nodes',
      'Type,Name,Request Count,Failure Count,50%,100%',
      '"Type","Name","Request Count","Failure Count","50%","99.99%","100%"',
      'timestamp,request_type,name,response_time_ms,response_length,status_code,exception',
      '"# requests","Name"',
      '',
    ]) {
      expect(isHandQuotedHeader(header)).toBe(false);
    }
  });
});

describe('the sample of Locust 0.12.2', () => {
  it('has 14 rows of requests, with a line end and quotes in two names', async () => {
    const seen = await read('samples/locust/d08-locust-0.12.2/run_requests.csv');
    expect(seen.damaged).toEqual([]);
    expect(seen.cutOff).toEqual([]);
    expect(seen.rows.map((row) => row[1])).toEqual([
      '/chat',
      '/chat (checked)',
      '/group/[id]?x=1,2',
      '/health',
      '/metrics',
      '/nope',
      '/stats',
      '</script><img src=x onerror=1>',
      "=cmd|' /C calc'!A0",
      'comma, only',
      'line1\nline2 of name',
      'say "hello", world',
      '日本語/チャット',
      'Aggregated',
    ]);
    expect(seen.rows.at(-1)).toEqual([
      'None',
      'Aggregated',
      '702',
      '16',
      '180',
      '218',
      '0',
      '2634',
      '193',
      '10.20',
    ]);
    expect(seen.lines.slice(-4)).toEqual([12, 14, 15, 16]);
    expect(seen.bytesRead).toBe(838);
  });

  it('has 14 rows of percentiles, whose only text is the name', async () => {
    const seen = await read('samples/locust/d08-locust-0.12.2/run_distribution.csv');
    expect(seen.damaged).toEqual([]);
    expect(seen.header).toHaveLength(11);
    expect(seen.rows).toHaveLength(14);
    expect(seen.rows[11]).toEqual([
      'GET say "hello", world',
      '14',
      '18',
      '19',
      '20',
      '22',
      '22',
      '24',
      '24',
      '24',
      '24',
    ]);
    expect(seen.rows[10]?.[0]).toBe('GET line1\nline2 of name');
  });
});

describe('the sample of Locust 0.14.6', () => {
  it('has 14 rows of statistics', async () => {
    const seen = await read('samples/locust/d09-locust-0.14.6/run_stats.csv');
    expect(seen.damaged).toEqual([]);
    expect(seen.rows).toHaveLength(14);
    expect(seen.rows.every((row) => row.length === seen.header.length)).toBe(true);
  });

  it('has messages with quotes and commas among its failures', async () => {
    const seen = await read('samples/locust/d09-locust-0.14.6/run_failures.csv');
    expect(seen.damaged).toEqual([]);
    expect(seen.rows).toHaveLength(11);
    expect(seen.rows[2]).toEqual([
      'POST',
      '/chat (checked)',
      'Reply too short: "{"reply":"ca", expected >= 95 chars',
      '2',
    ]);
  });

  it('has a history of which every row is read', async () => {
    const name = 'samples/locust/d09-locust-0.14.6/run_stats_history.csv';
    const seen = await read(name);
    expect(seen.damaged).toEqual([]);
    // Rows are counted by their quoted timestamps, of which each has one.
    expect(seen.rows).toHaveLength(readFileSync(name, 'utf8').match(/,"17954\d{5}",/g)?.length ?? 0);
    expect(seen.rows.at(-1)?.slice(0, 5)).toEqual(['None', 'Aggregated', '1795433036', '720', '23']);
    expect(seen.rows.every((row) => row.length === 24)).toBe(true);
  });
});

describe('a history of Locust 1.0 to 1.1.1', () => {
  const numbers =
    ',1.00,0.00,"N/A","N/A","N/A","N/A","N/A","N/A","N/A","N/A","N/A","N/A","N/A","N/A",0,0,0,0,0,0,0';

  it('has its quoted numbers first', async () => {
    const seen = await read(
      'history.csv',
      `${history10}\n"1795432966","20","GET","say "a","b"\n","c"${numbers}\n"1795432966","20","","Aggregated"${numbers}\n`,
    );
    expect(seen.damaged).toEqual([]);
    expect(seen.rows.map((row) => row.slice(0, 7))).toEqual([
      ['1795432966', '20', 'GET', 'say "a","b"\n","c', '1.00', '0.00', 'N/A'],
      ['1795432966', '20', '', 'Aggregated', '1.00', '0.00', 'N/A'],
    ]);
  });
});

describe('a damaged file', () => {
  it('costs the rows that are damaged, each named by its line', async () => {
    const seen = await read(
      'requests.csv',
      `${requests}\n"GET","/a",1,0,1,1,1,1,1,1.00\n"GET","/b",1,0,1\n"GET","/c",1,0,1,1,1,1,1,1.00\nrubbish,1\n"GET",1,0,1,1,1,1,1,1.00\n"GET","/d",1,0,1,1,1,1,1,1.00`,
    );
    expect(seen.rows.map((row) => row[1])).toEqual(['/a', '/c', '/d']);
    expect(seen.lines).toEqual([2, 4, 7]);
    expect(seen.damaged.map(([line]) => line)).toEqual([3, 5, 6]);
  });

  it('may lose the end of a row of percentiles, too', async () => {
    const seen = await read(
      'distribution.csv',
      `${distribution}\n"GET /a",1,2,3\n"GET /b",1,2,2,2,2,2,2,2,2,2\n`,
    );
    expect(seen.damaged).toEqual([[2, 'breaks off before the next row']]);
    expect(seen.rows.map((row) => row[0])).toEqual(['GET /b']);
  });

  it('is cut off when its last row has no end', async () => {
    const seen = await read('requests.csv', `${requests}\n"GET","/a",1,0,1,1,1,1,1,1.00\n"GET","/b",1,0`);
    expect(seen.rows).toHaveLength(1);
    expect(seen.cutOff).toEqual([3]);
  });

  it('does not fill the memory when a row never ends', async () => {
    const endless = `"GET","${'x\n'.repeat(600_000)}`;
    const seen = await read('requests.csv', `${requests}\n${endless}","/a",1,0,1,1,1,1,1,1.00`);
    expect(seen.damaged[0]).toEqual([2, 'has no end within a million characters']);
    expect(seen.rows).toEqual([]);
  });

  it('is a problem when its header is not known', async () => {
    await expect(read('x.csv', '"Colour"\n"red"\n')).rejects.toThrow(Problem);
  });
});

describe('rows', () => {
  it('on Windows end in CR LF', async () => {
    const seen = await read('failures.csv', `${failures}\r\n"GET","/a","line1\r\nline2",3\r\n`);
    expect(seen.rows).toEqual([['GET', '/a', 'line1\nline2', '3']]);
  });

  it('are read back whatever the name is, as long as no line of it begins like a row', async () => {
    const piece = fc.constantFrom(
      '"',
      ',',
      '","',
      '\n',
      '1',
      ',2',
      '"N/A"',
      '__proto__',
      ' ',
      'é',
      '日',
      '\u202e',
      "'",
      ';',
    );
    const name = fc
      .array(piece, { maxLength: 12 })
      .map((pieces) => `n${pieces.join('')}e`)
      .filter((each) => !each.includes('\n"'));
    await fc.assert(
      fc.asyncProperty(fc.array(name, { minLength: 1, maxLength: 5 }), async (names) => {
        const rows = names.map((each) => `"GET","${each}",1,0,2,3,4,5,6,0.70`);
        const seen = await read('requests.csv', `${requests}\n${rows.join('\n')}`, 7);
        expect(seen.damaged).toEqual([]);
        expect(seen.rows.map((row) => row[1])).toEqual(names);
      }),
      { seed: 12, numRuns: 300 },
    );
  });
});
