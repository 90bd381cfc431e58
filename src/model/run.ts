import type { Distribution, Rounding } from './distribution.ts';
import type { EndpointKey } from './endpoint-key.ts';
import type { FailureExample } from './failure-example.ts';
import type { GeneratorRecord } from './generator.ts';
import type { Measure } from './measure.ts';
import type { Notice } from './notice.ts';
import type { RunOrigin } from './origin.ts';
import type { ScalingTimeline } from './scaling.ts';

/**
 * One execution of a load test, as one source measured it. The same shape whatever the source.
 * Plain data but for the windows and users, which are columns of typed arrays.
 */
export interface Run {
  readonly schema: 'run/1';
  /** First 12 hex digits of the SHA-256 of the source files' hashes: the same input gives the same id. */
  readonly id: string;
  readonly label: string;
  /** By key; no key twice. */
  readonly labels: readonly RunLabel[];
  /** Null when nobody recorded it. */
  readonly origin: RunOrigin | null;
  readonly source: Source;
  /** Unix epoch ms; null when the source has no clock time (a Locust `_stats.csv` alone). */
  readonly startMs: number | null;
  readonly endMs: number | null;
  /** How long requests were measured; may be known when the clock times are not. */
  readonly durationMs: number | null;
  /** 'interrupted': the source shows that it was cut off. 'unknown': it does not tell. */
  readonly ended: 'finished' | 'interrupted' | 'unknown';
  readonly load: LoadModel;
  /** By name, then method. */
  readonly endpoints: readonly Endpoint[];
  /** All endpoints together, as the source reports it; null when the source has no such record. */
  readonly total: Endpoint | null;
  readonly users: UserCounts | null;
  /** Errors in the test's own code, not failed requests. Most frequent first. */
  readonly exceptions: readonly ExceptionGroup[];
  /** Instants at which the source set its counters back to zero, ascending, Unix epoch ms. */
  readonly resetsMs: readonly number[];
  readonly scaling: readonly ScalingTimeline[];
  /** What the load generator recorded of itself; null when the source has no such record. */
  readonly generator: GeneratorRecord | null;
  readonly notices: readonly Notice[];
}

/** What the user said of a run: 'commit' = '4fc0e1a'. */
export interface RunLabel {
  readonly key: string;
  readonly value: string;
}

/** Who measured, with what, from which files. */
export interface Source {
  readonly kind: 'import' | 'engine';
  /** 'Locust', … */
  readonly tool: string;
  /** The version when the files tell ('2.46.3'), a range when only their shape does ('2.44 or newer'), else null. */
  readonly toolVersion: string | null;
  /** Where the load went, when the source tells. */
  readonly host: string | null;
  /** By name. */
  readonly files: readonly SourceFileRecord[];
  /** Which requests the response times are of: a failed request that answers fast flatters a percentile. */
  readonly latencyCovers: 'all-requests' | 'successful-requests';
}

export interface SourceFileRecord {
  readonly name: string;
  readonly sizeBytes: number;
  /** 64 hex digits. */
  readonly sha256: string;
  /** What the file was read as: 'Locust statistics (CSV)'. */
  readonly readAs: string;
  /** Rows or entries read and left out because they were damaged. */
  readonly rowsRead: number;
  readonly rowsSkipped: number;
}

/**
 * Closed: users wait for a response before they send again. Open: requests arrive whatever the responses. In each
 * stage the number or rate goes evenly from the first to the second; equal when it is constant.
 */
export type LoadModel =
  | {
      readonly kind: 'closed';
      readonly stages: readonly {
        readonly fromUsers: number;
        readonly toUsers: number;
        readonly durationMs: number;
      }[];
    }
  | {
      readonly kind: 'open';
      readonly arrivals: 'even' | 'poisson';
      readonly stages: readonly {
        readonly fromPerS: number;
        readonly toPerS: number;
        readonly durationMs: number;
      }[];
    }
  | { readonly kind: 'unknown' };

/** Everything the source recorded about one request name. */
export interface Endpoint {
  readonly key: EndpointKey;
  /** Completed requests, failed ones included. */
  readonly requests: number;
  readonly failures: number;
  /** Of the whole record; null when there was no response time. */
  readonly latency: Distribution | null;
  /** Mean response size over all requests, in bytes; null when not recorded. */
  readonly meanResponseBytes: number | null;
  /** The source's own overall rate, in requests per second; the only one there is without windows. */
  readonly reportedThroughputPerS: number | null;
  /** By count, most first, then by message. */
  readonly failureGroups: readonly FailureGroup[];
  /** Beside the response time; in the order of the table `measures`, each at most once. */
  readonly measures: readonly Measure[];
  readonly windows: Windows | null;
}

/** One failure message of one endpoint, and how often it came. */
export interface FailureGroup {
  /** As the source wrote it, but for its own wrapping (quotes, `CatchResponseError(…)`). */
  readonly message: string;
  readonly count: number;
  /** Unix epoch ms; null when not recorded. */
  readonly firstMs: number | null;
  readonly lastMs: number | null;
  /** A few of these requests, where the source kept any. */
  readonly examples: readonly FailureExample[];
}

/** An error in the test's own code. */
export interface ExceptionGroup {
  readonly message: string;
  readonly traceback: string;
  readonly count: number;
  /** 'local', or the hosts on which it happened. */
  readonly nodes: string;
}

/** Users over time as columns: `users[i]` from `atMs[i]` (Unix epoch ms, ascending) until the next. */
export interface UserCounts {
  readonly atMs: Float64Array;
  readonly users: Float64Array;
}

/**
 * What completed in each [startMs, endMs), as columns of equal length. Windows ascend and do not overlap;
 * there may be gaps between them (a reset, a lost row).
 */
export interface Windows {
  readonly length: number;
  readonly startMs: Float64Array;
  readonly endMs: Float64Array;
  readonly requests: Float64Array;
  readonly failures: Float64Array;
  /** Exact sum of the response times of the window's requests, in ms; NaN where unknown. Null: never known. */
  readonly sumMs: Float64Array | null;
  readonly quantiles: WindowQuantiles | null;
  /** All response times per window, so that any windows can be put together exactly. Null where the source has none. */
  readonly histograms: WindowHistograms | null;
}

/** Response times of each window as counts by value: the entries of window i are those from offsets[i] to offsets[i + 1]. */
export interface WindowHistograms {
  /** One longer than the windows; ascending, starting at 0. */
  readonly offsets: Uint32Array;
  /** Ascending within a window, in ms. */
  readonly valuesMs: Float64Array;
  readonly counts: Uint32Array;
  readonly rounding: Rounding;
}

/** Percentiles per window, where that is all the source has. They are never merged and never averaged. */
export interface WindowQuantiles {
  /** 0…100, ascending. */
  readonly percentiles: readonly number[];
  /** One column per percentile, each as long as the windows; NaN where the source had none. */
  readonly valuesMs: readonly Float32Array[];
  /**
   * The period a value describes, ending at the window's end. 'window': the window itself. 'trailing': about
   * `spanMs`, longer than the window, so neighbours share data. 'since-start': everything so far, so the column
   * is no time series.
   */
  readonly covers: 'window' | 'trailing' | 'since-start';
  /** Length of the period in ms; null for 'window' and 'since-start'. */
  readonly spanMs: number | null;
  readonly rounding: Rounding;
}
