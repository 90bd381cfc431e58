import fc from 'fast-check';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { describe, expect, it } from 'vitest';
import { endpointLabel } from '../../src/model/endpoint-key.ts';
import type { Result } from '../../src/model/result.ts';
import { shortText } from '../../src/report/format.ts';
import { codeOf, proseOf } from '../../src/report/markdown/escape.ts';
import { fitBlocks } from '../../src/report/markdown/fit.ts';
import { markdown } from '../../src/report/markdown.ts';
import {
  analysisExample,
  causeOf,
  checkOf,
  emptyAnalysis,
  endpointOf,
  estimate,
  hostileNames,
  latencyOf,
  resultOf,
  startMs,
  statisticsOf,
  verdictOf,
} from '../support/analysis-example.ts';

const seed = 20261122;
/** GitHub refuses a longer comment: "body is too long (maximum is 65536 characters)". */
const githubLimit = 65_536;

/** HTML as GitHub Flavored Markdown defines it, with the raw HTML of the document left in. */
function htmlOf(source: string): string {
  return micromark(source, { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true });
}

/** What a reader sees: tags and comments away, the five escapes of the renderer undone. */
function visible(html: string): string {
  const escapes: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&' };
  return html
    .replace(/<!--.*?-->|<[^>]*>/g, '')
    .replace(/&(lt|gt|quot|amp);/g, (escaped) => escapes[escaped] ?? escaped);
}

/** Cells of the table below a heading cell, as HTML. */
function rowsBelow(html: string, heading: string): string[][] {
  const table = html.split('<table>').find((part) => part.includes(`>${heading}</th>`)) ?? '';
  const body = table.split('</table>')[0] ?? '';
  return [...body.matchAll(/<tr>\n(<td.*?)<\/tr>/gs)].map((row) =>
    [...(row[1] ?? '').matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map((cell) => cell[1] ?? ''),
  );
}

/** Text between tags that GitHub looks at for mentions and references: none of it is code. */
function textNodes(html: string): string[] {
  return html
    .replace(/<code>.*?<\/code>/gs, '')
    .split(/<!--.*?-->|<[^>]*>/)
    .filter((node) => node !== '');
}

const anyText = fc.oneof(
  fc.constantFrom(...hostileNames),
  fc.string({ unit: 'binary', maxLength: 40 }),
  // Mostly markup.
  fc.string({ unit: fc.constantFrom(...'|\\`*_[]()<>!#@$&~:-+ .ab1\n'), maxLength: 20 }),
);

describe('The Markdown report', () => {
  it('says the headline first, then the key numbers, the endpoints and the failures', async () => {
    expect(await markdown.render(resultOf([analysisExample()]))).toBe(
      readFixedSpaces(`### No targets set: POST /chat answered 95_% of requests within 795 ms; 0.42_% of all requests failed

In the run of 1 min 40 s, **1_904** requests completed, **19.0** per second; **8** failed.

| | Requests | Per second | Failed | Mean | p50 | p95 | p99 |
|---|--:|--:|--:|--:|--:|--:|--:|
| Whole run | 1_904 | 19.0 | 8 (0.42_%) | 369 ms | 290 ms | 740 ms | 1.30 s |

Run \`baseline\` · Locust 2.12.1 · 22 Nov 2026, 14:30:00 UTC · 1 min 40 s · up to 40 users · Whole run, as asked.

**Endpoints**, whole run. Response times include failed requests.

| Endpoint | Requests | Per second | Failed | Mean | p50 | p95 | p99 | Max |
|---|--:|--:|--:|--:|--:|--:|--:|--:|
| \`POST /chat\` | 1_675 | 16.8 | 8 (0.48_%) | 418 ms | 360 ms | 790 ms | 1.90 s | 6.58 s |
| \`GET /health\` | 229 | 2.3 | 0 | 6.0 ms | 2.0 ms | 18 ms | 93 ms | 102 ms |

**Failures:** HTTP 500 Internal Server Error makes 63_% of the failures.

| Failed | Cause | Endpoint | First | Last |
|--:|---|---|--:|--:|
| 5 | \`HTTP 500 Internal Server Error\` | \`POST /chat\` | – | – |
| 3 | \`HTTP 503 Service Unavailable\` | \`POST /chat\` | – | – |
`),
    );
  });

  it('shows the 20 slowest endpoints and folds the others away', async () => {
    const endpoints = Array.from({ length: 25 }, (_, i) =>
      endpointOf('GET', `/${i}`, statisticsOf(100, 0, latencyOf({ 95: 10 * (i + 1) }))),
    );
    const output = await markdown.render(resultOf([analysisExample({ endpoints })]));
    const [shown = '', folded = ''] = output.split('<details>');
    expect(shown).toContain('**Endpoints**, the 20 slowest of 25 by p95, whole run.');
    expect(shown.match(/`GET \/\d+`/g)?.slice(0, 20)).toEqual(
      Array.from({ length: 20 }, (_, i) => `\`GET /${24 - i}\``),
    );
    expect(folded).toContain('<summary>5 more endpoints</summary>');
    expect(folded).toContain('| `GET /0` |');
  });

  it('puts the steady state above the whole run', async () => {
    const example = analysisExample();
    const steady = statisticsOf(1200, 3, latencyOf({}, { meanMs: estimate(350) }));
    const analysis = analysisExample({
      phases: { ...example.phases, method: 'given', steadyStartMs: startMs + 40_000 },
      total: { ...example.total, steady },
    });
    const output = await markdown.render(resultOf([analysis]));
    expect(output.replaceAll('\u202f', ' ')).toContain(
      '| Steady state | 1 200 | 12.0 | 3 (0.25 %) | 350 ms | – | – | – |',
    );
  });

  it('lists what was judged, missed targets first', async () => {
    const verdict = verdictOf(checkOf('pass', 'a'), checkOf('inconclusive', 'b'), checkOf('fail', 'c'));
    const output = await markdown.render(resultOf([analysisExample()], verdict));
    expect(output).toMatch(
      /^### 1 of 3 targets missed, 1 could not be judged: c: 790 ms, expected at most 600 ms\n/,
    );
    expect(rowsBelow(htmlOf(output), 'Outcome').map((cells) => cells.slice(0, 2))).toEqual([
      ['<strong>missed</strong>', 'c'],
      ['not judged', 'b'],
      ['met', 'a'],
    ]);
  });

  it('puts a verdict over several runs above them all', async () => {
    const output = await markdown.render(
      resultOf([analysisExample(), emptyAnalysis()], verdictOf(checkOf('pass'))),
    );
    expect(output).toMatch(/^### The target was met\n/);
    expect(output).toContain('### Not enough data to judge: No request was completed');
  });

  it('folds the notices away, with their place and what to do', async () => {
    const where = { file: 'run_stats.csv', line: 12 };
    const notice = {
      code: 'x',
      severity: 'warning',
      message: 'A row was cut.',
      where,
      hint: 'Export it again.',
    } as const;
    const output = await markdown.render(resultOf([analysisExample({ notices: [notice] })]));
    expect(output).toContain('<summary>1 notice about the data</summary>');
    expect(visible(htmlOf(output))).toContain(
      'warning A row was cut. (run_stats.csv, line 12) Export it again.',
    );
  });
});

function readFixedSpaces(text: string): string {
  return text.replace(/(?<=\d)_/g, '\u202f');
}

describe('A name from outside', () => {
  it('is shown in a table exactly as it is, as code and nothing else', () => {
    fc.assert(
      fc.property(anyText, (name) => {
        const html = htmlOf(`| Name | Next |\n|---|---|\n| ${codeOf(name)} | end |\n`);
        const [cells = []] = rowsBelow(html, 'Name');
        expect(cells[1]).toBe('end');
        const shown = shortText(name);
        const cell = (cells[0] ?? '').replaceAll('</code>|<code>', '|');
        if (shown.trim() === '') expect(cell).toBe('<em>(no name)</em>');
        else expect(visible(cell)).toBe(shown);
        expect(cell.replace(/<\/?(code|em)>/g, '')).not.toContain('<');
      }),
      { seed, numRuns: 1000 },
    );
  });

  it('is shown within a sentence exactly as it is', () => {
    fc.assert(
      fc.property(anyText, (name) => {
        const html = htmlOf(`Begin ${proseOf(name)} end`);
        const expected = `Begin ${shortText(name, 500).trim()} end`;
        // Markdown makes one space of several, as a browser does.
        expect(visible(html).replace(/ +/g, ' ')).toBe(expected.replace(/ +/g, ' '));
        expect(html.replace(/<!-- -->|<\/?(p|span)>/g, '')).not.toContain('<');
      }),
      { seed, numRuns: 1000 },
    );
  });

  // What GitHub's own filters look for in the text of the rendered page, outside code.
  it.each([
    ['a mention', '@octocat and x@octocat', /@\w/],
    ['an issue', '#123, octo/cat#1', /#\d/],
    ['an old-style issue', 'GH-7', /gh-\d/i],
    ['an address', 'https://example.org and http://a', /https?:\/\//],
    ['an address without a scheme', 'www.example.org', /<a/],
    ['a commit', 'deadbeef 0123456789abcdef0123456789abcdef01234567', /\b[0-9a-f]{7,40}\b/],
    ['an emoji', 'well :tada: and :100: and :+1:', /:[\w+-]+:/],
    ['a formula', 'costs $a$ and $$b$$', /\$[^<]*\$/],
  ])('is no %s', (_what, name, pattern) => {
    const html = htmlOf(`Begin ${proseOf(name)} end`);
    for (const node of textNodes(html)) expect(node).not.toMatch(pattern);
    expect(html).not.toContain('<a');
  });

  it('leaves times of day and numbers readable in the source', () => {
    expect(proseOf('at 14:30:00, 2.9 % of 1234 requests')).toBe('at 14:30:00, 2.9 % of 1234 requests');
  });

  it('is harmless everywhere in the report', async () => {
    const output = await markdown.render(hostileResult());
    const html = htmlOf(output);
    const tags = new Set([...html.matchAll(/<\/?([a-z][a-z0-9]*)/gi)].map((tag) => tag[1]));
    const ours = ['h3', 'p', 'strong', 'em', 'code', 'table', 'thead', 'tbody', 'tr', 'th', 'td'];
    expect(
      [...tags].filter((tag) => ![...ours, 'details', 'summary', 'ul', 'li', 'span'].includes(tag ?? '')),
    ).toEqual([]);
    for (const node of textNodes(html)) expect(node).not.toMatch(/@\w|#\d|https?:\/\//);
    expect(
      rowsBelow(html, 'Endpoint').length +
        rowsBelow(html.split('more endpoints')[1] ?? '', 'Endpoint').length,
    ).toBe(hostileNames.length);
  });
});

function hostileResult(): Result {
  const endpoints = hostileNames.map((name, i) =>
    endpointOf('GET', name, statisticsOf(1000 - i, i, latencyOf({ 50: 10, 95: 20 + i }))),
  );
  const keys = endpoints.map((endpoint) => endpoint.key);
  const failureCauses = keys.map((key) => causeOf(key.name, 3, key));
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
    actual: name,
    explanation: name,
  }));
  const example = analysisExample();
  const run = {
    ...example.run,
    label: hostileNames.join(),
    source: { ...example.run.source, host: 'https://@octo#1' },
  };
  return resultOf(
    [analysisExample({ run, endpoints, failureCauses, notices, exceptions })],
    verdictOf(...checks),
  );
}

describe('The length of the Markdown report', () => {
  const large = (endpoints: number, causes: number) =>
    analysisExample({
      endpoints: Array.from({ length: endpoints }, (_, i) =>
        endpointOf('GET', `/${i}/${'x'.repeat(80)}`, statisticsOf(100, 1, latencyOf({ 95: i + 1 }))),
      ),
      failureCauses: Array.from({ length: causes }, (_, i) =>
        causeOf(`cause ${i}`, 1, { method: 'GET', name: '/' }),
      ),
    });

  it('stays within what GitHub takes, and says what was left out', async () => {
    const output = await markdown.render(resultOf([large(1000, 50)]));
    expect(output.length).toBeLessThanOrEqual(githubLimit);
    const named = output.match(/\| `GET \/\d+\//g)?.length ?? 0;
    expect(output).toContain(`*${1000 - named} more endpoints left out: a comment holds 65 536 characters.*`);
    // Failures come before the endpoints that are folded away.
    expect(output).toContain('| `cause 49` |');
    expect(output).toMatch(/<\/details>\n/);
  });

  it('stays within it with hundreds of runs as well', async () => {
    const output = await markdown.render(resultOf(Array.from({ length: 200 }, () => large(30, 3))));
    expect(output.length).toBeLessThanOrEqual(githubLimit);
    expect(output).toMatch(/\*\d+ more sections left out: a comment holds 65 536 characters\.\*\n$/);
  });

  it('is within any limit, whatever the blocks are', () => {
    const lines = fc.array(fc.string({ maxLength: 50 }), { maxLength: 20 });
    const block = fc.record({
      head: lines,
      rows: lines,
      tail: lines,
      rowsAre: fc.constant('rows'),
      priority: fc.integer({ min: 0, max: 3 }),
    });
    fc.assert(
      fc.property(fc.array(block, { maxLength: 8 }), fc.integer({ min: 200, max: 5000 }), (blocks, limit) => {
        expect(fitBlocks(blocks, limit).length).toBeLessThanOrEqual(limit);
      }),
      { seed },
    );
  });

  it('leaves nothing out that fits', async () => {
    const analysis = large(40, 10);
    const output = await markdown.render(resultOf([analysis]));
    expect(output).not.toContain('left out');
    for (const endpoint of analysis.endpoints)
      expect(output).toContain(shortText(endpointLabel(endpoint.key)));
  });
});
