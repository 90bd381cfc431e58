import type { RequestTruth } from './request-log.ts';
import type { ScalingTruth } from './scaling-log.ts';

/** What really happened at the demo target, so that what others measured can be compared with it. Plain JSON. */
export interface DemoTruth {
  readonly schema: 'demo-truth/1';
  /** Unix epoch ms. */
  readonly startMs: number;
  readonly endMs: number;
  readonly seed: number;
  /** Seconds of the cluster per second of the wall. All times here are of the wall. */
  readonly compression: number;
  readonly requests: RequestTruth;
  readonly scaling: ScalingTruth;
}
