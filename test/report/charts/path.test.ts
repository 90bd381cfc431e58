import { describe, expect, test } from 'vitest';
import { relativeArea, relativeLine, tenths } from '../../../src/report/charts/path.ts';

describe('a path', () => {
  test('keeps one decimal, in as few characters as can be', () => {
    expect([0.04, 0.36, -0.36, 12, 69.66].map(tenths)).toEqual(['0', '.4', '-.4', '12', '69.7']);
  });

  test('rounds before it subtracts, so that errors do not add up', () => {
    // 0.04 apart each: rounded differences would all be 0, and the line would end 0.4 px short.
    const points = Array.from({ length: 11 }, (_, i) => [i * 0.04, 0] as const);
    const moves = [...relativeLine(points).matchAll(/h([\d.]+)/g)].map((match) => Number(match[1]));
    expect(moves.reduce((sum, move) => sum + move, 0)).toBeCloseTo(0.4, 9);
  });

  test('uses the shortest command', () => {
    expect(
      relativeLine([
        [0, 0],
        [5, 0],
        [5, 7],
        [6, 6],
      ]),
    ).toBe('M0 0h5v7l1-1');
  });

  test('leaves a gap where nothing is known', () => {
    expect(relativeLine([[0, 0], [1, 1], null, [3, 3], [4, 4]])).toBe('M0 0l1 1M3 3l1 1');
  });

  test('makes a dot of a point alone', () => {
    expect(relativeLine([null, [3, 3], null])).toBe('M3 3h0');
  });

  test('closes an area around its lower edge, with the same gaps', () => {
    expect(relativeArea([[0, 0], [2, 0], null, [4, 0]], [[0, 5], [2, 5], null, [4, 5]])).toBe(
      'M0 0h2v5h-2ZM4 0v5Z',
    );
  });
});
