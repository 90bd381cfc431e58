import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { readResultDocument } from '../../src/decode/result-document.ts';
import type { Comparison, MetricComparison } from '../../src/model/comparison.ts';
import type { Result } from '../../src/model/result.ts';
import { extractResult } from '../../src/report/embed.ts';
import { shiftFinding } from '../../src/report/findings/shift.ts';
import { forestGlyph, forestScale } from '../../src/report/html/forest-glyph.ts';
import { reporterFor } from '../../src/report/registry.ts';
import { decideVerdict } from '../../src/verdict/decide.ts';
import { analysisExample, hostileNames, resultOf } from '../support/analysis-example.ts';
import { comparisonExample, openRowExample, rowExample } from '../support/comparison-example.ts';

function resultWith(comparison: Comparison): Result {
  const analyses = [analysisExample(), analysisExample()];
  return { ...resultOf(analyses, decideVerdict(analyses, comparison)), comparison };
}

async function rendered(id: string, comparison: Comparison, columns: number | null = null): Promise<string> {
  const reporter = reporterFor(id);
  if (reporter === null) throw new Error(`no reporter ${id}`);
  return reporter.render(resultWith(comparison), { columns, colour: false });
}

const hostile = comparisonExample({
  summary: hostileNames.join(' '),
  rows: hostileNames.flatMap((name) => [
    rowExample({ endpoint: { method: 'GET', name } }),
    openRowExample({ endpoint: { method: 'GET', name } }),
  ]),
  onlyInBaseline: hostileNames.map((name) => ({ method: '', name })),
  failures: hostileNames.map((name) => ({
    ...(comparisonExample().failures[0] as Comparison['failures'][number]),
    endpoint: { method: '', name },
    cause: name,
  })),
  differences: [
    {
      ...(comparisonExample().differences[0] as Comparison['differences'][number]),
      baseline: hostileNames[0] as string,
    },
  ],
});

describe('a comparison as text', () => {
  it('says the verdict, what differs, and the change of every row', async () => {
    const text = await rendered('text', comparisonExample(), 120);
    expect(text).toMatch(/^Regressed\nWorse: response time p95 of POST \/chat/);
    expect(text).toContain('warning: host: http://a.example → http://b.example. The load went to');
    expect(text).toMatch(/POST \/chat +p95 +428 ms +531 ms +\+24\.0 % +\+18\.0 to \+30\.0 % +regressed/);
    expect(text).toContain('Only in the candidate: new.');
    expect(text).toMatch(/new +POST \/chat +HTTP 500 Internal Server Error +0 +12 \(0\.24 %\)/);
  });

  it.each([20, 40, 80])('fits %i columns', async (columns) => {
    const text = await rendered('text', comparisonExample(), columns);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(columns);
  });

  it('shows no control character of a name', async () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
    expect(await rendered('text', hostile)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  });
});

describe('a comparison as Markdown', () => {
  it('is a heading, a table of what decides, and the rest folded away', async () => {
    const page = await rendered('markdown', comparisonExample());
    expect(page).toMatch(/^### Regressed\n/);
    expect(page).toContain('| `POST /chat` | p95 | 428 ms | 531 ms | +24.0\u202f% |');
    expect(page).toContain('<summary>Shown, not deciding</summary>');
  });

  it('interprets nothing of a name', async () => {
    const page = await rendered('markdown', hostile);
    const html = micromark(page, {
      extensions: [gfm()],
      htmlExtensions: [gfmHtml()],
      allowDangerousHtml: true,
    });
    expect(html).not.toMatch(/<img|<svg|<script|<a |<b>|<strong><|<del>/);
    expect(page.length).toBeLessThan(65_536);
  });
});

describe('a comparison as a page', () => {
  it('says the verdict first, and has a forest plot with the evidence of every row', async () => {
    const page = await rendered('html', comparisonExample());
    expect(page).toMatch(/<h1 id="comparison-title">Worse: response time p95 of POST \/chat/);
    expect(page).toContain('<title>Regressed: baseline (0123456789ab)</title>');
    expect(page.match(/<svg class="forest"/g)).toHaveLength(1);
    expect(page).toContain('<dt>p, adjusted (Holm)</dt><dd>0.00020</dd>');
    const section = /<article class="comparison".*?<\/article>/s.exec(page)?.[0];
    expect(section).not.toMatch(/NaN|undefined|Infinity/);
    expect(await rendered('html', comparisonExample())).toBe(page);
  });

  it('opens again as the result it was made of', async () => {
    const page = await rendered('html', comparisonExample());
    expect(extractResult(page)).toEqual(resultWith(comparisonExample()));
  });

  it('escapes every name', async () => {
    const page = await rendered('html', hostile);
    expect(page).not.toMatch(/<img|<svg onload|\u202e|<b>bold/);
    expect(page).toContain('&lt;/script&gt;&lt;img src&#x3D;x onerror&#x3D;1&gt;');
  });

  it('draws a change beyond its scale as an arrow at the edge', () => {
    const effect = rowExample().effect as NonNullable<MetricComparison['effect']>;
    const huge = rowExample({ effect: { ...effect, value: 40, interval: { lo: -0.2, hi: 900 } } });
    const glyph = String(forestGlyph(huge, forestScale([huge])));
    expect(glyph).toContain('cx="172"');
    expect(glyph).toMatch(/H172M[\d.]+ 7V15M168 7L172 11L168 15/);
  });
});

describe('the pictures of a comparison', () => {
  const column = (value: number) => [value, null, value, value];
  const run = (side: 'baseline' | 'candidate', factor: number) => ({
    side,
    runId: side,
    firstBucketMs: 0,
    bucketMs: 1000,
    steady: { fromMs: 0, toMs: 3000 },
    users: column(20),
    throughputPerS: column(50),
    failuresPerS: column(0),
    responseTimes: [column(100 * factor), column(200 * factor)],
  });
  const curve = (factor: number) => ({
    fidelity: 'histogram' as const,
    count: 5000,
    points: [10, 50, 90, 99].map((percentile) => {
      const valueMs = percentile * factor;
      return { percentile, valueMs, loMs: valueMs, hiMs: valueMs, stated: true };
    }),
  });
  const point = (percentile: number, change: number) => ({
    percentile,
    baselineMs: 100,
    candidateMs: 100 * (1 + change),
    change,
    band: { lo: change - 0.02, hi: change + 0.02 },
    adjustedP: 0.01,
    bounds: null,
  });
  const endpoint = {
    endpoint: { method: 'POST', name: '/chat' },
    distributions: (['baseline', 'candidate'] as const).map((side, i) => ({
      side,
      runId: side,
      part: 'steady-state' as const,
      curve: curve(1 + i),
    })),
    shift: [point(50, 0.01), point(90, 0.2), point(95, 0.26)],
    shiftNote: 'The band is the 95 % interval.',
  };
  const drawn = comparisonExample({
    curves: {
      runs: [run('baseline', 1), run('candidate', 2)],
      runsLeftOut: 3,
      responseTimes: { percentiles: [50, 95], kind: 'recomputed', spanMs: null },
      endpoints: [endpoint],
      endpointsLeftOut: 2,
    },
  });

  it('are both sides over one time axis, and the distribution and shift of each endpoint', async () => {
    const page = await rendered('html', drawn);
    const section = /<section id="over-time".*?<\/section>/s.exec(page)?.[0] ?? '';
    // Response time, users, throughput and failures, each for three widths.
    expect(section.match(/<svg class="chart/g)).toHaveLength(12);
    expect(section).toContain('candidate p95');
    expect(section).toContain('3 more runs are not drawn');
    const distributions = /<section id="distributions".*?<\/section>/s.exec(page)?.[0] ?? '';
    expect(distributions.match(/<svg class="chart/g)).toHaveLength(2);
    expect(distributions).toContain('Slower from p90 to p95: +20.0 to +26.0');
    expect(page).toContain('href="#distributions"');
    expect(page).not.toContain('<!--drawing');
    expect(page).not.toMatch(/NaN|Infinity/);
  });

  it.each([
    [[point(50, -0.2), point(95, -0.2)], 'Faster at every percentile from p50 to p95: −20.0'],
    [[point(50, -0.1), point(95, 0.3)], 'Faster at p50, slower at p95'],
    [[point(50, 0.01), point(95, -0.01)], 'No percentile differs by more than chance'],
    [[{ ...point(50, 0.2), band: null }], 'p50 +20.0\u202f%; how sure that is, is not known'],
    [[], 'Response times of both sides cannot be compared percentile by percentile'],
  ])('say where in the distribution the change is', (shift, words) => {
    expect(shiftFinding({ ...endpoint, shift })).toContain(words);
  });

  it('open again as they were', async () => {
    expect(extractResult(await rendered('html', drawn))).toEqual(resultWith(drawn));
    expect(readResultDocument(await rendered('json', drawn), 'c.json').comparison).toEqual(drawn);
  });

  it('come with the reports of two runs, and with a list of more', async () => {
    const result = {
      ...resultWith(drawn),
      analyses: [analysisExample(), analysisExample(), analysisExample()],
    };
    const page = (await reporterFor('html')?.render(result, { columns: null, colour: false })) ?? '';
    expect(page).not.toContain('<article class="report"');
    expect(page).toContain('>3 runs</p>');
    expect(await rendered('html', drawn)).toContain('<article class="report"');
  });

  it('show each run of a side of several in the forest plot', () => {
    const sides = rowExample();
    const glyph = String(
      forestGlyph(
        {
          ...sides,
          baseline: { ...sides.baseline, runs: [420, 436] },
          candidate: { ...sides.candidate, runs: [531] },
        },
        forestScale([sides]),
      ),
    );
    expect(glyph.match(/class="of-baseline"/g)).toHaveLength(2);
    expect(glyph.match(/class="of-candidate"/g)).toHaveLength(1);
  });
});

describe('a comparison as JUnit', () => {
  it('is a test case per row that decides', async () => {
    const xml = await rendered('junit', comparisonExample());
    expect(xml).toContain('tests="1" failures="1"');
    expect(xml).toContain('type="regression"');
    const parser = new SaxesParser();
    parser.on('error', (error) => {
      throw error;
    });
    parser.write(await rendered('junit', hostile)).close();
  });
});

describe('the verdict over a comparison', () => {
  const outcomeOf = (rows: Comparison['rows']) =>
    decideVerdict([], comparisonExample({ rows }))?.checks.map(({ outcome }) => outcome);

  it('is missed where something regressed, and open where nothing can be said', () => {
    expect(outcomeOf([rowExample()])).toEqual(['fail']);
    expect(outcomeOf([rowExample({ outcome: 'improved' }), rowExample({ outcome: 'no-change' })])).toEqual([
      'pass',
      'pass',
    ]);
    expect(outcomeOf([rowExample({ outcome: 'not-enough-evidence' })])).toEqual(['inconclusive']);
  });

  it('does not judge rows that are only shown, and is no pass without others', () => {
    expect(outcomeOf([rowExample({ outcome: 'no-change' }), rowExample({ role: 'exploratory' })])).toEqual([
      'pass',
    ]);
    expect(outcomeOf([rowExample({ role: 'exploratory' })])).toEqual(['inconclusive']);
  });
});
