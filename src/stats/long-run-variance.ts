import { mean } from './moments.ts';

/** The fewest observations that a long-run variance, or the autocorrelation of batch means, is computed from. */
export const minimumSeriesLength = 20;

/** Few terms, because response times stay high or low for longer than the series that the published rule is made for. */
const persistentTerms = 10;
const batches = 20;

/**
 * The long-run variance Ω of a stationary `series`, in its unit squared, from its first `terms` cosine coefficients:
 * √(Ω / T) is the standard error of the mean of the T observations, allowing for their autocorrelation.
 *
 * Throws RangeError when there are not at least two observations, or `terms` is not a whole number above 0 and below
 * the number of observations.
 *
 * Source: E. Lazarus, D. J. Lewis, J. H. Stock and M. W. Watson, "HAR Inference: Recommendations for Practice", Journal
 * of Business & Economic Statistics 36(4), 2018 (the equal-weighted cosine estimator, EWC).
 */
export function equalWeightedCosine(series: ArrayLike<number>, terms: number): number {
  return mean(cosinePowers(series, terms));
}

/**
 * The long-run variance of a stationary `series` in order of time, and the degrees of freedom of the Student t interval
 * to use it with. It is the larger of two `equalWeightedCosine` estimates, with 10 terms and with the 0.4 T^⅔ that
 * Lazarus and others recommend; the degrees of freedom are those of the first, always 10.
 *
 * Throws RangeError when there are fewer than 20 observations. From fewer than 120 the intervals are too narrow.
 *
 * Source: the rule of Lazarus and others (see `equalWeightedCosine`), the maximum from our own simulations of load
 * tests: at most 5 % false alarms up to an autocorrelation of 0.8 between windows, for 300 windows.
 */
export function longRunVariance(series: ArrayLike<number>): { variance: number; degreesOfFreedom: number } {
  if (series.length < minimumSeriesLength) {
    throw new RangeError(`A long-run variance needs at least 20 observations, found "${series.length}".`);
  }
  // cbrt, unlike a power of ⅔, is exact for cubes: 0.4 · 1000^⅔ is 40 and not a hair less.
  const recommendedTerms = Math.max(1, Math.floor((2 * Math.cbrt(series.length) ** 2) / 5));
  const powers = cosinePowers(series, Math.max(persistentTerms, recommendedTerms));
  const variance = Math.max(
    mean(powers.subarray(0, persistentTerms)),
    mean(powers.subarray(0, recommendedTerms)),
  );
  return { variance, degreesOfFreedom: persistentTerms };
}

/**
 * The lag-1 autocorrelation, −1…1, of the means of 20 batches of equal length of a `series` in order of time; a
 * remainder at the end is left out. Above 0.25 (mean of the two runs compared) the intervals from `longRunVariance` are
 * not to be relied on: the series stays high or low for too large a part of its length.
 *
 * Null when there are fewer than 20 observations, or when the batch means do not differ.
 *
 * Source: the estimator of G. E. P. Box and G. M. Jenkins, "Time Series Analysis", 1970; the limit is from our own
 * simulations of load tests.
 */
export function batchAutocorrelation(series: ArrayLike<number>): number | null {
  if (series.length < minimumSeriesLength) return null;
  const batchLength = Math.floor(series.length / batches);
  const batchMeans = Float64Array.from({ length: batches }, (_, batch) =>
    mean(slice(series, batch * batchLength, (batch + 1) * batchLength)),
  );
  const center = mean(batchMeans);
  let largest = 0;
  let squares = 0;
  let products = 0;
  for (const [i, batchMean] of batchMeans.entries()) {
    largest = Math.max(largest, Math.abs(batchMean));
    squares += (batchMean - center) ** 2;
    if (i > 0) products += (batchMean - center) * ((batchMeans[i - 1] as number) - center);
  }
  // Differences in the last digits are rounding of equal values, and would correlate with themselves.
  return Math.sqrt(squares / batches) <= 1e-13 * largest ? null : products / squares;
}

/** The squares Λ_j² of the cosine coefficients j = 1…terms of the series about its mean. */
function cosinePowers(series: ArrayLike<number>, terms: number): Float64Array {
  const length = series.length;
  if (!(Number.isInteger(terms) && terms > 0 && terms < length)) {
    throw new RangeError(`${length} observations have 1 to ${length - 1} cosine terms, found "${terms}".`);
  }
  const center = mean(series);
  const period = 4 * length;
  const cosines = cosineTable(length);
  const powers = new Float64Array(terms);
  for (let j = 1; j <= terms; j++) {
    let sum = 0;
    let entry = j;
    for (let t = 0; t < length; t++) {
      sum += ((series[t] as number) - center) * (cosines[entry] as number);
      entry += 2 * j;
      if (entry >= period) entry -= period;
    }
    powers[j - 1] = (2 / length) * sum * sum;
  }
  return powers;
}

/** The tables asked for last: the series of one run are of a few lengths, and a table costs as much as its use. */
const tables = new Map<number, Float64Array>();
const mostTables = 8;

/** cos(π j (t + ½) / T) is entry j (2 t + 1), and the table repeats: a day of windows needs millions of cosines. */
function cosineTable(length: number): Float64Array {
  const known = tables.get(length);
  if (known !== undefined) return known;
  const table = Float64Array.from({ length: 4 * length }, (_, i) => Math.cos((Math.PI * i) / (2 * length)));
  const [oldest] = tables.keys();
  if (tables.size >= mostTables && oldest !== undefined) tables.delete(oldest);
  tables.set(length, table);
  return table;
}

function slice(series: ArrayLike<number>, start: number, end: number): ArrayLike<number> {
  if (series instanceof Float64Array) return series.subarray(start, end);
  return Float64Array.from({ length: end - start }, (_, i) => series[start + i] as number);
}
