import { type ValueTally, valueTally } from './value-tally.ts';

/**
 * Values of consecutive windows as counts by value: those of window i are the entries from `offsets[i]` up to
 * `offsets[i + 1]`, ascending by value. `offsets` is one longer than the windows and starts at 0. These are the columns
 * of a run's window histograms.
 */
export interface WindowCounts {
  readonly offsets: ArrayLike<number>;
  readonly values: ArrayLike<number>;
  readonly counts: ArrayLike<number>;
}

/** All values of some windows together. */
export interface PooledCounts {
  /** Each value once, ascending. */
  readonly values: Float64Array;
  /** How many values are at or below each of `values`. */
  readonly cumulative: Float64Array;
  readonly total: number;
}

/** How many windows the columns hold. */
export function windowsOf(windows: WindowCounts): number {
  return Math.max(0, windows.offsets.length - 1);
}

/**
 * The values of all windows together, each window counted once, or `weights[i]` times.
 *
 * Throws RangeError when `weights` does not have a weight for each window.
 */
export function poolWindows(windows: WindowCounts, weights?: ArrayLike<number>): PooledCounts {
  const length = windowsOf(windows);
  if (weights !== undefined && weights.length !== length) {
    throw new RangeError(`${length} windows need as many weights, found "${weights.length}".`);
  }
  const byValue = valueTally();
  for (let window = 0; window < length; window++) {
    const weight = weights === undefined ? 1 : (weights[window] as number);
    if (weight === 0) continue;
    const end = windows.offsets[window + 1] as number;
    for (let entry = windows.offsets[window] as number; entry < end; entry++) {
      byValue.add(windows.values[entry] as number, weight * (windows.counts[entry] as number));
    }
  }
  return pooled(byValue);
}

/** Single values as counts. */
export function poolValues(samples: ArrayLike<number>): PooledCounts {
  const byValue = valueTally();
  for (let i = 0; i < samples.length; i++) byValue.add(samples[i] as number, 1);
  return pooled(byValue);
}

/** How many values each window holds. */
export function windowSizes(windows: WindowCounts): Float64Array {
  return Float64Array.from({ length: windowsOf(windows) }, (_, window) => {
    let size = 0;
    const end = windows.offsets[window + 1] as number;
    for (let entry = windows.offsets[window] as number; entry < end; entry++) {
      size += windows.counts[entry] as number;
    }
    return size;
  });
}

function pooled(byValue: ValueTally): PooledCounts {
  const { values, amounts } = byValue.sorted();
  let total = 0;
  const cumulative = amounts.map((amount) => {
    total += amount;
    return total;
  });
  return { values, cumulative, total };
}
