import { expect, test } from 'vitest';
import { exactly } from '../../src/stats/interpolated-quantile.ts';
import { normalFrom, seededRandom } from '../../src/stats/random.ts';
import { shiftFunction, shiftQuantiles } from '../../src/stats/shift-function.ts';
import { windowsOfValues } from './windows-of-values.ts';

/** Log-normal response times; `slow` of them take five times as long. */
function run(generatorSeed: number, level: number, slow: number): ReturnType<typeof windowsOfValues> {
  const random = seededRandom(generatorSeed);
  const value = () => level * Math.exp(0.4 * normalFrom(random)) * (random() < slow ? 5 : 1);
  return windowsOfValues(Array.from({ length: 150 }, () => Array.from({ length: 40 }, value)));
}

const at = (shift: ReturnType<typeof shiftFunction>, quantile: number) =>
  shift?.find((row) => row.quantile === quantile);

test('It shows that the median got better and the tail worse', () => {
  const shift = shiftFunction(run(1, 100, 0.01), run(2, 90, 0.1), exactly, 0.95);
  expect(at(shift, 0.5)?.logRatio).toBeLessThan(0);
  expect(at(shift, 0.5)?.band?.hi).toBeLessThan(0);
  expect(at(shift, 0.5)?.adjustedP).toBeLessThan(0.05);
  expect(at(shift, 0.95)?.logRatio).toBeGreaterThan(0.3);
  expect(at(shift, 0.95)?.band?.lo).toBeGreaterThan(0);
});

test('Of a run to itself it is flat, at all quantiles', () => {
  const one = run(3, 100, 0.05);
  const shift = shiftFunction(one, one, exactly, 0.95);
  expect(shift?.map((row) => row.quantile)).toEqual(shiftQuantiles);
  for (const row of shift ?? []) {
    expect(row.logRatio).toBe(0);
    expect(row.adjustedP).toBe(1);
  }
});

test('It turns upside down when the runs change places', () => {
  const [one, other] = [run(4, 100, 0.05), run(5, 110, 0.05)];
  const there = shiftFunction(one, other, exactly, 0.95);
  const back = shiftFunction(other, one, exactly, 0.95);
  for (const [i, row] of (there ?? []).entries()) {
    expect(back?.[i]?.logRatio).toBeCloseTo(-row.logRatio, 12);
    expect(back?.[i]?.band?.lo).toBeCloseTo(-(row.band?.hi ?? Number.NaN), 12);
    expect(back?.[i]?.adjustedP).toBeCloseTo(row.adjustedP ?? Number.NaN, 12);
  }
});

test('Where the tail is too thin there is a change and no band', () => {
  const thin = windowsOfValues(Array.from({ length: 20 }, (_, t) => [100 + ((7 * t) % 20), 130 - t]));
  const shift = shiftFunction(thin, thin, exactly, 0.95);
  expect(at(shift, 0.99)).toMatchObject({ band: null, adjustedP: null, logRatio: 0 });
  expect(at(shift, 0.5)?.band).not.toBeNull();
});

test('Fewer than 20 windows have none', () => {
  const short = windowsOfValues(new Array<number[]>(19).fill([1, 2, 3]));
  expect(shiftFunction(short, short, exactly, 0.95)).toBeNull();
});
