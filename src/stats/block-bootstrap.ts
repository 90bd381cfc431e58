import { type BucketBounds, interpolatedQuantile } from './interpolated-quantile.ts';
import { mean } from './moments.ts';
import type { Random } from './random.ts';
import { poolWindows, type WindowCounts, windowsOf } from './window-counts.ts';

/** Mean lengths of blocks, in observations, within which a series keeps its autocorrelation. */
export interface BlockLengths {
  /** For the stationary bootstrap: the mean of the random lengths. */
  readonly stationary: number;
  /** For the circular bootstrap, whose blocks are equally long. */
  readonly circular: number;
}

/** Up to the last lag that matters, the autocovariances of a series. */
interface Correlogram {
  readonly covariances: Float64Array;
  readonly lastLag: number;
}

/**
 * The block lengths with which a bootstrap of the `series`, in order of time, estimates the error of its mean best.
 * 1 for a series that does not vary.
 *
 * Throws RangeError when there are fewer than 20 observations, or one is not finite.
 *
 * Sources: D. N. Politis and H. White, "Automatic Block-Length Selection for the Dependent Bootstrap", Econometric
 * Reviews 23, 2004; A. Patton, D. N. Politis and H. White, correction, Econometric Reviews 28, 2009. The last lag is
 * chosen as the Python package arch does: one more than the paper says, and with correlations of the parts compared.
 */
export function blockLengths(series: ArrayLike<number>): BlockLengths {
  const n = series.length;
  if (n < 20) throw new RangeError(`A block length needs at least 20 observations, found "${n}".`);
  const { covariances, lastLag } = correlogram(series);
  const variance = covariances[0] as number;
  if (variance === 0) return { stationary: 1, circular: 1 };
  let longRun = variance;
  let slope = 0;
  for (let k = 1; k <= lastLag; k++) {
    const weight = k / lastLag <= 0.5 ? 1 : 2 * (1 - k / lastLag);
    longRun += 2 * weight * (covariances[k] as number);
    slope += 2 * weight * k * (covariances[k] as number);
  }
  if (!(longRun > 0)) longRun = variance;
  const longest = Math.ceil(Math.min(3 * Math.sqrt(n), n / 3));
  const ofConstant = (constant: number) =>
    Math.min(longest, Math.max(1, Math.cbrt(((2 * slope ** 2) / (constant * longRun ** 2)) * n)));
  return { stationary: ofConstant(2), circular: ofConstant(4 / 3) };
}

/**
 * The positions of one stationary bootstrap sample of a series of `length`: blocks that start anywhere, have geometric
 * lengths of mean `blockLength`, and go on at the front when they reach the end.
 *
 * Throws RangeError when `blockLength` is below 1.
 *
 * Source: D. N. Politis and J. P. Romano, "The Stationary Bootstrap", Journal of the American Statistical Association 89,
 * 1994.
 */
export function stationaryResample(length: number, blockLength: number, random: Random): Uint32Array {
  if (!(blockLength >= 1)) throw new RangeError(`A block length is at least 1, found "${blockLength}".`);
  const positions = new Uint32Array(length);
  let position = 0;
  for (let t = 0; t < length; t++) {
    const startsBlock = t === 0 || random() < 1 / blockLength;
    position = startsBlock ? Math.floor(random() * length) : (position + 1) % length;
    positions[t] = position;
  }
  return positions;
}

/**
 * Quantiles of `resamples` stationary bootstrap samples of whole windows: element q of each row is the quantile at
 * `quantiles[q]`. For drawing bands and as a cross-check: intervals from it are too narrow to decide with.
 *
 * Throws RangeError when the windows hold no values, and as `stationaryResample` does.
 */
export function resampledQuantiles(
  windows: WindowCounts,
  quantiles: readonly number[],
  boundsOf: BucketBounds,
  options: { readonly blockLength: number; readonly resamples: number; readonly random: Random },
): readonly Float64Array[] {
  const length = windowsOf(windows);
  return Array.from({ length: options.resamples }, () => {
    const weights = new Float64Array(length);
    for (const position of stationaryResample(length, options.blockLength, options.random)) {
      weights[position] = (weights[position] as number) + 1;
    }
    const pooled = poolWindows(windows, weights);
    return Float64Array.from(quantiles, (p) => interpolatedQuantile(pooled, p, boundsOf));
  });
}

function correlogram(series: ArrayLike<number>): Correlogram {
  const n = series.length;
  const center = mean(series);
  const deviations = Float64Array.from(series, (value) => value - center);
  const run = Math.max(5, Math.floor(Math.log10(n)));
  const mostLags = Math.ceil(Math.sqrt(n)) + run;
  const limit = 2 * Math.sqrt(Math.log10(n) / n);
  const covariances = new Float64Array(mostLags + 1);
  let insignificant = 0;
  let found: number | null = null;
  for (let lag = 0; lag <= Math.min(mostLags, n - 1); lag++) {
    const product = dot(deviations.subarray(lag), deviations.subarray(0, n - lag));
    covariances[lag] = product / n;
    if (found === null && lag > run - 1 && insignificant >= run) found = Math.max(1, lag - run);
    // arch leaves out one observation more than the lag, on both sides.
    const later = deviations.subarray(lag + 1);
    const earlier = deviations.subarray(0, n - lag - 1);
    const scale = Math.sqrt(dot(later, later) * dot(earlier, earlier));
    insignificant = Math.abs(product) < limit * scale ? insignificant + 1 : 0;
  }
  return { covariances, lastLag: found === null ? mostLags : Math.min(2 * found, mostLags) };
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
