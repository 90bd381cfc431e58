import { describe, expect, it } from 'vitest';
import { between, constant, exponential } from '../../src/scenario/think-time.ts';

/** Uniform numbers without chance: the middles of equal parts of [0, 1). */
function evenly(count: number): () => number {
  let i = 0;
  return () => (i++ % count) / count + 0.5 / count;
}

describe('a think time', () => {
  it('is always the same', () => {
    const time = constant('1m30s');
    expect([time.kind, time.meanMs, time.draw(() => 0.9)]).toEqual(['constant', 90_000, 90_000]);
  });

  it('is anything between two, both included', () => {
    const time = between('1s', '3s');
    expect(time.meanMs).toBe(2000);
    expect([0, 0.25, 0.5].map((u) => time.draw(() => u))).toEqual([1000, 1500, 2000]);
    expect(between('2s', '2s').draw(() => 0.7)).toBe(2000);
  });

  it('is exponential: mean m, median m ln 2, 1/e of all longer than m', () => {
    const time = exponential('2s');
    const random = evenly(100_000);
    const draws = Array.from({ length: 100_000 }, () => time.draw(random));
    const mean = draws.reduce((sum, ms) => sum + ms, 0) / draws.length;
    expect(mean).toBeCloseTo(2000, 0);
    expect(time.draw(() => 0.5)).toBeCloseTo(2000 * Math.LN2, 6);
    expect(draws.filter((ms) => ms > 2000).length / draws.length).toBeCloseTo(1 / Math.E, 4);
    expect(Number.isFinite(time.draw(() => 1 - 2 ** -53))).toBe(true);
  });

  it.each([
    [() => constant('2'), 'the time "2" in constant(…) cannot be read'],
    [() => between('1s', 'soon'), 'the time "soon" in between(…) cannot be read'],
    [() => exponential(2 as unknown as string), 'the time 2 in exponential(…) cannot be read'],
    [() => between('3s', '1s'), 'between("3s", "1s") ends before it begins'],
  ])('is refused: %s', (make, message) => {
    expect(make).toThrowError(expect.objectContaining({ code: 'invalid-scenario', message }));
  });
});
