import { analyseRun } from '../../src/analysis/analyse-run.ts';
import type { Analysis } from '../../src/model/analysis.ts';
import { polled, reads, runOf, scalingTruth, timelineOf } from './scaling-truth.ts';

/** What happened in a sample, as a log that was polled every 12 s tells it, beside a load test. */
export function scaledAnalysis(sample = 'sim-heavy'): Analysis {
  const truth = scalingTruth(sample);
  const coarsen = polled(reads(truth, (i) => 11_000 + (i % 3) * 1000));
  return analyseRun(runOf(truth, [timelineOf(truth, coarsen, { withEvents: true })]));
}
