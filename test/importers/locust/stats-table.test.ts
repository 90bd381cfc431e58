import { describe, expect, it } from 'vitest';
import { readStatsTable } from '../../../src/importers/locust/stats-table.ts';
import type { QuantileSummary } from '../../../src/model/distribution.ts';
import { headers, oldTable, statsRow, table } from '../../support/locust-tables.ts';
import { sampleFiles, sourceFileFrom } from '../../support/source-file.ts';

type Kind = Parameters<typeof readStatsTable>[0];

const read = (kind: Kind, content: string) =>
  readStatsTable(kind, sourceFileFrom('run_stats.csv', content), () => {});
const codes = (part: { notices: readonly { code: string }[] }) => part.notices.map(({ code }) => code);
const percentiles = (latency: unknown) =>
  (latency as QuantileSummary).points.map(({ percentile, valueMs }) => [percentile, valueMs]);

describe('the statistics of Locust 1.2 to today', () => {
  it('have a row for each endpoint and one of all, each number from its column', async () => {
    const row = 'GET,/a,12,3,42,42.5,1.25,99.75,100.5,1.5,0.25,40,41,42,43,44,45,46,47,48,49,100';
    const part = await read('stats', table(headers.stats12, row, row.replace('GET,/a', ',Aggregated')));
    expect(part).toMatchObject({ rowsRead: 2, rowsSkipped: 0, notices: [], cutOff: false });
    expect(part.endpoints).toEqual([
      {
        key: { method: 'GET', name: '/a' },
        requests: 12,
        failures: 3,
        latency: {
          kind: 'quantiles',
          count: 12,
          meanMs: 42.5,
          minMs: 1.25,
          maxMs: 99.75,
          medianMs: 42,
          points: [50, 66, 75, 80, 90, 95, 98, 99, 99.9, 99.99, 100].map((percentile, i) => ({
            percentile,
            valueMs: i === 10 ? 100 : 40 + i,
          })),
          rounding: 'two-digits',
          extremesRounding: 'none',
          rankRule: 'one-above',
        },
        meanResponseBytes: 100.5,
        reportedThroughputPerS: 1.5,
        windows: null,
      },
    ]);
    expect(part.total).toEqual({ ...part.endpoints[0], key: { method: '', name: 'Aggregated' } });
  });

  it('have nothing but counts where there were no requests: N/A is no number, 0 ms no minimum', async () => {
    const part = await read(
      'stats',
      table(
        headers.stats12,
        statsRow('GET,/a', { requests: 0, meanMs: 0, minMs: 0, maxMs: 0, percentileMs: 'N/A' }),
      ),
    );
    expect(part.rowsRead).toBe(1);
    expect(part.endpoints).toMatchObject([{ requests: 0, latency: null, meanResponseBytes: null }]);
  });

  it('have no response times where every request was without one, which Locust writes as 0', async () => {
    const none = statsRow('CUSTOM,fired', { meanMs: 0, minMs: 0, maxMs: 0, percentileMs: '0' });
    const part = await read('stats', table(headers.stats12, none, statsRow('GET,/a')));
    expect(part.endpoints.map(({ requests, latency }) => [requests, latency === null])).toEqual([
      [10, true],
      [10, false],
    ]);
    expect(part.notices).toMatchObject([
      { code: 'no-response-times', where: { endpoint: { method: 'CUSTOM', name: 'fired' } } },
    ]);
  });

  it('may have any percentiles, as someone set PERCENTILES_TO_REPORT', async () => {
    const [file] = sampleFiles('d07-short-history-custom-percentiles', 'run_stats.csv');
    const part = await readStatsTable('stats', file as never, () => {});
    // The file: POST,/chat,383,10,370.0,405.35…, and 25%,50%,90%,95%,99%,99.5%,99.999%.
    const chat = part.endpoints.find(({ key }) => key.name === '/chat');
    expect(percentiles(chat?.latency).map(([percentile]) => percentile)).toEqual([
      25, 50, 90, 95, 99, 99.5, 99.999,
    ]);
    expect(part.version).toEqual({ atLeast: '1.1' });
  });

  it('may have their percentiles in odd order and notation', async () => {
    const header = headers.stats12.replace(/50%.*$/, '99%,7.0%,50%,28.999999%');
    const part = await read('stats', table(header, 'GET,/a,10,0,42,42,40,45,100,1,0,45,40,42,41'));
    expect(percentiles(part.endpoints[0]?.latency)).toEqual([
      [7, 40],
      [28.999999, 41],
      [50, 42],
      [99, 45],
    ]);
  });

  it('may have their columns in another order, and further ones that are kept out of harm', async () => {
    const titles = ['Comment', ...headers.stats12.split(',').reverse(), '__proto__'];
    const cells = ['1,5'.replace(',', ';'), ...statsRow('GET,/a').split(',').reverse(), 'x'];
    const part = await read('stats', table(titles.join(','), cells.join(',')));
    const plain = await read('stats', table(headers.stats12, statsRow('GET,/a')));
    expect(part.endpoints).toEqual(plain.endpoints);
    expect(part.notices).toEqual([]);
  });

  it('may come without the row of all endpoints, as from a filter of theirs', async () => {
    const part = await read('stats', table(headers.stats12, statsRow('GET,/a')));
    expect(part.total).toBeNull();
    expect(part.endpoints).toHaveLength(1);
  });

  it('may be a header only, or no more than the row of all', async () => {
    expect(await read('stats', table(headers.stats12))).toMatchObject({
      rowsRead: 0,
      endpoints: [],
      total: null,
    });
    const none = statsRow(',Aggregated', { requests: 0, meanMs: 0, minMs: 0, maxMs: 0, percentileMs: 'N/A' });
    expect(await read('stats', table(headers.stats12, none))).toMatchObject({
      endpoints: [],
      total: { requests: 0, latency: null },
    });
  });
});

describe('the row of all endpoints', () => {
  it('is the last of its name: an endpoint without a method may be called Aggregated too', async () => {
    const namesake = statsRow(',Aggregated', { requests: 4 });
    const part = await read(
      'stats',
      table(headers.stats12, namesake, statsRow('GET,/a', { requests: 6 }), statsRow(',Aggregated')),
    );
    expect(part.total?.requests).toBe(10);
    expect(part.endpoints.map(({ key, requests }) => [key.name, requests])).toEqual([
      ['Aggregated', 4],
      ['/a', 6],
    ]);
  });

  it('has neither a method nor another name: GET Aggregated is an endpoint, as are Total and None with a method', async () => {
    const rows = ['GET,Aggregated', 'GET,Total', 'POST,None', ',None'].map((endpoint) => statsRow(endpoint));
    const part = await read(
      'stats',
      table(headers.stats12, ...rows, statsRow(',Aggregated', { requests: 40 })),
    );
    expect(part.total?.requests).toBe(40);
    expect(part.endpoints.map(({ key }) => `${key.method} ${key.name}`)).toEqual([
      'GET Aggregated',
      'GET Total',
      'POST None',
      ' None',
    ]);
  });

  it('is called Total, with None for a method, by Locust up to 0.12.1', async () => {
    const part = await read(
      'requests',
      oldTable(
        headers.requests07,
        '"GET","/a",12,3,42,42,40,45,100,1.50',
        '"None","Total",12,3,42,42,40,45,100,1.50',
      ),
    );
    expect(part.total).toMatchObject({ key: { method: '', name: 'Aggregated' }, requests: 12 });
    expect(part.version).toEqual({ atLeast: '0.7', below: '0.12.2' });
  });
});

describe('the tables of Locust 0.4 to 1.1', () => {
  it('hold the maximum under "Average Content-Length" and the other way round in 0.4 alone', async () => {
    const part = await read('requests', oldTable(headers.requests04, '"/a",12,3,42,41,7,512,99,1.50'));
    expect(part.endpoints[0]).toMatchObject({
      key: { method: '', name: '/a' },
      meanResponseBytes: 512,
      latency: { minMs: 7, maxMs: 99 },
    });
    expect(part.version).toEqual({ below: '0.7' });
    const next = await read('requests', oldTable(headers.requests05, '"GET","/a",12,3,42,41,7,99,512,1.50'));
    expect(next.endpoints[0]).toMatchObject({ meanResponseBytes: 512, latency: { maxMs: 99 } });
  });

  it.each([
    ['requests06', 'requests', '"GET","/a",12,3,42,42,40,45,100,1.50', { below: '0.7' }],
    [
      'distribution013',
      'distribution',
      '"GET /a",12,40,41,42,43,44,45,46,47,48,49,50',
      { atLeast: '0.13.0', below: '0.13.3' },
    ],
    [
      'stats0133',
      'stats',
      '"GET","/a",12,3,42,42,40,45,100,1.50,0.10,40,40,40,40,40,40,40,40,40,40,40,45',
      { atLeast: '0.13.3', below: '1.0' },
    ],
    [
      'stats10',
      'stats',
      '"GET","/a",12,3,42,42,40,45,100,1.50,0.10,40,40,40,40,40,40,40,40,40,40,40,45',
      { atLeast: '1.0', below: '1.1' },
    ],
    [
      'stats11',
      'stats',
      'GET,/a,12,3,42,42,40,45,100,1.5,0.1,40,40,40,40,40,40,40,40,40,40,40,45',
      { atLeast: '1.1', below: '1.2' },
    ],
  ] as const)('are read: %s', async (header, kind, row, version) => {
    const part = await read(kind, oldTable(headers[header], row));
    expect(part).toMatchObject({ rowsRead: 1, rowsSkipped: 0, version });
    expect(part.endpoints[0]?.requests).toBe(12);
  });

  it('write 99.999 without its sign, which is a percentile all the same', async () => {
    const row = '"GET","/a",12,3,42,42,40,45,100,1.50,0.10,1,2,3,4,5,6,7,8,9,10,11,45';
    const part = await read('stats', oldTable(headers.stats0133, row));
    expect(percentiles(part.endpoints[0]?.latency).slice(-2)).toEqual([
      [99.999, 11],
      [100, 45],
    ]);
  });

  it('have means, minima and maxima cut to whole milliseconds, which is said', async () => {
    const part = await read('requests', oldTable(headers.requests07, '"GET","/a",12,3,42,42,40,45,100,1.50'));
    expect(codes(part)).toEqual(['whole-milliseconds']);
  });

  it('glue method and name together in a distribution', async () => {
    const [file] = sampleFiles('d08-locust-0.12.2', 'run_distribution.csv');
    const part = await readStatsTable('distribution', file as never, () => {});
    expect(part.endpoints.map(({ key }) => key.name)).toContain('GET say "hello", world');
    expect(part.endpoints.map(({ key }) => key.name)).toContain('GET line1\nline2 of name');
    expect(part.total?.requests).toBe(702);
    expect(part.version).toEqual({ atLeast: '0.12.2', below: '0.13.0' });
  });

  it('call the total of a distribution "None Total" up to 0.8.1', async () => {
    const part = await read(
      'distribution',
      oldTable(headers.distribution04, '"None Total",12,1,2,3,4,5,6,7,8,9'),
    );
    expect(part).toMatchObject({ total: { requests: 12 }, version: { atLeast: '0.7.2', below: '0.10' } });
  });

  it('have percentiles of the last 10 s only in 0.13.3 and 0.13.4 (#1198): these are left out', async () => {
    const row = (endpoint: string) =>
      `${endpoint},12,3,42,42,40,985,100,1.50,0.10,40,40,40,40,40,40,40,40,40,40,40,45`;
    const part = await read(
      'stats',
      oldTable(headers.stats0133, row('"GET","/a"'), row('"None","Aggregated"')),
    );
    expect(codes(part)).toContain('percentiles-last-seconds');
    expect(part.endpoints[0]?.latency).toMatchObject({ meanMs: 42, maxMs: 985, points: [] });
  });
});

describe('a table that someone has changed', () => {
  it('loses a row whose endpoint an earlier row has already, and says so', async () => {
    const part = await read(
      'stats',
      table(
        headers.stats12,
        statsRow('GET,/a'),
        statsRow('GET,/a', { requests: 7 }),
        statsRow(',Aggregated'),
      ),
    );
    expect(part).toMatchObject({ rowsRead: 2, rowsSkipped: 1 });
    expect(part.endpoints.map(({ requests }) => requests)).toEqual([10]);
    expect(part.notices).toMatchObject([{ code: 'endpoint-repeated', where: { line: 3 } }]);
  });

  it('loses a row whose mean lies outside its minimum and maximum', async () => {
    const part = await read(
      'stats',
      table(headers.stats12, statsRow('GET,/a', { meanMs: 4250 }), statsRow('GET,/b')),
    );
    expect(part.endpoints.map(({ key }) => key.name)).toEqual(['/b']);
    expect(part.notices[0]?.message).toBe(
      '1 row was left out because it could not be read: line 2 has an average of 4250 ms, outside its minimum 40 and maximum 45 ms.',
    );
  });
});
