import { describe, expect, it } from 'vitest';
import { analyseRun } from '../../src/analysis/analyse-run.ts';
import type { Capacity } from '../../src/model/capacity.ts';
import type { GeneratorRecord } from '../../src/model/generator.ts';
import type { Run } from '../../src/model/run.ts';
import type { ScalingTimeline } from '../../src/model/scaling.ts';
import { normalFrom, seededRandom } from '../../src/stats/random.ts';
import { runOf, START_MS, windowsOf } from '../support/run-example.ts';
import { type Step, steppedRun } from '../support/stepped-run.ts';

function capacityOf(run: Run): Capacity {
  return analyseRun(run).capacity;
}

function kindsOf({ remarks }: Capacity): readonly string[] {
  return remarks.map(({ kind }) => kind);
}

/** A second each; healthy where nothing else is said. */
function generatorOf(seconds: number, columns: Partial<GeneratorRecord>): GeneratorRecord {
  const column = (value: number) => new Array<number>(seconds).fill(value);
  return {
    workers: 1,
    length: seconds,
    startMs: column(0).map((_, i) => START_MS + i * 1000),
    endMs: column(0).map((_, i) => START_MS + (i + 1) * 1000),
    eventLoopUtilization: column(0.1),
    stolenShare: column(0),
    lateP99Ms: column(0.5),
    waiting: column(0),
    inFlight: column(1),
    due: column(1),
    begun: column(1),
    dropped: column(0),
    unfinished: 0,
    ...columns,
  };
}

const steps = (loads: readonly number[], throughputs: readonly number[]): readonly Step[] =>
  loads.map((users, i) => ({ users, perS: throughputs[i] ?? 0 }));

describe('published measurements as steps of a run give the published law', () => {
  // SPEC SDM91 on a 16-way server: N. J. Gunther, "Guerrilla Capacity Planning", 2007, section 5.3; the numbers are
  // those of the R package usl and of R's nls (statistics.md 5.2).
  const specsdm91 = steps(
    [1, 18, 36, 72, 108, 144, 216],
    [64.9, 995.9, 1652.4, 1853.2, 1828.9, 1775, 1702.2],
  );

  it('of SPEC SDM91: contention, coherency, the peak and its throughput', () => {
    const capacity = capacityOf(steppedRun(specsdm91));
    const law = capacity.scalability;
    expect(capacity.outcome).toBe('measured');
    expect(law?.alpha.value).toBeCloseTo(0.0277285, 6);
    expect(law?.beta.value).toBeCloseTo(1.043655e-4, 9);
    expect(law?.gamma.value).toBeCloseTo(89.99523, 3);
    expect(law?.peakLoad.value).toBeCloseTo(96.51956, 3);
    expect(law?.peakThroughputPerS.value).toBeCloseTo(1883.9, 0);
    expect(law?.limitThroughputPerS.value).toBeCloseTo(3245.589, 1);
    expect(law?.residualStandardError).toBeCloseTo(82.8458, 3);
    expect(capacity.remarks).toEqual([]);
  });

  it('of the ray tracer: a peak that was not reached is said to be', () => {
    const raytracer = steps([1, 4, 8, 12, 16, 20], [20, 78, 130, 170, 190, 200]);
    const capacity = capacityOf(steppedRun(raytracer));
    expect(capacity.scalability?.alpha.value).toBeCloseTo(0.024444, 5);
    expect(capacity.scalability?.beta.value).toBeCloseTo(0.0016268, 6);
    expect(capacity.scalability?.gamma.value).toBeCloseTo(20.856045, 4);
    expect(kindsOf(capacity)).toContain('peak-not-observed');
  });

  it('the knee of Kneedle: x = 0…9 and its published y', () => {
    const y = [0.1, 60, 80, 85, 90, 95, 96, 97, 98, 99];
    const capacity = capacityOf(steppedRun(steps([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], y)));
    expect(capacity.knee).toEqual({ load: 3, throughputPerS: expect.closeTo(80, 9) });
  });
});

describe('a level', () => {
  it('leaves out the beginning, in which requests of the level before are under way', () => {
    const [first, second] = capacityOf(steppedRun(steps([5, 10, 20], [50, 100, 200]))).levels;
    expect(first).toMatchObject({ load: 5, origin: 'hold', startMs: START_MS, endMs: START_MS + 60_000 });
    expect(second).toMatchObject({ load: 10, startMs: START_MS + 70_000, endMs: START_MS + 120_000 });
  });

  it('counts twice when the same load came twice', () => {
    const { levels } = capacityOf(steppedRun(steps([5, 10, 20, 10, 5], [50, 100, 200, 100, 50])));
    expect(levels.map(({ load }) => load)).toEqual([5, 5, 10, 10, 20]);
  });

  it('that is too short to measure at is said to be there', () => {
    const [first, ...others] = steps([5, 10, 20, 40], [50, 100, 200, 300]);
    const short = { users: 7, perS: 70, seconds: 11 };
    const capacity = capacityOf(steppedRun([...(first === undefined ? [] : [first]), short, ...others]));
    expect(capacity.levels.map(({ load }) => load)).toEqual([5, 10, 20, 40]);
    expect(capacity.remarks[0]?.message).toBe(
      '1 more level was too short to measure at: hold each for a minute.',
    );
  });

  it("that breaks Little's law concludes nothing", () => {
    // 400 requests/s of 100 ms keep 40 users busy, and there were 20.
    const run = steppedRun([...steps([2, 5, 10], [20, 50, 100]), { users: 20, perS: 400, meanMs: 100 }]);
    const capacity = capacityOf(run);
    expect(capacity.levels.at(-1)?.leftOut).toMatch(/Little's law/);
    expect(capacity.remarks[0]?.message).toMatch(/^1 of 4 levels are shown and not used/);
  });

  it('during which the generator was the bottleneck concludes nothing', () => {
    const run = steppedRun(steps([5, 10, 20, 40], [50, 100, 200, 210]));
    const busy = Array.from({ length: 240 }, (_, second) => (second < 190 ? 0.2 : 0.97));
    const { levels } = capacityOf({ ...run, generator: generatorOf(240, { eventLoopUtilization: busy }) });
    expect(levels.map(({ leftOut }) => leftOut)).toEqual([
      null,
      null,
      null,
      'the load generator was the bottleneck',
    ]);
  });
});

describe('a slow ramp is cut into levels', () => {
  const alpha = 0.02;
  const beta = 0.0002;
  const throughput = (users: number) => (10 * users) / (1 + alpha * (users - 1) + beta * users * (users - 1));

  /** One more user every 3 s up to 100; what completes in a second is of the users of a response time earlier. */
  function ramp(seconds: number, noise: number): Run {
    const random = seededRandom(7);
    const usersAt = (second: number) => Math.max(1, Math.floor((100 * second) / seconds));
    const all = Array.from({ length: seconds }, (_, second) => second);
    const windows = windowsOf(
      all.map((second) => throughput(usersAt(second - 1)) * (1 + noise * normalFrom(random))),
      { meansMs: all.map(() => 50) },
    );
    return runOf(windows, all.map(usersAt));
  }

  it('and the law behind it is found again', () => {
    const capacity = capacityOf(ramp(300, 0.02));
    const law = capacity.scalability;
    expect(capacity.levels.length).toBe(20);
    expect(capacity.levels.every(({ origin }) => origin === 'ramp')).toBe(true);
    expect(law?.alpha.value).toBeGreaterThan(alpha * 0.8);
    expect(law?.alpha.value).toBeLessThan(alpha * 1.2);
    // √((1 − α) / β) = 70 users.
    expect(law?.peakLoad.lo).toBeLessThan(70);
    expect(law?.peakLoad.hi).toBeGreaterThan(70);
    expect(kindsOf(capacity)).toContain('from-ramp');
  });

  it('not when it is too short', () => {
    expect(capacityOf(ramp(40, 0)).reason).toMatch(
      /never held a level. The ramp of \d+ s is too short to be cut into levels, 60 s are needed/,
    );
  });
});

describe('a run that does not show its capacity says why', () => {
  it.each([
    [
      'a constant load',
      steppedRun([{ users: 40, perS: 100, seconds: 300 }]),
      'The number of users never changed (40).',
    ],
    [
      'a usual test: a short ramp and one level',
      runOf(
        windowsOf(new Array<number>(120).fill(50)),
        Array.from({ length: 120 }, (_, i) => Math.min(40, 4 * (i + 1))),
      ),
      'The number of users held one level (40); at least 3 are needed, and 6 for a curve. The ramp of 9 s is too short to be cut into levels, 60 s are needed.',
    ],
    [
      'two levels',
      steppedRun(steps([10, 20], [100, 200])),
      'The number of users held only 2 levels (10, 20); at least 3 are needed, and 6 for a curve.',
    ],
    [
      'levels of 11 s, of which 7 remain',
      steppedRun(steps([10, 20, 30, 40], [1, 2, 3, 4]).map((step) => ({ ...step, seconds: 11 }))),
      'The 4 levels of load (10, 20, 30, 40) were too short to measure at: hold each for a minute.',
    ],
    [
      'no users',
      runOf(windowsOf(new Array<number>(60).fill(5)), null),
      'The source has no number of users over time.',
    ],
    [
      'no request',
      runOf(windowsOf(new Array<number>(60).fill(0)), new Array<number>(60).fill(3)),
      'No request was made.',
    ],
  ])('%s', (_, run, reason) => {
    expect(capacityOf(run)).toMatchObject({ outcome: 'not-measured', reason, levels: [] });
  });
});

describe('a service that was scaled during the test', () => {
  const observed = { fromMs: START_MS, toMs: START_MS + 180_000 };
  const scaling: ScalingTimeline = {
    workload: 'chatbot',
    kind: 'Deployment',
    namespace: null,
    observed,
    gaps: [],
    replicas: [
      {
        quantity: 'ready',
        source: 'watch',
        levels: [2, 3, 6].map((replicas, i) => {
          const atMs = START_MS + i * 60_000;
          const began = { earliestMs: atMs, latestMs: atMs, basis: 'watched' as const };
          return { replicas, isLowerBound: false, began: i === 0 ? null : began, lastSeenMs: atMs + 60_000 };
        }),
      },
    ],
    autoscaler: null,
    signals: [],
    conditions: [],
    pods: [],
    usage: [],
    podRequests: { cpuCores: null, memoryBytes: null },
    events: [],
    reachability: [],
    clock: {
      shiftMs: 0,
      uncertaintyMs: 0,
      basis: 'same-clock',
      timezone: null,
      isTimezoneStated: true,
      explanation: 'Recorded by one program.',
    },
    sources: [],
  };

  it('is said to have been another one at each level', () => {
    const capacity = capacityOf(steppedRun(steps([5, 10, 20], [50, 100, 200]), { scaling: [scaling] }));
    expect(capacity.remarks.map(({ message }) => message)).toContain(
      'chatbot had from 2 to 6 replicas while this was measured: the curve is of a service that was scaled, not of one size of it.',
    );
  });

  it('is not where the number of replicas stayed', () => {
    const [ready] = scaling.replicas;
    const first = ready?.levels.slice(0, 1).map((level) => ({ ...level, lastSeenMs: observed.toMs })) ?? [];
    const steady = { ...scaling, replicas: ready === undefined ? [] : [{ ...ready, levels: first }] };
    expect(
      kindsOf(capacityOf(steppedRun(steps([5, 10, 20], [50, 100, 200]), { scaling: [steady] }))),
    ).not.toContain('replicas-changed');
  });
});

describe('an open load', () => {
  const stages = [10, 20, 40, 80].map((perS) => ({ fromPerS: perS, toPerS: perS, durationMs: 60_000 }));
  const run = steppedRun(steps([1, 2, 4, 8], [10, 20, 40, 55]), {
    load: { kind: 'open', arrivals: 'even', stages },
  });

  it('has the planned rates for levels and no law of users', () => {
    const capacity = capacityOf(run);
    expect(capacity.loadIs).toBe('arrivals-per-s');
    expect(capacity.levels.map(({ load }) => load)).toEqual([10, 20, 40, 80]);
    expect(capacity.scalability).toBeNull();
    expect(kindsOf(capacity)).toContain('open-load');
  });

  it('does not count a rate that was not begun', () => {
    const due = Array.from({ length: 240 }, (_, i) => stages[Math.floor(i / 60)]?.fromPerS ?? 0);
    const begun = due.map((count) => Math.min(count, 60));
    const generator = generatorOf(240, {
      due,
      begun,
      dropped: due.map((count, i) => count - (begun[i] ?? 0)),
    });
    const { levels } = capacityOf({ ...run, generator });
    expect(levels.map(({ leftOut }) => leftOut)).toEqual([
      null,
      null,
      null,
      'less was begun than was due: the rate was not reached',
    ]);
  });
});
