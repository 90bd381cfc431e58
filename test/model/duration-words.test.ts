import { describe, expect, it } from 'vitest';
import { durationRangeWords } from '../../src/model/duration-words.ts';

describe('a duration within bounds', () => {
  it.each([
    [44_000, 44_000, '44 s'],
    [2500, 2900, '2.7 s'],
    [85_000, 105_000, '95 s (85 to 105 s)'],
    [85_400, 104_700, '95 s (85 to 105 s)'],
    [0, 20_000, '0 to 20 s'],
    [386_000, 406_000, '6 min 36 s (6 min 26 s to 6 min 46 s)'],
    [3_720_000, 3_720_000, '1 h 2 min'],
    [85_900, null, 'at least 85 s'],
  ])('from %d to %d ms is %s', (leastMs, mostMs, words) => {
    expect(durationRangeWords({ leastMs, mostMs })).toBe(words);
  });
});
