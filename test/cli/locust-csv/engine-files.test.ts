import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { locustTables } from '../../../src/cli/locust-csv/locust-tables.ts';
import { locustPercentiles, twoDigitCounts } from '../../../src/cli/locust-csv/two-digit-counts.ts';
import { writeLocustFiles } from '../../../src/cli/write-locust-files.ts';
import { DEFAULT_MAX_BYTES, openSources } from '../../../src/files/open-sources.ts';
import { importRuns } from '../../../src/importers/import-runs.ts';
import { roundToTwoDigits } from '../../../src/importers/locust/two-digit-rounding.ts';
import type { Endpoint, Run } from '../../../src/model/run.ts';
import { repository, temporaryFolder } from '../../support/cli.ts';
import { ENGINE_START_MS, engineRun, type Sent } from '../../support/engine-run-example.ts';

const SECONDS = 25;

/** Twenty a second; every seventh fails at once, those of the second 12 are slow. */
const chat: readonly Sent[] = Array.from({ length: 20 * SECONDS }, (_, i) => {
  const second = Math.floor(i / 20);
  if (i % 7 === 0) return { second, responseMs: 2.25, failed: true };
  return { second, responseMs: second === 12 ? 4321.5 : 200 + ((i * 37) % 300) + 0.125 };
});
const health: readonly Sent[] = [3, 4, 20].map((second) => ({ second, responseMs: 1.5 }));
const visits: readonly Sent[] = [{ second: 5, responseMs: 9999 }];

const run = engineRun(
  SECONDS,
  { 'POST /chat': chat, 'GET /health': health, 'GROUP visit': visits },
  {
    users: {
      atMs: Float64Array.from({ length: SECONDS }, (_, i) => ENGINE_START_MS + (i + 1) * 1000),
      users: Float64Array.from({ length: SECONDS }, (_, i) => Math.min(10, i + 1)),
    },
    exceptions: [
      { message: 'TypeError: "x"\nis undefined', traceback: '  at chat.ts:3', count: 4, nodes: 'local' },
    ],
  },
);

type Row = Readonly<Record<string, string>>;

function textOf(of: Run, ending: string): string {
  const table = locustTables(of).find((one) => one.ending === ending);
  if (table === undefined) throw new Error(`no ${ending}`);
  return [...table.lines].join('');
}

const rowsOf = (of: Run, ending: string) => parse(textOf(of, ending), { columns: true }) as Row[];
const headerOf = (text: string) => (parse(text, { to: 1 }) as string[][])[0];

/** What Locust, told of each of these response times, says of them; written down from locust/stats.py. */
function locustPercentile(timesMs: readonly number[], share: number): number {
  const rounded = timesMs.map(roundToTwoDigits).sort((a, b) => b - a);
  const allowed = Math.trunc(timesMs.length * share);
  const found = [...new Set(rounded)].find((value) => {
    const processed = rounded.filter((other) => other >= value).length;
    return timesMs.length - processed <= allowed;
  });
  return found ?? 0;
}

const SHARES = {
  '50%': 0.5,
  '66%': 0.66,
  '75%': 0.75,
  '80%': 0.8,
  '90%': 0.9,
  '95%': 0.95,
  '98%': 0.98,
  '99%': 0.99,
  '99.9%': 0.999,
  '99.99%': 0.9999,
  '100%': 1,
} as const;

const all = chat.map(({ responseMs }) => responseMs);

describe('the files are those of Locust', () => {
  it.each(['_stats.csv', '_stats_history.csv', '_failures.csv', '_exceptions.csv'])(
    'the header of %s is that of Locust 2.46',
    (ending) => {
      const original = readFileSync(join(repository, `samples/locust/d11-locust-head/run${ending}`), 'utf8');
      expect(headerOf(textOf(run, ending))).toEqual(headerOf(original));
    },
  );

  it('numbers look as they do there', () => {
    const original = (ending: string) =>
      parse(readFileSync(join(repository, `samples/locust/d01-baseline/run${ending}`)), {
        columns: true,
      }) as Row[];
    const kindOf = (cell: string) =>
      /^\d+$/.test(cell) ? 'whole' : /^\d+\.\d+(e-\d+)?$/.test(cell) ? 'fraction' : cell;
    for (const ending of ['_stats.csv', '_stats_history.csv']) {
      const [own, theirs] = [rowsOf(run, ending), original(ending)];
      for (const title of Object.keys(theirs[0] ?? {})) {
        if (title === 'Type' || title === 'Name') continue;
        const kinds = new Set(theirs.map((row) => kindOf(row[title] ?? '')));
        // Locust 2.4x has the exact median where it is beyond an extreme, and writes no size of nothing.
        const odd = [
          'N/A',
          ...(/Median|Min|Max/.test(title) ? ['fraction', 'whole'] : []),
          ...(/Size/.test(title) ? ['whole'] : []),
        ];
        for (const row of own)
          expect([...kinds, ...odd], `${ending} ${title}`).toContain(kindOf(row[title] ?? ''));
      }
    }
  });
});

describe('_stats.csv', () => {
  it('is of all requests, failed ones included, counted and ranked as Locust does', () => {
    const row = rowsOf(run, '_stats.csv').find(({ Name }) => Name === '/chat');
    expect(row).toMatchObject({
      Type: 'POST',
      'Request Count': '500',
      'Failure Count': '72',
      'Min Response Time': '2.25',
      'Max Response Time': '4321.5',
      'Median Response Time': `${locustPercentile(all, 0.5)}`,
      'Average Content Size': '412.0',
      'Requests/s': '20.0',
      'Failures/s': '2.88',
    });
    expect(Number(row?.['Average Response Time'])).toBeCloseTo(
      all.reduce((a, b) => a + b, 0) / all.length,
      9,
    );
    const found = Object.keys(SHARES).map((title) => row?.[title]);
    expect(found).toEqual(Object.values(SHARES).map((share) => `${locustPercentile(all, share)}`));
  });

  it('has a row for all requests at the end, and none for groups', () => {
    const rows = rowsOf(run, '_stats.csv');
    expect(rows.map(({ Type, Name }) => [Type, Name])).toEqual([
      ['POST', '/chat'],
      ['GET', '/health'],
      ['', 'Aggregated'],
    ]);
    expect(rows.at(-1)).toMatchObject({ 'Request Count': '503', 'Max Response Time': '4321.5' });
  });

  it('percentiles are by the rule of Locust for any response times', () => {
    const times = fc.array(fc.double({ min: 0, max: 100_000, noNaN: true }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(times, (timesMs) => {
        const counts = twoDigitCounts([{ valuesMs: timesMs, counts: null }]);
        const percentiles = Object.keys(SHARES).map((title) => Number.parseFloat(title));
        expect(locustPercentiles(counts, percentiles)).toEqual(
          Object.values(SHARES).map((share) => locustPercentile(timesMs, share)),
        );
      }),
      { seed: 5, numRuns: 300 },
    );
  });
});

describe('_stats_history.csv', () => {
  const rows = rowsOf(run, '_stats_history.csv');
  const atS = ENGINE_START_MS / 1000;
  const rowAt = (second: number, name: string) =>
    rows.find((row) => row['Timestamp'] === `${atS + second}` && row['Name'] === name);

  it('has a row a second of each endpoint and of all, from a first one in which nothing was counted', () => {
    expect(rows).toHaveLength(3 * (SECONDS + 1));
    expect(rowAt(0, 'Aggregated')).toMatchObject({
      'User Count': '0',
      'Requests/s': '0.000000',
      '50%': 'N/A',
      'Total Request Count': '0',
      'Total Median Response Time': '0',
      'Total Average Response Time': '0.0',
    });
  });

  it('counts are cumulative, rates and users are of the second', () => {
    expect(rowAt(10, '/chat')).toMatchObject({
      'User Count': '10',
      'Requests/s': '20.000000',
      'Total Request Count': '200',
      'Total Failure Count': `${chat.slice(0, 200).filter(({ failed }) => failed).length}`,
    });
    expect(rowAt(SECONDS, 'Aggregated')).toMatchObject({
      'Total Request Count': '503',
      'Total Failure Count': '72',
    });
  });

  it('percentiles slide over ten seconds', () => {
    const succeeded = (from: number, until: number) =>
      chat
        .filter(({ second, failed }) => !failed && second >= from && second < until)
        .map(({ responseMs }) => responseMs);
    for (const second of [5, 13, 22, 23]) {
      const times = succeeded(Math.max(0, second - 10), second);
      expect(rowAt(second, '/chat')?.['50%']).toBe(`${locustPercentile(times, 0.5)}`);
      expect(rowAt(second, '/chat')?.['99%']).toBe(`${locustPercentile(times, 0.99)}`);
    }
    // The slow second is over 10 s ago.
    expect([rowAt(22, '/chat')?.['100%'], rowAt(23, '/chat')?.['100%']]).toEqual(['4300', '500']);
    expect(rowAt(15, '/health')?.['50%']).toBe('0');
    expect(rowAt(3, '/health')?.['50%']).toBe('N/A');
  });

  it('the cumulative columns end at the times of all that did not fail', () => {
    const times = chat.filter(({ failed }) => !failed).map(({ responseMs }) => responseMs);
    const last = rowAt(SECONDS, '/chat');
    expect(Number(last?.['Total Average Response Time'])).toBeCloseTo(
      times.reduce((a, b) => a + b, 0) / times.length,
      6,
    );
    expect(last).toMatchObject({
      'Total Median Response Time': `${locustPercentile(times, 0.5)}`,
      'Total Max Response Time': '4321.5',
      'Total Average Content Size': '412.0',
    });
    expect(rowAt(0, '/chat')?.['Total Average Content Size']).toBe('0');
  });
});

describe('the piece of a second that a run leaves at its end', () => {
  /** Windows that do not begin with whole seconds, so that the last 3 ms have a row of their own. */
  const shifted = (lastMs: number, seconds: number, endpoint: Endpoint): Endpoint => {
    const { windows } = endpoint;
    if (windows === null) return endpoint;
    const startMs = windows.startMs.map((ms) => ms + 998);
    const endMs = startMs.map((ms, i) => ms + (i === seconds - 1 ? lastMs : 1000));
    return { ...endpoint, windows: { ...windows, startMs, endMs } };
  };
  const ratesOf = (lastMs: number, sent: readonly Sent[]) => {
    const seconds = (sent.at(-1)?.second ?? 0) + 1;
    const pieces = engineRun(seconds, { 'GET /': sent });
    const endpoints = pieces.endpoints.map((endpoint) => shifted(lastMs, seconds, endpoint));
    return rowsOf({ ...pieces, endpoints, total: null }, '_stats_history.csv').map((row) =>
      Number(row['Requests/s']),
    );
  };
  const steady: readonly Sent[] = Array.from({ length: 50 }, (_, i) => ({
    second: Math.floor(i / 10),
    responseMs: 5,
  }));

  it('is taken together with the second before', () => {
    const rates = ratesOf(3, [...steady, { second: 5, responseMs: 5 }]);
    expect(rates).toEqual([0, 10, 10, 10, 10, 10, Number((11 / 1.003).toFixed(6))]);
  });

  it('counts as a second where it is the whole run', () => {
    expect(ratesOf(3, [{ second: 0, responseMs: 1 }])).toEqual([0, 1]);
  });
});

describe('_failures.csv and _exceptions.csv', () => {
  it('have a row for each message and each error', () => {
    expect(rowsOf(run, '_failures.csv')).toEqual([
      {
        Method: 'POST',
        Name: '/chat',
        Error: 'HTTP 503 Service Unavailable',
        Occurrences: '72',
        'First Seen': '2026-11-23T09:01:01Z',
        'Last Seen': '2026-11-23T09:01:30Z',
      },
    ]);
    expect(rowsOf(run, '_exceptions.csv')).toEqual([
      { Count: '4', Message: 'TypeError: "x"\nis undefined', Traceback: '  at chat.ts:3', Nodes: 'local' },
    ]);
  });

  it('of a run without any, they are there with their headers', () => {
    const calm = engineRun(2, { 'GET /health': [{ second: 0, responseMs: 1 }] });
    expect(textOf(calm, '_failures.csv')).toBe('Method,Name,Error,Occurrences,First Seen,Last Seen\r\n');
    expect(textOf(calm, '_exceptions.csv')).toBe('Count,Message,Traceback,Nodes\r\n');
  });
});

it('read again, they hold the same totals', async () => {
  const prefix = join(temporaryFolder(), 'results');
  await writeLocustFiles(run, prefix);
  const sources = await openSources([prefix], { cwd: '/', maxBytes: DEFAULT_MAX_BYTES, progress: () => {} });
  const { runs } = await importRuns(sources, {});
  const [again] = runs;
  expect(again?.source.tool).toBe('Locust');
  const facts = ({ endpoints, total }: Run) =>
    [...endpoints.filter(({ key }) => key.method !== 'GROUP'), total].map((one) => [
      one?.requests,
      one?.failures,
    ]);
  expect(again && facts(again)).toEqual(facts(run));
  const requests = (of: Run | undefined) => Array.from(of?.total?.windows?.requests ?? []);
  expect(requests(again)).toEqual(requests(run));
  expect(Array.from(again?.users?.users ?? []).at(-1)).toBe(10);
  expect(again?.notices.map(({ code }) => code)).not.toContain('sources-disagree');
  expect(again?.exceptions).toMatchObject([{ count: 4 }]);
});
