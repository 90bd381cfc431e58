import { describe, expect, it } from 'vitest';
import { binaryQuantity, decimalQuantity, goDuration } from '../../../src/demo/kubernetes-api/quantity.ts';
import { humanDuration } from '../../../src/demo/kubernetes-api/tables/age.ts';

const S = 1000;
const M = 60 * S;
const H = 60 * M;
const D = 24 * H;

// The cases of apimachinery `pkg/util/duration/duration_test.go`, TestHumanDuration and its boundaries.
it.each([
  [-2 * S, '<invalid>'],
  [-2 * S + 1, '0s'],
  [0, '0s'],
  [S - 1, '0s'],
  [S, '1s'],
  [2 * M - 1, '119s'],
  [2 * M, '2m'],
  [2 * M + S, '2m1s'],
  [3 * M + 5 * S, '3m5s'],
  [10 * M - S, '9m59s'],
  [10 * M, '10m'],
  [10 * M + S, '10m'],
  [3 * H - M, '179m'],
  [3 * H, '3h'],
  [3 * H + M, '3h1m'],
  [8 * H - M, '7h59m'],
  [8 * H, '8h'],
  [2 * D - H, '47h'],
  [2 * D, '2d'],
  [2 * D + H, '2d1h'],
  [8 * D - H, '7d23h'],
  [8 * D, '8d'],
  [2 * 365 * D - H, '729d'],
  [2 * 365 * D, '2y'],
  [2 * 365 * D + D, '2y1d'],
  [8 * 365 * D - H, '7y364d'],
  [8 * 365 * D, '8y'],
  [8 * 365 * D + 364 * D, '8y'],
])('an age of %i ms is %s', (ms, text) => {
  expect(humanDuration(ms)).toBe(text);
});

describe('quantities in their canonical form', () => {
  it.each([
    [0, '0'],
    [24, '24m'],
    [1000, '1'],
    [1500, '1500m'],
    [161_061_273_600, '161061273600m'],
  ])('%i thousandths are %s', (thousandths, text) => {
    expect(decimalQuantity(thousandths)).toBe(text);
  });

  it.each([
    [0, '0'],
    [1025, '1025'],
    [1024, '1Ki'],
    [512 * 1024 ** 2, '512Mi'],
    [1536 * 1024 ** 2, '1536Mi'],
  ])('%i bytes are %s', (bytes, text) => {
    expect(binaryQuantity(bytes)).toBe(text);
  });

  it.each([
    [15.0042, '15.004s'],
    [0.75, '750ms'],
    [75, '1m15s'],
    [0, '0s'],
  ])('%d s are %s', (seconds, text) => {
    expect(goDuration(seconds)).toBe(text);
  });
});
