import { describe, expect, it } from 'vitest';
import { readResultDocument } from '../../src/decode/result-document.ts';
import type { Comparison } from '../../src/model/comparison.ts';
import {
  analysisExample,
  checkOf,
  emptyAnalysis,
  hostileNames,
  resultOf,
  verdictOf,
} from '../support/analysis-example.ts';
import { comparisonExample } from '../support/comparison-example.ts';

const example = resultOf([analysisExample(), emptyAnalysis()], verdictOf(checkOf('fail')));
const text = (value: unknown) => JSON.stringify(value);

const comparison: Comparison = comparisonExample();

describe('a result read from its JSON', () => {
  it('is the result that was written', () => {
    expect(readResultDocument(text(example), 'r.json')).toEqual(example);
    expect(readResultDocument(text({ ...example, comparison }), 'r.json')).toEqual({
      ...example,
      comparison,
    });
  });

  it('keeps names from the internet as they are', () => {
    const run = { ...analysisExample().run, label: hostileNames.join('') };
    const hostile = resultOf([analysisExample({ run })]);
    expect(readResultDocument(text(hostile), 'r.json')).toEqual(hostile);
  });

  it('may have keys that we do not know', () => {
    expect(() => readResultDocument(text({ ...example, later: 1 }), 'r.json')).not.toThrow();
  });

  it('may hold any number of brackets in texts', () => {
    const run = { ...analysisExample().run, label: `\\"${'[{'.repeat(500)}\\` };
    const bracketed = resultOf([analysisExample({ run })]);
    expect(readResultDocument(text(bracketed), 'r.json')).toEqual(bracketed);
  });

  it('may begin with a byte order mark, as editors on Windows write it', () => {
    expect(readResultDocument(`\ufeff${text(example)}`, 'r.json')).toEqual(example);
  });
});

describe('a result that cannot be read names the file and the key', () => {
  const wrong: readonly [string, string, object][] = [
    ['not JSON', '{\n  "schema" "result/1"\n}', { code: 'not-json', where: { file: 'r.json', line: 2 } }],
    ['cut off', text(example).slice(0, 500), { code: 'not-json', message: 'the JSON ends too early' }],
    ['cut off after a number', '{"createdMs":1', { code: 'not-json', message: 'the JSON ends too early' }],
    ['empty', '', { code: 'not-json', message: 'the JSON ends too early' }],
    [
      'of another kind',
      '{"schema":"run/1"}',
      {
        code: 'unknown-schema',
        message: 'key "schema" holds "run/1", expected "result/1"',
        fix: 'Name a file that plimsoll wrote.',
      },
    ],
    [
      'no object',
      '[]',
      { code: 'unknown-schema', message: 'key "schema" holds nothing, expected "result/1"' },
    ],
    [
      'of a newer version',
      '{"schema":"result/2"}',
      { fix: 'It was written by another version of plimsoll. Read it with that version, or make it again.' },
    ],
    [
      'without a key',
      text({ ...example, analyses: [{ ...example.analyses[0], phases: undefined }] }),
      { code: 'damaged-document', message: 'key "analyses[0].phases" holds nothing, expected an object' },
    ],
    [
      'with null where a number must be',
      text({ ...example, createdMs: null }),
      { message: 'key "createdMs" holds "null", expected a number' },
    ],
    [
      'with a number that is too large for any',
      text(example).replace(/"createdMs":\d+/, '"createdMs":1e999'),
      { message: 'key "createdMs" holds "Infinity", expected a number' },
    ],
    [
      'nested so deeply that functions which walk it would run out of stack',
      `{"schema":"result/1","x":${'['.repeat(200_000)}${']'.repeat(200_000)}}`,
      { code: 'damaged-document', message: 'the JSON is nested deeper than 100 levels' },
    ],
    [
      'with an unknown metric',
      text({ ...example, comparison: { ...comparison, rows: [{ ...comparison.rows[0], metric: 'speed' }] } }),
      {
        message: expect.stringMatching(
          /^key "comparison\.rows\[0\]\.metric" holds "speed", expected "latency-p50", /,
        ),
      },
    ],
    [
      'with an endpoint that is none',
      text({ ...example, comparison: { ...comparison, rows: [{ ...comparison.rows[0], endpoint: 'all' }] } }),
      { message: 'key "comparison.rows[0].endpoint" holds "all", expected an object' },
    ],
    [
      'with a key only its prototype has',
      text(example)
        .replace('"tool":{', '"tool":{"__proto__":{"name":"x"},')
        .replace(/"name":"plimsoll",/, ''),
      { message: 'key "tool.name" holds nothing, expected text' },
    ],
  ];

  it.each(wrong)('%s', (_, json, problem) => {
    expect(() => readResultDocument(json, 'r.json')).toThrow(
      expect.objectContaining({
        kind: 'input',
        where: expect.objectContaining({ file: 'r.json' }),
        ...problem,
      }),
    );
  });
});
