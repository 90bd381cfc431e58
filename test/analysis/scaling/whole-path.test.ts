import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { analyseRun } from '../../../src/analysis/analyse-run.ts';
import { importScaling } from '../../../src/importers/scaling/import-scaling.ts';
import { timeZone } from '../../../src/importers/scaling/time-zone.ts';
import type { PhaseMark, ScaleStep, ScalingAnalysis } from '../../../src/model/scaling-analysis.ts';
import { ms, runOf, type ScalingTruth, scalingTruth } from '../../support/scaling-truth.ts';
import { sourceFileFrom } from '../../support/source-file.ts';

/** Name of the sample, its file, and how long a polling interval of it is at most, ms; null where it was watched. */
const RECORDS = [
  ['real-flapping', 'watch-with-receipt-times.ndjson', null],
  ['real-heavy', 'watch-with-receipt-times.ndjson', null],
  ['real-light', 'watch-with-receipt-times.ndjson', null],
  ['real-nometrics', 'watch-with-receipt-times.ndjson', null],
  ['real-heavy', 'legacy-monitor.log', 11_000],
  ['real-nometrics', 'legacy-monitor.log', 11_000],
  ['sim-dst', 'scaling-monitor.log', 13_000],
  ['sim-flapping', 'scaling-monitor.log', 13_000],
  ['sim-heavy', 'scaling-monitor.log', 13_000],
  ['sim-hpa-name-mismatch', 'scaling-monitor.log', 13_000],
  ['sim-interleaved-errors', 'scaling-monitor.log', 13_000],
  ['sim-light', 'scaling-monitor.log', 13_000],
  ['sim-moderate', 'scaling-monitor.log', 13_000],
  ['sim-nometrics', 'scaling-monitor.log', 13_000],
  ['sim-pending', 'scaling-monitor.log', 13_000],
  ['sim-skew37', 'scaling-monitor.log', 13_000],
  ['sim-stress', 'scaling-monitor.log', 13_000],
  ['sim-truncated', 'scaling-monitor.log', 13_000],
] as const;

/** The truth of what was recorded of a real cluster is when a watch told of it, some ms after another watch did. */
const DELIVERY_MS = 20;

async function analysisOf(truth: ScalingTruth, sample: string, file: string): Promise<ScalingAnalysis> {
  const path = fileURLToPath(new URL(`../../fixtures/scaling/${sample}/${file}`, import.meta.url));
  expect(existsSync(path)).toBe(true);
  const zone = timeZone(truth.timezoneOfLegacyLog ?? 'UTC', true);
  const { timelines } = await importScaling([sourceFileFrom(path)], { zone, nearMs: ms(truth.start) });
  expect(timelines).toHaveLength(1);
  const options = { responseTimeLimitMs: 1200, steady: 'whole-run' } as const;
  const [analysis] = analyseRun(runOf(truth, timelines), options).scaling;
  if (analysis === undefined) throw new RangeError('there is one timeline');
  return analysis;
}

function mark(step: ScaleStep, phase: ScaleStep['phases'][number]['phase']): PhaseMark {
  const found = step.phases.find((one) => one.phase === phase);
  if (found === undefined) throw new RangeError(`a step has every phase, and ${phase}`);
  return found;
}

describe.each(RECORDS)('%s, %s', (sample, file, pollMs) => {
  const truth = scalingTruth(sample);

  it('finds every step in its time, and makes none up', async () => {
    const { steps, observed } = await analysisOf(truth, sample, file);
    const within = truth.decisions.filter(({ t }) => ms(t) <= observed.toMs);
    expect(steps.map(({ from, to }) => [from, to])).toEqual(within.map(({ from, to }) => [from, to]));
    // Whole seconds of the stamps around two reads, or a second of the cluster's own.
    const widest = pollMs === null ? 1000 : 2 * pollMs;
    steps.forEach((step, i) => {
      const { at } = mark(step, 'decided');
      const trueMs = ms(within[i]?.t ?? '');
      expect(at?.earliestMs).toBeLessThanOrEqual(trueMs);
      expect(at?.latestMs).toBeGreaterThanOrEqual(trueMs - DELIVERY_MS);
      expect((at?.latestMs ?? 0) - (at?.earliestMs ?? 0)).toBeLessThanOrEqual(widest);
    });
  });

  it('has the replicas of every surge ready when they were', async () => {
    const { surges, observed } = await analysisOf(truth, sample, file);
    const stages = truth.stages.filter(
      ({ firstDecision }) => firstDecision !== null && ms(firstDecision) <= observed.toMs,
    );
    expect(surges.map(({ toReplicas }) => toReplicas)).toEqual(
      stages.map(({ finalReplicas }) => finalReplicas),
    );
    surges.forEach(({ allReady, outcome }, i) => {
      const ready = stages[i]?.allReady ?? null;
      if (ready === null) {
        expect(outcome).toBe('never');
        return;
      }
      // The simulator looked once a second whether all were ready, so it may be a second late.
      expect(allReady?.earliestMs).toBeLessThanOrEqual(ms(ready));
      expect(allReady?.latestMs).toBeGreaterThanOrEqual(ms(ready) - 1000);
      const widest = pollMs === null ? 1000 : 2 * pollMs;
      expect((allReady?.latestMs ?? 0) - (allReady?.earliestMs ?? 0)).toBeLessThanOrEqual(widest);
    });
  });
});
