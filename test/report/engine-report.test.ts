import { describe, expect, it } from 'vitest';
import { analyseRun } from '../../src/analysis/analyse-run.ts';
import type { Analysis } from '../../src/model/analysis.ts';
import type { Result } from '../../src/model/result.ts';
import { headline } from '../../src/report/findings.ts';
import { html } from '../../src/report/html.ts';
import { junit } from '../../src/report/junit.ts';
import { markdown } from '../../src/report/markdown.ts';
import { text } from '../../src/report/text.ts';
import { decideVerdict } from '../../src/verdict/decide.ts';
import { analysisExample, checkOf, verdictOf } from '../support/analysis-example.ts';
import { chatRun } from '../support/engine-run-chat.ts';
import { readable } from '../support/finding-text.ts';

const OPTIONS = { columns: null, colour: false };

function resultOf(analysis: Analysis): Result {
  return {
    schema: 'result/1',
    tool: { name: 'plimsoll', version: '0.0.0-test' },
    createdMs: 0,
    analyses: [analysis],
    comparison: null,
    trend: null,
    verdict: decideVerdict([analysis]),
  };
}

/** What a reader reads: tags gone, entities resolved, spaces single. */
function visible(page: string): string {
  const body = page.slice(page.indexOf('<main'), page.indexOf('</main>'));
  return readable(body.replace(/<[^>]+>/g, ' '))
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('\u00a0', ' ')
    .replace(/\s+/g, ' ');
}

const closed = analyseRun(chatRun());
const open = analyseRun(chatRun({ load: 'open' }));
const saturated = analyseRun(chatRun({ isSaturated: true }));

describe('the page of an engine run', async () => {
  const pages = {
    closed: await html.render(resultOf(closed), OPTIONS),
    open: await html.render(resultOf(open), OPTIONS),
    saturated: await html.render(resultOf(saturated), OPTIONS),
  };

  it('says what was run, with which load and which labels', () => {
    expect(visible(pages.closed)).toContain(
      'closed: 40 users, 2 per s, 3 min http://127.0.0.1:8000 Plimsoll 0.1.0',
    );
    expect(visible(pages.open)).toContain('open: 25/s, Poisson, 3 min');
    expect(visible(pages.closed)).toContain('commit 4fc0e1a pods <b>2</b>');
    expect(pages.closed).toContain('&lt;b&gt;2&lt;/b&gt;');
  });

  it('has the sections that the run has something for, and no others', () => {
    const sections = (page: string) =>
      [...page.matchAll(/<section id="([a-z-]+)"/g)].map((match) => match[1]).slice(1);
    const common = ['timeline', 'endpoints', 'streaming', 'distribution', 'failures', 'generator', 'method'];
    expect(sections(pages.closed)).toEqual(common);
    expect(sections(pages.open)).toEqual(common.toSpliced(2, 0, 'open-model'));
    for (const id of sections(pages.open)) expect(pages.open).toContain(`<a href="#${id}">`);
  });

  it('has none of them for a run of another tool', async () => {
    const page = await html.render(resultOf(analysisExample()), OPTIONS);
    expect(page).not.toMatch(/id="(?:open-model|streaming|generator)"/);
  });

  it('compares response time from due with service time from sent', () => {
    const said = visible(pages.open);
    expect(said).toContain('Tasks due 4 500 Begun 4 484 (99.6 %) Dropped 16 Unfinished at the end 0');
    expect(said).toMatch(/POST \/chat (?:[\d.]+ m?s ){9}GET \/health (?:[\d.]+ m?s ){9}All requests/);
    expect(said).toContain('Dropped tasks were never sent');
  });

  it('shows streamed answers with definitions and with the names other tools use', () => {
    const said = visible(pages.closed);
    expect(said).toMatch(/POST \/chat began 95 % of its answers within \d+ ms/);
    expect(said).toMatch(/Output tokens per second, whole run 1 \d{3}/);
    for (const label of ['Time to first token', 'Gap between chunks', 'Time per output token']) {
      expect(said).toContain(label);
    }
    expect(said).toContain('From sending the request to the first chunk with text in it (as aiperf');
    expect(said).toContain("guidellm's TPOT and llmperf's ITL hold the time to the first token too");
  });

  it('marks groups, and says that totals do not count them', () => {
    expect(pages.closed.match(/<small class="tag">group<\/small>/g)).toHaveLength(1);
    expect(visible(pages.closed)).toContain(
      'A group times several requests as one; the totals do not count it.',
    );
    expect(headline(closed, null).title).toContain('POST /chat');
    expect(visible(pages.closed)).toContain('Endpoints, slowest first POST /chat 2 416 requests');
  });

  it('shows answers of failed requests as text and nothing else', () => {
    const said = visible(pages.closed);
    expect(said).toContain(
      'HTTP 503 POST /chat 1:01 {"error": "queue full", "detail": "<b>no pod</b> is free</pre>',
    );
    expect(said).toContain('no answer POST /chat 1:02');
    expect(pages.closed).not.toContain('<script>window.harmed');
  });

  it('has response times with failed requests beside, where some failed', () => {
    const details = (name: string) =>
      pages.closed.split('<details id="').find((part) => part.startsWith(`ep-${name}"`)) ?? '';
    expect(details('post-chat')).toContain('With failed');
    expect(details('get-health')).not.toContain('With failed');
    expect(visible(`<main>${details('post-chat')}</main>`)).toContain('Time to first byte');
  });

  it('warns above everything else when the load generator was the bottleneck', () => {
    const said = visible(pages.saturated);
    expect(said.indexOf('Do not rely on these numbers.')).toBeLessThan(said.indexOf('Not conclusive'));
    expect(said).toContain('The load generator was the bottleneck in 14 of 178 s');
    expect(said).toContain('1:30 to 1:44 Event loop busy');
    expect(pages.saturated).toContain('<title>Not conclusive: heavy</title>');
    expect(visible(pages.closed)).not.toContain('Do not rely');
  });
});

describe('the headline of a run whose generator was the bottleneck', () => {
  it('is neither a pass nor a fail', () => {
    const { badge, title } = headline(saturated, decideVerdict([saturated]));
    expect(badge).toEqual({ text: 'Not conclusive', tone: 'warn' });
    expect(title).toBe('The load generator was the bottleneck in 14 of 178 s');
  });

  it('stands among the targets, whose number counts it', async () => {
    const [check] = decideVerdict([saturated])?.checks ?? [];
    if (check === undefined) throw new Error('there is a check');
    const verdict = verdictOf(checkOf('inconclusive'), check);
    const page = visible(await html.render({ ...resultOf(saturated), verdict }, OPTIONS));
    expect(page).toContain('2 of 2 checks could not be judged.');
    expect(page).toContain('keeps up with the load');
  });

  it('is not hidden by targets that were met', () => {
    const [check] = decideVerdict([saturated])?.checks ?? [];
    if (check === undefined) throw new Error('there is a check');
    expect(headline(saturated, verdictOf(checkOf('pass'), check)).badge.text).toBe('Not conclusive');
  });
});

describe('the terminal', async () => {
  const told = {
    open: readable(await text.render(resultOf(open), OPTIONS)),
    saturated: readable(await text.render(resultOf(saturated), OPTIONS)),
  };

  it('has short tables of the open model and of streamed answers', () => {
    expect(told.open).toMatch(/Tasks due: 4 500\. Begun: 4 484 \(99\.6 %\)\. Dropped: 16\./);
    expect(told.open).toMatch(/^Name +\| due p50 +due p95 +due p99 \| sent p50/m);
    expect(told.open).toMatch(/^POST \/chat +time to first token \(ms\) +\| +\d+ +\d+ +\d+ +\d+$/m);
  });

  it('says that the generator kept up, or warns before any number that it did not', () => {
    expect(told.open).toContain('The load generator kept up with the load. In 178 s judged,');
    const lines = told.saturated.split('\n');
    expect(lines[0]).toBe('Not conclusive');
    expect(lines.findIndex((line) => line.startsWith('Do not rely'))).toBeLessThan(
      lines.findIndex((line) => line.startsWith('Whole run')),
    );
  });

  it('has groups last, as no part of the total', () => {
    expect(told.open).toContain('Groups are not in the total.');
    expect(told.open).toMatch(/^GROUP +conversation.*\n-+\|.*\n +All requests/m);
  });

  it('fits a narrow screen', async () => {
    const narrow = await text.render(resultOf(open), { columns: 60, colour: false });
    expect(Math.max(...narrow.split('\n').map((line) => line.length))).toBeLessThanOrEqual(60);
  });
});

describe('Markdown and JUnit', () => {
  it('warn of a generator that was the bottleneck', async () => {
    const comment = readable(await markdown.render(resultOf(saturated)));
    expect(comment).toMatch(
      /^> \[!WARNING\]\n> \*\*Do not rely on these numbers\.\*\* The load generator was/m,
    );
    const suite = await junit.render(resultOf(saturated));
    expect(suite).toMatch(/name="load generator: keeps up with the load"/);
    expect(suite).toMatch(/<testsuite name="heavy" tests="4" failures="0" errors="0" skipped="4"/);
  });

  it('have the tables of the open model and of streamed answers', async () => {
    const comment = readable(await markdown.render(resultOf(open)));
    expect(comment).toMatch(/\| `POST \/chat` \|(?: [\d.]+ m?s \|){9}/);
    expect(comment).toMatch(/\| `POST \/chat` \| time to first token \|(?: [\d.]+ m?s \|){4}/);
  });
});
