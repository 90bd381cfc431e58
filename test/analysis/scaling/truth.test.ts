import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyseRun } from '../../../src/analysis/analyse-run.ts';
import type { InstantRange, ScalingTimeline } from '../../../src/model/scaling.ts';
import type { PhaseMark, ScaleStep, ScalingAnalysis } from '../../../src/model/scaling-analysis.ts';
import {
  exactly,
  ms,
  polled,
  reads,
  runOf,
  type ScalingTruth,
  scalingTruth,
  timelineOf,
  wholeSeconds,
} from '../../support/scaling-truth.ts';

const SAMPLES = [
  'real-flapping',
  'real-heavy',
  'real-light',
  'real-nometrics',
  'sim-dst',
  'sim-flapping',
  'sim-heavy',
  'sim-hpa-name-mismatch',
  'sim-interleaved-errors',
  'sim-light',
  'sim-moderate',
  'sim-nometrics',
  'sim-pending',
  'sim-skew37',
  'sim-stress',
  'sim-truncated',
];

function analysisOf(truth: ScalingTruth, timeline: ScalingTimeline): ScalingAnalysis {
  const options = { responseTimeLimitMs: 1200, steady: 'whole-run' } as const;
  const [analysis] = analyseRun(runOf(truth, [timeline]), options).scaling;
  if (analysis === undefined) throw new RangeError('there is one timeline');
  return analysis;
}

function mark(step: ScaleStep, phase: ScaleStep['phases'][number]['phase']): PhaseMark {
  const found = step.phases.find((one) => one.phase === phase);
  if (found === undefined) throw new RangeError(`a step has every phase, and ${phase}`);
  return found;
}

function decisionsWithin(truth: ScalingTruth): ScalingTruth['decisions'] {
  return truth.decisions.filter(({ t }) => ms(t) <= ms(truth.end));
}

/** When the pods of each decision had come so far, by the truth: the last of those created before the next decision. */
function podTruth(
  truth: ScalingTruth,
  i: number,
  key: 'created' | 'scheduled' | 'started' | 'ready' | 'endpoint',
) {
  const decisions = decisionsWithin(truth);
  const from = ms(decisions[i]?.t ?? '');
  const to = ms(decisions[i + 1]?.t ?? '2100-01-01T00:00:00Z');
  const own = Object.values(truth.pods).filter(({ created }) => ms(created) >= from && ms(created) < to);
  const instants = own.map((pod) => pod[key]);
  return instants.some((instant) => instant === undefined || ms(instant) > ms(truth.end))
    ? null
    : Math.max(...instants.map((instant) => ms(instant ?? '')));
}

function expectHolds(range: InstantRange | null, trueMs: number): void {
  expect(range?.earliestMs).toBeLessThanOrEqual(trueMs);
  expect(range?.latestMs).toBeGreaterThanOrEqual(trueMs);
}

const PHASES = [
  ['pods-created', 'created'],
  ['pods-scheduled', 'scheduled'],
  ['containers-started', 'started'],
  ['ready', 'ready'],
  ['in-endpoints', 'endpoint'],
] as const;

describe.each(SAMPLES)('%s', (sample) => {
  const truth = scalingTruth(sample);
  const decisions = decisionsWithin(truth);

  it.each([
    ['watched', exactly, 0],
    ["by the cluster's whole seconds", wholeSeconds, 999],
  ] as const)(
    '%s: every step is found, none is invented, and every phase is right to the second',
    (_, how, width) => {
      const { steps, isStepCountLowerBound } = analysisOf(
        truth,
        timelineOf(truth, how, { withEvents: true }),
      );
      expect(steps.map(({ from, to }) => [from, to])).toEqual(decisions.map(({ from, to }) => [from, to]));
      expect(isStepCountLowerBound).toBe(false);
      steps.forEach((step, i) => {
        const decided = mark(step, 'decided').at;
        expectHolds(decided, ms(decisions[i]?.t ?? ''));
        expect((decided?.latestMs ?? 0) - (decided?.earliestMs ?? 0)).toBeLessThanOrEqual(width);
        if (step.direction === 'down') return;
        for (const [phase, key] of PHASES) {
          const trueMs = podTruth(truth, i, key);
          const { outcome, at } = mark(step, phase);
          expect([phase, outcome]).toEqual([phase, trueMs === null ? 'never' : 'seen']);
          if (trueMs === null) continue;
          expectHolds(at, trueMs);
          expect((at?.latestMs ?? 0) - (at?.earliestMs ?? 0)).toBeLessThanOrEqual(width);
        }
      });
    },
  );

  it('polled at any rhythm: ranges hold the truth, are no wider than two reads, and no step is made up', () => {
    const rhythm = fc.array(fc.integer({ min: 8000, max: 13_000 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(rhythm, (gaps) => {
        const readsMs = reads(truth, (i) => gaps[i % gaps.length] ?? 10_000);
        const { steps } = analysisOf(truth, timelineOf(truth, polled(readsMs), { withPods: false }));
        const seen = decisions.filter(({ t }) => ms(t) <= (readsMs.at(-1) ?? 0));
        expect(steps.map(({ from, to }) => [from, to])).toEqual(seen.map(({ from, to }) => [from, to]));
        const widest = 2 * Math.max(...gaps);
        steps.forEach((step, i) => {
          const decided = mark(step, 'decided').at;
          expectHolds(decided, ms(seen[i]?.t ?? ''));
          expect((decided?.latestMs ?? 0) - (decided?.earliestMs ?? 0)).toBeLessThanOrEqual(widest);
        });
      }),
      { numRuns: 12 },
    );
  });

  it('polled: the replicas of each surge are ready within its range, as are its durations', () => {
    const readsMs = reads(truth, (i) => 10_000 + (i % 4) * 1000);
    const { surges } = analysisOf(truth, timelineOf(truth, polled(readsMs), { withPods: false }));
    const stages = truth.stages.filter(({ firstDecision }) => firstDecision !== null);
    expect(surges.map(({ toReplicas }) => toReplicas)).toEqual(
      stages.map(({ finalReplicas }) => finalReplicas),
    );
    surges.forEach((surge, i) => {
      const stage = stages[i];
      const loadMs = ms(stage?.loadStart ?? '');
      expectHolds(surge.loadChange, loadMs);
      const toDecision = ms(stage?.firstDecision ?? '') - loadMs;
      expect(surge.loadToFirstDecision?.leastMs).toBeLessThanOrEqual(toDecision);
      expect(surge.loadToFirstDecision?.mostMs).toBeGreaterThanOrEqual(toDecision);
      if (stage?.allReady == null) {
        expect(surge).toMatchObject({ outcome: 'never', allReady: null, timeToScale: { mostMs: null } });
        return;
      }
      // The simulator looked once a second whether all were ready, so it may be a second late.
      expect(surge.timeToScale?.leastMs).toBeLessThanOrEqual(ms(stage.allReady) - loadMs);
      expect(surge.timeToScale?.mostMs).toBeGreaterThanOrEqual(ms(stage.allReady) - 1000 - loadMs);
    });
  });

  it('has every surge back within its limit when the truth has', () => {
    const { surges } = analysisOf(truth, timelineOf(truth, exactly));
    const stages = truth.stages.filter(({ firstDecision }) => firstDecision !== null);
    surges.forEach(({ slow, loadChange }, i) => {
      const back = stages[i]?.sloRecovered ?? null;
      expect(slow?.limitBasis).toBe('slo');
      // The test beside the truth ends 5 min after its last change.
      if (back === null || ms(back) - ms(stages[i]?.loadStart ?? '') > 270_000) {
        expect(slow?.durationMs.mostMs).toBeNull();
        return;
      }
      const backMs = ms(back) - (loadChange?.earliestMs ?? 0);
      expect(slow?.durationMs.leastMs).toBeLessThanOrEqual(backMs);
      expect(slow?.durationMs.mostMs).toBeGreaterThanOrEqual(backMs - 5000);
    });
  });
});

describe('what two sources say together', () => {
  it('two decisions between two reads look like one, unless events tell both', () => {
    const truth = scalingTruth('sim-heavy');
    // Reads 40 s apart: 2 → 3 at 76 s and 3 → 4 at 91 s fall between two.
    const slowly = polled(reads(truth, (i) => (i === 0 ? 65_000 : 40_000)));
    const alone = analysisOf(truth, timelineOf(truth, slowly, { withPods: false }));
    expect(alone.steps[0]).toMatchObject({ from: 2, to: 4 });
    expect(alone.isStepCountLowerBound).toBe(true);
    expect(alone.summary).toContain('in at least two steps');
    const together = analysisOf(truth, timelineOf(truth, slowly, { withPods: false, withEvents: true }));
    expect(together.steps.map(({ from, to }) => [from, to])).toEqual([
      [2, 3],
      [3, 4],
      [4, 7],
      [7, 4],
    ]);
    expect(together.isStepCountLowerBound).toBe(false);
    together.steps.forEach((step, i) => {
      expectHolds(mark(step, 'decided').at, ms(truth.decisions[i]?.t ?? ''));
    });
  });

  it('clocks that are 37 s apart are told by a scale-up before its load, and the uncertainty widens every time across', () => {
    const truth = scalingTruth('sim-skew37');
    const timeline = timelineOf(truth, exactly);
    const behind = shifted(timeline, -37_000);
    const { notices } = analyseRun(runOf(truth, [behind]));
    expect(notices.map(({ code }) => code)).toContain('scaling-before-load');
    const unsure = { ...timeline, clock: { ...timeline.clock, uncertaintyMs: 5000 } };
    const [sure, wide] = [analysisOf(truth, timeline), analysisOf(truth, unsure)].map(
      ({ surges }) => surges[0],
    );
    expect(wide?.timeToScale?.leastMs).toBe((sure?.timeToScale?.leastMs ?? 0) - 5000);
    expect(wide?.timeToScale?.mostMs).toBe((sure?.timeToScale?.mostMs ?? 0) + 5000);
    expect(wide?.firstDecisionToReady).toEqual(sure?.firstDecisionToReady);
  });
});

/** The record of a machine whose clock is off. */
function shifted(timeline: ScalingTimeline, byMs: number): ScalingTimeline {
  const moved = JSON.parse(JSON.stringify(timeline), (key, value: unknown) => {
    if (typeof value === 'number' && key.endsWith('Ms') && value > 1e12) return value + byMs;
    if (Array.isArray(value) && key.endsWith('Ms')) return value.map((one: number) => one + byMs);
    return value;
  }) as ScalingTimeline;
  return moved;
}
