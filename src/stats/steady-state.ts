import { longRunVariance, minimumSeriesLength } from './long-run-variance.ts';
import { mean } from './moments.ts';
import { studentTCdf } from './student-t.ts';

const batchLength = 5;
const minimumBatches = 4;

/**
 * How many observations to cut from the start of a `series` in order of time so that its warm-up is gone (MSER-5).
 * Batches of five are averaged; the cut is where the remaining batch means have the smallest variance of their mean.
 *
 * `truncate` is the number of observations to cut, a multiple of 5. `settled` is false when the best cut is at the limit
 * of the search, half of the batches, or when there are fewer than 4 batches (then `truncate` is 0 and there are no
 * scores): the series reached no steady state. `scores[d]` is the score, in the unit of the series squared, of cutting d
 * batches. On a tie the shorter cut wins. Throws RangeError when an observation is not finite.
 *
 * Source: K. P. White, M. J. Cobb and S. C. Spratt, "A comparison of five steady-state truncation heuristics for
 * simulation", Winter Simulation Conference 2000; the limit at half of the data is from K. Hoad, S. Robinson and
 * R. Davies, "Automating warm-up length estimation", Winter Simulation Conference 2008.
 */
export function mser5(series: ArrayLike<number>): {
  truncate: number;
  settled: boolean;
  scores: readonly number[];
} {
  const batchMeans = meansOfBatches(series);
  if (batchMeans.length < minimumBatches) return { truncate: 0, settled: false, scores: [] };
  const limit = Math.floor(batchMeans.length / 2);
  const scores = tailScores(batchMeans).slice(0, limit + 1);
  const best = scores.reduce((lowest, score, d) => (score < (scores[lowest] as number) ? d : lowest), 0);
  return { truncate: best * batchLength, settled: best < limit, scores };
}

/**
 * Whether the second half of a `series` in order of time still differs from the first: the change of the mean, relative
 * to the mean of the first half (0.02 is 2 % up), and the two-sided p-value of no change. On long runs a small p alone
 * means little; look at the size of the drift too.
 *
 * The long-run variance is taken in each half by itself, because over both a drift would count as variance and hide
 * itself. Null when a half has fewer than 20 observations, or when the first half has a mean of 0.
 *
 * Source: B. L. Welch, "The generalization of Student's problem when several different population variances are
 * involved", Biometrika 34, 1947, with the variances of `longRunVariance`.
 */
export function halvesDrift(series: ArrayLike<number>): { relativeDrift: number; p: number } | null {
  const middle = Math.floor(series.length / 2);
  if (middle < minimumSeriesLength) return null;
  const values = Float64Array.from(series);
  const first = halfStatistics(values.subarray(0, middle));
  const second = halfStatistics(values.subarray(middle));
  if (first.mean === 0) return null;
  const difference = second.mean - first.mean;
  const relativeDrift = difference / Math.abs(first.mean);
  const squaredError = first.squaredError + second.squaredError;
  if (squaredError === 0) return { relativeDrift, p: difference === 0 ? 1 : 0 };
  const degreesOfFreedom =
    squaredError ** 2 /
    (first.squaredError ** 2 / first.degreesOfFreedom + second.squaredError ** 2 / second.degreesOfFreedom);
  const t = Math.abs(difference) / Math.sqrt(squaredError);
  return { relativeDrift, p: 2 * studentTCdf(-t, degreesOfFreedom) };
}

function halfStatistics(half: Float64Array): {
  mean: number;
  squaredError: number;
  degreesOfFreedom: number;
} {
  const { variance, degreesOfFreedom } = longRunVariance(half);
  return { mean: mean(half), squaredError: variance / half.length, degreesOfFreedom };
}

function meansOfBatches(series: ArrayLike<number>): Float64Array {
  const values = Float64Array.from(series);
  return Float64Array.from({ length: Math.floor(values.length / batchLength) }, (_, batch) =>
    mean(values.subarray(batch * batchLength, (batch + 1) * batchLength)),
  );
}

/** For each d, Σ_{j ≥ d} (z_j − mean)² / (k − d)², from the end backwards so that each batch is looked at once. */
function tailScores(batchMeans: Float64Array): number[] {
  const scores = new Array<number>(batchMeans.length);
  let tailMean = 0;
  let squares = 0;
  for (let d = batchMeans.length - 1; d >= 0; d--) {
    const count = batchMeans.length - d;
    const distance = (batchMeans[d] as number) - tailMean;
    tailMean += distance / count;
    squares += distance * ((batchMeans[d] as number) - tailMean);
    scores[d] = squares / count ** 2;
  }
  return scores;
}
