import fc from 'fast-check';
import { expect, it } from 'vitest';
import { JsonDocuments } from '../../../src/importers/kubernetes-objects/json-documents.ts';

function documentsIn(pieces: readonly string[]) {
  const documents = new JsonDocuments();
  const found = pieces.flatMap((piece) => documents.add(piece));
  return { found, unfinishedLine: documents.unfinishedLine };
}

it('finds objects one a line, pretty ones after each other, in a list, and below a line with the time', () => {
  const { found } = documentsIn([
    '{"a":1}\n{\n  "b": "}{"\n}{"c":"\\"}"}\n[{"d":1},\n{"e":2}]\n2025-05-23T12:00:00Z\n{"f":3}\n',
  ]);
  expect(found.map(({ text }) => JSON.parse(text))).toEqual([
    { a: 1 },
    { b: '}{' },
    { c: '"}' },
    { d: 1 },
    { e: 2 },
    { f: 3 },
  ]);
  expect(found.at(-1)?.before).toBe('2025-05-23T12:00:00Z');
  expect(found.map(({ line }) => line)).toEqual([1, 2, 4, 5, 6, 8]);
});

it('finds the same wherever the text is cut into pieces', () => {
  const objects = fc.array(fc.dictionary(fc.string(), fc.jsonValue()), { maxLength: 5 });
  fc.assert(
    fc.property(objects, fc.array(fc.nat(200), { maxLength: 6 }), fc.boolean(), (values, cuts, isPretty) => {
      const text = values.map((value) => JSON.stringify(value, null, isPretty ? 2 : 0)).join('\n');
      const at = [0, ...cuts.map((cut) => Math.min(cut, text.length)).sort((a, b) => a - b), text.length];
      const pieces = at.slice(1).map((end, i) => text.slice(at[i], end));
      const { found, unfinishedLine } = documentsIn(pieces);
      expect(found.map((document) => document.text)).toEqual(
        values.map((value) => JSON.stringify(value, null, isPretty ? 2 : 0)),
      );
      expect(unfinishedLine).toBeNull();
    }),
  );
});

it('says where an object begins that does not end', () => {
  expect(documentsIn(['{"a":1}\n\n{"b":']).unfinishedLine).toBe(3);
});
