import { describe, expect, it } from 'vitest';
import { signedPercent } from '../../src/model/comparison-words.ts';

describe('a change in per cent', () => {
  it.each([
    [0.2374, '+23.7 %'],
    [-0.051, '−5.1 %'],
    [0.0004, '±0 %'],
    [0.994, '+99.4 %'],
    [1.5, '+150 %'],
    [-1, '−100 %'],
    [99.994, '+9999 %'],
    // Beyond, digits say nothing: the end of an interval that few runs leave wide open.
    [19_183.19, '> +9999 %'],
    [Number.POSITIVE_INFINITY, '> +9999 %'],
  ])('%d is %s', (change, words) => {
    expect(signedPercent(change).replaceAll('\u202f', ' ')).toBe(words);
  });
});
