import type { ObjectStore } from '../cluster/object-store.ts';
import type { ServedClock } from './served-clock.ts';

/** What the objects of a cluster are written with. */
export interface ServingContext {
  readonly store: ObjectStore;
  readonly clock: ServedClock;
  /** Seconds of the cluster per second of the wall. */
  readonly compression: number;
  /** Of the Kubernetes version, such as 32 for 1.32. */
  readonly minorVersion: number;
}
