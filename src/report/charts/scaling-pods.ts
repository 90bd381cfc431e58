import type { InstantRange } from '../../model/scaling.ts';
import type { PodLife, ScalingAnalysis } from '../../model/scaling-analysis.ts';
import { markOf } from '../findings/scaling-time.ts';
import { shortText } from '../format.ts';
import type { Chart } from './chart.ts';
import { scalingOf } from './scaling-panel.ts';
import { type GanttRow, ganttChart, SCALING_ROWS } from './scaling-rows.ts';

/** Pods drawn; the table below has as many as the analysis keeps. */
const MOST_PODS_DRAWN = 40;
const ROW_PX = 14;
/** As much of a pod's name as there is room for left of the plot. */
const NAME_LENGTH = 6;

/** The life of each pod. */
export const scalingPodsChart: Chart = {
  id: 'scaling-pods',
  place: 'scaling',
  title: 'Pods',
  question: 'What did each pod wait for?',
  specification: SCALING_ROWS,
  measure: ({ analysis, workload }) => {
    const scaling = analysis.scaling[workload ?? 0];
    const all = (scaling?.pods.length ?? 0) + (scaling?.podsLeftOut ?? 0);
    const drawn = Math.min(all, MOST_PODS_DRAWN, scaling?.pods.length ?? 0);
    return drawn === all
      ? 'each row a pod, by the end of its name'
      : `${drawn} of ${all}, by the end of their names`;
  },
  spec(subject, frame) {
    const scaling = scalingOf(subject);
    if (scaling === null || scaling.pods.length === 0) return null;
    const rows = inOrder(scaling.pods.slice(0, MOST_PODS_DRAWN)).map((pod) => rowOf(pod, scaling));
    return ganttChart(subject.analysis, scaling, frame, rows, ROW_PX);
  },
};

/** Oldest first; those of unknown creation were there before. */
function inOrder(pods: readonly PodLife[]): readonly PodLife[] {
  const createdMs = ({ created }: PodLife) => created?.earliestMs ?? Number.NEGATIVE_INFINITY;
  return [...pods].sort((a, b) => (createdMs(a) === createdMs(b) ? 0 : createdMs(a) - createdMs(b)));
}

function rowOf(pod: PodLife, scaling: ScalingAnalysis): GanttRow {
  const restarts = pod.restarts === 0 ? '' : `${pod.restarts} ${pod.restarts === 1 ? 'restart' : 'restarts'}`;
  const step = pod.step === null ? '' : `step ${pod.step}`;
  return {
    name: shortText(pod.name.split('-').at(-1) ?? pod.name, NAME_LENGTH),
    remark: [step, restarts].filter((part) => part !== '').join(', '),
    bars: barsOf(pod, scaling),
    ticksMs: pod.deleted === null ? [] : [pod.deleted.latestMs],
  };
}

function barsOf(pod: PodLife, scaling: ScalingAnalysis): GanttRow['bars'] {
  const { fromMs, toMs } = scaling.observed;
  const end: InstantRange = pod.deleted ?? { earliestMs: toMs, latestMs: toMs };
  const marks = [
    { at: pod.created, token: 'sc-notice' },
    { at: pod.scheduled, token: 'sc-start' },
    { at: pod.started, token: 'sc-warm' },
    { at: pod.ready ?? readyByStep(pod, scaling), token: 'rate' },
  ].flatMap(({ at, token }) => (at === null ? [] : [{ at, token }]));
  const isStuck = scaling.stuckPods.some((stuck) => stuck.pod === pod.name);
  // Of no step and not waiting: it was there when the record began, and nothing tells when it became ready.
  if (!isStuck && pod.step === null && pod.ready === null) {
    const began = { earliestMs: fromMs, latestMs: fromMs };
    return [{ token: 'rate', began: marks.at(-1)?.at ?? began, ended: end }];
  }
  return marks.map(({ at, token }, i) => ({ token, began: at, ended: marks[i + 1]?.at ?? end }));
}

/** A pod whose own readiness is not recorded was ready by the time that all of its step were. */
function readyByStep({ step: number, started }: PodLife, { steps }: ScalingAnalysis): InstantRange | null {
  const step = number === null ? undefined : steps.find((one) => one.number === number);
  const all = step === undefined ? null : markOf(step, 'ready').at;
  return all === null || started === null
    ? null
    : { earliestMs: Math.min(started.earliestMs, all.latestMs), latestMs: all.latestMs };
}
