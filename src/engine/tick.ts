import type { EndpointKey } from '../model/endpoint-key.ts';
import type { FailureExample } from '../model/failure-example.ts';
import type { MeasureId } from '../model/measure.ts';

/**
 * What happened in one second of a test, in one worker or in all together. Survives `structuredClone`, so that
 * workers can send it. Ticks of the same second are put together by adding.
 */
export interface Tick {
  /** Number of the second since the start of the test, from 0. */
  readonly second: number;
  /** Unix epoch ms. */
  readonly startMs: number;
  readonly endMs: number;
  /** At the end of the second. */
  readonly users: number;
  /** Those of which something completed. */
  readonly endpoints: readonly EndpointTick[];
  readonly failures: readonly FailureTick[];
  readonly exceptions: readonly {
    readonly message: string;
    readonly traceback: string;
    readonly count: number;
  }[];
  readonly aborted: readonly { readonly reason: string; readonly count: number }[];
  readonly generator: GeneratorTick;
}

export interface EndpointTick {
  readonly key: EndpointKey;
  readonly counts: 'requests' | 'groups';
  readonly requests: number;
  readonly failures: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  /** Of requests that did not fail; null when there was none. */
  readonly responseTime: SparseHistogram | null;
  readonly measures: readonly { readonly id: MeasureId; readonly histogram: SparseHistogram }[];
}

/** Counts of the buckets of `stats/histogram-layout.ts` that are not empty. Sum and extremes are exact, in the unit of the measure. */
export interface SparseHistogram {
  /** Ascending. */
  readonly indices: Uint32Array;
  readonly counts: Uint32Array;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
}

export interface FailureTick {
  readonly key: EndpointKey;
  readonly message: string;
  readonly count: number;
  /** Unix epoch ms. */
  readonly firstMs: number;
  readonly lastMs: number;
  readonly example: FailureExample | null;
}

/** As `GeneratorEvent`, with the lateness still as counts, so that workers can be put together. */
export interface GeneratorTick {
  readonly eventLoopUtilization: number;
  readonly stolenShare: number | null;
  readonly lateness: SparseHistogram | null;
  readonly waiting: number;
  readonly inFlight: number;
  readonly due: number;
  readonly begun: number;
  readonly dropped: number;
}
