/** The first index at which `at` is `fromMs` or later; the length where it never is. `at` ascends over the items. */
export function lowerBound<T>(items: readonly T[], fromMs: number, at: (item: T) => number): number {
  let lo = 0;
  let hi = items.length;
  while (lo < hi) {
    const middle = (lo + hi) >>> 1;
    const item = items[middle];
    if (item !== undefined && at(item) < fromMs) lo = middle + 1;
    else hi = middle;
  }
  return lo;
}
