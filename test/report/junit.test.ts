import fc from 'fast-check';
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { describe, expect, it } from 'vitest';
import type { Result } from '../../src/model/result.ts';
import { showText } from '../../src/report/format.ts';
import { junit } from '../../src/report/junit.ts';
import {
  analysisExample,
  checkOf,
  emptyAnalysis,
  endpointOf,
  hostileNames,
  latencyOf,
  resultOf,
  statisticsOf,
  verdictOf,
} from '../support/analysis-example.ts';

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
}

/** Reads XML by the rules of XML 1.0, fifth edition; throws where a document is not well-formed. */
function parse(xml: string): Element {
  const root: Element = { name: '', attributes: {}, children: [] };
  const open = [root];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag: SaxesTagPlain) => {
    const element = { name: tag.name, attributes: tag.attributes, children: [] };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => open.pop());
  parser.write(xml).close();
  return root.children[0] ?? root;
}

async function render(result: Result): Promise<Element> {
  return parse(await junit.render(result));
}

function casesOf(suite: Element | undefined): Element[] {
  return suite?.children.filter((child) => child.name === 'testcase') ?? [];
}

function propertiesOf(element: Element | undefined): Record<string, string | undefined> {
  const list = element?.children.find((child) => child.name === 'properties')?.children ?? [];
  return Object.fromEntries(list.map(({ attributes }) => [attributes['name'], attributes['value']]));
}

describe('The JUnit report without targets', () => {
  it('has a suite per run and a skipped test case per endpoint: nothing was judged', async () => {
    const root = await render(resultOf([analysisExample(), analysisExample()]));
    expect(root.name).toBe('testsuites');
    expect(root.attributes).toEqual({
      name: 'plimsoll',
      tests: '4',
      failures: '0',
      errors: '0',
      skipped: '4',
      time: '200.000',
    });
    const [suite] = root.children;
    expect(suite?.attributes).toEqual({
      name: 'baseline',
      tests: '2',
      failures: '0',
      errors: '0',
      skipped: '2',
      time: '100.000',
      timestamp: '2026-11-22T14:30:00',
    });
    for (const testcase of casesOf(suite)) {
      expect(testcase.children.at(-1)).toMatchObject({
        name: 'skipped',
        attributes: { message: 'no target set' },
      });
    }
  });

  it('gives the numbers as properties, times in seconds', async () => {
    const [chat] = casesOf((await render(resultOf([analysisExample()]))).children[0]);
    expect(chat?.attributes).toEqual({ classname: 'baseline', name: 'POST /chat', time: '0.418' });
    expect(propertiesOf(chat)).toMatchObject({
      'part-of-run': 'whole run',
      requests: '1675',
      failures: '8',
      'requests-per-second': '16.75',
      'response-time-mean-s': '0.418300',
      'response-time-p95-s': '0.790000',
    });
  });

  it('gives the range where only a range is known', async () => {
    const endpoints = [endpointOf('GET', '/', statisticsOf(80, 0, latencyOf({ 99: [6600, 1100, 6580] })))];
    const [testcase] = casesOf((await render(resultOf([analysisExample({ endpoints })]))).children[0]);
    expect(propertiesOf(testcase)['response-time-p99-s']).toBe('1.100000 to 6.580000');
  });

  it('has a skipped test case for a run without requests, so that the suite is not empty', async () => {
    const [testcase, ...others] = casesOf((await render(resultOf([emptyAnalysis()]))).children[0]);
    expect(others).toEqual([]);
    expect(testcase?.children.at(-1)).toMatchObject({
      name: 'skipped',
      attributes: { message: 'No request was completed' },
    });
  });
});

describe('The JUnit report of a verdict', () => {
  const verdict = verdictOf(checkOf('pass', 'a'), checkOf('fail', 'b'), checkOf('inconclusive', 'c'));

  it('has a test case per check: passed, failed, or skipped where the data carry no decision', async () => {
    const root = await render(resultOf([analysisExample()], verdict));
    expect(root.attributes).toMatchObject({ tests: '3', failures: '1', skipped: '1' });
    const outcomes = casesOf(root.children[0]).map(({ attributes, children }) => [
      attributes['name'],
      children.at(-1)?.name,
    ]);
    expect(outcomes).toEqual([
      ['a: at most 600 ms', 'properties'],
      ['b: at most 600 ms', 'failure'],
      ['c: at most 600 ms', 'skipped'],
    ]);
  });

  it('says why a check failed or could not be judged', async () => {
    const [, failed, skipped] = casesOf((await render(resultOf([analysisExample()], verdict))).children[0]);
    expect(failed?.children.at(-1)?.attributes).toEqual({
      message: '790 ms, expected at most 600 ms. The value and all its bounds lie above the limit.',
      type: 'slo',
    });
    expect(skipped?.children.at(-1)?.attributes['message']).toMatch(/^not enough evidence: /);
  });

  it('is a suite of its own over several runs', async () => {
    const root = await render(resultOf([analysisExample(), analysisExample()], verdict));
    expect(root.children.map((suite) => [suite.attributes['name'], casesOf(suite).length])).toEqual([
      ['verdict', 3],
      ['baseline', 0],
      ['baseline', 0],
    ]);
  });
});

describe('The JUnit report of hostile names', () => {
  const rendered = (name: string) => {
    const endpoints = [endpointOf('', name, statisticsOf(10, 1, null))];
    const run = { ...analysisExample().run, label: name };
    return render(resultOf([analysisExample({ endpoints, run })]));
  };

  it('is well-formed XML 1.0 and keeps each name readable', async () => {
    const unicode = fc.string({ unit: 'binary', maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(fc.oneof(unicode, fc.constantFrom(...hostileNames)), async (name) => {
        const [testcase] = casesOf((await rendered(name)).children[0]);
        expect(testcase?.attributes['name']).toBe(name.trim() === '' ? '(no name)' : showText(name));
      }),
      { seed: 20261122, numRuns: 300 },
    );
  });
});
