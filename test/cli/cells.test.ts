import fc from 'fast-check';
import { expect, it } from 'vitest';
import { textCell } from '../../src/cli/locust-csv/cells.ts';

it.each([
  ['=1+1', "'=1+1"],
  ["'=1+1", "''=1+1"],
  ['-2', "'-2"],
  ['\t=1', '"\'\t=1"'],
  ["it's", "it's"],
  ['a;=1', '"a;=1"'],
  ['say "hi"', '"say ""hi"""'],
])('%j is written as %j', (text, cell) => {
  expect(textCell(text)).toBe(cell);
});

it('no two texts are written alike, and none begins a formula', () => {
  const characters = fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', '\n', 'a', '"', ',');
  const text = fc.string({ unit: characters, maxLength: 6 });
  fc.assert(
    fc.property(text, text, (one, other) => {
      fc.pre(one !== other);
      expect(textCell(one)).not.toBe(textCell(other));
      expect(textCell(one).replace(/^"/, '')).not.toMatch(/^[=+\-@\t\r\n]/);
    }),
    { seed: 20_261_123, numRuns: 2000 },
  );
});
