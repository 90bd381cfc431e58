import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { analyseRun } from '../../src/analysis/analyse-run.ts';
import { importRuns } from '../../src/importers/import-runs.ts';
import { attachScaling } from '../../src/importers/scaling/attach-scaling.ts';
import { importScaling, type ScalingImport } from '../../src/importers/scaling/import-scaling.ts';
import { timeZone } from '../../src/importers/scaling/time-zone.ts';
import type { Run } from '../../src/model/run.ts';
import type { ScalingAnalysis } from '../../src/model/scaling-analysis.ts';
import { ms, runOf, type ScalingTruth, scalingTruth } from './scaling-truth.ts';
import { sourceFileFrom } from './source-file.ts';

const FOLDER = fileURLToPath(new URL('../fixtures/scaling/', import.meta.url));

/** A sample of scaling with a load test beside it. */
export interface ScalingSample {
  readonly run: Run;
  readonly record: ScalingImport;
  readonly scaling: ScalingAnalysis;
}

/** Whether the sample has this file. */
export function hasFile(sample: string, file: string): boolean {
  return existsSync(join(FOLDER, sample, file));
}

/** The sample's load test: as Locust wrote it or, where the recording machine kept too little of it, made of the truth. */
async function loadOf(sample: string): Promise<Run> {
  if (sample.startsWith('real-')) return runOf(scalingTruth(sample), []);
  const { runs } = await importRuns([sourceFileFrom(join(FOLDER, sample, 'loadgen_stats_history.csv'))]);
  const [load] = runs;
  if (load === undefined) throw new Error('the sample has a load test');
  return load;
}

/** Reads files of a sample beside its load test as a user does, and analyses them. */
export async function analysedSample(sample: string, ...files: readonly string[]): Promise<ScalingSample> {
  const { timezoneOfLegacyLog, clockSkewLoadgenMinusMonitorSeconds: skewS = 0 } = scalingTruth(sample);
  const load = await loadOf(sample);
  const record = await importScaling(
    files.map((file) => sourceFileFrom(join(FOLDER, sample, file))),
    { zone: timeZone(timezoneOfLegacyLog ?? 'UTC', true), nearMs: load.startMs },
  );
  const run = attachScaling(load, record, { clockShiftMs: skewS === 0 ? null : skewS * 1000 });
  const [scaling] = analyseRun(run, { responseTimeLimitMs: 1200, steady: 'whole-run' }).scaling;
  if (scaling === undefined) throw new Error('the sample has a workload');
  return { run, record, scaling };
}

/** When each phase of a decision was, by the truth of its pods; null for what did not happen. */
export interface TrueStep {
  readonly from: number;
  readonly to: number;
  readonly decidedMs: number;
  readonly createdMs: number | null;
  readonly scheduledMs: number | null;
  readonly startedMs: number | null;
  readonly readyMs: number | null;
}

/** The steps that happened while the record ran. */
export function trueSteps(truth: ScalingTruth, untilMs: number): readonly TrueStep[] {
  const decisions = truth.decisions.filter(({ t }) => ms(t) <= untilMs);
  const pods = Object.values(truth.pods).sort((a, b) => ms(a.created) - ms(b.created));
  const taken = new Set<(typeof pods)[number]>();
  return decisions.map(({ t, from, to }) => {
    const decidedMs = ms(t);
    const own = pods
      .filter((pod) => !taken.has(pod) && ms(pod.created) >= decidedMs - 1000)
      .slice(0, Math.max(0, to - from));
    for (const pod of own) taken.add(pod);
    const last = (key: 'created' | 'scheduled' | 'started' | 'ready') => {
      const times = own.map((pod) => (pod[key] === undefined ? null : ms(pod[key])));
      return to < from || times.includes(null) ? null : Math.max(...times.flatMap((at) => at ?? []));
    };
    return {
      from,
      to,
      decidedMs,
      createdMs: last('created'),
      scheduledMs: last('scheduled'),
      startedMs: last('started'),
      readyMs: last('ready'),
    };
  });
}
