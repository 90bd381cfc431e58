import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isJsonReport, readJsonReport } from '../../../src/importers/locust/json-report.ts';
import { roundToTwoDigits } from '../../../src/importers/locust/two-digit-rounding.ts';
import { Problem } from '../../../src/model/problem.ts';
import { sampleText, sourceFileFrom } from '../../support/source-file.ts';

// The format: locust-formats.md, section 8. The truth: recorded by a listener inside the same Locust process.
const text = sampleText('d11-locust-head', 'run_json.json');
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
      locust_rule_unrounded: Record<string, number>;
    }[];
  };
};

function read(content: string) {
  return readJsonReport(sourceFileFrom('run_json.json', content), () => {});
}

function sum(values: ArrayLike<number> | null | undefined): number {
  return Array.from(values ?? []).reduce((total, value) => total + value, 0);
}

/** One entry as Locust writes it, with the given changes. */
function entry(changes: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return {
    name: '/a',
    method: 'GET',
    last_request_timestamp: 1795433347.5,
    start_time: 1795433345.5,
    num_requests: 3,
    num_none_requests: 0,
    num_failures: 1,
    total_response_time: 366.5,
    max_response_time: 124.2,
    min_response_time: 119.9,
    total_content_length: 30,
    response_times: { '120': 3 },
    num_reqs_per_sec: { '1795433345': 2, '1795433347': 1 },
    num_fail_per_sec: { '1795433347': 1 },
    ...changes,
  };
}

function list(...entries: readonly unknown[]): string {
  return JSON.stringify(entries, null, 4);
}

describe('the JSON output of Locust', () => {
  it('is known by its first bytes, alone or among the lines of a log', () => {
    expect(isJsonReport(text.slice(0, 65_536))).toBe(true);
    expect(
      isJsonReport(`[2026-11-23 11:29:05,093] host/INFO/locust.main: Starting\n${text.slice(0, 3000)}`),
    ).toBe(true);
    expect(isJsonReport(JSON.stringify([entry({})]))).toBe(true);
  });

  it('is not mistaken for other JSON, for CSV or for an empty file', () => {
    for (const other of [
      '',
      '[]',
      '{}',
      '[{"name": "a"}]',
      '{"schema":"result/1"}',
      'Type,Name\n',
      '\n'.repeat(65_536),
    ]) {
      expect(isJsonReport(other)).toBe(false);
    }
  });
});

describe('the JSON output of a real run', () => {
  it('has exact counts, sums and extremes of every endpoint', async () => {
    const part = await read(text);
    expect(part.rowsRead).toBe(6);
    expect(part.rowsSkipped).toBe(0);
    expect(part.notices).toEqual([]);
    for (const exact of truth.truth.client) {
      const endpoint = part.endpoints.find(
        ({ key }) => key.name === exact.name && key.method === exact.method,
      );
      expect(endpoint?.requests).toBe(exact.n);
      expect(endpoint?.failures).toBe(exact.failures);
      if (endpoint?.latency?.kind !== 'histogram') throw new Error('not a histogram');
      expect(endpoint.latency.count).toBe(exact.n);
      expect((endpoint.latency.sumMs ?? 0) / exact.n).toBeCloseTo(exact.mean, 3);
      expect(endpoint.latency.minMs).toBeCloseTo(exact.min, 3);
      expect(endpoint.latency.maxMs).toBeCloseTo(exact.max, 3);
    }
  });

  it('has every percentile of Locust, rounded as Locust rounds', async () => {
    const part = await read(text);
    for (const exact of truth.truth.client) {
      const latency = part.endpoints.find(({ key }) => key.name === exact.name)?.latency;
      if (latency?.kind !== 'histogram') throw new Error('not a histogram');
      const values = latency.valuesMs.flatMap((value, i) =>
        Array<number>(latency.counts[i] ?? 0).fill(value),
      );
      for (const [p, valueMs] of Object.entries(exact.locust_rule_unrounded)) {
        // Section 4: the value at index floor(n p), at most n - 1, of the rounded values.
        const index = Math.min(Math.floor(exact.n * Number(p)), exact.n - 1);
        expect(values[index]).toBe(roundToTwoDigits(valueMs));
      }
      expect(latency.rounding).toBe('two-digits');
    }
  });

  it('adds the endpoints up to the total', async () => {
    const { total, startMs, endMs, version } = await read(text);
    expect(total).toMatchObject({ requests: 1331, failures: 42, key: { method: '', name: 'Aggregated' } });
    expect(total?.latency).toMatchObject({ kind: 'histogram', count: 1331 });
    // The report of the same run states both.
    expect(total?.meanResponseBytes).toBeCloseTo(187.50338091660404, 10);
    expect(total?.latency?.kind === 'histogram' ? (total.latency.sumMs ?? 0) / 1331 : 0).toBeCloseTo(
      259.06978261308564,
      9,
    );
    expect(startMs).toBeCloseTo(1795433345496.82, 2);
    expect(endMs).toBe(1795433435422.022);
    expect(version).toEqual({ atLeast: '2.14.1' });
  });

  it('has windows of one second, without gaps, on one axis for all endpoints', async () => {
    const part = await read(text);
    for (const endpoint of part.endpoints) {
      expect(sum(endpoint.windows?.requests)).toBe(endpoint.requests);
      expect(sum(endpoint.windows?.failures)).toBe(endpoint.failures);
      expect(endpoint.windows?.startMs).toBe(part.total?.windows?.startMs);
      expect(endpoint.windows).toMatchObject({ sumMs: null, quantiles: null, histograms: null });
    }
    expect(part.total?.windows?.length).toBe(91);
    expect(part.total?.windows?.startMs[0]).toBe(1795433345000);
    expect(part.total?.windows?.endMs.at(-1)).toBe(1795433436000);
  });

  it('is read the same among the lines of a log and on one line', async () => {
    const { file, ...expected } = await read(text);
    const noise =
      '[2026-11-23 11:29:05,093] host/INFO/locust.main: Starting [1]\n[]\n[{"a": 1}]\nType     Name\n';
    const { file: _, ...among } = await read(
      `${noise}${text}\n[2026-11-23] host/INFO/locust.main: Shutting down ]}"\n`,
    );
    const { file: __, ...compact } = await read(JSON.stringify(JSON.parse(text)));
    expect(among).toEqual(expected);
    expect(compact).toEqual(expected);
    expect(file.name).toBe('run_json.json');
  });
});

describe('an entry', () => {
  it('with unknown keys is read without them', async () => {
    const part = await read(list(entry({ user_agent: { deep: [1] }, name: '__proto__' })));
    expect(part.endpoints[0]).toMatchObject({ key: { method: 'GET', name: '__proto__' }, requests: 3 });
  });

  it('keeps its name, whatever is in it', async () => {
    const names = [
      '</script><img src=x onerror=1>',
      'x'.repeat(10_000),
      '\u202eabc',
      'a\n    {\n        "name": "b"',
      ']}"',
      '',
    ];
    const part = await read(list(...names.map((name) => entry({ name }))));
    expect(part.endpoints.map(({ key }) => key.name).sort()).toEqual([...names].sort());
    expect(part.notices).toEqual([]);
  });

  it('of which some requests had no response time says so', async () => {
    const part = await read(list(entry({ num_requests: 5, num_none_requests: 2 })));
    expect(part.endpoints[0]?.latency).toMatchObject({ count: 3 });
    expect(part.endpoints[0]?.requests).toBe(5);
    expect(part.notices.map(({ code }) => code)).toEqual(['requests-without-response-time']);
  });

  it('without any response time has no histogram', async () => {
    const part = await read(
      list(entry({ num_none_requests: 3, response_times: {}, min_response_time: null })),
    );
    expect(part.endpoints[0]?.latency).toBeNull();
    expect(part.total?.latency).toBeNull();
  });

  it('rounded by a rule of the test itself is no two-digit histogram', async () => {
    const whole = await read(list(entry({ response_times: { '123': 3 } })));
    expect(whole.total?.latency).toMatchObject({ rounding: 'whole-ms' });
    const exact = await read(list(entry({ response_times: { '12.25': 3 } })));
    expect(exact.total?.latency).toMatchObject({ rounding: 'none' });
    expect(exact.notices.map(({ code }) => code)).toEqual(['custom-rounding']);
  });

  it('that is damaged costs that entry, named by its line', async () => {
    const part = await read(
      list(
        entry({}),
        { method: 'GET' },
        entry({ name: '/b', num_requests: -1 }),
        entry({ name: '/c', response_times: [1] }),
        entry({ name: '/d' }),
      ),
    );
    expect(part.endpoints.map(({ key }) => key.name)).toEqual(['/a', '/d']);
    expect(part.rowsSkipped).toBe(3);
    expect(part.notices[0]?.message).toContain('line 25 has no "name"');
  });

  it('that a line of a log broke into costs that entry', async () => {
    const broken = list(entry({}), entry({ name: '/b' }), entry({ name: '/c' })).replace(
      '"/b"',
      '"/b[2026-11-23] "INFO: "',
    );
    const part = await read(broken);
    expect(part.endpoints.map(({ key }) => key.name)).toEqual(['/a', '/c']);
    expect(part.rowsSkipped).toBe(1);
  });

  it('that comes twice counts once', async () => {
    const part = await read(list(entry({}), entry({ num_requests: 99 })));
    expect(part.total?.requests).toBe(3);
    expect(part.notices[0]?.message).toContain('repeats "GET /a"');
  });
});

describe('a file', () => {
  it('that is empty is a problem that names the version with the bug', async () => {
    await expect(read(' \n')).rejects.toMatchObject({
      code: 'json-empty',
      message: expect.stringContaining('2.37.0'),
    });
  });

  it('without statistics is a problem', async () => {
    for (const content of ['{"a": 1}', '[{"a": 1}]', 'no JSON at all', '[', '{', '[{'.repeat(1000)]) {
      await expect(read(content)).rejects.toMatchObject({ code: 'json-without-statistics' });
    }
  });

  it('of a run without requests is an empty list', async () => {
    const part = await read('[]');
    expect(part).toMatchObject({ rowsRead: 0, endpoints: [], startMs: null });
    expect(part.total).toMatchObject({ requests: 0, latency: null, windows: null });
  });

  it('that was cut off anywhere keeps the entries before the cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: text.indexOf('"/stats"'), max: text.length - 2 }),
        async (length) => {
          const part = await read(text.slice(0, length));
          expect(part.cutOff).toBe(true);
          expect(part.rowsRead).toBeGreaterThanOrEqual(1);
          expect(part.rowsSkipped).toBe(0);
        },
      ),
      { seed: 8, numRuns: 60 },
    );
  });

  it('that is damaged anywhere is read as far as it goes, or is a problem', async () => {
    const noise = fc.constantFrom(
      '',
      '"',
      '{',
      '}',
      '[',
      ']',
      '\\',
      '-1',
      'null',
      '1e999',
      'NaN',
      '\n    {\n        "name": ',
    );
    await fc.assert(
      fc.asyncProperty(fc.nat(text.length), fc.nat(300), noise, async (start, length, splice) => {
        const damaged = text.slice(0, start) + splice + text.slice(start + length);
        const part = await read(damaged).catch((error: unknown) => {
          expect(error).toBeInstanceOf(Problem);
          return null;
        });
        for (const { requests } of part?.endpoints ?? []) expect(Number.isSafeInteger(requests)).toBe(true);
      }),
      { seed: 8, numRuns: 300 },
    );
  });

  it('of wild times does not fill the memory', async () => {
    const part = await read(list(entry({ num_reqs_per_sec: { '0': 1, '1795433345': 2 } })));
    expect(part.total?.windows?.length).toBeLessThanOrEqual(100_000);
    expect(sum(part.total?.windows?.requests)).toBe(3);
  });
});

describe("the JSON of Locust's web page", () => {
  // The keys of /stats/requests in 2.29: locust/web.py. Names are raw, `safe_name` and messages are escaped.
  const row = (name: string, safeName: string) => ({
    method: 'GET',
    name,
    safe_name: safeName,
    num_requests: 10,
    num_failures: 2,
    min_response_time: 3,
    max_response_time: 800,
    current_rps: 1,
    current_fail_per_sec: 0,
    avg_response_time: 41.5,
    median_response_time: 7,
    avg_content_length: 12,
    ninetieth_response_time: 90,
    'response_time_percentile_0.95': 120,
    'response_time_percentile_0.999': 800,
  });
  const page = {
    current_response_time_percentiles: { 'response_time_percentile_0.95': 7 },
    errors: [
      { error: 'CatchResponseError(&#x27;a &lt; b&#x27;)', method: 'GET', name: '/a', occurrences: 2 },
    ],
    fail_ratio: 0.2,
    state: 'running',
    stats: [
      row('a<b', 'a&lt;b'),
      row('&lt;', '&amp;lt;'),
      { ...row('Aggregated', 'Aggregated'), method: '' },
    ],
    total_rps: 1,
    user_count: 10,
  };

  it('is known', () => {
    expect(isJsonReport(JSON.stringify(page))).toBe(true);
  });

  it('has percentiles, the total and the failures', async () => {
    const part = await read(JSON.stringify(page));
    expect(part.endpoints.map(({ key }) => key.name)).toEqual(['&lt;', 'a<b']);
    expect(part.total?.requests).toBe(10);
    expect(part.endpoints[0]?.latency).toEqual({
      kind: 'quantiles',
      count: 10,
      meanMs: 41.5,
      minMs: 3,
      maxMs: 800,
      medianMs: 7,
      points: [
        { percentile: 90, valueMs: 90 },
        { percentile: 95, valueMs: 120 },
        { percentile: 99.9, valueMs: 800 },
      ],
      rounding: 'two-digits',
      extremesRounding: 'whole-ms',
      rankRule: 'one-above',
    });
    expect(part.failures).toEqual([
      { key: { method: 'GET', name: '/a' }, message: 'a < b', count: 2, firstMs: null, lastMs: null },
    ]);
  });

  it('says so when it may not be complete', async () => {
    const part = await read(JSON.stringify({ ...page, errors: Array(500).fill(page.errors[0]) }));
    expect(part.notices.map(({ code }) => code)).toEqual(['web-page-limit']);
  });
});
