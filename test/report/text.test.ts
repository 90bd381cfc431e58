import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import type { Result } from '../../src/model/result.ts';
import { text } from '../../src/report/text.ts';
import {
  analysisExample,
  causeOf,
  checkOf,
  emptyAnalysis,
  endpointOf,
  hostileNames,
  latencyOf,
  resultOf,
  startMs,
  statisticsOf,
  verdictOf,
} from '../support/analysis-example.ts';

const wide = { columns: null, colour: false };

async function linesOf(result: Result, columns: number | null = null): Promise<string[]> {
  return (await text.render(result, { columns, colour: false })).split('\n');
}

function hostileResult(): Result {
  const endpoints = hostileNames.map((name, i) =>
    endpointOf('GET', name, statisticsOf(100 + i, i, latencyOf({ 50: 10, 95: [20 + i, 10, 40 + 4 * i] }))),
  );
  const failureCauses = hostileNames.map((name) => causeOf(name, 3, { method: 'GET', name }));
  const notices = hostileNames.map((name) => ({
    code: 'x',
    severity: 'warning' as const,
    message: `The value "${name}" is no number.`,
    where: { file: name, line: 3, column: name, endpoint: { method: '', name } },
    hint: name,
  }));
  const exceptions = hostileNames.map((message) => ({
    message,
    traceback: message,
    count: 1,
    nodes: 'local',
  }));
  const checks = hostileNames.map((name) => ({
    ...checkOf('fail', name),
    expected: name,
    explanation: name,
  }));
  return resultOf([analysisExample({ endpoints, failureCauses, notices, exceptions })], verdictOf(...checks));
}

describe('The text report', () => {
  it('reads like the table that Locust prints at the end of a run', async () => {
    expect(await text.render(resultOf([analysisExample()]), { columns: 100, colour: false })).toBe(
      `No targets set
POST /chat answered 95 % of requests within 795 ms; 0.42 % of all requests failed
In the run of 1 min 40 s, 1 904 requests completed, 19.0 per second; 8 failed.

Run: baseline · Locust 2.12.1 · 22 Nov 2026, 14:30:00 UTC · 1 min 40 s · up to 40 users
Whole run, as asked.

Whole run (ms). Response times include failed requests.
Type  Name          # reqs     # fails | Avg  Min   Max  Med | req/s  failures/s
---------------------------------------|---------------------|------------------
POST  /chat           1675  8 (0.48 %) | 418  1.9  6581  360 |  16.8       0.080
GET   /health          229           0 | 6.0  0.7   102  2.0 |   2.3           0
---------------------------------------|---------------------|------------------
      All requests    1904  8 (0.42 %) | 369  1.9  6581  290 |  19.0       0.080

Response time percentiles, whole run (ms).
Type  Name         | p50  p90  p95   p99
-------------------|--------------------
POST  /chat        | 360  650  790  1900
GET   /health      | 2.0  9.0   18    93
-------------------|--------------------
      All requests | 290  600  740  1300

HTTP 500 Internal Server Error makes 63 % of the failures
# fails  Cause                           Endpoint
---------------------------------------------------
      5  HTTP 500 Internal Server Error  POST /chat
      3  HTTP 503 Service Unavailable    POST /chat
`,
    );
  });

  it('of very many endpoints shows the slowest, and says how many there are besides', async () => {
    const endpoints = Array.from({ length: 10_000 }, (_, i) =>
      endpointOf('GET', `/page/${i}`, statisticsOf(100, 0, latencyOf({ 50: 10, 95: 20 + i }))),
    );
    const failureCauses = Array.from({ length: 45 }, (_, i) =>
      causeOf(`cause ${i}`, 100 - i, { method: 'GET', name: '/' }),
    );
    const lines = await linesOf(resultOf([analysisExample({ endpoints, failureCauses })]));
    const tables = lines.join('\n').split('\n\n');
    const requests = tables.find((table) => table.startsWith('Whole run')) ?? '';
    expect(requests).toContain('The 40 slowest of 10 000 endpoints.');
    const names = [...requests.matchAll(/^GET +\/page\/(\d+)/gm)].map((match) => Number(match[1]));
    expect(names).toEqual(Array.from({ length: 40 }, (_, i) => 9999 - i));
    expect(requests).toMatch(/All requests +1904 .*\nand 9 960 more \(in the HTML report and JSON\)$/);
    const percentiles = tables.find((table) => table.startsWith('Response time percentiles')) ?? '';
    expect(percentiles.match(/^GET/gm)).toHaveLength(40);
    expect(lines).toContain('and 5 more (in the HTML report and JSON)');
    expect(lines.length).toBeLessThan(200);
  });

  it('keeps the type in a narrow terminal where only it tells two endpoints apart', async () => {
    const [chat] = analysisExample().endpoints;
    if (chat === undefined) throw new Error('no endpoint');
    const read = { ...chat, key: { method: 'GET', name: '/chat' } };
    const lines = await linesOf(resultOf([analysisExample({ endpoints: [read, chat] })]), 50);
    expect(lines.some((line) => line.startsWith('GET   /chat '))).toBe(true);
    expect(lines.some((line) => line.startsWith('POST  /chat '))).toBe(true);
  });

  it('adds the steady state when it is a part of the run, without columns the source cannot fill', async () => {
    const example = analysisExample();
    const steady = statisticsOf(1200, 3, latencyOf({}, { minMs: null, maxMs: null, medianMs: null }));
    const analysis = analysisExample({
      phases: {
        ...example.phases,
        method: 'detected',
        steadyStartMs: startMs + 40_000,
        summary: 'Kept 0:40–1:40 of 1:40.',
      },
      endpoints: example.endpoints.map((endpoint) => ({ ...endpoint, steady })),
      total: { ...example.total, steady },
    });
    const lines = await linesOf(resultOf([analysis]));
    const at = lines.indexOf('Steady state (ms)');
    expect(lines[at + 1]).toBe('Type  Name          # reqs     # fails | Avg | req/s  failures/s');
    expect(lines).toContain('Kept 0:40–1:40 of 1:40.');
  });

  it('shows the steady state of all requests alone when the source has no curve per endpoint', async () => {
    const example = analysisExample();
    const total = { ...example.total, steady: statisticsOf(1200, 3, null) };
    const analysis = analysisExample({
      phases: { ...example.phases, method: 'detected', steadyStartMs: startMs + 40_000 },
      total,
    });
    const lines = await linesOf(resultOf([analysis]));
    const at = lines.indexOf('Steady state (ms)');
    expect(lines.slice(at + 1, at + 4)).toEqual([
      'Type  Name          # reqs     # fails | req/s  failures/s',
      '---------------------------------------|------------------',
      '      All requests    1200  3 (0.25 %) |  12.0       0.030',
    ]);
  });

  it('leaves out columns in a narrow terminal, the least wanted first, and never a name or a count', async () => {
    const lines = await linesOf(resultOf([analysisExample()]), 50);
    expect(lines).toContain('Name          # reqs     # fails | Avg  Med');
    expect(lines).toContain('/chat           1675  8 (0.48 %) | 418  360');
  });

  it('cuts long names in the middle, so that their ends can be told apart', async () => {
    const long = (end: string) =>
      endpointOf('GET', `/api/${'x'.repeat(60)}/${end}`, statisticsOf(100, 0, null));
    const lines = await linesOf(
      resultOf([analysisExample({ endpoints: [long('first'), long('last')] })]),
      60,
    );
    expect(lines.some((line) => /\/api\/x+…x+\/first/.test(line))).toBe(true);
    expect(lines.some((line) => /\/api\/x+…x+\/last/.test(line))).toBe(true);
  });

  it('shows a range where only a range is known, and says so', async () => {
    const endpoints = [endpointOf('GET', '/', statisticsOf(80, 0, latencyOf({ 99: [6600, 1100, 6580.7] })))];
    const output = await text.render(resultOf([analysisExample({ endpoints })]), wide);
    expect(output).toContain('1100–6581');
    expect(output).toContain('Of two numbers: the exact value lies between them.');
  });

  it('says when failures came, where that is known', async () => {
    const key = { method: 'GET', name: '/' };
    const failureCauses = [
      causeOf('HTTP 500', 5, key, {
        firstMs: startMs + 70_000,
        lastMs: startMs + 75_000,
        endpoints: [
          { key, count: 3 },
          { key: { method: 'GET', name: '/b' }, count: 2 },
        ],
      }),
    ];
    const lines = await linesOf(resultOf([analysisExample({ failureCauses })]));
    expect(lines).toContain('# fails  Cause     Endpoint        First  Last');
    expect(lines).toContain('      5  HTTP 500  GET / + 1 more   1:10  1:15');
  });

  it('ends with the notices, their place and what to do', async () => {
    const notices = [
      {
        code: 'damaged-row',
        severity: 'warning' as const,
        message: 'The row has 3 cells, the header has 24.',
        where: { file: 'run_stats.csv', line: 12, column: 'Name' },
        hint: 'Export the file again.',
      },
    ];
    const lines = await linesOf(resultOf([analysisExample({ notices })]));
    expect(lines.slice(-4)).toEqual([
      '',
      'warning: The row has 3 cells, the header has 24. (run_stats.csv, line 12, column "Name")',
      '  Export the file again.',
      '',
    ]);
  });

  it('lists what was judged beneath the headline', async () => {
    const verdict = verdictOf(checkOf('fail'), checkOf('inconclusive', 'GET /health, p95'));
    const lines = await linesOf(resultOf([analysisExample()], verdict));
    expect(lines[0]).toBe('1 of 2 targets missed, 1 could not be judged');
    const missed = lines.indexOf('MISSED      POST /chat, p95: 790 ms, expected at most 600 ms');
    expect(lines[missed + 1]).toBe('            The value and all its bounds lie above the limit.');
  });

  it('shows several runs one after another, and their common verdict first', async () => {
    const lines = await linesOf(resultOf([analysisExample(), emptyAnalysis()], verdictOf(checkOf('pass'))));
    expect(lines[0]).toBe('The target was met');
    expect(lines.indexOf('No request was completed')).toBeGreaterThan(lines.indexOf('No targets set'));
  });

  it('has no table when nothing was requested', async () => {
    const lines = await linesOf(resultOf([emptyAnalysis()]));
    expect(lines.slice(0, 2)).toEqual(['Not enough data to judge', 'No request was completed']);
    expect(lines.join()).not.toContain('# reqs');
  });

  it('uses colours only when they are wanted', async () => {
    const result = resultOf([analysisExample()], verdictOf(checkOf('fail')));
    const coloured = await text.render(result, { columns: 100, colour: true });
    expect(coloured).toContain('\u001b[31mMISSED\u001b[39m');
    expect(stripVTControlCharacters(coloured)).toBe(
      await text.render(result, { columns: 100, colour: false }),
    );
  });

  it('fits every terminal, whatever the names: wide characters and emoji are counted as what they take', async () => {
    const result = hostileResult();
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 20, max: 140 }), async (columns) => {
        for (const line of await linesOf(result, columns))
          expect(stringWidth(line)).toBeLessThanOrEqual(columns);
      }),
      { seed: 20261122, numRuns: 25 },
    );
  });

  it('sends no control character of a name to the terminal', async () => {
    const output = await text.render(hostileResult(), { columns: 80, colour: false });
    expect(output.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202e]/u);
  });

  it('is the same for the same result', async () => {
    expect(await text.render(hostileResult(), wide)).toBe(await text.render(hostileResult(), wide));
  });
});
