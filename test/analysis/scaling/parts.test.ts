import { describe, expect, it } from 'vitest';
import { analyseRun } from '../../../src/analysis/analyse-run.ts';
import type { ScalingTimeline, SignalSeries } from '../../../src/model/scaling.ts';
import type { ScalingAnalysis } from '../../../src/model/scaling-analysis.ts';
import { ENGINE_START_MS, engineRun, type Sent } from '../../support/engine-run-example.ts';
import { exactly, ms, runOf, scalingTruth, timelineOf } from '../../support/scaling-truth.ts';

/** A workload of 2 that is asked for 4 after 100 s; they are ready after 140 s. */
const at = (s: number) => ENGINE_START_MS + s * 1000;
const calm = timelineOf(
  {
    ...scalingTruth('sim-heavy'),
    start: new Date(at(-60)).toISOString(),
    end: new Date(at(400)).toISOString(),
    decisions: [{ t: new Date(at(100)).toISOString(), from: 2, to: 4 }],
    pods: Object.fromEntries([
      ...['a', 'b'].map((name) => [name, { created: iso(-60), ready: iso(-59), endpoint: iso(-59) }]),
      ...['c', 'd'].map((name) => [
        name,
        { created: iso(100), scheduled: iso(100), started: iso(110), ready: iso(140), endpoint: iso(141) },
      ]),
    ]),
  },
  exactly,
);

function iso(s: number): string {
  return new Date(at(s)).toISOString();
}

/** One request of 100 ms in each second; from second 80 to 150 nine of them, 3 s long, and one that fails. */
const sent: readonly Sent[] = Array.from({ length: 400 }, (_, second): readonly Sent[] =>
  second >= 80 && second < 150
    ? [
        ...Array.from({ length: 9 }, () => ({ second, responseMs: 3000 })),
        { second, responseMs: 5, failed: true },
      ]
    : Array.from({ length: 10 }, () => ({ second, responseMs: 100 })),
).flat();

const load = {
  kind: 'closed',
  stages: [
    { fromUsers: 10, toUsers: 10, durationMs: 80_000 },
    { fromUsers: 100, toUsers: 100, durationMs: 320_000 },
  ],
} as const;

function analysed(
  timeline: ScalingTimeline,
  options: { responseTimeLimitMs?: number } = {},
): ScalingAnalysis {
  const run = engineRun(400, { 'GET /': sent }, { scaling: [timeline], load });
  const [analysis] = analyseRun(run, { steady: 'whole-run', ...options }).scaling;
  if (analysis === undefined) throw new RangeError('there is one timeline');
  return analysis;
}

function signal(values: readonly [s: number, value: number | null][]): SignalSeries {
  return {
    metric: 'cpu',
    unit: 'percent',
    source: 'test',
    earliestMs: values.map(([s]) => at(s)),
    latestMs: values.map(([s]) => at(s)),
    values: values.map(([, value]) => value),
    targets: values.map(() => 70),
  };
}

describe('what a surge cost', () => {
  it('counts requests from the load step to ready exactly, where response times are kept in seconds', () => {
    const { cost, surges } = analysed(calm, { responseTimeLimitMs: 2000 });
    expect(surges).toMatchObject([
      { timeToScale: { leastMs: 60_000, mostMs: 60_000 }, load: { unit: 'users', from: 10, to: 100 } },
    ]);
    expect(cost).toMatchObject({
      underProvisionedS: 60,
      requests: 600,
      failures: 60,
      slow: { limitMs: 2000, least: 540, most: 540 },
    });
    expect(cost?.explanation).toBe(
      'The surge cost 540 requests over 2 s and 60 failures, of 600 until all replicas were ready.',
    );
  });

  it('measures against twice the former level without a limit', () => {
    const [surge] = analysed(calm).surges;
    expect(surge?.slow?.limitBasis).toBe('former-level');
    expect(surge?.slow?.limitMs).toBeCloseTo(200, 0);
    // p95 of 10 s at a time: slow from 80 to 150 s.
    expect(surge?.slow?.durationMs.leastMs).toBeLessThanOrEqual(70_000);
    expect(surge?.slow?.durationMs.mostMs).toBeGreaterThanOrEqual(70_000);
    expect(surge?.slow?.durationMs.mostMs).toBeLessThanOrEqual(90_000);
  });
});

describe('an autoscaler that does not scale', () => {
  const still = {
    ...calm,
    replicas: calm.replicas.map((one) => ({ ...one, levels: one.levels.slice(0, 1) })),
    pods: [],
  };

  it('had no need where its metric stayed within 10 % of its target', () => {
    // 77/70 is 1.1, and in floating point beyond the tolerance; 76 is within it.
    expect(
      analysed({
        ...still,
        signals: [
          signal([
            [0, 20],
            [120, 76],
            [300, 60],
          ]),
        ],
      }),
    ).toMatchObject({
      outcome: 'not-needed',
      summary: 'Stayed at 2 replicas: the metric never passed its target',
    });
  });

  it('did not react where it passed it', () => {
    expect(
      analysed({
        ...still,
        signals: [
          signal([
            [0, 20],
            [120, 77],
            [300, 60],
          ]),
        ],
      }),
    ).toMatchObject({
      outcome: 'no-reaction',
      surges: [],
      recovery: { outcome: 'none-needed' },
    });
  });

  it('is not judged without a metric', () => {
    expect(
      analysed({
        ...still,
        signals: [
          signal([
            [0, null],
            [300, null],
          ]),
        ],
      }),
    ).toMatchObject({
      outcome: 'unknown',
      summary: 'Stayed at 2 replicas; the autoscaler had no metric to act on',
      elasticity: null,
    });
  });
});

describe('the explanation of a decision', () => {
  const explained = (timeline: ScalingTimeline) => analysed(timeline).steps[0]?.explanation;
  const withMetric = (value: number) => ({
    ...calm,
    signals: [
      signal([
        [0, 20],
        [100, value],
      ]),
    ],
  });

  it('is the formula of the autoscaler', () => {
    expect(explained(withMetric(117))).toBe(
      'cpu at 117\u202f% against 70\u202f% on 2 pods asks for ceil(2 × 117/70) = 4',
    );
  });

  it('names what held it back', () => {
    const autoscaler = calm.autoscaler === null ? null : { ...calm.autoscaler, maxReplicas: 4 };
    expect(explained({ ...withMetric(197), autoscaler })).toContain('= 6; held to 4 by its limit');
    const wide = autoscaler === null ? null : { ...autoscaler, behavior: { scaleUp: null, scaleDown: null } };
    expect(explained({ ...withMetric(197), autoscaler: wide })).toContain('= 6; held to the maximum of 4');
  });

  it('is not given where the metric does not lead to the number', () => {
    expect(explained(withMetric(90))).toBeNull();
  });
});

describe('at the maximum', () => {
  it('says from when on, for how long and at which load more was needed', () => {
    const autoscaler = calm.autoscaler === null ? null : { ...calm.autoscaler, maxReplicas: 4 };
    const seconds = Array.from({ length: 20 }, (_, i) => i * 15 + 100);
    const signals = [signal([[0, 20], ...seconds.map((s): [number, number] => [s, s < 300 ? 120 : 50])])];
    const { saturation, summary } = analysed({ ...calm, autoscaler, signals });
    expect(saturation).toMatchObject({
      maxReplicas: 4,
      began: { earliestMs: at(100), latestMs: at(100) },
      load: { unit: 'users', value: 100 },
    });
    expect(saturation?.duration.leastMs).toBeLessThanOrEqual(200_000);
    expect(saturation?.duration.mostMs).toBeGreaterThanOrEqual(200_000);
    expect(summary).toContain('at its maximum of 4 for');
  });
});

describe('pods that wait', () => {
  it('are named with their reason, and the outcome is incomplete', () => {
    const truth = scalingTruth('sim-pending');
    const [analysis] = analyseRun(runOf(truth, [timelineOf(truth, exactly)])).scaling;
    expect(analysis?.outcome).toBe('incomplete');
    expect(analysis?.stuckPods).toHaveLength(3);
    expect(analysis?.stuckPods[0]?.reason).toContain('Unschedulable');
    expect(analysis?.summary).toContain('only 4 of 7 became ready (Unschedulable)');
  });
});

describe('flapping', () => {
  it('is up and down more than twice in a quarter of an hour', () => {
    const of = (sample: string) => {
      const truth = scalingTruth(sample);
      return analyseRun(runOf(truth, [timelineOf(truth, exactly)])).scaling[0]?.flapping;
    };
    expect(of('sim-flapping')).toEqual({ reversals: 11, windowMs: 300_000, isFlapping: true });
    expect(of('sim-heavy')).toEqual({ reversals: 0, windowMs: 300_000, isFlapping: false });
  });
});

describe('curves', () => {
  it('of a long record are thinned to 600 points that keep every peak', () => {
    const values = Array.from({ length: 9000 }, (_, i): [number, number] => [
      i / 30,
      i === 4321 ? 999 : 50 + (i % 7),
    ]);
    const { curves } = analysed({ ...calm, signals: [signal(values)] });
    const points = curves.signals[0]?.points ?? [];
    expect(points.length).toBeLessThanOrEqual(600);
    expect(Math.max(...points.map(({ value }) => value ?? 0))).toBe(999);
    expect(points.map(({ atMs }) => atMs)).toEqual(points.map(({ atMs }) => atMs).sort((a, b) => a - b));
    expect(curves.desired.map(({ atMs, value }) => [atMs, value])).toEqual([
      [at(-60), 2],
      [at(100), 4],
      [at(400), 4],
    ]);
  });

  it('add up what all pods use, as long as each lives', () => {
    const atMs = [0, 10, 20, 30].map(at);
    const usage = ['c', 'd'].map((pod) => ({
      pod,
      atMs: pod === 'd' ? atMs.slice(0, 2) : atMs,
      cpuCores: pod === 'd' ? [0.1, 0.2] : [0.5, 0.5, 0.5, 0.5],
      memoryBytes: atMs.map(() => null),
    }));
    const pods = calm.pods.map((pod) =>
      pod.name === 'd'
        ? { ...pod, deleted: { earliestMs: at(15), latestMs: at(15), basis: 'watched' as const } }
        : pod,
    );
    const { curves } = analysed({ ...calm, usage, pods });
    expect(curves.cpuCores.map(({ value }) => value)).toEqual([0.6, 0.7, 0.5, 0.5]);
    expect(curves.memoryBytes).toEqual([]);
    // Each asks for half a core.
    expect(curves.cpuRequestedCores.at(-1)?.value).toBe(2);
  });
});

describe('a record that begins or ends too early', () => {
  it('says that it ended before the load did', () => {
    const truth = scalingTruth('sim-heavy');
    const whole = timelineOf(truth, exactly);
    const short = { ...whole, observed: { ...whole.observed, toMs: ms(truth.start) + 200_000 } };
    const { notices, scaling } = analyseRun(runOf(truth, [short]));
    expect(notices.map(({ code }) => code)).toContain('scaling-record-short');
    expect(scaling[0]?.recovery).toMatchObject({ outcome: 'not-seen' });
  });

  it('says when changes fell into a time that was not watched', () => {
    const truth = scalingTruth('sim-heavy');
    const gap = {
      fromMs: ms(truth.start) + 70_000,
      toMs: ms(truth.start) + 80_000,
      reason: 'the watch broke',
    };
    const { notices } = analyseRun(runOf(truth, [{ ...timelineOf(truth, exactly), gaps: [gap] }]));
    expect(notices.find(({ code }) => code === 'scaling-gap')?.message).toContain('the watch broke');
  });
});
