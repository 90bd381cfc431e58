import type { EndpointKey } from './endpoint-key.ts';
import type { LoadModel } from './run.ts';
import type { ReplicaPoint, ScalingEvent } from './scaling.ts';

/** What a live source emits, in order. The recorder, the web page and the run builder listen to the same stream. */
export type RunEvent =
  | { readonly type: 'started'; readonly atMs: number; readonly label: string; readonly load: LoadModel }
  | {
      readonly type: 'window';
      readonly endpoint: EndpointKey;
      readonly startMs: number;
      readonly endMs: number;
      readonly requests: number;
      readonly failures: number;
      readonly sumMs: number;
      /** HdrHistogram V2 compressed, base64. */
      readonly histogram: string | null;
    }
  | {
      readonly type: 'failures';
      readonly endpoint: EndpointKey;
      readonly message: string;
      readonly count: number;
    }
  | { readonly type: 'users'; readonly atMs: number; readonly users: number }
  | { readonly type: 'replicas'; readonly workload: string; readonly point: ReplicaPoint }
  | { readonly type: 'scaling'; readonly workload: string; readonly event: ScalingEvent }
  | {
      readonly type: 'stopped';
      readonly atMs: number;
      readonly reason: 'finished' | 'interrupted' | 'failed';
    };
