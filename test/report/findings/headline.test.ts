import { describe, expect, it } from 'vitest';
import { headline, verdictBadge } from '../../../src/report/findings.ts';
import {
  analysisExample,
  causeOf,
  checkOf,
  emptyAnalysis,
  endpointOf,
  estimate,
  latencyOf,
  startMs,
  statisticsOf,
  verdictOf,
} from '../../support/analysis-example.ts';
import { leadOf, readable, titleOf } from '../../support/finding-text.ts';

describe('The headline without targets', () => {
  it('judges nothing and states facts about the endpoint that users waited for most', () => {
    const { badge, title } = headline(analysisExample(), null);
    expect(badge).toEqual({ text: 'No targets set', tone: 'neutral' });
    // 8 of 1 904 requests are 0.42 %.
    expect(readable(title)).toBe(
      'POST /chat answered 95 % of requests within 795 ms; 0.42 % of all requests failed',
    );
  });

  it('says how much was measured', () => {
    expect(leadOf(analysisExample())).toBe(
      'In the run of 1 min 40 s, 1 904 requests completed, 19.0 per second; 8 failed.',
    );
  });

  it('marks the numbers, not the words', () => {
    const strong = headline(analysisExample(), null).lead.filter((phrase) => phrase.strong);
    expect(strong.map((phrase) => readable(phrase.text))).toEqual(['1 904', '19.0', '8']);
  });

  it('keeps percentiles of the whole run apart from rates of the steady state', () => {
    const example = analysisExample();
    const steady = statisticsOf(1200, 3, latencyOf({}, { meanMs: estimate(350) }), { durationMs: 60_000 });
    const analysis = analysisExample({
      phases: { ...example.phases, method: 'detected', steadyStartMs: startMs + 40_000 },
      total: { ...example.total, steady },
    });
    expect(leadOf(analysis)).toBe(
      'In the whole run of 1 min 40 s, 1 904 requests completed, 19.0 per second; 8 failed. ' +
        'In the steady state of 1 min: 12.0 per second, 0.25 % failed, mean response time 350 ms.',
    );
  });

  it('does not say twice what a run was in which nothing was trimmed', () => {
    const example = analysisExample();
    const analysis = analysisExample({
      phases: { ...example.phases, method: 'detected' },
      total: { ...example.total, steady: example.total.whole },
    });
    expect(leadOf(analysis)).toBe(
      'In the run of 1 min 40 s, 1 904 requests completed, 19.0 per second; 8 failed.',
    );
  });

  it('names an endpoint without a name', () => {
    const example = analysisExample();
    const [chat] = example.endpoints;
    if (chat === undefined) throw new Error('no endpoint');
    const endpoints = [{ ...chat, key: { method: 'GET', name: '' } }];
    expect(titleOf(headline(analysisExample({ endpoints }), null))).toMatch(/^GET \(no name\) answered /);
  });

  it('is of the steady state alone when the source has its percentiles', () => {
    const example = analysisExample();
    const steady = (requests: number, p95: number) =>
      statisticsOf(requests, 0, latencyOf({ 95: p95 }), { durationMs: 60_000 });
    const analysis = analysisExample({
      phases: { ...example.phases, method: 'detected', steadyStartMs: startMs + 40_000 },
      total: { ...example.total, steady: steady(1200, 700) },
      endpoints: example.endpoints.map((endpoint) => ({ ...endpoint, steady: steady(600, 720) })),
    });
    expect(titleOf(headline(analysis, null))).toBe(
      'POST /chat answered 95 % of requests within 720 ms; no request failed',
    );
    expect(leadOf(analysis)).toBe(
      'In the steady state of 1 min, 1 200 requests completed, 12.0 per second; none failed.',
    );
  });

  it('gives the range where only a range is known', () => {
    const wide = endpointOf('POST', '/chat', statisticsOf(80, 0, latencyOf({ 95: [6600, 1100, 6580.7] })));
    const analysis = analysisExample({
      endpoints: [wide],
      total: { ...wide, key: { method: '', name: 'Total' } },
    });
    expect(titleOf(headline(analysis, null))).toBe(
      'POST /chat answered 95 % of requests within a time between 1.10 s and 6.59 s; no request failed',
    );
  });

  it('takes the nearest percentile when the source has no 95th', () => {
    const one = endpointOf('GET', '/', statisticsOf(500, 400, latencyOf({ 50: 20, 90: 40, 99: 90 })));
    const analysis = analysisExample({ endpoints: [one], total: one });
    expect(titleOf(headline(analysis, null))).toBe(
      'GET / answered 99 % of requests within 90 ms; 80 % of all requests failed',
    );
  });

  it('does not call all but a few failures all', () => {
    const one = endpointOf('GET', '/', statisticsOf(10_000, 9999, latencyOf({ 95: 20 })));
    const analysis = analysisExample({ endpoints: [one], total: one });
    expect(titleOf(headline(analysis, null))).toContain('99.99 % of all requests failed');
  });

  it('says how far an open load fell short', () => {
    const message = '50/s asked, 9.9/s achieved; 160 of 200 tasks waited.';
    const notices = [{ code: 'rate-not-reached', severity: 'warning' as const, message }];
    expect(leadOf(analysisExample({ notices }))).toMatch(
      /^50\/s asked, 9\.9\/s achieved; 160 of 200 tasks waited\. In the run of /,
    );
  });

  it('says that the run was cut off', () => {
    const example = analysisExample();
    const analysis = analysisExample({ run: { ...example.run, ended: 'interrupted' } });
    expect(leadOf(analysis)).toMatch(/^The run was cut off: this covers what was recorded until then\. /);
  });
});

describe('The headline of too little data', () => {
  it('says that no request was completed', () => {
    const { badge, title } = headline(emptyAnalysis(), null);
    expect(badge).toEqual({ text: 'Not enough data to judge', tone: 'warn' });
    expect(title).toBe('No request was completed');
    expect(leadOf(emptyAnalysis())).toBe(
      '0 requests completed in 1 min 40 s with up to 40 users. There is nothing to analyse.',
    );
  });

  it('is never a pass without a request, whatever the verdict says', () => {
    expect(headline(emptyAnalysis(), verdictOf(checkOf('pass'))).badge.tone).toBe('warn');
  });

  // ln 0.025 / ln 0.95 = 71.9: below 72 requests the interval of p95 has no upper end (statistics.md, section 2).
  it.each([
    [1, '1 request is too few to judge by'],
    [71, '71 requests are too few to judge by'],
  ])('gives the count when there are %i requests', (requests, title) => {
    const few = endpointOf('GET', '/', statisticsOf(requests, 0, latencyOf({ 95: 20 })));
    const shown = headline(analysisExample({ endpoints: [few], total: few }), null);
    expect(shown.badge.text).toBe('Not enough data to judge');
    expect(shown.title).toBe(title);
  });

  it('ends at 72 requests', () => {
    const enough = endpointOf('GET', '/', statisticsOf(72, 0, latencyOf({ 95: 20 })));
    expect(headline(analysisExample({ endpoints: [enough], total: enough }), null).badge.text).toBe(
      'No targets set',
    );
  });
});

describe('The headline of a run in which nothing worked', () => {
  const failing = (requests: number, causes: readonly string[]) => {
    const one = endpointOf('GET', '/', statisticsOf(requests, requests, null));
    const failureCauses = causes.map((cause, i) => causeOf(cause, requests - i, one.key));
    return analysisExample({ endpoints: [one], total: one, failureCauses });
  };
  const throwing = (errors: number) => [
    {
      message: "TypeError: Cannot read properties of null (reading 'id')",
      traceback: 'TypeError: Cannot read properties of null\n    at buy (shop.ts:3:50)\n    at shop.ts:9:1',
      count: errors,
      nodes: 'local',
    },
  ];
  const thrown = "TypeError: Cannot read properties of null (reading 'id') at shop.ts:3:50";

  it.each([1000, 5])('says first that every request of %i failed, and why', (requests) => {
    const analysis = failing(requests, ['timeout after 30 s']);
    expect(headline(analysis, null)).toMatchObject({
      badge: { text: 'No request succeeded', tone: 'fail' },
      title: 'Every request failed: timeout after 30 s',
    });
    expect(leadOf(analysis)).toMatch(/^In the run of 1 min 40 s, /);
  });

  it('names the most frequent of several causes, and none where none is known', () => {
    const titles = [failing(9, ['HTTP 503', 'connection refused']), failing(9, []), failing(1, ['HTTP 503'])];
    expect(titles.map((analysis) => headline(analysis, null).title)).toEqual([
      'Every request failed, most often: HTTP 503',
      'Every request failed',
      'The only request failed: HTTP 503',
    ]);
  });

  it('leads with errors of the test where it made no request', () => {
    const analysis = { ...emptyAnalysis(), exceptions: throwing(1200) };
    const shown = headline(analysis, null);
    expect(shown.badge).toEqual({ text: "Errors in the test's own code", tone: 'fail' });
    expect(titleOf(shown)).toBe(`The test's own code threw 1 200 errors and made no request: ${thrown}`);
    expect(leadOf(analysis)).toMatch(/^0 requests completed in 1 min 40 s/);
  });

  it('leads with them where they are as many as requests, and not where they are fewer', () => {
    const shown = headline(analysisExample({ exceptions: throwing(1904) }), null);
    expect(titleOf(shown)).toBe(`The test's own code threw 1 904 errors and made 1 904 requests: ${thrown}`);
    expect(shown.badge.tone).toBe('warn');
    expect(headline(analysisExample({ exceptions: throwing(1903) }), null).title).toMatch(/^POST \/chat/);
  });

  it('has failed requests before errors, which often come of them', () => {
    const analysis = { ...failing(1, ['HTTP 503']), exceptions: throwing(1) };
    expect(headline(analysis, null).title).toBe('The only request failed: HTTP 503');
    expect(leadOf(analysis)).toMatch(/^The test's own code threw 1 error and made 1 request: TypeError: /);
  });

  it('keeps the badge of a verdict and names the missed targets after it', () => {
    const analysis = failing(1000, ['connection refused']);
    const shown = headline(analysis, verdictOf(checkOf('fail')));
    expect(shown.badge.text).toBe('The target was missed');
    expect(shown.title).toBe('Every request failed: connection refused');
    expect(leadOf(analysis, verdictOf(checkOf('fail')))).toMatch(/^POST \/chat, p95: 790 ms, expected/);
  });
});

describe('The headline of a verdict', () => {
  it('counts the missed targets and names the first', () => {
    const verdict = verdictOf(checkOf('pass'), checkOf('fail'), checkOf('fail', 'GET /health, p95'));
    const shown = headline(analysisExample(), verdict);
    expect(shown.badge).toEqual({ text: '2 of 3 targets missed', tone: 'fail' });
    expect(shown.title).toBe('POST /chat, p95: 790 ms, expected at most 600 ms');
    expect(leadOf(analysisExample(), verdict)).toMatch(
      /^GET \/health, p95: 790 ms, expected at most 600 ms\. In the run/,
    );
  });

  it('passes only when every target was met', () => {
    expect(verdictBadge(verdictOf(checkOf('pass'), checkOf('pass')))).toEqual({
      text: 'All 2 targets met',
      tone: 'pass',
    });
    expect(verdictBadge(verdictOf(checkOf('pass')))).toEqual({ text: 'The target was met', tone: 'pass' });
  });

  it('says how many could not be judged', () => {
    expect(verdictBadge(verdictOf(checkOf('pass'), checkOf('inconclusive')))).toEqual({
      text: '1 of 2 targets could not be judged',
      tone: 'warn',
    });
    expect(verdictBadge(verdictOf(checkOf('fail'), checkOf('inconclusive'))).text).toBe(
      '1 of 2 targets missed, 1 could not be judged',
    );
  });

  it('never shows an inconclusive check as a pass, even if the verdict does', () => {
    const verdict = { ...verdictOf(checkOf('inconclusive')), outcome: 'pass' } as const;
    expect(headline(analysisExample(), verdict).badge).toEqual({
      text: 'The target could not be judged',
      tone: 'warn',
    });
  });

  it('speaks of checks when not all of them are targets', () => {
    const verdict = verdictOf(checkOf('pass'), { ...checkOf('fail'), kind: 'regression' });
    expect(verdictBadge(verdict).text).toBe('1 of 2 checks missed');
  });

  it('is that of a run without targets when nothing was checked', () => {
    expect(headline(analysisExample(), verdictOf()).badge.text).toBe('No targets set');
  });
});
