import type { PercentileCurve } from './analysis.ts';
import type { EndpointKey } from './endpoint-key.ts';

/** What is drawn of a comparison: of a bounded size, whatever was compared. */
export interface ComparisonCurves {
  /** All requests of a run over time; at most 6 runs of each side. */
  readonly runs: readonly RunCurves[];
  readonly runsLeftOut: number;
  /** What `runs[].responseTimes` are of; null where the sides have nothing in common. */
  readonly responseTimes: DrawnResponseTimes | null;
  /** Those that changed most, the worst first; at most 8. */
  readonly endpoints: readonly EndpointCurves[];
  readonly endpointsLeftOut: number;
}

export interface DrawnResponseTimes {
  /** 0…100, ascending, as the columns of a run; empty: the mean. */
  readonly percentiles: readonly number[];
  /** As of the series they come from. */
  readonly kind: 'recomputed' | 'range' | 'mean';
  /** For 'range': the period each of the source's values describes, in ms. */
  readonly spanMs: number | null;
}

/** One run over time since its load began, in equal buckets; null where nothing is known of a bucket. */
export interface RunCurves {
  readonly side: 'baseline' | 'candidate';
  readonly runId: string;
  /** From the beginning of the load to that of the first bucket, in ms; below 0 where the record begins before the load. */
  readonly firstBucketMs: number;
  readonly bucketMs: number;
  /** What is compared, in ms since the load began; null where there is no steady state. */
  readonly steady: { readonly fromMs: number; readonly toMs: number } | null;
  readonly users: readonly (number | null)[] | null;
  readonly throughputPerS: readonly (number | null)[];
  readonly failuresPerS: readonly (number | null)[];
  /** A column for each of `DrawnResponseTimes.percentiles`, or the one of the mean; in ms. */
  readonly responseTimes: readonly (readonly (number | null)[])[];
}

/** Response times of one endpoint on both sides. */
export interface EndpointCurves {
  /** As the candidate names it. */
  readonly endpoint: EndpointKey;
  /** One per run, at most 6 of each side; runs without response times are left out. */
  readonly distributions: readonly {
    readonly side: 'baseline' | 'candidate';
    readonly runId: string;
    readonly part: 'steady-state' | 'whole-run';
    readonly curve: PercentileCurve;
  }[];
  /** Ascending; empty where nothing can be compared, and `shiftNote` says why. */
  readonly shift: readonly ShiftPoint[];
  /** One sentence: what the band is, or why there is none. */
  readonly shiftNote: string;
}

/** How one percentile changed: candidate / baseline − 1. */
export interface ShiftPoint {
  /** 0…100. */
  readonly percentile: number;
  readonly baselineMs: number;
  readonly candidateMs: number;
  readonly change: number;
  /** At 95 %, of this percentile by itself; null where its error is not known. */
  readonly band: { readonly lo: number; readonly hi: number } | null;
  /** Two-sided, by Holm over the percentiles; null without a band. */
  readonly adjustedP: number | null;
  /** What rounding at the source leaves open of the change; null when it is exact. */
  readonly bounds: { readonly lo: number; readonly hi: number } | null;
}
