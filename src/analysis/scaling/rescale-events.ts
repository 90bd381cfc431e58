import type { ClusterEvent, Occurrence } from '../../model/scaling.ts';

/** An event that tells to how many replicas a workload was scaled. */
export interface RescaleSighting {
  readonly at: Occurrence;
  readonly to: number;
  /** Null where the event does not tell. */
  readonly from: number | null;
  /** The autoscaler's own words; null where it gives none. */
  readonly reason: string | null;
  /** Of the whole workload; a replica set's may be one of several during a roll-out. */
  readonly isOfWorkload: boolean;
}

/** The horizontal pod autoscaler: "New size: 4; reason: cpu resource utilization (percentage of request) above target". */
const NEW_SIZE = /^New size: (\d{1,6})(?:; reason: (.*))?$/s;
/** The deployment controller: "Scaled up replica set web-5d9 to 4 from 2", "… from 2 to 4", older "… to 4". */
const SCALED_SET = /^Scaled (?:up|down) replica set \S+(?: from (\d{1,6}))? to (\d{1,6})(?: from (\d{1,6}))?/;

/**
 * The rescales that the cluster's events tell of, in order of time. Of a repeated event only the first and the last time are
 * known.
 */
export function rescaleSightings(events: readonly ClusterEvent[]): readonly RescaleSighting[] {
  return events
    .flatMap((event) => {
      const told = toldBy(event);
      if (told === null) return [];
      const last = { ...told, at: event.at };
      return event.count > 1 ? [{ ...told, at: event.firstAt }, last] : [last];
    })
    .sort((a, b) => a.at.earliestMs - b.at.earliestMs);
}

function toldBy({ reason, message }: ClusterEvent): Omit<RescaleSighting, 'at'> | null {
  if (reason === 'SuccessfulRescale') {
    const [, size, why] = NEW_SIZE.exec(message) ?? [];
    if (size === undefined) return null;
    return { to: Number(size), from: null, reason: why?.trim() || null, isOfWorkload: true };
  }
  if (reason !== 'ScalingReplicaSet') return null;
  const [, fromFirst, size, fromLast] = SCALED_SET.exec(message) ?? [];
  if (size === undefined) return null;
  const from = fromFirst ?? fromLast;
  return {
    to: Number(size),
    from: from === undefined ? null : Number(from),
    reason: null,
    isOfWorkload: false,
  };
}
