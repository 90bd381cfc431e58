import { describe, expect, it } from 'vitest';
import { readResultDocument } from '../../src/decode/result-document.ts';
import type { Capacity } from '../../src/model/capacity.ts';
import { capacityFinding } from '../../src/report/findings.ts';
import { reporterFor } from '../../src/report/registry.ts';
import { analysisExample, resultOf } from '../support/analysis-example.ts';
import { capacityExample, steppedAnalysis } from '../support/capacity-example.ts';

async function rendered(
  id: 'html' | 'text' | 'markdown' | 'json',
  analysis = steppedAnalysis(),
): Promise<string> {
  const text = await reporterFor(id)?.render(resultOf([analysis]), { columns: null, colour: false });
  return (text ?? '').replaceAll('\u202f', ' ');
}

describe('what is said first of the capacity', () => {
  const titleOf = (change: Partial<Capacity>) => capacityFinding({ ...capacityExample(), ...change }).title;

  it('is the largest load within the limits, and the next that was not', () => {
    expect(titleOf({})).toBe('Up to 80 users kept mean < 200ms; 120 did not');
  });

  it('is the peak where no limit was set', () => {
    expect(titleOf({ withinLimits: null })).toBe('Throughput peaks at about 49 users, with 435 requests/s');
  });

  it('is the knee where no peak was demonstrated', () => {
    const remarks = [{ kind: 'no-peak-demonstrated', message: '' }] as const;
    expect(titleOf({ withinLimits: null, remarks })).toBe(
      'From 35 users on more load brings little more throughput; the most was 435 requests/s at 50 users',
    );
  });

  it('is where throughput bends, and no more than that, where it still grew much beyond', () => {
    const knee = { load: 10, throughputPerS: 200 };
    expect(titleOf({ withinLimits: null, scalability: null, knee })).toBe(
      'Throughput grows more slowly from 10 users on, with 200 requests/s; the most was 435 requests/s at 50 users',
    );
  });

  it('is that the limit was not reached where throughput still grew', () => {
    const levels = capacityExample().levels.slice(0, 4);
    expect(titleOf({ levels, withinLimits: null, knee: null, scalability: null })).toBe(
      'Throughput was highest at the largest load, 348 requests/s at 20 users: more load may bring more',
    );
  });

  it('is that nothing is known where the smallest load broke a limit', () => {
    const withinLimits = { limits: ['p95 < 1s'], largestKept: null, smallestBroken: 2 };
    expect(titleOf({ withinLimits })).toBe('No tested load is known to keep p95 < 1s');
  });
});

describe('a run of steps', () => {
  it('has a section of its own on the page, with both charts and the table of levels', async () => {
    const page = await rendered('html');
    const section = page.slice(
      page.indexOf('<section id="capacity"'),
      page.indexOf('<section id="distribution"'),
    );
    expect(section.match(/<svg class="chart chart-wide"/g)).toHaveLength(2);
    expect(section.match(/<tr><th scope="row">/g)).toHaveLength(8);
    expect(section).toContain('Up to 80 users kept mean &lt; 200ms; 120 did not');
  });

  it('is a table on the terminal and in Markdown', async () => {
    expect(await rendered('text')).toMatch(/^ +120 +350 /m);
    expect(await rendered('markdown')).toContain('| 120 | 350 |');
  });

  it('is read again from JSON as it was written', async () => {
    const json = await rendered('json');
    expect(`${JSON.stringify(readResultDocument(json, 'r.json'), null, 2)}\n`).toBe(json);
  });
});

it('a run under one load has no section and says why among the methods', async () => {
  const page = await rendered('html', analysisExample());
  expect(page).not.toContain('id="capacity"');
  expect(page).toContain('The number of users never changed (40).');
  expect(await rendered('text', analysisExample())).not.toContain('Capacity');
});
