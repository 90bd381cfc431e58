import type { Comparison, ScaledRun } from '../../model/comparison.ts';
import type { DurationRange } from '../../model/scaling-analysis.ts';
import { formatCount, formatDuration, shortText, UNKNOWN } from '../format.ts';

/** How a workload scaled on both sides, in words; a value for each run. */
export interface ScalingRow {
  /** Text from outside, made showable. */
  readonly workload: string;
  readonly what: string;
  readonly baseline: string;
  readonly candidate: string;
}

const quantities: readonly { readonly what: string; readonly read: (run: ScaledRun) => string }[] = [
  { what: 'slowest time to scale', read: ({ timeToScale }) => rangeWords(timeToScale) },
  { what: 'surges', read: ({ surges }) => formatCount(surges) },
  { what: 'steps', read: ({ steps }) => formatCount(steps) },
  {
    what: 'most ready replicas',
    read: ({ peakReady }) => (peakReady === null ? UNKNOWN : formatCount(peakReady)),
  },
  {
    what: 'time with too few replicas',
    read: ({ underProvisionedS: seconds }) => (seconds === null ? UNKNOWN : formatDuration(seconds * 1000)),
  },
];

/** Empty where not both sides have a record of a workload. Single values, of which nothing is tested. */
export function scalingRows({ scaling = [] }: Comparison): readonly ScalingRow[] {
  return scaling.flatMap(({ workload, baseline, candidate }) =>
    quantities.map(({ what, read }) => ({
      workload: shortText(workload, 60),
      what,
      baseline: baseline.map(read).join(', '),
      candidate: candidate.map(read).join(', '),
    })),
  );
}

/** '1 m 25 s to 1 m 45 s', or 'more than 2 m' for what was not over when the record ended. */
function rangeWords(range: DurationRange | null): string {
  if (range === null) return UNKNOWN;
  const { leastMs, mostMs } = range;
  if (mostMs === null) return `more than ${formatDuration(leastMs)}`;
  const [least, most] = [formatDuration(leastMs), formatDuration(mostMs)];
  return least === most ? least : `${least} to ${most}`;
}
