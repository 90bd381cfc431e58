import { beforeAll, describe, expect, it } from 'vitest';
import { analyseRun } from '../../src/analysis/analyse-run.ts';
import type { LoadLimit } from '../../src/analysis/options.ts';
import { SeededRandom } from '../../src/demo/random.ts';
import { drawChatMs, MODEL } from '../../src/demo/serving/service-model.ts';
import { middleOfBucket } from '../../src/model/percentile.ts';
import type { Run, Windows } from '../../src/model/run.ts';
import { bucketOf } from '../../src/stats/histogram-layout.ts';
import { Story } from '../demo/closed-users.ts';
import { endpointOf, runOf } from '../support/run-example.ts';

/** Users who ask the chatbot again as soon as they have an answer, so many more of them every two minutes. */
const STEPS = [2, 4, 8, 16, 24, 32, 48, 64];
const STEP_S = 120;

/** Two pods of 8 slots without an autoscaler, on a clock that does not wait; what is measured as our engine would. */
function queueingRun(): Run {
  const story = new Story({ autoscale: false });
  const { clock, pool } = story;
  clock.advance(60_000);
  expect(story.readyPods).toBe(2);
  const startMs = clock.nowMs();
  const answers: { readonly atMs: number; readonly ms: number }[] = [];
  const random = new SeededRandom(11);
  const ask = () => {
    const atMs = clock.nowMs();
    const pod = pool.pick();
    const ticket = pod?.acquire(
      () => {
        clock.after(drawChatMs(random, pod.busy / MODEL.slots), () => {
          ticket?.release();
          answers.push({ atMs: clock.nowMs(), ms: clock.nowMs() - atMs });
          ask();
        });
      },
      () => {
        throw new Error('no request is refused');
      },
    );
  };
  const users: number[] = [];
  for (const step of STEPS) {
    for (let user = users.at(-1) ?? 0; user < step; user += 1) ask();
    users.push(...new Array<number>(STEP_S).fill(step));
    clock.advance(STEP_S * 1000);
  }
  return runOf(windowsFrom(answers, startMs, users.length), users, {
    source: { ...runOf(windowsFrom([], startMs, 1), null).source, kind: 'engine' },
  });
}

function windowsFrom(
  answers: readonly { readonly atMs: number; readonly ms: number }[],
  startMs: number,
  seconds: number,
): Windows {
  const bySecond: number[][] = Array.from({ length: seconds }, () => []);
  for (const { atMs, ms } of answers) bySecond[Math.floor((atMs - startMs) / 1000)]?.push(ms);
  const sorted = bySecond.map((all) => all.sort((a, b) => a - b));
  const offsets = [0];
  for (const all of sorted) offsets.push((offsets.at(-1) ?? 0) + all.length);
  const column = (value: (all: readonly number[], second: number) => number) =>
    Float64Array.from(sorted, value);
  return {
    length: seconds,
    startMs: column((_, second) => startMs + second * 1000),
    endMs: column((_, second) => startMs + (second + 1) * 1000),
    requests: column((all) => all.length),
    failures: column(() => 0),
    sumMs: column((all) => all.reduce((sum, ms) => sum + ms, 0)),
    quantiles: null,
    histograms: {
      offsets: Uint32Array.from(offsets),
      valuesMs: Float64Array.from(sorted.flat(), (ms) => middleOfBucket(bucketOf(Math.round(ms * 1000)))),
      counts: new Uint32Array(sorted.flat().length).fill(1),
      rounding: 'three-digits',
    },
  };
}

const p95Below = (most: number): LoadLimit => ({
  endpoint: null,
  metric: 'latency-percentile',
  percentile: 95,
  most,
  text: `p95 < ${most / 1000}s`,
});

describe('the capacity of the demo target without its autoscaler', () => {
  let run: Run;
  beforeAll(() => {
    run = queueingRun();
  });

  it('is pods × slots / mean time of an answer on a full pod', () => {
    // The mean of a lognormal time is its median × exp(σ² / 2); a full pod is 1.6 times slower.
    const meanS = (1.6 * MODEL.chatMedianMs * Math.exp(MODEL.chatSigma ** 2 / 2)) / 1000;
    const truePerS = (2 * MODEL.slots) / meanS;
    const { levels, outcome } = analyseRun(run).capacity;
    expect(outcome).toBe('measured');
    expect(levels.map(({ load }) => load)).toEqual(STEPS);
    const { interval } = levels.at(-1)?.throughputPerS ?? {};
    expect(interval?.lo).toBeLessThan(truePerS);
    expect(interval?.hi).toBeGreaterThan(truePerS * 0.97);
  });

  it('is not exceeded, and throughput grows in proportion while slots are free', () => {
    const [two, four] = analyseRun(run).capacity.levels;
    expect((four?.throughputPerS.value ?? 0) / (two?.throughputPerS.value ?? 0)).toBeCloseTo(2, 0);
  });

  it('keeps a limit of the 95th percentile up to a load, and breaks it at the next that shows it', () => {
    const within = analyseRun(run, { loadLimits: [p95Below(8000)] }).capacity.withinLimits;
    expect(within?.limits).toEqual(['p95 < 8s']);
    expect(within?.largestKept).toBeGreaterThanOrEqual(8);
    expect(within?.largestKept).toBeLessThan(32);
    expect(within?.smallestBroken).toBeGreaterThan(within?.largestKept ?? 0);
  });

  it('keeps no limit that is broken at the smallest load, and all loads keep one that none breaks', () => {
    const strict = analyseRun(run, { loadLimits: [p95Below(500)] }).capacity.withinLimits;
    expect(strict).toMatchObject({ largestKept: null, smallestBroken: 2 });
    const lax = analyseRun(run, { loadLimits: [p95Below(60_000)] }).capacity.withinLimits;
    expect(lax).toMatchObject({ largestKept: 64, smallestBroken: null });
  });

  it('cannot be told against a percentile where the source keeps none for parts of a run', () => {
    const { windows } = run.total ?? endpointOf('', null);
    const bare = windows === null ? null : { ...windows, histograms: null };
    const { withinLimits, remarks } = analyseRun(
      { ...run, total: endpointOf('Aggregated', bare) },
      { loadLimits: [p95Below(8000)] },
    ).capacity;
    expect(withinLimits).toMatchObject({ largestKept: null, smallestBroken: null });
    expect(remarks.map(({ kind }) => kind)).toContain('limit-not-judged');
  });
});
