import { expect, it } from 'vitest';
import { parseDurationMs, parsePeriod } from '../../src/decode/duration.ts';

it('durations are numbers with units, one after the other', () => {
  expect(['500ms', '30s', '1.5m', '2min', '1h30m', '1 h 30 min', ' 5s '].map(parseDurationMs)).toEqual([
    500, 30_000, 90_000, 120_000, 5_400_000, 5_400_000, 5000,
  ]);
});

it('a number without a unit is no duration', () => {
  expect(['', '30', 's', '-5s', '5s3', '5 seconds', '1e3s', 'NaNs'].map(parseDurationMs)).toEqual(
    Array.from({ length: 8 }, () => null),
  );
});

it('a period has a beginning and an end, either of which may be that of the run', () => {
  expect(parsePeriod('30s..5m')).toEqual({ fromMs: 30_000, toMs: 300_000 });
  expect(parsePeriod('30s..')).toEqual({ fromMs: 30_000, toMs: null });
  expect(parsePeriod('..5m')).toEqual({ fromMs: 0, toMs: 300_000 });
});

it('a period that ends before it begins is none', () => {
  expect(['', '..', '30s', '5m..5m', '5m..1m', '1s..2s..3s', 'a..b', '..x'].map(parsePeriod)).toEqual(
    Array.from({ length: 8 }, () => null),
  );
});
