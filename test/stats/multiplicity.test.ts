import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { benjaminiHochberg } from '../../src/stats/benjamini-hochberg.ts';
import { holm } from '../../src/stats/holm.ts';

const seed = 1;
// Benjamini and Hochberg 1995, section 4.1; adjusted by R's p.adjust.
const published = [
  0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
  0.759, 1,
];
const rejected = (adjusted: readonly number[]) => adjusted.filter((p) => p <= 0.05).length;
const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 });

describe('Of the published 15 p-values', () => {
  test('Benjamini–Hochberg rejects 4', () => {
    const adjusted = benjaminiHochberg(published);
    expect(rejected(adjusted)).toBe(4);
    for (const [i, expected] of [0.0015, 0.003, 0.0095, 0.035625, 0.0603].entries()) {
      expect(adjusted[i]).toBeCloseTo(expected, 12);
    }
  });

  test('Holm rejects 3, as Bonferroni does', () => {
    const adjusted = holm(published);
    expect(rejected(adjusted)).toBe(3);
    for (const [i, expected] of [0.0015, 0.0056, 0.0247, 0.114, 0.2211].entries()) {
      expect(adjusted[i]).toBeCloseTo(expected, 12);
    }
  });
});

test.each([
  // R 4.2.2, p.adjust of ten p-values (oracle script or1.R), Holm by hand: 10 · 0.010, 9 · 0.013, …
  ['Holm', holm, [0.1, 0.117, 0.117, 1, 1]],
  ['Benjamini–Hochberg', benjaminiHochberg, [0.14 / 3, 0.14 / 3, 0.14 / 3, 0.475, 0.7]],
])('%s keeps the order of p-values that overtake each other', (_, adjust, expected) => {
  const adjusted = adjust([0.01, 0.013, 0.014, 0.19, 0.35, 0.5, 0.63, 0.67, 0.75, 0.81]);
  for (const [i, value] of expected.entries()) expect(adjusted[i]).toBeCloseTo(value, 12);
});

test.each([
  ['Holm', holm],
  ['Benjamini–Hochberg', benjaminiHochberg],
])('%s only raises p-values, keeps their order, and does not depend on it', (_, adjust) => {
  const check = fc.property(pValues, (values) => {
    const adjusted = adjust(values);
    for (const [i, p] of values.entries()) {
      expect(adjusted[i]).toBeGreaterThanOrEqual(p);
      expect(adjusted[i]).toBeLessThanOrEqual(1);
      for (const [j, other] of values.entries()) {
        if (p < other) expect(adjusted[i]).toBeLessThanOrEqual(adjusted[j] as number);
      }
    }
    expect(adjust([...values].reverse()).reverse()).toEqual(adjusted);
  });
  fc.assert(check, { seed });
});

test('Holm is never less strict than Benjamini–Hochberg', () => {
  const check = fc.property(pValues, (values) => {
    const lenient = benjaminiHochberg(values);
    for (const [i, p] of holm(values).entries())
      expect(p).toBeGreaterThanOrEqual((lenient[i] as number) - 1e-12);
  });
  fc.assert(check, { seed });
});

test('What is no probability is refused', () => {
  expect(() => holm([0.5, 1.5])).toThrow('found "1.5"');
  expect(() => benjaminiHochberg([Number.NaN])).toThrow('found "NaN"');
});
