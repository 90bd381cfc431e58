import { describe, expect, test } from 'vitest';
import type { Series } from '../../../src/model/analysis.ts';
import { cornersOf, responseTimeLines } from '../../../src/report/charts/series-lines.ts';

const column = (percentile: number) => ({ percentile, midMs: [10, null], loMs: [9, null], hiMs: [11, null] });

function series(percentiles: Series['percentiles'], meanMs: Series['meanMs'] = [12, null]): Series {
  return { throughputPerS: [1, 0], failuresPerS: [0, 0], meanMs, percentiles };
}

describe('response time over time', () => {
  test('recomputed percentiles are lines under their own names', () => {
    const lines = responseTimeLines(
      series({ kind: 'recomputed', spanMs: null, columns: [column(50), column(95), column(99)] }),
    );
    expect(lines.map((line) => [line.name, line.band])).toEqual([
      ['p50', null],
      ['p95', null],
      ['p99', null],
    ]);
  });

  test("the source's own percentiles are bands, and never called the p95", () => {
    const lines = responseTimeLines(
      series({ kind: 'range', spanMs: 10_000, columns: [column(50), column(95), column(99)] }),
    );
    expect(lines.map((line) => line.name)).toEqual(['p50 of 10 s', 'p95 of 10 s']);
    expect(lines.map((line) => line.band)).toEqual([
      { lo: [9, null], hi: [11, null] },
      { lo: [9, null], hi: [11, null] },
    ]);
  });

  test('without percentiles the exact mean is drawn', () => {
    expect(responseTimeLines(series(null)).map((line) => line.name)).toEqual(['mean']);
  });

  test('without anything nothing is drawn', () => {
    expect(responseTimeLines(series(null, null))).toEqual([]);
  });
});

describe('the corners of a line', () => {
  test('are where it is not flat, and its ends', () => {
    expect(cornersOf([[5, 5, 5, 5, 7, 7, 7]])).toEqual([0, 3, 4, 6]);
  });

  test('keep the edges of a gap, and one bucket inside it at most on each side', () => {
    expect(cornersOf([[1, 1, null, null, null, 1]])).toEqual([0, 1, 2, 4, 5]);
  });

  test('of a band are the corners of both its edges', () => {
    expect(
      cornersOf([
        [1, 1, 1, 1, 1],
        [2, 2, 3, 2, 2],
      ]),
    ).toEqual([0, 1, 2, 3, 4]);
  });
});
