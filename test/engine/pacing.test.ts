import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrivals } from '../../src/engine/arrivals.ts';
import { arrivalsOf, createArrivalTimes, type Part, userChanges } from '../../src/engine/pacing.ts';
import type { LoadPlan, RateStage, UserStage } from '../../src/scenario/load-plan.ts';

const whole: Part = { index: 0, of: 1 };

function timesOf(stages: readonly UserStage[], kind: 'start' | 'stop'): readonly number[] {
  return [...userChanges(stages, whole)].filter((change) => change.kind === kind).map(({ atMs }) => atMs);
}

describe('users of a closed plan', () => {
  it('start one a second in a ramp from 0 to 5 in 5 s, the first at once', () => {
    const stages = [{ fromUsers: 0, toUsers: 5, durationMs: 5000 }];
    expect(timesOf(stages, 'start')).toEqual([0, 1000, 2000, 3000, 4000]);
    expect(timesOf(stages, 'stop')).toEqual([]);
  });

  it('are all there at the start of a constant plan', () => {
    expect(timesOf([{ fromUsers: 3, toUsers: 3, durationMs: 1000 }], 'start')).toEqual([0, 0, 0]);
  });

  it('leave in a ramp down, the last at its end', () => {
    const stages = [
      { fromUsers: 4, toUsers: 4, durationMs: 1000 },
      { fromUsers: 4, toUsers: 0, durationMs: 4000 },
    ];
    expect(timesOf(stages, 'stop')).toEqual([2000, 3000, 4000, 5000]);
  });

  it('jump where one stage ends with another number than the next begins with', () => {
    const stages = [
      { fromUsers: 2, toUsers: 2, durationMs: 1000 },
      { fromUsers: 4, toUsers: 4, durationMs: 1000 },
      { fromUsers: 1, toUsers: 1, durationMs: 1000 },
    ];
    expect(timesOf(stages, 'start')).toEqual([0, 0, 1000, 1000]);
    expect(timesOf(stages, 'stop')).toEqual([2000, 2000, 2000]);
  });

  it('stop in the opposite order of their start, and never get an id twice', () => {
    const stages = [
      { fromUsers: 2, toUsers: 2, durationMs: 1000 },
      { fromUsers: 1, toUsers: 1, durationMs: 1000 },
      { fromUsers: 2, toUsers: 2, durationMs: 1000 },
    ];
    const told = [...userChanges(stages, whole)].map(({ kind, place, id }) => `${kind} ${place} ${id}`);
    expect(told).toEqual(['start 0 1', 'start 1 2', 'stop 1 2', 'start 1 3']);
  });

  const userStages = fc.array(
    fc.record({
      fromUsers: fc.integer({ min: 0, max: 30 }),
      toUsers: fc.integer({ min: 0, max: 30 }),
      durationMs: fc.integer({ min: 1, max: 10_000 }),
    }),
    { minLength: 1, maxLength: 4 },
  );

  it('are at every moment as many as the line of the stage says, rounded up', () => {
    fc.assert(
      fc.property(userStages, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (stages, share) => {
        let startMs = 0;
        for (const stage of stages) {
          const atMs = startMs + share * stage.durationMs;
          const line = stage.fromUsers + share * (stage.toUsers - stage.fromUsers);
          let users = 0;
          for (const change of userChanges(stages, whole)) {
            if (change.atMs <= atMs) users += change.kind === 'start' ? 1 : -1;
          }
          // On the very step a rounding error may fall to either side.
          if (Math.abs(line - Math.round(line)) > 1e-6 || stage.fromUsers === stage.toUsers) {
            expect(users - Math.ceil(line - 1e-9) === 0).toBe(true);
          }
          startMs += stage.durationMs;
        }
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  it('are the same whether one process makes them or several workers', () => {
    fc.assert(
      fc.property(userStages, fc.integer({ min: 1, max: 5 }), (stages, of) => {
        const union = Array.from({ length: of }, (_, index) => [
          ...userChanges(stages, { index, of }),
        ]).flat();
        const byTime = (changes: typeof union) => changes.map((change) => JSON.stringify(change)).sort();
        expect(byTime(union)).toEqual(byTime([...userChanges(stages, whole)]));
      }),
      { seed: 2, numRuns: 100 },
    );
  });
});

function openPlan(
  stages: readonly RateStage[],
  kind: 'even' | 'poisson' = 'even',
): Extract<LoadPlan, { kind: 'open' }> {
  return { kind: 'open', stages, arrivals: kind, maxInFlight: 1, maxWaiting: 1 };
}

const rateStages = fc.array(
  fc.record({
    fromPerS: fc.integer({ min: 0, max: 200 }),
    toPerS: fc.integer({ min: 0, max: 200 }),
    durationMs: fc.integer({ min: 1, max: 5000 }),
  }),
  { minLength: 1, maxLength: 4 },
);

describe('even arrivals', () => {
  it('have equal gaps at a constant rate', () => {
    const plan = openPlan([{ fromPerS: 10, toPerS: 10, durationMs: 500 }]);
    expect([...arrivals(plan, 1, whole)].map(({ atMs }) => atMs)).toEqual([0, 100, 200, 300, 400]);
  });

  it('come closer with the root of time in a ramp from nothing', () => {
    // The integral of t per s² is t²/2: n tasks after √(2n) s.
    const plan = openPlan([{ fromPerS: 0, toPerS: 4, durationMs: 4000 }]);
    const times = [...arrivals(plan, 1, whole)].map(({ atMs }) => atMs);
    expect(times).toHaveLength(8);
    for (const [n, atMs] of times.entries()) expect(atMs).toBeCloseTo(1000 * Math.sqrt(2 * n), 6);
  });

  it('pause where the rate is 0, and are as many as the integral of the rate', () => {
    const stages = [
      { fromPerS: 5, toPerS: 5, durationMs: 1000 },
      { fromPerS: 0, toPerS: 0, durationMs: 1000 },
      { fromPerS: 5, toPerS: 5, durationMs: 1000 },
    ];
    const times = [...arrivals(openPlan(stages), 1, whole)].map(({ atMs }) => atMs);
    expect(times).toEqual([0, 200, 400, 600, 800, 2000, 2200, 2400, 2600, 2800]);
  });

  it('are never more than one away from the integral of the rate', () => {
    fc.assert(
      fc.property(rateStages, (stages) => {
        const times = [...arrivals(openPlan(stages), 1, whole)].map(({ atMs }) => atMs);
        expect(Math.abs(times.length - arrivalsOf(stages))).toBeLessThanOrEqual(1);
        expect([...times].sort((a, b) => a - b)).toEqual(times);
      }),
      { seed: 3, numRuns: 100 },
    );
  });

  it('stand where the integral of the rate is the number asked for', () => {
    fc.assert(
      fc.property(rateStages, fc.double({ min: 0, max: 1, noNaN: true }), (stages, share) => {
        const wanted = share * arrivalsOf(stages);
        const atMs = createArrivalTimes(stages)(wanted);
        if (atMs !== null) expect(integralTo(stages, atMs)).toBeCloseTo(wanted, 5);
      }),
      { seed: 4, numRuns: 200 },
    );
  });
});

/** By hand: whole stages, and the trapezium of the last. */
function integralTo(stages: readonly RateStage[], atMs: number): number {
  let sum = 0;
  let startMs = 0;
  for (const { fromPerS, toPerS, durationMs } of stages) {
    const withinMs = Math.min(durationMs, Math.max(0, atMs - startMs));
    const rate = fromPerS + ((toPerS - fromPerS) * withinMs) / durationMs;
    sum += (((fromPerS + rate) / 2) * withinMs) / 1000;
    startMs += durationMs;
  }
  return sum;
}

describe('Poisson arrivals', () => {
  const plan = openPlan([{ fromPerS: 100, toPerS: 100, durationMs: 200_000 }], 'poisson');

  it('have gaps whose mean and standard deviation are both the inverse of the rate', () => {
    const times = [...arrivals(plan, 7, whole)].map(({ atMs }) => atMs);
    const gaps = times.slice(1).map((atMs, i) => atMs - (times[i] ?? 0));
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    const variance = gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / (gaps.length - 1);
    // Of 20,000 gaps: the standard error of the mean is 0.7 %, that of the deviation 1 %; five of each.
    expect(Math.abs(mean / 10 - 1)).toBeLessThan(0.035);
    expect(Math.abs(Math.sqrt(variance) / 10 - 1)).toBeLessThan(0.05);
  });

  it('follow a ramp: three quarters of them come in the second half', () => {
    const ramp = openPlan([{ fromPerS: 0, toPerS: 200, durationMs: 100_000 }], 'poisson');
    const times = [...arrivals(ramp, 7, whole)].map(({ atMs }) => atMs);
    const late = times.filter((atMs) => atMs >= 50_000).length / times.length;
    // Of 10,000: the standard error is 0.0043; five.
    expect(Math.abs(late - 0.75)).toBeLessThan(0.022);
  });

  it.each(['even', 'poisson'] as const)('of the kind %s are the same from several workers', (kind) => {
    const short = openPlan([{ fromPerS: 5, toPerS: 300, durationMs: 3000 }], kind);
    const single = [...arrivals(short, 5, whole)];
    const union = [0, 1, 2].flatMap((index) => [...arrivals(short, 5, { index, of: 3 })]);
    expect(union.sort((a, b) => a.atMs - b.atMs)).toEqual(single);
  });

  it('are others with another seed', () => {
    const times = (seed: number) => [...arrivals(plan, seed, whole)].slice(0, 5);
    expect(times(1)).toEqual(times(1));
    expect(times(1)).not.toEqual(times(2));
  });
});
