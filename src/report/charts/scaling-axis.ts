import type { Analysis } from '../../model/analysis.ts';
import type { ScalingAnalysis } from '../../model/scaling-analysis.ts';
import { zeroOf } from '../findings/scaling-time.ts';
import { type Axis, timeTicks } from './axis.ts';
import type { Frame } from './frame.ts';

/** The time axis of everything that is drawn of one workload: whole buckets from `fromMs` on, Unix epoch ms. */
export interface ScalingAxis {
  /** What times are told from; the start of the load. */
  readonly zeroMs: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly bucketMs: number;
  readonly buckets: number;
}

/**
 * A run has at most 300: twice as long again may be shown after the load, or a quarter of an hour of a short run, which is
 * what replicas take to go back to where they were.
 */
const MOST_BUCKETS = 900;
/** What happened longer before the load has nothing to do with it. */
const MOST_BEFORE_MS = 600_000;
const BUCKETS_WITHOUT_LOAD = 300;
const BUCKET_LENGTHS_S = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 43_200, 86_400,
];

/**
 * From the start of the load, so that the panels stand below those of the timeline, to the end of the record or of the
 * load, whichever is later; at most 900 buckets. Earlier only where a step began earlier. Without a load, the record alone.
 */
export function scalingAxis(analysis: Analysis, scaling: ScalingAnalysis): ScalingAxis {
  const zeroMs = zeroOf(analysis, scaling);
  const { timeline } = analysis;
  const { observed } = scaling;
  if (timeline === null) {
    const fromMs = Math.min(zeroMs, observed.fromMs);
    const endMs = Math.max(observed.toMs, analysis.run.endMs ?? 0);
    const bucketMs = bucketLength(endMs - fromMs);
    return axisOf(zeroMs, fromMs, bucketMs, Math.ceil((endMs - fromMs) / bucketMs));
  }
  const { startMs, bucketMs, buckets } = timeline;
  const before = Math.ceil(Math.max(0, startMs - firstStepMs(scaling, startMs)) / bucketMs);
  const after = Math.ceil(Math.max(0, observed.toMs - startMs) / bucketMs);
  const own = Math.max(buckets, Math.min(after, MOST_BUCKETS));
  return axisOf(zeroMs, startMs - before * bucketMs, bucketMs, before + own);
}

function axisOf(zeroMs: number, fromMs: number, bucketMs: number, wanted: number): ScalingAxis {
  const buckets = Math.max(1, wanted);
  return { zeroMs, fromMs, toMs: fromMs + buckets * bucketMs, bucketMs, buckets };
}

function firstStepMs({ steps }: ScalingAnalysis, startMs: number): number {
  const began = steps.flatMap(({ phases }) => phases.flatMap(({ at }) => (at === null ? [] : [at.latestMs])));
  const near = began.filter((atMs) => atMs >= startMs - MOST_BEFORE_MS);
  return near.reduce((first, atMs) => Math.min(first, atMs), startMs);
}

function bucketLength(lengthMs: number): number {
  const fits = BUCKET_LENGTHS_S.find((s) => lengthMs <= s * 1000 * BUCKETS_WITHOUT_LOAD);
  return fits === undefined
    ? Math.ceil(lengthMs / BUCKETS_WITHOUT_LOAD / 86_400_000) * 86_400_000
    : fits * 1000;
}

/** The axis for a frame, in ms since the start of the load, and the room that its labels take below the plot. */
export function scalingTimeAxis(
  axis: ScalingAxis,
  frame: Frame,
): { readonly axis: Axis; readonly bottomPx: number } {
  const ticks = timeTicks(axis.fromMs - axis.zeroMs, axis.toMs - axis.zeroMs, frame.timeTicks);
  if (frame.timeLabels) return { axis: ticks, bottomPx: 24 };
  return { axis: { ...ticks, labels: ticks.ticks.map(() => '') }, bottomPx: 6 };
}

/** A stretch of time on the axis, cut to it; null when none of it is there. */
export function onAxis(
  { zeroMs, fromMs, toMs }: ScalingAxis,
  startMs: number,
  endMs: number,
): { readonly from: number; readonly to: number } | null {
  const from = Math.max(fromMs, startMs);
  const to = Math.min(toMs, endMs);
  return to > from ? { from: from - zeroMs, to: to - zeroMs } : null;
}
