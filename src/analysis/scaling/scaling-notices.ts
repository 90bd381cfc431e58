import { durationWords } from '../../model/duration-words.ts';
import type { Notice } from '../../model/notice.ts';
import { overlaps } from './interval.ts';
import { decisionsBeforeTheirLoad, type ScalingContext } from './scaling-context.ts';

/** What the reader should know of a record of scaling before believing it. */
export function scalingNotices(context: ScalingContext): readonly Notice[] {
  return [
    ...clockSuspect(context),
    ...clockUnknown(context),
    ...contradictions(context),
    ...gapsOverChanges(context),
    ...notCovering(context),
  ];
}

function clockSuspect(context: ScalingContext): readonly Notice[] {
  const [first] = decisionsBeforeTheirLoad(context);
  if (first === undefined) return [];
  const apart = durationWords(first.rise.earliestMs - first.decision.at.latestMs);
  return [
    {
      code: 'scaling-before-load',
      severity: 'warning',
      message: `${context.timeline.workload} was scaled from ${first.decision.from} to ${first.decision.to} at least ${apart} before the load rose: the clocks of the record and the load generator are probably apart, and times from one to the other are wrong.`,
      hint: 'Give the difference with --clock-shift, for example --clock-shift 40s where the load generator is 40 s ahead.',
    },
  ];
}

function clockUnknown({ timeline, course }: ScalingContext): readonly Notice[] {
  if (timeline.clock.uncertaintyMs !== null || course === null) return [];
  return [
    {
      code: 'scaling-clock-unknown',
      severity: 'info',
      message: `How far the clocks of the record of ${timeline.workload} and of the load generator are apart cannot be told; times from the load to the cluster take them as one.`,
      hint: 'Give the difference with --clock-shift, 0s when it is none.',
    },
  ];
}

function contradictions({ known, timeline }: ScalingContext): readonly Notice[] {
  if (known.contradictions === 0) return [];
  const what = known.contradictions === 1 ? 'one change' : `${known.contradictions} changes`;
  return [
    {
      code: 'scaling-sources-contradict',
      severity: 'warning',
      message: `The sources of the record of ${timeline.workload} contradict each other in ${what} of its replicas; the most exact source is followed.`,
    },
  ];
}

/** Changes are still known to lie somewhere; how many there were is not. */
function gapsOverChanges({ timeline, known }: ScalingContext): readonly Notice[] {
  const covering = timeline.gaps.filter((gap) =>
    known.decisions.some(({ at }) => overlaps(at, { earliestMs: gap.fromMs, latestMs: gap.toMs })),
  );
  const [first] = covering;
  if (first === undefined) return [];
  const more = covering.length > 1 ? ` and in ${covering.length - 1} more` : '';
  return [
    {
      code: 'scaling-gap',
      severity: 'warning',
      message: `${timeline.workload} was scaled within ${durationWords(first.toMs - first.fromMs)}${more} in which it was not watched (${first.reason}): there may have been more steps than are shown.`,
    },
  ];
}

/** A record that ends before the load says little of what came of it. */
function notCovering({ timeline, course }: ScalingContext): readonly Notice[] {
  const endMs = course?.end?.earliestMs ?? null;
  const { toMs } = timeline.observed;
  if (endMs === null || toMs >= endMs - 30_000) return [];
  return [
    {
      code: 'scaling-record-short',
      severity: 'info',
      message: `The record of ${timeline.workload} ends ${durationWords(endMs - toMs)} before the load does; what was scaled after that is not known.`,
    },
  ];
}
