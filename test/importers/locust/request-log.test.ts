import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isReliable, readRequestLog } from '../../../src/importers/locust/request-log.ts';
import { isRequestLogHeader } from '../../../src/importers/locust/request-log-header.ts';
import { Problem } from '../../../src/model/problem.ts';
import { rankOf } from '../../../src/stats/quantile.ts';
import { sampleFiles, sampleText, sourceFileFrom } from '../../support/source-file.ts';

// The format: locust-formats.md, section 7. The truth: recorded by a listener inside the same Locust process.
const header = 'timestamp,request_type,name,response_time_ms,response_length,status_code,exception';
const truth = JSON.parse(readFileSync('test/fixtures/truth/d11-locust-head.json', 'utf8')) as {
  truth: {
    client: {
      method: string;
      name: string;
      n: number;
      failures: number;
      mean: number;
      min: number;
      max: number;
      nearest_rank: Record<string, number>;
    }[];
  };
};

function sample() {
  const [file] = sampleFiles('d11-locust-head', 'request_log.csv');
  return file === undefined ? Promise.reject() : readRequestLog(file, () => {});
}

function log(...rows: readonly string[]) {
  const text = [header, ...rows].map((row) => `${row}\r\n`).join('');
  return readRequestLog(sourceFileFrom('request_log.csv', text), () => {});
}

function sum(values: ArrayLike<number> | null | undefined): number {
  return Array.from(values ?? []).reduce((total, value) => total + value, 0);
}

/** The nearest-rank quantile of ascending values. */
const valueAt = (sorted: ArrayLike<number>, p: number) => sorted[rankOf(sorted.length, p) - 1] ?? Number.NaN;

describe('the header of a request log', () => {
  it('is known in any order and with further columns', () => {
    expect(isRequestLogHeader(header.split(','))).toBe(true);
    expect(isRequestLogHeader(['user', ...header.split(',').reverse()])).toBe(true);
    expect(isRequestLogHeader(['timestamp', 'name', 'response_time_ms'])).toBe(false);
  });
});

describe('the request log of a real run', () => {
  it('has every request: its statistics are the exact ones', async () => {
    const part = await sample();
    expect(part.rowsRead).toBe(1331);
    expect(part.rowsSkipped).toBe(0);
    expect(part.notices).toEqual([]);
    expect(isReliable(part)).toBe(true);
    for (const exact of truth.truth.client) {
      const endpoint = part.endpoints.find(
        ({ key }) => key.name === exact.name && key.method === exact.method,
      );
      expect(endpoint?.requests).toBe(exact.n);
      expect(endpoint?.failures).toBe(exact.failures);
      const values = endpoint?.latency?.kind === 'samples' ? endpoint.latency.valuesMs : [];
      for (const [p, valueMs] of Object.entries(exact.nearest_rank)) {
        // Two decimals in the log, three in the truth.
        expect(Math.abs(valueAt(values, Number(p)) - valueMs)).toBeLessThanOrEqual(0.0056);
      }
      expect(sum(values) / exact.n).toBeCloseTo(exact.mean, 2);
    }
  });

  it('orders endpoints by name and adds them up', async () => {
    const part = await sample();
    expect(part.endpoints.map(({ key }) => `${key.method} ${key.name}`)).toEqual([
      'POST /chat',
      'POST /chat (checked)',
      'GET /health',
      'GET /metrics',
      'GET /nope',
      'GET /stats',
    ]);
    expect(part.total?.requests).toBe(1331);
    expect(part.total?.failures).toBe(42);
    expect(part.total?.key).toEqual({ method: '', name: 'Aggregated' });
    // Average Content Size of the report of the same run.
    expect(part.total?.meanResponseBytes).toBeCloseTo(187.50338091660404, 10);
  });

  it('has windows of one second, each request in the second in which it completed', async () => {
    const part = await sample();
    const windows = part.total?.windows;
    // Locust counted by second as well: num_reqs_per_sec of run_json.json of the same run.
    const json = JSON.parse(sampleText('d11-locust-head', 'run_json.json')) as {
      num_reqs_per_sec: Record<string, number>;
    }[];
    let moved = 0;
    // The last one ends with the last request: what came after was not measured.
    const last = (windows?.length ?? 0) - 1;
    expect(windows?.endMs[last]).toBe(Math.ceil(part.endMs ?? 0));
    for (let i = 0; i < last; i++) {
      expect((windows?.endMs[i] ?? 0) - (windows?.startMs[i] ?? 0)).toBe(1000);
      const second = String((windows?.startMs[i] ?? 0) / 1000);
      moved += Math.abs(
        (windows?.requests[i] ?? 0) - sum(json.map((entry) => entry.num_reqs_per_sec[second] ?? 0)),
      );
    }
    // A few requests complete at the very end of a second and are counted by Locust in the next: at most 1 %.
    expect(moved / 2 / 1331).toBeLessThan(0.01);
    expect(sum(windows?.requests)).toBe(1331);
    expect(sum(windows?.failures)).toBe(42);
  });

  it('has all response times of each window', async () => {
    const part = await sample();
    for (const endpoint of [...part.endpoints, ...(part.total === null ? [] : [part.total])]) {
      const { windows } = endpoint;
      const histograms = windows?.histograms;
      expect(histograms?.offsets.length).toBe((windows?.length ?? 0) + 1);
      expect(histograms?.offsets.at(-1)).toBe(histograms?.valuesMs.length);
      expect(sum(histograms?.counts)).toBe(endpoint.requests);
      for (let i = 0; i < (windows?.length ?? 0); i++) {
        const [from, to] = [histograms?.offsets[i] ?? 0, histograms?.offsets[i + 1] ?? 0];
        const values = Array.from(histograms?.valuesMs.subarray(from, to) ?? []);
        const counts = Array.from(histograms?.counts.subarray(from, to) ?? []);
        expect(sum(counts)).toBe(windows?.requests[i]);
        expect(values).toEqual([...new Set(values)].sort((a, b) => a - b));
        const sumMs = values.reduce((total, value, index) => total + value * (counts[index] ?? 0), 0);
        expect(sumMs).toBeCloseTo(windows?.sumMs?.[i] ?? Number.NaN, 6);
      }
    }
  });

  it('has failures by message, first and last seen when they completed', async () => {
    const part = await sample();
    expect(sum(part.failures.map(({ count }) => count))).toBe(42);
    const missing = part.failures.find(({ key }) => key.name === '/nope');
    expect(missing?.message).toBe('404 Client Error: Not Found for url: /nope');
    expect(missing?.count).toBe(13);
    // first_seen and last_seen of the report of the same run, within the time it takes to log.
    expect(missing?.firstMs).toBeCloseTo(1795433356821.522, -2);
    expect(missing?.lastMs).toBeCloseTo(1795433434779.16, -2);
  });

  it('spans from the start of the first request to the end of the last', async () => {
    const part = await sample();
    expect(part.startMs).toBe(1795433345486.822);
    expect(part.endMs).toBeGreaterThan(1795433435400);
    expect(part.version).toEqual({ atLeast: '2.44.0' });
  });
});

describe('a request log', () => {
  it('keeps hostile names apart and whole', async () => {
    const names = [
      '__proto__',
      'constructor',
      '</script><img src=x onerror=1>',
      'x'.repeat(10_000),
      '\u202eabc',
      '',
    ];
    const part = await log(...names.map((name, i) => `1795433345.5,GET,${name},${i + 1},1,200,`));
    expect(part.endpoints.map(({ key }) => key.name).sort()).toEqual([...names].sort());
  });

  it('reads messages of several lines', async () => {
    const part = await log(
      '1795433345.5,GET,/a,1.5,1,500,"two\nlines, ""quoted"""',
      '1795433345.6,GET,/a,1.5,1,200,',
    );
    expect(part.failures).toMatchObject([{ message: 'two\nlines, "quoted"', count: 1 }]);
    expect(part.total?.requests).toBe(2);
  });

  it('has no mean size when a size is missing, and never takes an empty cell for zero', async () => {
    const part = await log('1795433345.5,GET,/a,1.5,,200,', '1795433345.6,GET,/a,1.5,10,200,');
    expect(part.total?.meanResponseBytes).toBeNull();
    const skipped = await log('1795433345.5,GET,/a,,10,200,', '1795433345.6,GET,/a,1.5,10,200,');
    expect(skipped.rowsSkipped).toBe(1);
  });

  it('without requests has no times and no windows', async () => {
    const part = await log();
    expect(part.startMs).toBeNull();
    expect(part.total).toMatchObject({
      requests: 0,
      failures: 0,
      latency: null,
      windows: null,
      meanResponseBytes: null,
    });
  });

  it('loses one row to one damaged row, and is still reliable', async () => {
    const good = Array.from({ length: 100 }, (_, i) => `17954333${10 + (i % 80)}.5,GET,/a,1.5,10,200,`);
    const part = await log(...good, '1795433345.4868221795433345.4902,GET,/a,1.5,10,200,');
    expect(part.rowsRead).toBe(100);
    expect(part.rowsSkipped).toBe(1);
    expect(part.notices.map(({ code }) => code)).toEqual(['rows-skipped']);
    expect(isReliable(part)).toBe(true);
  });

  it('that two processes wrote into is not reliable', async () => {
    // Two rows that ran into each other, and a second header: section 7.
    const part = await log(
      '1795433345.5,GET,/a,1.5,10,200,',
      '1795433345.6,GET,/a,1.51795433345.7,GET,/a,2.5,10,200,',
      header,
      '1795433346.5,GET,/a,1.5,10,200,',
    );
    expect(part.rowsRead).toBe(2);
    expect(part.rowsSkipped).toBe(2);
    expect(part.notices.map(({ code }) => code)).toContain('request-log-spliced');
    expect(isReliable(part)).toBe(false);
  });

  it('of a killed process ends in half a row', async () => {
    const text = `${header}\r\n1795433345.5,GET,/a,1.5,10,200,\r\n1795433345.6,GET,/a,1.`;
    const part = await readRequestLog(sourceFileFrom('request_log.csv', text), () => {});
    expect(part.cutOff).toBe(true);
    expect(part.rowsRead).toBe(1);
  });

  it('with timestamps that a spreadsheet shortened is a problem', async () => {
    await expect(log('1.79543E+09,GET,/a,1.5,10,200,')).rejects.toThrow(Problem);
  });

  it('of wild timestamps does not fill the memory', async () => {
    const part = await log('1,GET,/a,1,1,200,', '99999999999,GET,/a,1,1,200,');
    expect(part.total?.windows?.length).toBeLessThanOrEqual(100_000);
    expect(sum(part.total?.windows?.requests)).toBe(2);
  });

  it('gives the same windows whatever the order of its rows', async () => {
    const row = fc.record({
      atS: fc.integer({ min: 0, max: 20 }),
      ms: fc.integer({ min: 0, max: 5 }),
      failed: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 40 }), async (rows) => {
        const lines = rows.map(
          ({ atS, ms, failed }) => `${1795433345 + atS}.5,GET,/a,${ms},1,200,${failed ? 'x' : ''}`,
        );
        const windows = (await log(...lines)).total?.windows;
        expect((await log(...[...lines].reverse())).total?.windows).toEqual(windows);
        expect(sum(windows?.requests)).toBe(rows.length);
        expect(sum(windows?.failures)).toBe(rows.filter(({ failed }) => failed).length);
      }),
      { seed: 7, numRuns: 50 },
    );
  });
});
