import { describe, expect, it } from 'vitest';
import { readResultDocument } from '../../src/decode/result-document.ts';
import type { Analysis } from '../../src/model/analysis.ts';
import { scalingAxis } from '../../src/report/charts/scaling-axis.ts';
import { instantWords, markWords, rangeWords } from '../../src/report/findings/scaling-time.ts';
import { headline } from '../../src/report/findings.ts';
import { reporterFor } from '../../src/report/registry.ts';
import { analysisExample, emptyAnalysis, hostileNames, resultOf } from '../support/analysis-example.ts';
import { scaledAnalysis } from '../support/scaling-example.ts';

async function rendered(id: 'html' | 'text' | 'markdown' | 'json', analysis: Analysis): Promise<string> {
  const text = await reporterFor(id)?.render(resultOf([analysis]), { columns: null, colour: false });
  return (text ?? '').replaceAll('\u202f', ' ');
}

function firstOf(analysis: Analysis) {
  const [scaling] = analysis.scaling;
  if (scaling === undefined) throw new RangeError('the example has a workload');
  return scaling;
}

/** The analysis with something else in its only workload. */
function withScaling(analysis: Analysis, change: Partial<Analysis['scaling'][number]>): Analysis {
  return { ...analysis, scaling: [{ ...firstOf(analysis), ...change }] };
}

const heavy = scaledAnalysis();

describe('how long something took', () => {
  it('is a range rounded outwards, never its middle alone', () => {
    expect(rangeWords({ leastMs: 34_900, mostMs: 47_100 })).toBe('34–48 s');
  });

  it('is one number where the ends are within a second', () => {
    expect(rangeWords({ leastMs: 51_500, mostMs: 52_100 })).toBe('52 s');
  });

  it('is at least what was seen where it was not over', () => {
    expect(rangeWords({ leastMs: 85_700, mostMs: null })).toBe('at least 85 s');
  });

  it('is in minutes from three minutes on', () => {
    expect(rangeWords({ leastMs: 300_000, mostMs: 311_000 })).toBe('5 min to 5 min 11 s');
  });
});

describe('when something happened', () => {
  it('is a time since the start, or the range that holds it', () => {
    expect(instantWords({ earliestMs: 87_000, latestMs: 87_999 }, 0)).toBe('1:27');
    expect(instantWords({ earliestMs: 87_400, latestMs: 100_200 }, 0)).toBe('1:27–1:41');
    expect(instantWords({ earliestMs: 0, latestMs: 0 }, 30_000)).toBe('−0:30');
  });

  it('says which of the two it is when there is none', () => {
    const none = { at: null, basis: null };
    expect(markWords({ outcome: 'never', ...none }, 0)).toBe('never in this run');
    expect(markWords({ outcome: 'not-recorded', ...none }, 0)).toBe('not recorded');
    expect(markWords({ outcome: 'not-applicable', ...none }, 0)).toBe('–');
  });
});

describe('the time axis of scaling', () => {
  it('begins with the load, in its buckets, and goes on to the end of the record', () => {
    const { zeroMs, fromMs, toMs, bucketMs } = scalingAxis(heavy, firstOf(heavy));
    const { timeline, run } = heavy;
    expect([zeroMs, fromMs, bucketMs]).toEqual([run.startMs, run.startMs, timeline?.bucketMs]);
    expect(toMs).toBeGreaterThanOrEqual(firstOf(heavy).observed.toMs);
    expect(toMs).toBeLessThan(firstOf(heavy).observed.toMs + bucketMs);
  });

  it('covers the load where the record ends before it', () => {
    const { observed } = firstOf(heavy);
    const short = withScaling(heavy, { observed: { ...observed, toMs: observed.fromMs + 90_000 } });
    expect(scalingAxis(short, firstOf(short)).toMs).toBeGreaterThanOrEqual(heavy.run.endMs ?? 0);
  });

  it('leaves out most of a record of a day around a short run', () => {
    const { observed } = firstOf(heavy);
    const long = withScaling(heavy, { observed: { ...observed, toMs: observed.toMs + 86_400_000 } });
    expect(scalingAxis(long, firstOf(long)).buckets).toBe(900);
  });

  it('is that of the record where no load stands beside it', () => {
    const { observed } = firstOf(heavy);
    const alone = { ...emptyAnalysis(), scaling: heavy.scaling };
    const axis = scalingAxis({ ...alone, run: { ...alone.run, startMs: null, endMs: null } }, firstOf(heavy));
    expect([axis.zeroMs, axis.fromMs]).toEqual([observed.fromMs, observed.fromMs]);
  });
});

describe('the page of a run that scaled', () => {
  it('says in its first sentence how it scaled, with the time to scale among the key numbers', async () => {
    const lead = headline(heavy, null).lead.map(({ text }) => text);
    expect(lead.join('')).toContain(firstOf(heavy).summary);
    const page = await rendered('html', heavy);
    expect(page).toMatch(/<dt>Time to scale, slowest<\/dt><dd>\d+–\d+ s<\/dd>/);
    expect(page).toContain('<dd>2 to 7</dd>');
  });

  it('has every surge, step and phase, with the reason of each decision', async () => {
    const page = await rendered('html', heavy);
    const section = page.slice(
      page.indexOf('<section id="scaling"'),
      page.indexOf('<section id="distribution"'),
    );
    const { steps, surges } = firstOf(heavy);
    for (const { number, from, to } of steps)
      expect(section.split(`<th scope="row">${number}: ${from} to ${to}</th>`)).not.toHaveLength(1);
    expect(section.match(/tr class="remark"/g)?.length).toBeGreaterThanOrEqual(steps.length);
    expect(section).toContain('asks for ceil(');
    expect(surges).not.toHaveLength(0);
    expect(section).toContain('<h4>Replicas ');
    expect(section).toContain('<h4>Pods ');
    expect(section.match(/<svg class="chart chart-wide"/g)?.length).toBeGreaterThanOrEqual(6);
  });

  it('has a section for each workload, and at most five', async () => {
    const named = (workload: string) => ({ ...firstOf(heavy), workload });
    const page = await rendered('html', {
      ...heavy,
      scaling: ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map(named),
    });
    expect(page.match(/<section id="scaling(-\d)?"/g)).toHaveLength(5);
    expect(page).toContain('2 more workloads are in the exported JSON.');
  });

  it('runs nothing that stands in a record', async () => {
    const bad = hostileNames.join(' ');
    const pods = firstOf(heavy).pods.map((pod) => ({ ...pod, name: bad, phase: bad, reason: bad }));
    const stuckPods = [{ pod: bad, phase: bad, reason: bad, waited: null }];
    const hostile = withScaling(heavy, { workload: bad, summary: bad, sources: [bad], pods, stuckPods });
    const page = await rendered('html', hostile);
    expect(page).not.toMatch(/<img|<svg onload|onerror=1>/);
    expect(page).not.toContain('\u202e');
    expect(await rendered('text', hostile)).not.toContain('\u001b');
  });

  it('names the pods that never became ready, with the reason', async () => {
    const page = await rendered('html', scaledAnalysis('sim-pending'));
    expect(page).toContain('Pods that did not become ready');
    expect(page).toContain('Unschedulable: 0/3 nodes are available');
    expect(page).toContain('class="tone-fail"');
  });

  it('says of a workload that stayed as it was only that', async () => {
    const page = await rendered('html', scaledAnalysis('sim-light'));
    expect(page).toContain('Stayed at 2 replicas');
    expect(page).not.toContain('<caption>Steps</caption>');
  });
});

describe('a record of scaling without a load test', () => {
  const alone = { ...emptyAnalysis(), scaling: heavy.scaling };

  it('is what the page is of: no empty tables of requests', async () => {
    expect(headline(alone, null).title).toBe(firstOf(heavy).summary);
    const page = await rendered('html', alone);
    expect(page).toContain('<section id="scaling"');
    expect(page).not.toContain('<section id="endpoints"');
    expect(page).not.toContain('<dt>Requests</dt>');
  });
});

describe('the other formats', () => {
  it('have the same surges and steps', async () => {
    const [surge] = firstOf(heavy).surges;
    const text = await rendered('text', heavy);
    const markdown = await rendered('markdown', heavy);
    const time = rangeWords(surge?.timeToScale ?? null);
    expect(text).toMatch(new RegExp(`^1: 2 to 4 .*${time}`, 'm'));
    expect(markdown).toContain(`| ${time} |`);
    expect(text).toContain('asks for ceil(');
    expect(markdown).toContain('**Scaling:** Scaled 2');
  });

  it('are silent where nothing was recorded', async () => {
    expect(await rendered('text', analysisExample())).not.toContain('Scaling');
    expect(await rendered('markdown', analysisExample())).not.toContain('Scaling');
    expect(await rendered('html', analysisExample())).not.toContain('id="scaling"');
  });

  it('are read again from JSON as they were written', async () => {
    const json = await rendered('json', heavy);
    expect(`${JSON.stringify(readResultDocument(json, 'r.json'), null, 2)}\n`).toBe(json);
  });
});
