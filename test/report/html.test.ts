import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { extractResult } from '../../src/report/embed.ts';
import { showText } from '../../src/report/format.ts';
import { html } from '../../src/report/html.ts';
import { comparisonExample } from '../support/comparison-example.ts';
import { exampleResult, HOSTILE_NAMES, UNSHOWN_CHARACTERS } from '../support/example-result.ts';

const OPTIONS = { columns: null, colour: false };

describe('the templates', () => {
  const templates = readdirSync('templates').filter((name) => name.endsWith('.hbs'));

  test.each(templates)('%s escapes everything: no triple braces, no ampersand', (name) => {
    expect(readFileSync(`templates/${name}`, 'utf8')).not.toMatch(/\{\{\{|\{\{~?&/);
  });

  test.each(templates)('%s has no style attribute and no inline handler', (name) => {
    expect(readFileSync(`templates/${name}`, 'utf8')).not.toMatch(/\sstyle=|\son[a-z]+=/i);
  });

  test.each(templates)('%s quotes every attribute', (name) => {
    expect(readFileSync(`templates/${name}`, 'utf8')).not.toMatch(/<[^>]*=\{\{/);
  });

  test('no script writes markup', () => {
    const scripts = readdirSync('templates/script', { recursive: true, encoding: 'utf8' });
    for (const name of scripts.filter((path) => path.endsWith('.js'))) {
      expect(readFileSync(`templates/script/${name}`, 'utf8')).not.toMatch(
        /innerHTML|outerHTML|insertAdjacentHTML|eval\(/,
      );
    }
  });
});

describe('the page', async () => {
  const result = exampleResult();
  const page = await html.render(result, OPTIONS);

  test('is the same bytes for the same result', async () => {
    expect(await html.render(result, OPTIONS)).toBe(page);
  });

  test('loads nothing: no address in it is fetched', () => {
    expect(page).not.toMatch(/<(?:link|img|iframe|object|embed)\b|\ssrc=|@import|url\((?!data:)/);
  });

  test('allows only its own style and script, by their hashes', () => {
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/
      .exec(page)?.[1]
      ?.replaceAll('&#x27;', "'");
    const style = /<style>(.*?)<\/style>/s.exec(page)?.[1] ?? '';
    const script = page.slice(
      page.lastIndexOf('<script>') + '<script>'.length,
      page.lastIndexOf('</script>'),
    );
    expect(policy?.replaceAll('&#x3D;', '=')).toBe(
      `default-src 'none'; script-src 'sha256-${sha256(script)}'; style-src 'sha256-${sha256(style)}'; font-src data:; base-uri 'none'; form-action 'none'`,
    );
  });

  test('has the policy before any style or script', () => {
    expect(page.indexOf('Content-Security-Policy')).toBeLessThan(page.indexOf('<style'));
  });

  test('opens again as the result it was made of', () => {
    expect(extractResult(page)).toEqual(JSON.parse(JSON.stringify(result)));
  });

  test('says what was run, from which file, and how it was read', () => {
    for (const text of [
      'http://chatbot.example:8000',
      'run_stats.csv',
      '0'.repeat(64),
      'Locust statistics (CSV)',
    ]) {
      expect(page).toContain(text);
    }
  });

  test('shows every notice with its place and what to do', () => {
    expect(page).toContain('One row was left out: it has &quot;&lt;i&gt;9&lt;/i&gt;&quot; cells.');
    expect(page).toContain('run_stats.csv, line 7');
    expect(page).toContain('Look at that row.');
  });

  test('gives the values of every figure as a table', () => {
    const figures = page
      .split('<figure')
      .slice(1)
      .map((part) => part.slice(0, part.indexOf('</figure>')));
    const withoutTable = figures.filter(
      (figure) => figure.includes('<svg class="chart') && !figure.includes('<table'),
    );
    // The small multiples are the same drawings as in the details, where their tables stand.
    expect(withoutTable.map((figure) => figure.includes('class="multiples"'))).toEqual([true]);
  });

  test('has every id once', () => {
    const ids = [...page.matchAll(/ id="([^"]*)"/g)].map((match) => match[1]);
    expect(ids.length).toBe(new Set(ids).size);
  });

  test('has a target for every link', () => {
    const ids = new Set([...page.matchAll(/ id="([^"]*)"/g)].map((match) => match[1]));
    const links = [...page.matchAll(/ href="#([^"]*)"/g)].map((match) => match[1]);
    expect(links.filter((link) => !ids.has(link))).toEqual([]);
  });
});

describe('names from outside', async () => {
  const page = await html.render(exampleResult({ names: HOSTILE_NAMES, seconds: 60 }), OPTIONS);

  test('become neither elements nor attributes', () => {
    expect(page).not.toMatch(/<(img|svg)\b[^>]*\son\w+=/);
    expect(page).not.toContain('<script>window');
    expect(page).not.toContain("' onmouseover='");
  });

  test('lose nothing: all of the longest one can be read', () => {
    expect(page).toContain('x'.repeat(9994));
  });

  test('show their control characters instead of sending them', () => {
    expect(page).not.toMatch(UNSHOWN_CHARACTERS);
    expect(page).toContain(showText('line one\nline two\ttabbed\u0000nul'));
    expect(page).toContain('⟨U+202E⟩gnp.exe');
  });
});

describe('what a result may lack', () => {
  test('a result without a run is a page that says so', async () => {
    const page = await html.render({ ...exampleResult(), analyses: [] }, OPTIONS);
    expect(page).toContain('This result holds no run.');
  });

  test('a run without times, windows and response times is still a page', async () => {
    const result = exampleResult();
    const analyses = result.analyses.map((analysis) => ({
      ...analysis,
      run: { ...analysis.run, startMs: null, endMs: null, durationMs: null, usersPeak: null },
      timeline: null,
      phases: {
        method: 'whole-run',
        steadyStartMs: null,
        steadyEndMs: null,
        parts: [],
        summary: 'Nothing was trimmed.',
      } as const,
      total: {
        ...analysis.total,
        series: null,
        curve: null,
        steady: null,
        whole: { ...analysis.total.whole, latency: null },
      },
      endpoints: [],
      failureCauses: [],
      exceptions: [],
      notices: [],
    }));
    const page = await html.render({ ...result, analyses }, OPTIONS);
    expect(withoutScripts(page)).not.toMatch(/NaN|undefined|Infinity|\[object/);
  });
});

test('several runs stand in one page, each with its own sections', async () => {
  const [first] = exampleResult({ label: 'before' }).analyses;
  const [second] = exampleResult({ label: 'after' }).analyses;
  const result = { ...exampleResult(), analyses: [first, second].flatMap((analysis) => analysis ?? []) };
  const page = await html.render(result, OPTIONS);
  expect(page).toContain('id="run-2-timeline"');
  expect(page).toContain('id="run-2-ep-get-chat"');
  const ids = [...page.matchAll(/ id="([^"]*)"/g)].map((match) => match[1]);
  expect(ids.length).toBe(new Set(ids).size);
});

test('a verdict is shown check by check, each with its word and not by colour alone', async () => {
  const check = (id: string, outcome: 'pass' | 'fail' | 'inconclusive') => ({
    id,
    kind: 'slo' as const,
    outcome,
    subject: `GET /chat, ${id}`,
    expected: 'at most 6 s',
    actual: '7.90 s',
    explanation: 'Because <b>so</b>.',
  });
  const checks = [check('p95', 'fail'), check('p50', 'pass'), check('p99', 'inconclusive')];
  const page = await html.render(
    { ...exampleResult(), verdict: { schema: 'verdict/1', outcome: 'fail', checks } },
    OPTIONS,
  );
  for (const word of ['missed', 'met', 'not judged']) {
    expect(page).toContain(`>${word}</small>`);
    expect(page).toMatch(new RegExp(`data-label="Outcome".*${word}</b>`));
  }
  expect(page).toContain('class="why wide">Because &lt;b&gt;so&lt;/b&gt;.</td>');
  const rows = page.slice(page.indexOf('id="targets"'));
  expect(rows.indexOf('missed</b>')).toBeLessThan(rows.indexOf('not judged</b>'));
  expect(rows.indexOf('not judged</b>')).toBeLessThan(rows.indexOf('met</b>'));
  expect(page).toContain('title="Because &lt;b&gt;so&lt;/b&gt;."');
  expect(page).not.toContain('endpoints, slowest first');
});

test('of a comparison says on top what its gates came to, and is no pass when one is missed', async () => {
  const check = {
    id: 'gate-1',
    kind: 'slo',
    outcome: 'fail',
    subject: 'POST /chat, response time p95',
    expected: 'below 500 ms',
    actual: '531 ms',
    explanation: 'Steady state, 5 000 requests.',
  } as const;
  const comparison = comparisonExample({ outcome: 'no-change', summary: 'Nothing regressed.' });
  const verdict = { schema: 'verdict/1', outcome: 'fail', checks: [check] } as const;
  const page = await html.render({ ...exampleResult(), comparison, verdict }, OPTIONS);
  const badges = [...page.matchAll(/<p class="badge tone-(\w+)">/g)].map(([, tone]) => tone);
  expect(badges.slice(0, 2)).toEqual(['fail', 'pass']);
  expect(page).toContain('<title>The target was missed: ');
  expect(page).toContain('<i class="dot tone-fail">');
  expect(page.match(/id="targets"/g)).toHaveLength(1);
});

describe('the size of the page', () => {
  const names = (count: number) => Array.from({ length: count }, (_, i) => `/api/v1/endpoint/${i}`);

  test('is at most 1.5 MB for 15 minutes of 4 endpoints', async () => {
    const page = await html.render(exampleResult({ names: names(4), seconds: 900 }), OPTIONS);
    expect(Buffer.byteLength(page)).toBeLessThan(1_500_000);
  });

  test('is at most 8 MB for a day of 100 endpoints', async () => {
    const day = { names: names(100), seconds: 86_400, windowS: 60 };
    const page = await html.render(exampleResult(day), OPTIONS);
    expect(Buffer.byteLength(page)).toBeLessThan(8_000_000);
  });

  test('draws the 40 slowest of many endpoints, and says so where it draws no more', async () => {
    const page = await html.render(exampleResult({ names: names(50), seconds: 120, windowS: 1 }), OPTIONS);
    expect(page.match(/Charts are drawn for the 40 slowest endpoints/g)).toHaveLength(10);
  });
});

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}

function withoutScripts(page: string): string {
  return page.replace(/<script\b.*?<\/script>/gs, '');
}
