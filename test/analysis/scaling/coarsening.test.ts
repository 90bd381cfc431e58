import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyseRun } from '../../../src/analysis/analyse-run.ts';
import type { ScalingAnalysis } from '../../../src/model/scaling-analysis.ts';
import { trueSteps } from '../../support/scaling-samples.ts';
import {
  type Coarsening,
  exactly,
  polled,
  type RecordOptions,
  reads,
  runOf,
  type ScalingTruth,
  scalingTruth,
  timelineOf,
  wholeSeconds,
} from '../../support/scaling-truth.ts';

const SAMPLES = ['sim-dst', 'sim-flapping', 'sim-heavy', 'sim-moderate', 'sim-nometrics', 'sim-stress'];
const truths = SAMPLES.map(scalingTruth);

function analysed(truth: ScalingTruth, coarsen: Coarsening, options: RecordOptions): ScalingAnalysis {
  const run = runOf(truth, [timelineOf(truth, coarsen, options)]);
  const [scaling] = analyseRun(run, { responseTimeLimitMs: 1200, steady: 'whole-run' }).scaling;
  if (scaling === undefined) throw new Error('there is one timeline');
  return scaling;
}

/** Every step of the truth and no other, each phase around its true instant and no wider than that. */
function expectTruth(scaling: ScalingAnalysis, truth: ScalingTruth, widestMs: number): void {
  const steps = trueSteps(truth, scaling.observed.toMs);
  expect(scaling.steps.map(({ from, to }) => [from, to])).toEqual(steps.map(({ from, to }) => [from, to]));
  scaling.steps.forEach(({ phases, direction }, i) => {
    const known = [
      ['decided', steps[i]?.decidedMs],
      ['pods-created', steps[i]?.createdMs],
      ['ready', steps[i]?.readyMs],
    ] as const;
    for (const [phase, trueMs] of known) {
      const at = phases.find((one) => one.phase === phase)?.at ?? null;
      if (at === null || trueMs === undefined || trueMs === null) continue;
      if (direction === 'down' && phase !== 'decided') continue;
      expect(at.earliestMs).toBeLessThanOrEqual(trueMs);
      expect(at.latestMs).toBeGreaterThanOrEqual(trueMs);
      expect(at.latestMs - at.earliestMs).toBeLessThanOrEqual(widestMs);
    }
  });
}

const anyOptions = fc.record({ withPods: fc.boolean(), withEvents: fc.boolean(), withSignals: fc.boolean() });

describe('a record of any exactness', () => {
  it('watched to the ms is told to the ms', () => {
    for (const truth of truths) expectTruth(analysed(truth, exactly, { withPods: true }), truth, 0);
  });

  it('stamped in whole seconds is told to the second', () => {
    for (const truth of truths) expectTruth(analysed(truth, wholeSeconds, { withPods: true }), truth, 1000);
  });

  it('polled at whatever intervals holds the truth between two reads, and no step is lost or made up', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...truths),
        fc.array(fc.integer({ min: 500, max: 12_000 }), { minLength: 1, maxLength: 20 }),
        anyOptions,
        (truth, intervalsMs, options) => {
          const at = reads(truth, (i) => intervalsMs[i % intervalsMs.length] ?? 1000);
          expectTruth(analysed(truth, polled(at), options), truth, Math.max(...intervalsMs, 1000));
        },
      ),
      { numRuns: 60 },
    );
  });
});
