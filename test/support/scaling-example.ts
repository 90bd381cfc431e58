import { analyseRun } from '../../src/analysis/analyse-run.ts';
import type { Analysis } from '../../src/model/analysis.ts';
import { polled, reads, runOf, scalingTruth, timelineOf } from './scaling-truth.ts';

/** What happened in a sample, as a log that was polled every 12 s tells it, beside a load test. */
export function scaledAnalysis(sample = 'sim-heavy'): Analysis {
  const truth = scalingTruth(sample);
  const coarsen = polled(reads(truth, (i) => 11_000 + (i % 3) * 1000));
  return analyseRun(runOf(truth, [timelineOf(truth, coarsen, { withEvents: true })]));
}

/** The same with a record of everything that can be drawn; `names` are those of pods and metrics. */
export function fullyRecorded(names: readonly string[] = ['queue']): Analysis {
  const analysis = scaledAnalysis();
  const scaling = analysis.scaling.map((one) => {
    const { ready, signals } = one.curves;
    const times = (factor: number) =>
      ready.map(({ value, ...at }) => ({ ...at, value: value === null ? null : value * factor }));
    const named = names.map((metric) => ({ metric, unit: 'metric', target: 8, points: times(2) }) as const);
    return {
      ...one,
      pods: one.pods.map((pod, i) => ({ ...pod, name: names[i % names.length] ?? pod.name })),
      curves: {
        ...one.curves,
        signals: [...signals, ...named],
        cpuCores: times(0.3),
        cpuRequestedCores: times(0.5),
        memoryBytes: times(2e8),
        memoryRequestedBytes: times(5e8),
      },
    };
  });
  return { ...analysis, scaling };
}
