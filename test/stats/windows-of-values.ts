import type { WindowCounts } from '../../src/stats/window-counts.ts';

/** Windows with these values in them, as the columns of window histograms. */
export function windowsOfValues(windows: readonly (readonly number[])[]): WindowCounts {
  const offsets = [0];
  const values: number[] = [];
  const counts: number[] = [];
  for (const window of windows) {
    const byValue = new Map<number, number>();
    for (const value of window) byValue.set(value, (byValue.get(value) ?? 0) + 1);
    for (const [value, count] of [...byValue].sort(([a], [b]) => a - b)) {
      values.push(value);
      counts.push(count);
    }
    offsets.push(values.length);
  }
  return { offsets, values, counts };
}
