import type { Capacity } from './capacity.ts';
import type { EndpointKey } from './endpoint-key.ts';
import type { Estimate } from './estimate.ts';
import type { FailureExample } from './failure-example.ts';
import type { MeasureId } from './measure.ts';
import type { Notice } from './notice.ts';
import type { RunOrigin } from './origin.ts';
import type { ExceptionGroup, LoadModel, RunLabel, Source } from './run.ts';
import type { ScalingAnalysis } from './scaling-analysis.ts';

export type { Estimate };

/** What we can say about one run by itself. Plain data: survives `JSON.stringify` unchanged. */
export interface Analysis {
  readonly schema: 'analysis/1';
  readonly run: RunHeader;
  readonly phases: Phases;
  readonly settings: AnalysisSettings;
  /** By name, then method. */
  readonly endpoints: readonly EndpointAnalysis[];
  /** All requests together. Its percentiles mix endpoints of different nature. */
  readonly total: EndpointAnalysis;
  /** The time axis of every series of this analysis; null when the source has no curve over time. */
  readonly timeline: Timeline | null;
  /** By count, most first. Failures of all endpoints, grouped by what went wrong. */
  readonly failureCauses: readonly FailureCause[];
  readonly exceptions: readonly ExceptionGroup[];
  readonly littlesLaw: LittlesLaw;
  readonly scaling: readonly ScalingAnalysis[];
  /** Null when the source keeps no record of its load generator. */
  readonly generator: GeneratorAnalysis | null;
  /** How much load the service can take; most runs do not show it, and then it says why. */
  readonly capacity: Capacity;
  readonly notices: readonly Notice[];
}

export interface RunHeader {
  readonly id: string;
  readonly label: string;
  readonly labels: readonly RunLabel[];
  readonly origin: RunOrigin | null;
  readonly source: Source;
  /** Unix epoch ms; null when the source has no clock time. */
  readonly startMs: number | null;
  readonly endMs: number | null;
  readonly durationMs: number | null;
  readonly ended: 'finished' | 'interrupted' | 'unknown';
  readonly load: LoadModel;
  readonly usersPeak: number | null;
}

/** What the analysis was asked for. */
export interface AnalysisSettings {
  /** Satisfied up to this response time, in ms. */
  readonly apdexToleratedMs: number;
  /** Of every interval, 0…1. */
  readonly confidence: number;
}

/** Which part of the run the steady-state statistics are of. */
export interface Phases {
  /**
   * 'given': by the user. 'detected': ramp from the user counts, then MSER-5. 'whole-run': nothing could be or was
   * trimmed. 'none': no steady state was found; there are no steady-state statistics.
   */
  readonly method: 'given' | 'detected' | 'whole-run' | 'none';
  /** Unix epoch ms; null when the source has no clock time. */
  readonly steadyStartMs: number | null;
  readonly steadyEndMs: number | null;
  /** In order of time, without gaps, covering the run; empty without clock times. */
  readonly parts: readonly Phase[];
  /** One line: what was kept and what was trimmed, and why. */
  readonly summary: string;
}

export interface Phase {
  readonly kind: 'ramp-up' | 'warm-up' | 'steady' | 'cool-down' | 'idle' | 'unsettled';
  readonly startMs: number;
  readonly endMs: number;
}

export interface EndpointAnalysis {
  readonly key: EndpointKey;
  /** Unique in this analysis, made of a–z, 0–9 and '-': the anchor of the report. */
  readonly anchor: string;
  /** Several requests that the scenario times as one; `total` does not count it. */
  readonly isGroup: boolean;
  /** Everything the source recorded. */
  readonly whole: EndpointStatistics;
  /** The steady state alone; null when there is none or no windows. */
  readonly steady: EndpointStatistics | null;
  /** The response times as a curve over the percentiles; null when there are none. */
  readonly curve: PercentileCurve | null;
  readonly series: Series | null;
  /** Failed requests among them; of the whole run. Null where `whole.latency` is of all requests already. */
  readonly allRequests: LatencyAnalysis | null;
  /** Of the whole run, in the order of the table `measures`. */
  readonly measures: readonly MeasureAnalysis[];
}

/** Something measured of single requests beside their response time. */
export interface MeasureAnalysis {
  readonly id: MeasureId;
  readonly label: string;
  /** Of every number here. */
  readonly unit: 'ms' | 'tokens' | 'tokens/s';
  readonly definition: string;
  readonly count: number;
  readonly sum: number;
  readonly min: number | null;
  readonly max: number | null;
  readonly mean: number | null;
  /** Nearest rank; ascending: 50, 90, 95, 99, 99.9. Intervals are null: the values of one answer hang together. */
  readonly percentiles: readonly { readonly percentile: number; readonly value: Estimate }[];
}

/** Whether the load generator kept up, by what it recorded of itself. */
export interface GeneratorAnalysis {
  /** 'saturated': in some seconds it was the bottleneck, so what was measured there is its own. */
  readonly outcome: 'kept-up' | 'saturated' | 'not-judged';
  /** One or two sentences: what was seen, and what to do when it did not keep up. */
  readonly explanation: string;
  readonly workers: number;
  readonly secondsJudged: number;
  /**
   * Of those, busy, stolen or late. A long run keeps the worst of several seconds in one; then at least so many.
   */
  readonly secondsAtFault: number;
  /** Neighbouring seconds together, ascending. */
  readonly flagged: readonly FlaggedPeriod[];
  /** Tasks begun / tasks due, 0…1; null when none was due. */
  readonly achievedRatio: number | null;
  readonly due: number;
  readonly begun: number;
  readonly dropped: number;
  readonly unfinished: number;
  readonly peakEventLoopUtilization: number | null;
  readonly peakStolenShare: number | null;
  readonly peakLateP99Ms: number | null;
  readonly peakWaiting: number;
  readonly series: GeneratorSeries | null;
}

/** Columns over the timeline's buckets, the largest value in each; null where nothing is known of a bucket. */
export interface GeneratorSeries {
  /** 0…1. */
  readonly eventLoopUtilization: readonly (number | null)[];
  /** 0…1. */
  readonly stolenShare: readonly (number | null)[];
  readonly lateP99Ms: readonly (number | null)[];
  readonly waiting: readonly (number | null)[];
}

/** Seconds in which something was amiss with the generation of the load. */
export interface FlaggedPeriod {
  /** Unix epoch ms. */
  readonly startMs: number;
  readonly endMs: number;
  /**
   * 'busy': its event loop had no time left. 'stolen': other processes took the core. 'late': it sent late though
   * connections were free. 'in-flight-limit': all allowed requests were in flight, which is the service's doing or the
   * limit's, not the generator's.
   */
  readonly reason: 'busy' | 'stolen' | 'late' | 'in-flight-limit';
  /** In words, with the figures. */
  readonly explanation: string;
}

export interface EndpointStatistics {
  readonly durationMs: number | null;
  readonly requests: number;
  readonly failures: number;
  /** Completed requests per second, failed ones included. */
  readonly throughputPerS: Estimate | null;
  /** Completed successful requests per second. */
  readonly goodputPerS: Estimate | null;
  /** failures / requests, 0…1. */
  readonly errorRatio: Estimate | null;
  readonly latency: LatencyAnalysis | null;
  readonly apdex: Apdex | null;
  readonly meanResponseBytes: number | null;
}

export interface LatencyAnalysis {
  /** How many response times these are of. */
  readonly count: number;
  /** The extremes of a part of an engine's run are those of its buckets: at most 0.1 % further out than the exact ones. */
  readonly minMs: number | null;
  readonly meanMs: Estimate | null;
  readonly medianMs: Estimate | null;
  readonly maxMs: number | null;
  /** Ascending: 50, 66, 75, 80, 90, 95, 98, 99, 99.9, 99.99 and those the source has besides. */
  readonly percentiles: readonly { readonly percentile: number; readonly value: Estimate }[];
  readonly fidelity: 'samples' | 'histogram' | 'quantiles';
}

/** (satisfied + tolerating / 2) / all, with failures as frustrated; a range where the data give only a range. */
export interface Apdex {
  readonly toleratedMs: number;
  readonly score: number | null;
  readonly lo: number;
  readonly hi: number;
}

/** Response time by percentile. Points ascend; between neighbours the truth lies in [loMs, hiMs]. */
export interface PercentileCurve {
  readonly fidelity: 'samples' | 'histogram' | 'quantiles';
  readonly count: number;
  readonly points: readonly CurvePoint[];
}

export interface CurvePoint {
  /** 0…100. */
  readonly percentile: number;
  readonly valueMs: number;
  readonly loMs: number;
  readonly hiMs: number;
  /** True where the source states this percentile; false where it is drawn between two that it states. */
  readonly stated: boolean;
}

/** Equal buckets of time, at most 600, over the whole run. */
export interface Timeline {
  readonly startMs: number;
  readonly bucketMs: number;
  readonly buckets: number;
  /** Largest number of users in each bucket; null where unknown. */
  readonly users: readonly (number | null)[] | null;
}

/** Columns over the timeline's buckets; null where nothing is known of a bucket. Zero means zero. */
export interface Series {
  readonly throughputPerS: readonly (number | null)[];
  readonly failuresPerS: readonly (number | null)[];
  /** Exact mean response time of the bucket, in ms; null where no request completed. */
  readonly meanMs: readonly (number | null)[] | null;
  /** Null where the source has none, or only percentiles since the start, which are no time series. */
  readonly percentiles: SeriesPercentiles | null;
}

export interface SeriesPercentiles {
  /**
   * 'recomputed': of all response times of the bucket. 'range': the source's own windowed percentiles,
   * `mid` their median, `lo` and `hi` the lowest and highest within the bucket (rounding included).
   */
  readonly kind: 'recomputed' | 'range';
  /** For 'range': the period each of the source's values describes, in ms. */
  readonly spanMs: number | null;
  readonly columns: readonly {
    readonly percentile: number;
    readonly midMs: readonly (number | null)[];
    readonly loMs: readonly (number | null)[];
    readonly hiMs: readonly (number | null)[];
  }[];
}

/** What went wrong, over all endpoints and all texts that mean the same. */
export interface FailureCause {
  /** In words: 'HTTP 500 Internal Server Error', 'connection refused', 'check failed: Reply too short'. */
  readonly cause: string;
  readonly count: number;
  /** Unix epoch ms; null when not recorded. */
  readonly firstMs: number | null;
  readonly lastMs: number | null;
  /** Most failures first. */
  readonly endpoints: readonly { readonly key: EndpointKey; readonly count: number }[];
  /** How many different texts were grouped here. */
  readonly messages: number;
  /** The most frequent text, as the source wrote it. */
  readonly example: string;
  /** A few of the answers, where the source kept any: at most 3, of different endpoints or texts first. */
  readonly answers: readonly FailedAnswer[];
}

/** One failed request, to look at; the body is text from outside, at most 1 KiB of it. */
export interface FailedAnswer extends FailureExample {
  readonly key: EndpointKey;
}

/**
 * N = X (R + Z): users = throughput × (mean response time + mean think time). Without the think time only the
 * implied one can be stated: Z = N / X − R, which cannot be negative.
 *
 * Little, J. D. C. (1961), "A Proof for the Queuing Formula L = λW", Operations Research 9(3), 383–387.
 */
export interface LittlesLaw {
  readonly outcome: 'plausible' | 'violated' | 'not-checked';
  readonly users: number | null;
  readonly throughputPerS: number | null;
  readonly meanMs: number | null;
  /** Mean time between a response and that user's next request, implied by the law, in ms. */
  readonly impliedThinkTimeMs: number | null;
  /** One sentence: what it shows, or why it was not checked. */
  readonly explanation: string;
}
