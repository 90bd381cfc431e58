import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isHtmlReport, readHtmlReport } from '../../../src/importers/locust/html-report.ts';
import type { LocustPart } from '../../../src/importers/locust/part.ts';
import { roundToTwoDigits } from '../../../src/importers/locust/two-digit-rounding.ts';
import { Problem } from '../../../src/model/problem.ts';
import { curve, legacyReport, modernReport } from '../../support/locust-html.ts';
import { sampleFiles, sampleText, sourceFileFrom } from '../../support/source-file.ts';

// The generations of the report: locust-formats.md, section 9.
const samples = [
  'd01-baseline',
  'd02-candidate',
  'd03-no-requests',
  'd04-names',
  'd06-distributed',
  'd07-short-history-custom-percentiles',
  'd10-locust-1.6.0',
  'd11-locust-head',
  'd12-locust-2.29.1',
];

interface Truth {
  truth: {
    client: {
      method: string;
      name: string;
      n: number;
      none: number;
      failures: number;
      mean: number;
      min: number;
      max: number;
      locust_rule_unrounded: Record<string, number>;
    }[];
  };
}

function truthOf(folder: string): Truth['truth']['client'] {
  return (JSON.parse(readFileSync(`test/fixtures/truth/${folder}.json`, 'utf8')) as Truth).truth.client;
}

async function sample(folder: string): Promise<LocustPart> {
  const [file] = sampleFiles(folder, 'report.stripped.html');
  if (file === undefined) throw new Error(folder);
  return readHtmlReport(file, () => {});
}

function read(html: string): Promise<LocustPart> {
  return readHtmlReport(sourceFileFrom('report.html', html), () => {});
}

function codes(part: LocustPart): string[] {
  return part.notices.map(({ code }) => code);
}

function iso(ms: number | null | undefined): string {
  return ms === null || ms === undefined ? 'unknown' : new Date(ms).toISOString();
}

const aggregated = ['', 'Aggregated', 10, 0, 5, 1, 9, 12, 1.0, 0.0];
const during = '<span>2026-11-23 11:23:57 - 2026-11-23 11:25:07</span>';

/** The script of a report of 1.4.2 or newer. `mapped` is what 2.2.0 put behind the times. */
function script(times: readonly string[], mapped: string, ...members: readonly string[]): string {
  return `var stats_history = {\n    "time": ${JSON.stringify(times)}${mapped},\n${members.join('\n')}\n    "markers": [],\n};`;
}
const MAPPED =
  '.map(server_time => new Date(new Date().setUTCHours(...(server_time.split(":")))).toLocaleTimeString())';

describe('an HTML report', () => {
  it('is known by its first bytes', () => {
    for (const folder of samples) {
      const head = sampleText(folder, 'report.stripped.html').slice(0, 65_536);
      expect(isHtmlReport(head)).toBe(true);
    }
  });

  it('is known when its first bytes are full of front-end code', () => {
    const bundle = 'x'.repeat(70_000);
    const modern = sampleText('d11-locust-head', 'report.stripped.html').replace(
      'crossorigin>',
      `crossorigin>${bundle}`,
    );
    const legacy = sampleText('d10-locust-1.6.0', 'report.stripped.html').replace(
      '<style>',
      `<style>${bundle}`,
    );
    expect(isHtmlReport(modern.slice(0, 65_536))).toBe(true);
    expect(isHtmlReport(legacy.slice(0, 65_536))).toBe(true);
  });

  it('is not mistaken for another page', () => {
    for (const other of [
      '<!DOCTYPE html><html><head><title>Test Report</title></head><body>pytest</body></html>',
      '<!DOCTYPE html><html><head><title>Locust</title></head><body>an insect</body></html>',
      'Type,Name,Request Count',
      '',
    ]) {
      expect(isHtmlReport(other)).toBe(false);
    }
  });
});

describe('the report of a real run', () => {
  it.each(samples)('%s has the true counts of every endpoint', async (folder) => {
    const part = await sample(folder);
    const truth = truthOf(folder);
    expect(part.endpoints).toHaveLength(truth.length);
    for (const exact of truth) {
      const endpoint = part.endpoints.find(
        ({ key }) => key.name === exact.name && key.method === exact.method,
      );
      if (folder.startsWith('d07')) continue; // Its counters were set back to zero during the run.
      expect(endpoint?.requests).toBe(exact.n);
      expect(endpoint?.failures).toBe(exact.failures);
    }
    expect(part.rowsSkipped).toBe(0);
    expect(part.cutOff).toBe(false);
  });

  it.each(['d10-locust-1.6.0', 'd11-locust-head', 'd12-locust-2.29.1'])(
    '%s has the true percentiles, rounded and ranked as Locust does',
    async (folder) => {
      const part = await sample(folder);
      for (const exact of truthOf(folder)) {
        const latency = part.endpoints.find(({ key }) => key.name === exact.name)?.latency;
        if (latency?.kind !== 'quantiles') throw new Error('no percentiles');
        expect(latency.points.map(({ percentile }) => percentile)).toEqual([50, 60, 70, 80, 90, 95, 99, 100]);
        for (const { percentile, valueMs } of latency.points) {
          const stated = exact.locust_rule_unrounded[percentile === 100 ? '1.0' : String(percentile / 100)];
          if (stated !== undefined) expect(valueMs).toBe(roundToTwoDigits(stated));
        }
        // Cut or rounded to whole ms.
        expect(Math.abs((latency.minMs ?? -9) - exact.min)).toBeLessThanOrEqual(1);
        expect(Math.abs((latency.maxMs ?? -9) - exact.max)).toBeLessThanOrEqual(1);
        expect(Math.abs((latency.meanMs ?? -9) - exact.mean)).toBeLessThanOrEqual(1);
      }
    },
  );

  it('of Locust 1.6.0 has names with markup, quotes and line ends, though it does not escape them', async () => {
    const part = await sample('d10-locust-1.6.0');
    expect(part.endpoints.map(({ key }) => key.name)).toContain('</script><img src=x onerror=1>');
    expect(part.endpoints.map(({ key }) => key.name)).toContain('line1\nline2 of name');
    expect(part.failures).toContainEqual({
      key: { method: 'GET', name: '</script><img src=x onerror=1>' },
      message: '500 Server Error: Internal Server Error for url: </script><img src=x onerror=1>',
      count: 1,
      firstMs: null,
      lastMs: null,
    });
    expect(part.exceptions).toHaveLength(1);
    expect(part.exceptions[0]).toMatchObject({
      count: 9,
      nodes: 'local',
      message: `'missing, "key"\\nwith newline'`,
    });
    expect(part.exceptions[0]?.traceback).toContain('in run\n    self.execute_next_task()');
    expect(codes(part)).toContain('times-without-zone');
    expect(part.version).toEqual({ atLeast: '1.4.2', below: '2.2.0' });
  });

  it('of Locust 2.12.1 has the escapes of its names taken back, once', async () => {
    const part = await sample('d04-names');
    expect(part.endpoints.map(({ key }) => key.name)).toContain('__proto__');
    for (const { key } of part.endpoints)
      expect(truthOf('d04-names').map(({ name }) => name)).toContain(key.name);
    expect(part.failures.reduce((sum, { count }) => sum + count, 0)).toBe(part.total?.failures);
  });

  it('says when it was, where the load went and how many users there were', async () => {
    const newest = await sample('d11-locust-head');
    expect([iso(newest.startMs), iso(newest.endMs)]).toEqual([
      '2026-11-23T11:29:05.000Z',
      '2026-11-23T11:30:35.000Z',
    ]);
    expect(newest.host).toBe('http://127.0.0.1:9111');
    expect(Array.from(newest.users?.users ?? [])).toEqual([25, ...Array<number>(16).fill(30), 0]);
    expect(iso(newest.users?.atMs[0])).toBe('2026-11-23T11:29:10.000Z');
    const older = await sample('d01-baseline');
    expect([iso(older.startMs), iso(older.endMs)]).toEqual([
      '2026-11-23T09:47:53.000Z',
      '2026-11-23T09:50:23.000Z',
    ]);
    expect(iso(older.users?.atMs[0])).toBe('2026-11-23T09:47:58.000Z');
  });

  it('of the newest Locust has failures with their first and last time', async () => {
    const part = await sample('d11-locust-head');
    expect(part.failures.find(({ key }) => key.name === '/nope')).toEqual({
      key: { method: 'GET', name: '/nope' },
      message: '404 Client Error: Not Found for url: /nope',
      count: 13,
      firstMs: 1795433356821.522,
      lastMs: 1795433434779.162,
    });
  });

  it('tells the version by what it has and has not', async () => {
    expect((await sample('d11-locust-head')).version).toEqual({ atLeast: '2.44.0' });
    expect((await sample('d12-locust-2.29.1')).version).toEqual({ atLeast: '2.29.0', below: '2.31.0' });
    expect((await sample('d01-baseline')).version).toEqual({ atLeast: '2.2.0', below: '2.28' });
  });
});

describe('the curve of a report', () => {
  it('has true counts: those of the request log of the same run', async () => {
    const part = await sample('d11-locust-head');
    const completedS = sampleText('d11-locust-head', 'run_json.json');
    const perSecond = (JSON.parse(completedS) as { num_reqs_per_sec: Record<string, number> }[]).map(
      ({ num_reqs_per_sec }) => num_reqs_per_sec,
    );
    const windows = part.total?.windows;
    expect(windows?.length).toBe(9);
    for (let i = 0; i < 9; i++) {
      let expected = 0;
      for (let s = (windows?.startMs[i] ?? 0) / 1000; s < (windows?.endMs[i] ?? 0) / 1000; s++) {
        for (const counts of perSecond) expected += counts[String(s)] ?? 0;
      }
      expect(windows?.requests[i]).toBe(expected);
    }
  });

  it('has windows that follow one another without overlap', async () => {
    for (const folder of samples) {
      const windows = (await sample(folder)).total?.windows;
      if (windows === null || windows === undefined) throw new Error(folder);
      for (let i = 1; i < windows.length; i++) {
        expect(windows.startMs[i]).toBeGreaterThanOrEqual(windows.endMs[i - 1] ?? 0);
      }
      expect(windows.quantiles).toMatchObject({ covers: 'trailing', spanMs: 10_000, rounding: 'two-digits' });
    }
  });

  it('has no percentile where there was no request', async () => {
    const part = await sample('d03-no-requests');
    expect(part.total).toMatchObject({ requests: 0, latency: null });
    expect(part.total?.windows?.quantiles?.valuesMs.every((column) => column.every(Number.isNaN))).toBe(true);
  });

  it('wraps at midnight', async () => {
    const part = await read(
      legacyReport({
        during:
          '<span class="l10n datetime">2026-11-23 23:59:50</span> - <span class="l10n datetime">2026-11-24 00:00:10</span>',
        requests: [aggregated],
        script: script(['23:59:55', '00:00:00', '00:00:05'], MAPPED, curve('user_count', [1, 2, 3])),
      }),
    );
    expect(Array.from(part.users?.atMs ?? [], iso)).toEqual([
      '2026-11-23T23:59:55.000Z',
      '2026-11-24T00:00:00.000Z',
      '2026-11-24T00:00:05.000Z',
    ]);
  });

  it('stands still when no request comes to an end; no counts are made of that', async () => {
    // Section 4: the rate freezes at its last value. The percentiles of the last 10 s are 0 then.
    const seconds = Array.from({ length: 9 }, (_, i) => 7 + 5 * i);
    const times = seconds.map((s) => `11:24:${String(s).padStart(2, '0')}`);
    const part = await read(
      legacyReport({
        during: '<span>2026-11-23 11:23:57 - 2026-11-23 11:25:07</span>',
        requests: [aggregated],
        script: script(
          times,
          MAPPED,
          curve('current_rps', [...Array<number>(5).fill(2), 1.5, 1.5, 1.5, 1.5]),
          curve('current_fail_per_sec', Array<number>(9).fill(0)),
          curve('response_time_percentile_50', [...Array<number>(5).fill(100), 0, 0, 0, 0]),
        ),
      }),
    );
    expect(Array.from(part.total?.windows?.requests ?? [])).toEqual([16, 20, 20]);
  });
});

describe('a report of 1.2 to 1.4.1', () => {
  it('has its tables, escaped by Flask, and curves inside the calls that draw them', async () => {
    const part = await read(
      legacyReport({
        during,
        requests: [['GET', '/a?x=1&amp;y=&#34;2&#34;', 10, 1, 5, 1, 9, 12, 1.0, 0.1], aggregated],
        percentiles: [
          ['GET', '/a?x=1&amp;y=&#34;2&#34;', 5, 5, 5, 6, 7, 8, 9, 9],
          ['', 'Aggregated', 5, 5, 5, 6, 7, 8, 9, 9],
        ],
        script: `var rpsChart = new LocustLineChart($(".charts-container"), "Total Requests per Second", ["RPS", "Failures/s"], "reqs/s");
rpsChart.chart.setOption({ xAxis: {data: ["11:24:02", "11:24:07",]}, series: [{data: [1, 2,]}, {data: [0, 0,]}] });
responseTimeChart.chart.setOption({ xAxis: {data: ["11:24:02", "11:24:07",]}, series: [{data: [3, 4,]}, {data: [8, 9,]}] });
usersChart.chart.setOption({ xAxis: {data: ["11:24:02", "11:24:07",]}, series: [{data: [10, 20,]}] });`,
      }),
    );
    expect(part.version).toEqual({ atLeast: '1.2', below: '1.4.2' });
    expect(part.endpoints[0]?.key.name).toBe('/a?x=1&y="2"');
    expect(part.endpoints[0]?.latency).toMatchObject({ meanMs: 5, minMs: 1, maxMs: 9, medianMs: null });
    expect(Array.from(part.users?.users ?? [])).toEqual([10, 20]);
    expect(part.total?.windows?.quantiles?.percentiles).toEqual([50, 95]);
  });
});

describe('a report of 1.4.2 to 2.10.1', () => {
  it('keeps hostile names whole, though nothing in it is escaped', async () => {
    const names = [
      '</td></tr></tbody></table><h1>x</h1>',
      '<tr>\n<td>a</td>\n<td>1</td>\n</tr>',
      '<h2>Response Time Statistics</h2>',
      'a\n<script>',
      '__proto__',
      '\u202eabc',
      'x'.repeat(10_000),
      'var stats_history = {"time": ["11:24:02"]}',
      '&lt;b&gt; <b>',
      '</script><script>window.templateArgs = {"requests_statistics": 1}</script>',
    ];
    const part = await read(
      legacyReport({
        during,
        requests: [...names.map((name) => ['GET', name, 10, 1, 5, 1, 9, 12, 1.0, 0.1]), aggregated],
        percentiles: [
          ...names.map((name) => ['GET', name, 5, 5, 5, 6, 7, 8, 9, 9]),
          ['', 'Aggregated', 5, 5, 5, 6, 7, 8, 9, 9],
        ],
        failures: names.map((name) => ['GET', name, `failed: ${name}`, 1]),
        script: script(['11:24:02'], '', curve('user_count', [7])),
      }),
    );
    expect(part.endpoints.map(({ key }) => key.name).sort()).toEqual([...names].sort());
    expect(part.failures.map(({ message }) => message)).toEqual(names.map((name) => `failed: ${name}`));
    expect(
      part.endpoints.every(({ latency }) => latency?.kind === 'quantiles' && latency.points.length === 8),
    ).toBe(true);
    expect(Array.from(part.users?.users ?? [])).toEqual([7]);
    expect(part.total?.requests).toBe(10);
  });

  it('has an endpoint named Aggregated beside the total', async () => {
    const part = await read(
      legacyReport({ during, requests: [['', 'Aggregated', 3, 0, 5, 1, 9, 12, 1, 0], aggregated] }),
    );
    expect(part.endpoints.map(({ requests }) => requests)).toEqual([3]);
    expect(part.total?.requests).toBe(10);
  });

  it('loses a row that is damaged, and counts it', async () => {
    const html = legacyReport({ during, requests: [['GET', '/a', 1, 0, 5, 1, 9, 12, 1, 0], aggregated] });
    const part = await read(html.replace('<td>GET</td>', '<td>GET'));
    expect(part.endpoints).toEqual([]);
    expect(part.rowsSkipped).toBe(1);
    expect(part.total?.requests).toBe(10);
  });

  it('with Windows line ends is read the same', async () => {
    const html = legacyReport({ during, requests: [['GET', '/a', 1, 0, 5, 1, 9, 12, 1, 0], aggregated] });
    const { file: _, ...expected } = await read(html);
    expect(await read(html.replaceAll('\n', '\r\n'))).toMatchObject(expected);
  });

  it('that was cut off in its tables says so', async () => {
    const html = legacyReport({ during, requests: [['GET', '/a', 1, 0, 5, 1, 9, 12, 1, 0], aggregated] });
    const part = await read(html.slice(0, html.indexOf('Aggregated')));
    expect(part.cutOff).toBe(true);
    expect(part.endpoints).toHaveLength(1);
    expect(part.total).toBeNull();
  });
});

describe('a report of 2.2.0 to 2.4.1', () => {
  it('has its header in local time and its curve in UTC; both are brought to UTC', async () => {
    const part = await read(
      legacyReport({
        during:
          '<span class="l10n datetime">2026-11-24 04:53:50</span> - <span class="l10n datetime">2026-11-24 04:55:00</span>',
        requests: [aggregated],
        script: script(['23:23:55', '23:24:00'], MAPPED, curve('user_count', [1, 2])),
      }),
    );
    // 5 h 30 min ahead, as in India.
    expect([iso(part.startMs), iso(part.endMs)]).toEqual([
      '2026-11-23T23:23:50.000Z',
      '2026-11-23T23:25:00.000Z',
    ]);
    expect(iso(part.users?.atMs[0])).toBe('2026-11-23T23:23:55.000Z');
    expect(part.notices.find(({ code }) => code === 'report-header-in-local-time')?.message).toContain(
      '5.5 h ahead',
    );
  });
});

describe('a report of 2.15.1 to 2.27 in the old look', () => {
  const numbered = [
    curve('response_time_percentile_1', [5]),
    curve('response_time_percentile_2', [9]),
    curve('current_rps', [2]),
  ];

  it('numbers its percentiles, which are the 50th and 95th when it does not say', async () => {
    const part = await read(
      legacyReport({ during, requests: [aggregated], script: script(['11:24:02'], MAPPED, ...numbered) }),
    );
    expect(part.total?.windows?.quantiles?.percentiles).toEqual([50, 95]);
    expect(codes(part)).toContain('chart-percentiles-assumed');
    expect(part.version).toEqual({ atLeast: '2.15.1', below: '2.28' });
  });

  it('may say which they are', async () => {
    const named = `${script(['11:24:02'], MAPPED, ...numbered)}\nvar percentile1 = 0.9;\nvar percentile2 = 0.999;`;
    const part = await read(legacyReport({ during, requests: [aggregated], script: named }));
    expect(part.total?.windows?.quantiles?.percentiles).toEqual([90, 99.9]);
    expect(codes(part)).not.toContain('chart-percentiles-assumed');
  });
});

describe('a report with templateArgs', () => {
  const row = {
    method: '',
    name: 'Aggregated',
    num_requests: 10,
    num_failures: 0,
    min_response_time: 1,
    max_response_time: 9,
  };
  const point = { time: '11:24:02', user_count: 3, current_rps: 2, current_fail_per_sec: 0 };
  const args = {
    is_report: true,
    requests_statistics: [row],
    failures_statistics: [],
    exceptions_statistics: [],
    response_time_statistics: [{ method: '', name: 'Aggregated', '0.5': 4, '0.999': 9, '1.0': 9 }],
    start_time: '2026-11-23 11:23:57',
    end_time: '2026-11-23 11:25:07',
    host: 'None',
    history: [point],
  };
  const percentilesOf = (part: LocustPart) => part.total?.windows?.quantiles?.percentiles;

  it('of 2.18 to 2.28 has UTC times without a mark, of days that must be worked out', async () => {
    const part = await read(
      modernReport({
        ...args,
        requests_statistics: [{ ...row, safe_name: 'Aggregated' }],
        percentile1: 0.5,
        percentile2: 0.95,
        history: [{ ...point, response_time_percentile_1: 4, response_time_percentile_2: 9 }],
      }),
    );
    expect(iso(part.startMs)).toBe('2026-11-23T11:23:57.000Z');
    expect(iso(part.users?.atMs[0])).toBe('2026-11-23T11:24:02.000Z');
    expect(percentilesOf(part)).toEqual([50, 95]);
    expect(part.version).toEqual({ atLeast: '2.18.0', below: '2.20.0' });
    expect(part.host).toBeNull();
    expect(codes(part)).toEqual(['rates-are-trailing-means']);
  });

  it('of 2.20 has its percentiles in an object of their own', async () => {
    const history = [
      {
        ...point,
        current_response_time_percentiles: {
          'response_time_percentile_0.5': 4,
          'response_time_percentile_0.99': 9,
        },
      },
    ];
    expect(
      percentilesOf(await read(modernReport({ ...args, percentiles_to_chart: [0.5, 0.99], history }))),
    ).toEqual([50, 99]);
  });

  it('of 2.21 and newer names its percentiles', async () => {
    const part = await read(
      modernReport({
        ...args,
        percentiles_to_chart: [0.999],
        history: [{ ...point, 'response_time_percentile_0.999': 9 }],
      }),
    );
    expect(percentilesOf(part)).toEqual([99.9]);
    expect(part.total?.latency).toMatchObject({
      points: [
        { percentile: 50, valueMs: 4 },
        { percentile: 99.9, valueMs: 9 },
        { percentile: 100, valueMs: 9 },
      ],
    });
  });

  it('of 2.28.0 to 2.32.1 has its last point more than once', async () => {
    const part = await read(
      modernReport({
        ...args,
        history: [point, { ...point, time: '11:24:07' }, { ...point, time: '11:24:07', user_count: 9 }],
      }),
    );
    expect(Array.from(part.users?.users ?? [])).toEqual([3, 3]);
  });

  it('of 2.31.3 and newer has pairs of time and value', async () => {
    const time = '2026-11-23T11:24:02Z';
    const history = [
      {
        time,
        user_count: [time, 3],
        current_rps: [time, 2],
        current_fail_per_sec: [time, 1],
        'response_time_percentile_0.5': [time, 4],
      },
    ];
    const part = await read(
      modernReport({ ...args, start_time: '2026-11-23T11:23:57Z', duration: '1 minute', history }),
    );
    expect(Array.from(part.total?.windows?.requests ?? [])).toEqual([6]);
    expect(Array.from(part.total?.windows?.failures ?? [])).toEqual([3]);
    expect(part.version).toEqual({ atLeast: '2.37.13' });
  });

  it('to 2.37.12 is escaped, once; there is a safe_name then', async () => {
    const name = 'a &amp;lt; b';
    const escaped = {
      ...args,
      host: 'http://x/?a=1&amp;b=2',
      requests_statistics: [
        { ...row, method: 'GET', name, safe_name: name },
        { ...row, safe_name: 'Aggregated' },
      ],
      response_time_statistics: [{ method: 'GET', name, '0.5': 4 }],
      failures_statistics: [
        { method: 'GET', name, error: 'CatchResponseError(&#x27;&lt;b&gt;&#x27;)', occurrences: 2 },
      ],
    };
    const part = await read(modernReport(escaped));
    expect(part.endpoints[0]?.key.name).toBe('a &lt; b');
    expect(part.endpoints[0]?.latency).toMatchObject({ points: [{ percentile: 50, valueMs: 4 }] });
    expect(part.failures[0]).toMatchObject({ message: '<b>', key: { name: 'a &lt; b' } });
    expect(part.host).toBe('http://x/?a=1&b=2');
  });

  it('from 2.37.13 is not escaped, and nothing is taken back', async () => {
    const names = [
      '&lt;b&gt;',
      '</script><img src=x onerror=1>',
      '__proto__',
      '\u202eabc',
      'x'.repeat(10_000),
      'window.templateArgs = {',
    ];
    const part = await read(
      modernReport({
        ...args,
        requests_statistics: [...names.map((name) => ({ ...row, method: 'GET', name })), row],
      }),
    );
    expect(part.endpoints.map(({ key }) => key.name).sort()).toEqual([...names].sort());
  });

  it('counts the rows that say nothing', async () => {
    const part = await read(
      modernReport({ ...args, requests_statistics: [{ name: 'x' }, { num_requests: 1 }, row] }),
    );
    expect(part.rowsSkipped).toBe(2);
    expect(part.total?.requests).toBe(10);
  });

  it('that is no report but the saved web page is a problem', async () => {
    const { requests_statistics: _, ...page } = args;
    await expect(read(modernReport({ ...page, is_report: false }))).rejects.toMatchObject({
      code: 'html-without-statistics',
    });
  });

  it('that was cut off is a problem', async () => {
    const html = modernReport(args);
    await expect(read(html.slice(0, html.indexOf('end_time')))).rejects.toMatchObject({
      code: 'html-cut-off',
    });
  });
});

describe('a damaged report', () => {
  it('of any generation is read as far as it goes, or is a problem', async () => {
    const folder = fc.constantFrom('d04-names', 'd10-locust-1.6.0', 'd11-locust-head', 'd12-locust-2.29.1');
    const noise = fc.constantFrom(
      '',
      '<',
      '"',
      '</td>',
      '</tr>',
      '<td>',
      '{',
      '}',
      ']',
      '\\n',
      '0',
      'null',
      '<tbody>',
    );
    await fc.assert(
      fc.asyncProperty(folder, fc.nat(), fc.nat(400), noise, async (name, at, length, text) => {
        const html = sampleText(name, 'report.stripped.html');
        const start = at % html.length;
        const damaged = html.slice(0, start) + text + html.slice(start + length);
        await read(damaged).catch((error: unknown) => {
          expect(error).toBeInstanceOf(Problem);
          return null;
        });
      }),
      { seed: 9, numRuns: 300 },
    );
  });
});
