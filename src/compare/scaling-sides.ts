import type { Analysis } from '../model/analysis.ts';
import type { ScaledRun, ScalingSides } from '../model/comparison.ts';
import type { DurationRange, Surge } from '../model/scaling-analysis.ts';
import type { RunWithAnalysis } from './options.ts';

/** How each workload scaled in the runs of both sides; those that only one side has a record of are left out. */
export function scalingSides(
  baseline: readonly RunWithAnalysis[],
  candidate: readonly RunWithAnalysis[],
): readonly ScalingSides[] {
  const workloads = new Set(
    [...baseline, ...candidate].flatMap(({ analysis }) => analysis.scaling.map(({ workload }) => workload)),
  );
  return [...workloads].sort().flatMap((workload) => {
    const sides = [baseline, candidate].map((side) =>
      side.flatMap(({ analysis }) => scaledRun(analysis, workload)),
    );
    const [before = [], after = []] = sides;
    return before.length === 0 || after.length === 0
      ? []
      : [{ workload, baseline: before, candidate: after }];
  });
}

function scaledRun({ run, scaling }: Analysis, workload: string): readonly ScaledRun[] {
  const found = scaling.find((one) => one.workload === workload);
  if (found === undefined) return [];
  return [
    {
      runId: run.id,
      surges: found.surges.length,
      timeToScale: slowest(found.surges),
      steps: found.steps.length,
      peakReady: found.replicas.peakReady,
      underProvisionedS: found.cost?.underProvisionedS ?? null,
    },
  ];
}

/** Of the surge that took longest; one that was not over at the end of the record took longer than any. */
function slowest(surges: readonly Surge[]): DurationRange | null {
  const known = surges.flatMap(({ timeToScale }) => (timeToScale === null ? [] : [timeToScale]));
  const endOf = ({ mostMs }: DurationRange) => mostMs ?? Number.POSITIVE_INFINITY;
  const [first] = [...known].sort((a, b) => endOf(b) - endOf(a) || b.leastMs - a.leastMs);
  return first ?? null;
}
