import type { RunHeader } from './analysis.ts';
import type { EndpointKey } from './endpoint-key.ts';
import type { MetricId } from './metric.ts';

/**
 * What trends need of a stored run, so that hundreds of runs are read in a moment. Kept beside the run as
 * `summary.json`; made anew when it is missing, or no longer of the run that lies there.
 */
export interface RunSummary {
  readonly schema: 'summary/1';
  /** SHA-256 of the `run.json` that it was made of, 64 hex digits. */
  readonly runSha256: string;
  /** The version that made it: another one may analyse differently. */
  readonly toolVersion: string;
  readonly run: RunHeader;
  /** All requests together first, then by name and method. */
  readonly endpoints: readonly EndpointSummary[];
}

export interface EndpointSummary {
  /** Null for all requests together. */
  readonly key: EndpointKey | null;
  readonly values: readonly MetricValue[];
}

/** One metric of one endpoint of one run. */
export interface MetricValue {
  readonly metric: MetricId;
  /** Which part of the run it is of: the steady state where that has a value. */
  readonly part: 'steady' | 'whole';
  readonly value: number;
  /** Its interval, else the bounds that the source's rounding leaves; null where there is neither, or no upper end. */
  readonly lo: number | null;
  readonly hi: number | null;
}
