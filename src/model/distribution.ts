/**
 * Response times, as exactly as the source knew them. Which statistics are allowed depends on
 * `kind`: a summary can be shown and compared with a limit; it cannot be merged or tested.
 */
export type Distribution = Samples | Histogram | QuantileSummary;

/** Every response time, ascending, in ms. `valuesMs` may be a typed array: index it, do not stringify it. */
export interface Samples {
  readonly kind: 'samples';
  readonly valuesMs: ArrayLike<number>;
  /** Largest error of one value, in ms: 0.005 for a log written with two decimals; 0 when exact. */
  readonly resolutionMs: number;
}

/** Counts by value. Two histograms with the same `rounding` are merged by adding the counts of equal values. */
export interface Histogram {
  readonly kind: 'histogram';
  readonly count: number;
  /** Exact sum of the response times, before any rounding, in ms; null when the source has none. */
  readonly sumMs: number | null;
  /** Exact extremes, before any rounding; null when the source has none. */
  readonly minMs: number | null;
  readonly maxMs: number | null;
  /** Ascending values that stand for their neighbourhood, as `rounding` says, with how many fell there. */
  readonly valuesMs: readonly number[];
  readonly counts: readonly number[];
  readonly rounding: Rounding;
}

/** A few percentiles and nothing between them: what Locust's CSV files hold. */
export interface QuantileSummary {
  readonly kind: 'quantiles';
  /** How many response times the percentiles are of. */
  readonly count: number;
  /** Before `rounding`; null when the source has none. */
  readonly meanMs: number | null;
  readonly minMs: number | null;
  readonly maxMs: number | null;
  /** What the source did to `minMs` and `maxMs`. */
  readonly extremesRounding: 'none' | 'whole-ms' | 'truncated-ms';
  /** The source's own median column, which may differ from its 50th percentile; null when it has none. */
  readonly medianMs: number | null;
  /** Ascending by percentile (0…100). */
  readonly points: readonly { readonly percentile: number; readonly valueMs: number }[];
  readonly rounding: Rounding;
  /**
   * Which of the n ascending values a percentile p stands for. 'nearest-rank': number ceil(n p / 100).
   * 'one-above': number floor(n p / 100) + 1, at most n — Locust's rule, one higher whenever n p / 100 is whole.
   */
  readonly rankRule: 'nearest-rank' | 'one-above';
}

/**
 * What the source did to a value before it counted it.
 * 'none': nothing. 'whole-ms': to the nearest ms. 'truncated-ms': the fraction was cut off.
 * 'two-digits': Locust's response-time dictionary, 1 ms below 100 ms, then 10 ms, 100 ms, 1 s steps.
 * 'two-digits-raw': the same from 100 ms up, but unrounded below (Locust 0.14.4 and older).
 * 'three-digits': HdrHistogram's buckets with 3 significant digits over whole thousandths (`stats/histogram-layout.ts`);
 * the value is the middle of its bucket, at most 0.05 % from any value in it.
 */
export type Rounding =
  | 'none'
  | 'whole-ms'
  | 'truncated-ms'
  | 'two-digits'
  | 'two-digits-raw'
  | 'three-digits';
