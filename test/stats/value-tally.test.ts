import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { valueTally } from '../../src/stats/value-tally.ts';

const seed = 1;

function tallied(entries: readonly (readonly [number, number])[]): [number, number][] {
  const tally = valueTally();
  for (const [value, amount] of entries) tally.add(value, amount);
  const { values, amounts } = tally.sorted();
  return Array.from(values, (value, i) => [value, amounts[i] as number]);
}

test('Amounts add up by value, in ascending order, as in a Map', () => {
  const value = fc.oneof(fc.double({ noNaN: true }), fc.integer({ min: 0, max: 50 }), fc.constantFrom(0, -0));
  const entries = fc.array(fc.tuple(value, fc.integer({ min: 1, max: 9 })), { maxLength: 300 });
  const check = fc.property(entries, (all) => {
    const expected = new Map<number, number>();
    for (const [key, amount] of all) expected.set(key, (expected.get(key) ?? 0) + amount);
    const ascending = [...Float64Array.from(expected.keys()).sort()];
    expect(tallied(all)).toEqual(ascending.map((key) => [key, expected.get(key)]));
  });
  fc.assert(check, { seed });
});

test('It grows to any number of values', () => {
  const entries = Array.from({ length: 50_000 }, (_, i) => [((i * 7919) % 25_000) / 8, 1] as const);
  const found = tallied(entries);
  expect(found).toHaveLength(25_000);
  expect(found.every(([value, amount], i) => value === i / 8 && amount === 2)).toBe(true);
});

test('Nothing added is nothing, and what is no number is refused', () => {
  expect(tallied([])).toEqual([]);
  expect(() => tallied([[Number.NaN, 1]])).toThrow('found "NaN"');
});
