import type { ClusterClockEvent } from '../../model/event.ts';
import { ApiFailure } from '../api/api-failure.ts';
import type { KubernetesApi, ServerTime } from '../api/kubernetes-api.ts';
import { type MonitorTiming, pause } from '../watch/timing.ts';
import { boundsOfLook, type ClockBounds, narrowed, untilTellingLook } from './clock-bounds.ts';

/** Each halves what is left of the second: 8 ms after these, and the round trip. */
const FIRST_LOOKS = 8;

/** Compares the cluster's clock with ours, until the signal. Never rejects; where nothing tells the time it says nothing. */
export async function watchClock(
  api: KubernetesApi,
  timing: MonitorTiming,
  signal: AbortSignal,
  emit: (event: ClusterClockEvent) => void,
): Promise<void> {
  let bounds: ClockBounds | null = null;
  let leadMs = 0;
  for (let looks = 1; !signal.aborted; looks += 1) {
    const time = await look(api, timing, signal);
    if (time !== null) {
      leadMs = (time.receivedMs - time.sentMs) / 2;
      bounds = narrowed(bounds, boundsOfLook(time));
      // The first bounds are there soon, in case that there will be no others.
      if (looks === 1 || looks >= FIRST_LOOKS) emit(eventOf(bounds, time.receivedMs));
    }
    const isFirst = looks < FIRST_LOOKS && time !== null;
    if (!isFirst) await pause(timing.clockMs, signal);
    if (bounds !== null) await pause(untilTellingLook(bounds, Date.now(), leadMs), signal);
  }
}

async function look(
  api: KubernetesApi,
  { requestMs }: MonitorTiming,
  signal: AbortSignal,
): Promise<ServerTime | null> {
  try {
    return await api.serverTime({ timeoutMs: requestMs, signal });
  } catch (error) {
    if (error instanceof ApiFailure) return null;
    throw error;
  }
}

function eventOf({ leastMs, mostMs }: ClockBounds, atMs: number): ClusterClockEvent {
  return {
    type: 'cluster-clock',
    atMs,
    offsetMs: (leastMs + mostMs) / 2,
    uncertaintyMs: (mostMs - leastMs) / 2,
  };
}
