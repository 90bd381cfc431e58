import { describe, expect, it } from 'vitest';
import type { ScaleStep, ScalingPhase } from '../../../src/model/scaling-analysis.ts';
import { analysedSample, hasFile, type TrueStep, trueSteps } from '../../support/scaling-samples.ts';
import { ms, scalingTruth } from '../../support/scaling-truth.ts';

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
/** The truth of what was recorded of a real cluster is when a watch told of it, some ms after another watch did. */
const DELIVERY_MS = 20;
const PHASES: readonly (readonly [ScalingPhase, keyof TrueStep])[] = [
  ['decided', 'decidedMs'],
  ['pods-created', 'createdMs'],
  ['pods-scheduled', 'scheduledMs'],
  ['containers-started', 'startedMs'],
  ['ready', 'readyMs'],
];

function tablesOf(sample: string): readonly string[] {
  const ending = hasFile(sample, 'hpa-w.txt') ? '.txt' : '.ts.txt';
  const pods = hasFile(sample, 'pods-w.txt') ? 'pods-w.txt' : 'pods-w-wide.ts.txt';
  return [`hpa-w${ending}`, `deploy-w${ending}`, pods];
}

/** Every phase that was seen holds the truth, and is no wider than that; what never happened was not seen. */
function expectPhases(step: ScaleStep, truth: TrueStep, widestMs: number, shiftMs: number): void {
  for (const [phase, key] of PHASES) {
    const at = step.phases.find((one) => one.phase === phase)?.at ?? null;
    const trueMs = truth[key];
    if (at === null || (step.direction === 'down' && phase !== 'decided')) continue;
    expect({ phase, trueMs }).not.toEqual({ phase, trueMs: null });
    expect(at.earliestMs - shiftMs).toBeLessThanOrEqual(trueMs ?? 0);
    expect(at.latestMs - shiftMs + DELIVERY_MS).toBeGreaterThanOrEqual(trueMs ?? 0);
    expect(at.latestMs - at.earliestMs).toBeLessThanOrEqual(widestMs);
  }
}

/** Which phases of the first step up were seen. */
function seenPhases(steps: readonly ScaleStep[]): readonly ScalingPhase[] {
  const up = steps.find(({ direction }) => direction === 'up');
  return (up?.phases ?? []).filter(({ outcome }) => outcome === 'seen').map(({ phase }) => phase);
}

describe.each(SAMPLES)('%s: kubectl get --watch', (sample) => {
  const truth = scalingTruth(sample);
  const [hpa = '', deployments = '', pods = ''] = tablesOf(sample);

  // Whole seconds of the stamps, and a second for the watch to tell; scheduling without a node's name up to the next state.
  it.each([
    ['hpa, which shows a decision at the next look, 15 s later', [hpa], 2 * 15_000, ['decided']],
    ['deployments', [deployments], 2000, ['decided', 'ready']],
    ['pods', [pods], 3000, ['pods-created', 'pods-scheduled', 'containers-started', 'ready']],
    [
      'all three together',
      [hpa, deployments, pods],
      3000,
      ['decided', 'pods-created', 'pods-scheduled', 'containers-started', 'ready'],
    ],
  ] as const)('%s', async (_, files, widestMs, expected) => {
    const { scaling, record } = await analysedSample(sample, ...files);
    const { shiftMs } = scaling.clock;
    const steps = trueSteps(truth, scaling.observed.toMs - shiftMs);
    expect(record.files.map(({ rowsSkipped }) => rowsSkipped)).toEqual(files.map(() => 0));
    expect(scaling.steps.map(({ from, to }) => [from, to])).toEqual(steps.map(({ from, to }) => [from, to]));
    expect(steps).toHaveLength(truth.decisions.filter(({ t }) => ms(t) <= ms(truth.end)).length);
    scaling.steps.forEach((step, i) => {
      const trueStep = steps[i];
      if (trueStep !== undefined) expectPhases(step, trueStep, widestMs, shiftMs);
    });
    if (steps.length > 0) expect(seenPhases(scaling.steps)).toEqual(expect.arrayContaining([...expected]));
  });

  it('the autoscaler’s settings and what it looked at', async () => {
    const { scaling, record } = await analysedSample(sample, hpa);
    const { min, max, metrics } = truth.hpa;
    expect(scaling.autoscaler).toMatchObject({ minReplicas: min, maxReplicas: max });
    const targets = scaling.autoscaler?.targets ?? [];
    expect(targets.map(({ target }) => target).sort()).toEqual(metrics.map(({ target }) => target).sort());
    expect(record.timelines[0]?.signals.length).toBe(metrics.length);
  });
});
