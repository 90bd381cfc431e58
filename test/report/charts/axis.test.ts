import { describe, expect, test } from 'vitest';
import {
  linearAxis,
  linearAxisMs,
  logAxisMs,
  percentileAxis,
  percentilePosition,
  plain,
  timeAxis,
} from '../../../src/report/charts/axis.ts';

describe('the time axis', () => {
  test('names round times, no more than fit', () => {
    expect(timeAxis(149_000, 11).labels).toEqual([
      '0:00',
      '0:15',
      '0:30',
      '0:45',
      '1:00',
      '1:15',
      '1:30',
      '1:45',
      '2:00',
      '2:15',
    ]);
  });

  test('goes over to hours for a day', () => {
    expect(timeAxis(86_400_000, 8).labels).toEqual([
      '0:00',
      '4:00:00',
      '8:00:00',
      '12:00:00',
      '16:00:00',
      '20:00:00',
      '24:00:00',
    ]);
  });

  test('has room even for a run of no length', () => {
    expect(timeAxis(0, 5).domain).toEqual([0, 1000]);
  });
});

describe('an axis from zero', () => {
  test('ends at a round number that is not below the largest value', () => {
    expect(linearAxis(27.9, plain)).toEqual({
      domain: [0, 30],
      ticks: [0, 15, 30],
      labels: ['0', '15', '30'],
    });
    expect(linearAxis(30, plain).domain[1]).toBe(30);
    expect(linearAxis(0.07, plain).labels).toEqual(['0', '0.04', '0.08']);
  });

  test('stands for nothing happening with an end at 1', () => {
    expect(linearAxis(0, plain).domain).toEqual([0, 1]);
  });

  test('keeps one unit for response times, that of the largest', () => {
    expect(linearAxisMs(1400).labels).toEqual(['0', '0.75 s', '1.5 s']);
    expect(linearAxisMs(370).labels).toEqual(['0', '200 ms', '400 ms']);
  });
});

describe('the log axis of response times', () => {
  test('ends at 1, 2 or 5 times a power of ten around the values', () => {
    expect(logAxisMs(160, 890)).toEqual({
      domain: [100, 1000],
      ticks: [100, 200, 500, 1000],
      labels: ['100 ms', '200 ms', '500 ms', '1 s'],
    });
  });

  test('names powers of ten only, each in its own unit, when it spans many', () => {
    expect(logAxisMs(0.8, 6580).labels).toEqual(['1 ms', '10 ms', '100 ms', '1 s', '10 s']);
  });

  test('has room even for one value', () => {
    const { domain } = logAxisMs(100, 100);
    expect(domain[0]).toBeLessThanOrEqual(100);
    expect(domain[1]).toBeGreaterThan(domain[0]);
  });
});

describe('the percentile axis', () => {
  // x = log10(1 / (1 - p)): HdrHistogram's percentile plots.
  test('gives every further nine the same room', () => {
    expect(percentilePosition(0, 1000)).toBeCloseTo(0, 12);
    expect(percentilePosition(90, 1000)).toBeCloseTo(1, 12);
    expect(percentilePosition(99, 1000)).toBeCloseTo(2, 9);
    expect(percentilePosition(99.9, 1000)).toBeCloseTo(3, 9);
  });

  test('puts the slowest of n responses at 1 - 1 / (2 n)', () => {
    expect(percentilePosition(100, 500)).toBeCloseTo(3, 12);
  });

  test('names no percentile that the number of requests does not reach', () => {
    expect(percentileAxis(100).labels).toEqual(['min', '50\u202f%', '90\u202f%', '95\u202f%', '99\u202f%']);
  });
});
