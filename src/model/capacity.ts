import type { Estimate } from './estimate.ts';

/** How throughput and response time grew with the load within one run, and how far that went. */
export interface Capacity {
  /** 'not-measured': the run had too few levels of load to tell; `reason` says why. */
  readonly outcome: 'measured' | 'not-measured';
  /** One or two sentences; null when measured. */
  readonly reason: string | null;
  /** What the load is counted in: concurrent users, or tasks that were asked for in a second. */
  readonly loadIs: 'users' | 'arrivals-per-s';
  /** By load, then by time; those left out too. */
  readonly levels: readonly LoadLevel[];
  /** Null when the law does not fit these data; a remark says why. */
  readonly scalability: ScalabilityLaw | null;
  /** Where throughput bends most. Depends on the loads that were tried, so nothing is decided by it; null without one. */
  readonly knee: { readonly load: number; readonly throughputPerS: number } | null;
  /** How much load keeps the limits that were set; null when none was. */
  readonly withinLimits: LoadWithinLimits | null;
  readonly remarks: readonly CapacityRemark[];
}

/** A stretch of the run under one load, or a piece of a slow ramp. Of all requests together. */
export interface LoadLevel {
  /** Unix epoch ms; without the time in which requests of the load before were still under way. */
  readonly startMs: number;
  readonly endMs: number;
  /** 'hold': the load stood still. 'ramp': a piece of a ramp, the load is its mean. */
  readonly origin: 'hold' | 'ramp';
  readonly load: number;
  readonly requests: number;
  readonly throughputPerS: Estimate;
  readonly meanMs: Estimate | null;
  /** Null where the source keeps no response times for parts of a run. */
  readonly p95Ms: Estimate | null;
  readonly errorRatio: Estimate | null;
  /** Why nothing is concluded from this level, in words; null when it counts. */
  readonly leftOut: string | null;
  /** Null when no limit was set. */
  readonly limits: 'kept' | 'broken' | 'not-known' | null;
}

/** A parameter of a fit with its interval; null where it is infinite, or does not exist. */
export interface FittedValue {
  readonly value: number | null;
  readonly lo: number | null;
  readonly hi: number | null;
}

/**
 * The universal scalability law, X(N) = γ N / (1 + α (N − 1) + β N (N − 1)), through the levels. Intervals are what the
 * errors of the levels do to it; whether the law is right is another question.
 */
export interface ScalabilityLaw {
  /** Contention, 0…1: the share of work that queues. */
  readonly alpha: FittedValue;
  /** Coherency: what each user costs every other. */
  readonly beta: FittedValue;
  /** Throughput of one user, in requests per second. */
  readonly gamma: FittedValue;
  /** The load of the greatest throughput; its value is null when the curve has no peak. */
  readonly peakLoad: FittedValue;
  readonly peakThroughputPerS: FittedValue;
  /** What throughput tends to by contention alone, γ / α. */
  readonly limitThroughputPerS: FittedValue;
  /** 0…1; null when the levels have no errors to make intervals of. */
  readonly confidence: number | null;
  /** In requests per second; null without more levels than parameters. */
  readonly residualStandardError: number | null;
}

/** The limits that were set, and the largest tested load that kept all of them. */
export interface LoadWithinLimits {
  /** As they were written: 'p95 < 2s'. */
  readonly limits: readonly string[];
  /** The largest load up to which no tested load broke a limit, and which kept them for sure; null when none did. */
  readonly largestKept: number | null;
  /** The smallest tested load above it that broke one; null when none did. Between the two nothing was tested. */
  readonly smallestBroken: number | null;
}

/** Something to know about the capacity that was found. */
export interface CapacityRemark {
  readonly kind:
    | 'levels-left-out'
    | 'from-ramp'
    | 'replicas-changed'
    | 'open-load'
    | 'too-few-levels-for-law'
    | 'law-not-determined'
    | 'peak-not-observed'
    | 'peak-extrapolated'
    | 'no-peak-demonstrated'
    | 'limit-not-judged';
  /** One or two whole sentences. */
  readonly message: string;
}
