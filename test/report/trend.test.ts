import { describe, expect, it } from 'vitest';
import { readResultDocument } from '../../src/decode/result-document.ts';
import type { Result } from '../../src/model/result.ts';
import type { RunSummary } from '../../src/model/run-summary.ts';
import { drawHere } from '../../src/report/charts/draw-here.ts';
import { SMALL_FRAME } from '../../src/report/charts/frame.ts';
import { runTrendChart } from '../../src/report/charts/run-trend.ts';
import { trendHeadline } from '../../src/report/findings.ts';
import { reporterFor } from '../../src/report/registry.ts';
import { makeTrend } from '../../src/trend/make-trend.ts';
import { analysisExample, hostileNames, resultOf } from '../support/analysis-example.ts';
import { DAY_MS } from '../support/stored-history.ts';

/** A run of so long response times, on that day. */
function summaryOn(day: number, p95Ms: number, errorRatio: number, name = '/chat'): RunSummary {
  const { run } = analysisExample();
  const values = (value: number) => [
    { metric: 'latency-p95' as const, part: 'steady' as const, value, lo: value * 0.98, hi: value * 1.02 },
    { metric: 'error-ratio' as const, part: 'steady' as const, value: errorRatio, lo: null, hi: null },
  ];
  return {
    schema: 'summary/1',
    runSha256: '',
    toolVersion: '',
    run: { ...run, id: `r${day}`, label: name, startMs: (run.startMs ?? 0) + day * DAY_MS },
    endpoints: [
      { key: null, values: values(p95Ms / 2) },
      { key: { method: 'GET', name }, values: values(p95Ms) },
    ],
  };
}

/** Sixteen days; after eight of them response times and failures change. */
function resultWith(after: { p95Ms: number; errorRatio: number }, name?: string): Result {
  const summaries = Array.from({ length: 16 }, (_, day) => {
    const wobble = 1 + ((day % 3) - 1) / 100;
    return day < 8
      ? summaryOn(day, 400 * wobble, 0.01 * wobble, name)
      : summaryOn(day, after.p95Ms * wobble, after.errorRatio * wobble, name);
  });
  return { ...resultOf([]), trend: makeTrend(summaries, [], []) };
}

async function rendered(id: 'html' | 'text' | 'markdown' | 'json', result: Result): Promise<string> {
  const text = await reporterFor(id)?.render(result, { columns: null, colour: false });
  return (text ?? '').replaceAll('\u202f', ' ');
}

describe('what a trend says first', () => {
  const headlineOf = ({ trend }: Result) => (trend === null ? null : trendHeadline(trend));

  it('is what became worse, even where something else became better', () => {
    const { badge, title } = headlineOf(resultWith({ p95Ms: 300, errorRatio: 0.05 })) ?? {};
    expect(badge).toEqual({ text: '1 change', tone: 'warn' });
    expect(title?.replaceAll('\u202f', ' ')).toBe(
      'GET /chat, error ratio rose from 1.0 % to 5.0 % (+401 %) on 30 Nov 2026, and 3 more series with it',
    );
  });

  it('is no warning where all became better', () => {
    const { badge, title } = headlineOf(resultWith({ p95Ms: 300, errorRatio: 0.01 })) ?? {};
    expect(badge?.tone).toBe('neutral');
    expect(title).toMatch(/^GET \/chat, response time p95 fell from 400 ms to 300 ms/);
  });

  it('is that nothing changed', () => {
    expect(headlineOf(resultWith({ p95Ms: 400, errorRatio: 0.01 }))).toMatchObject({
      badge: { text: 'No change' },
      title: 'No change of level in 4 series over 16 runs',
    });
  });
});

describe('a trend', () => {
  const result = resultWith({ p95Ms: 500, errorRatio: 0.01 });

  it('is read again from JSON as it was written', async () => {
    const json = await rendered('json', result);
    expect(`${JSON.stringify(readResultDocument(json, 'r.json'), null, 2)}\n`).toBe(json);
  });

  it('of equal runs is an equal page', async () => {
    expect(await rendered('html', result)).toBe(await rendered('html', structuredClone(result)));
  });

  it('draws a level before and one after each change, and an upright line where it is', async () => {
    if (result.trend === null) throw new Error('it is a trend');
    const subject = { trend: result.trend, series: 2 };
    const spec = runTrendChart.spec(subject, SMALL_FRAME);
    expect(spec?.datasets['marks']).toEqual([{ t: 7.5, colour: 'var(--fail)' }]);
    expect(spec?.datasets['levels']).toHaveLength(2);
    expect(spec?.datasets['points']).toHaveLength(16);
    expect(await drawHere(runTrendChart, subject, SMALL_FRAME)).toMatch(/^<svg class="chart chart-small"/);
  });

  it.each(hostileNames.map((name) => [name.slice(0, 40), name]))(
    'shows the name %j and does nothing that it says',
    async (_, name) => {
      const hostile = resultWith({ p95Ms: 500, errorRatio: 0.01 }, name);
      const page = await rendered('html', hostile);
      expect(page).not.toMatch(/<img|<svg onload|<b>bold/);
      expect(page.match(/<script/g)).toHaveLength(3);
      const text = await rendered('text', hostile);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
      expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
      const tables = (await rendered('markdown', hostile))
        .split('\n')
        .filter((line) => line.startsWith('| '));
      expect(new Set(tables.map((line) => line.split(/(?<!\\)\|/).length)).size).toBeLessThanOrEqual(3);
    },
  );
});
