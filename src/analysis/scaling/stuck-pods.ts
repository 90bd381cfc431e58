import type { PodRecord, ScalingTimeline } from '../../model/scaling.ts';
import type { StuckPod } from '../../model/scaling-analysis.ts';
import { elapsed, elapsedAtLeast } from './interval.ts';

/** Pods take a while to start; waiting this long is worth naming. */
const LONG_WAIT_MS = 60_000;
const MOST_LISTED = 50;
/** As `kubectl` words them: these do not pass by waiting. */
const FAILING = new Set([
  'CrashLoopBackOff',
  'ImagePullBackOff',
  'ErrImagePull',
  'InvalidImageName',
  'CreateContainerConfigError',
  'CreateContainerError',
  'RunContainerError',
  'Error',
  'OOMKilled',
  'Evicted',
  'Failed',
]);
const DONE = new Set(['Running', 'Succeeded', 'Completed', 'Terminating', 'Unknown', 'unknown', '']);

/** Pods that were never ready and waited for more than a minute, or fail; in order of creation. */
export function stuckPodsOf(timeline: ScalingTimeline): readonly StuckPod[] {
  const tellsReadiness = timeline.pods.some(({ ready, isReady }) => ready !== null || isReady);
  return timeline.pods
    .filter((pod) => isStuck(pod, tellsReadiness))
    .slice(0, MOST_LISTED)
    .map((pod) => ({
      pod: pod.name,
      phase: pod.phase,
      reason: pod.reason ?? eventReason(timeline, pod.name),
      waited: waitedOf(pod),
    }));
}

function isStuck(pod: PodRecord, tellsReadiness: boolean): boolean {
  if (pod.ready !== null || pod.isReady) return false;
  if (FAILING.has(pod.phase) || pod.phase.startsWith('Init:'))
    return FAILING.has(pod.phase) || waitedLong(pod);
  if (pod.wasThere) return false;
  if (DONE.has(pod.phase) && pod.reason === null && !tellsReadiness) return false;
  return waitedLong(pod);
}

function waitedLong(pod: PodRecord): boolean {
  return (waitedOf(pod)?.leastMs ?? 0) >= LONG_WAIT_MS;
}

function waitedOf({ created, deleted, lastSeenMs }: PodRecord): StuckPod['waited'] {
  if (created === null) return null;
  return deleted === null ? elapsedAtLeast(created, lastSeenMs) : elapsed(created, deleted);
}

/** The last warning about the pod. */
function eventReason({ events }: ScalingTimeline, pod: string): string | null {
  const warning = events.findLast(({ type, object }) => type === 'Warning' && object.name === pod);
  return warning === undefined ? null : `${warning.reason}: ${warning.message}`;
}
