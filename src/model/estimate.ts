/**
 * A number with how sure we are of it. Two different things, never mixed: `bounds` is what the source's rounding
 * and gaps leave open about *these* requests (certain); `interval` is what another sample of the same
 * process could give (at a confidence).
 */
export interface Estimate {
  readonly value: number;
  readonly n: number;
  /** The exact value of this statistic over the recorded requests lies within; null when `value` is exact. */
  readonly bounds: { readonly lo: number; readonly hi: number } | null;
  /** Null when the data cannot give one. `hi` is null where the upper end is unbounded. */
  readonly interval: {
    readonly lo: number;
    readonly hi: number | null;
    readonly confidence: number;
    readonly method: string;
  } | null;
}
