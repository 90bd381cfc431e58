import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrivalRate, arrivalStages, userStages, users } from '../../src/scenario/load-builders.ts';

describe('users', () => {
  it('start at their rate and stay, for the duration of all together', () => {
    expect(users({ users: 100, spawnRate: 10, duration: '15m' })).toEqual({
      kind: 'closed',
      stages: [
        { fromUsers: 0, toUsers: 100, durationMs: 10_000 },
        { fromUsers: 100, toUsers: 100, durationMs: 890_000 },
      ],
    });
  });

  it('stop starting when the time is over, as with --run-time of Locust', () => {
    expect(users({ users: 100, spawnRate: 2, duration: '10s' }).stages).toEqual([
      { fromUsers: 0, toUsers: 20, durationMs: 10_000 },
    ]);
    expect(users({ users: 20, spawnRate: 2, duration: '10s' }).stages).toEqual([
      { fromUsers: 0, toUsers: 20, durationMs: 10_000 },
    ]);
  });

  it('last as long as was said, and rise as fast', () => {
    const anyLoad = fc.record({
      users: fc.integer({ min: 1, max: 10_000 }),
      spawnRate: fc.double({ min: 0.01, max: 1000, noNaN: true }),
      seconds: fc.integer({ min: 1, max: 86_400 }),
    });
    fc.assert(
      fc.property(anyLoad, ({ users: count, spawnRate, seconds }) => {
        const plan = users({ users: count, spawnRate, duration: `${seconds}s` });
        const total = plan.stages.reduce((sum, { durationMs }) => sum + durationMs, 0);
        expect(total).toBeCloseTo(seconds * 1000, 3);
        const first = plan.kind === 'closed' ? plan.stages[0] : undefined;
        expect(((first?.toUsers ?? 0) / (first?.durationMs ?? 1)) * 1000).toBeCloseTo(spawnRate, 6);
      }),
    );
  });

  it.each([
    [() => users({ users: 0, duration: '1m' }), 'users is 0'],
    [() => users({ users: 1.5, duration: '1m' }), 'users is 1.5'],
    [() => users({ users: 5, spawnRate: 0, duration: '1m' }), 'spawnRate is 0'],
    [() => users({ users: 5, duration: '60' }), 'the duration "60" cannot be read'],
    [() => users({ users: 5, duration: '0s' }), 'the duration "0s" cannot be read'],
    [() => arrivalRate({ rate: -1, duration: '1m' }), 'rate is -1'],
    [() => arrivalRate({ rate: 1, duration: '1m', maxInFlight: 0 }), 'maxInFlight is 0'],
    [() => arrivalRate({ rate: 1, duration: '1m', maxWaiting: -1 }), 'maxWaiting is -1'],
    [() => arrivalRate({ rate: 1, duration: '1m', arrivals: 'odd' as 'even' }), 'arrivals is "odd"'],
    [() => userStages('0@1m'), 'the stages "0@1m" never rise above 0'],
  ])('and rates that make no sense are refused: %s', (make, message) => {
    expect(make).toThrowError(expect.objectContaining({ code: 'invalid-load', message }));
  });
});

describe('stages', () => {
  it('are levels, steps and ramps', () => {
    expect(userStages('10@1m, 10..50@2m,50@1h30m')).toEqual({
      kind: 'closed',
      stages: [
        { fromUsers: 10, toUsers: 10, durationMs: 60_000 },
        { fromUsers: 10, toUsers: 50, durationMs: 120_000 },
        { fromUsers: 50, toUsers: 50, durationMs: 5_400_000 },
      ],
    });
  });

  it('of arrivals may have fractions, and are even unless told', () => {
    expect(arrivalStages(' 0.5 .. 50 @ 2m ')).toEqual({
      kind: 'open',
      stages: [{ fromPerS: 0.5, toPerS: 50, durationMs: 120_000 }],
      arrivals: 'even',
      maxInFlight: 1000,
      maxWaiting: 10_000,
    });
    expect(arrivalStages('5@1m', { arrivals: 'poisson', maxInFlight: 7, maxWaiting: 0 })).toMatchObject({
      arrivals: 'poisson',
      maxInFlight: 7,
      maxWaiting: 0,
    });
  });

  it.each([
    ['10@1m, ten@2m', '"ten" is no whole number (column 8)'],
    ['10@1m, 10.5..50@2m', '"10.5" is no whole number (column 8)'],
    ['10..@2m', '"" is no whole number (column 5)'],
    ['10..20..30@2m', 'a stage has two levels at most (column 7)'],
    ['10@1m,,50@5m', 'a stage is empty (column 7)'],
    ['10@1m,', 'a stage is empty (column 7)'],
    ['', 'a stage is empty (column 1)'],
    ['10@1m, 50', 'how long is missing (column 10)'],
    ['10@1m, 50@ 5', '"5" is no duration (column 12)'],
    ['10@0s', '"0s" is no duration (column 4)'],
    ['10@1m 50@5m', 'a comma is missing before (column 9)'],
    ['-1@1m', '"-1" is no whole number (column 1)'],
  ])('point at what cannot be read: %j', (text, reason) => {
    expect(() => userStages(text)).toThrowError(
      expect.objectContaining({
        code: 'invalid-stages',
        message: `the stages "${text}" cannot be read: ${reason}`,
        fix: expect.stringContaining('10@1m, 10..50@2m, 50@5m'),
      }),
    );
  });

  it('that are written can be read', () => {
    const stage = fc.record({
      from: fc.nat(99_999),
      to: fc.option(fc.nat(99_999), { nil: undefined }),
      seconds: fc.integer({ min: 1, max: 99_999 }),
    });
    fc.assert(
      fc.property(
        fc.array(stage, { minLength: 1, maxLength: 9 }),
        fc.constantFrom('', ' '),
        (stages, blank) => {
          fc.pre(stages.some(({ from, to }) => from > 0 || (to ?? 0) > 0));
          const written = stages.map(
            ({ from, to, seconds }) => `${from}${to === undefined ? '' : `..${to}`}@${seconds}s`,
          );
          expect(userStages(written.join(`,${blank}`)).stages).toEqual(
            stages.map(({ from, to, seconds }) => ({
              fromUsers: from,
              toUsers: to ?? from,
              durationMs: seconds * 1000,
            })),
          );
        },
      ),
    );
  });

  it('that are anything else are refused, never misread', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'01.@,smh -x') }), (text) => {
        try {
          expect(userStages(text).stages.every(({ durationMs }) => durationMs > 0)).toBe(true);
        } catch (error) {
          expect(['invalid-stages', 'invalid-load']).toContain(Reflect.get(Object(error), 'code'));
        }
      }),
    );
  });
});
