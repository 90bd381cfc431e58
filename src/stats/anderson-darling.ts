import type { PooledCounts } from './window-counts.ts';

/**
 * The standardised Anderson–Darling statistic of two or more samples: how many standard deviations they are further
 * apart than samples of one distribution are on average. More sensitive in the tails than Kolmogorov–Smirnov's distance.
 * `ties` says how equal values are counted: 'midrank' as half below, 'right' as all below. An effect size without a
 * p-value, for the reasons given at `kolmogorovSmirnov`.
 *
 * Null when there are fewer than two samples, one is empty, there are fewer than 4 values in all, or all are equal.
 *
 * Source: F. W. Scholz and M. A. Stephens, "K-Sample Anderson–Darling Tests", Journal of the American Statistical
 * Association 82, 1987, equations 3, 6 and 7.
 */
export function andersonDarling(samples: readonly PooledCounts[], ties: 'midrank' | 'right'): number | null {
  const total = samples.reduce((sum, sample) => sum + sample.total, 0);
  if (samples.length < 2 || total < 4 || samples.some((sample) => sample.total === 0)) return null;
  const values = allValues(samples);
  if (values.length < 2) return null;
  const raw =
    ties === 'midrank' ? midrankStatistic(samples, values, total) : rightStatistic(samples, values, total);
  return (raw - (samples.length - 1)) / Math.sqrt(variance(samples, total));
}

function midrankStatistic(samples: readonly PooledCounts[], values: Float64Array, total: number): number {
  return ((total - 1) / total) * weightedDistances(samples, values, total, 0.5, total / 4);
}

function rightStatistic(samples: readonly PooledCounts[], values: Float64Array, total: number): number {
  // Everything is at or below the last value, so there is nothing to compare.
  return weightedDistances(samples, values.subarray(0, -1), total, 1, 0);
}

/** Σ over samples and values; `part` of the values equal to a value count as below it. */
function weightedDistances(
  samples: readonly PooledCounts[],
  values: Float64Array,
  total: number,
  part: number,
  correction: number,
): number {
  const next = samples.map(() => 0);
  let below = 0;
  let sum = 0;
  for (const value of values) {
    const before = samples.map((sample, i) => cumulativeBefore(sample, next[i] as number));
    for (const [i, sample] of samples.entries()) {
      if (sample.values[next[i] as number] === value) next[i] = (next[i] as number) + 1;
    }
    const equal = samples.map(
      (sample, i) => cumulativeBefore(sample, next[i] as number) - (before[i] as number),
    );
    const allEqual = equal.reduce((a, b) => a + b, 0);
    const at = below + part * allEqual;
    const weight = allEqual / total / (at * (total - at) - correction * allEqual);
    for (const [i, sample] of samples.entries()) {
      const own = (before[i] as number) + part * (equal[i] as number);
      sum += (weight * (total * own - at * sample.total) ** 2) / sample.total;
    }
    below += allEqual;
  }
  return sum;
}

function variance(samples: readonly PooledCounts[], total: number): number {
  const k = samples.length;
  const inverse = samples.reduce((sum, sample) => sum + 1 / sample.total, 0);
  let harmonic = 0;
  let nested = 0;
  // From the end: Σ 1 / j over j > i is what has been added up when i is reached.
  for (let i = total - 1; i >= 1; i--) {
    if (i <= total - 2) nested += harmonic / (total - i);
    harmonic += 1 / i;
  }
  const [h, g] = [harmonic, nested];
  const a = (4 * g - 6) * (k - 1) + (10 - 6 * g) * inverse;
  const b = (2 * g - 4) * k ** 2 + 8 * h * k + (2 * g - 14 * h - 4) * inverse - 8 * h + 4 * g - 6;
  const c = (6 * h + 2 * g - 2) * k ** 2 + (4 * h - 4 * g + 6) * k + (2 * h - 6) * inverse + 4 * h;
  const d = (2 * h + 6) * k ** 2 - 4 * h * k;
  return (a * total ** 3 + b * total ** 2 + c * total + d) / ((total - 1) * (total - 2) * (total - 3));
}

function cumulativeBefore(sample: PooledCounts, index: number): number {
  return index === 0 ? 0 : (sample.cumulative[index - 1] as number);
}

function allValues(samples: readonly PooledCounts[]): Float64Array {
  return Float64Array.from(new Set(samples.flatMap((sample) => Array.from(sample.values)))).sort();
}
