/** Two disjoint sets of equally many of `count` things, by index. */
export interface EvenSplit {
  readonly baseline: readonly number[];
  readonly candidate: readonly number[];
}

/**
 * Every way to take two disjoint halves of `count` things, one left out when it is odd; which of the two is the baseline
 * is no further way. Of more than `most`, as many from all over, always the same.
 */
export function evenSplits(count: number, most: number): readonly EvenSplit[] {
  const size = Math.floor(count / 2);
  const all = indexesUpTo(count);
  const left = count % 2 === 0 ? [null] : all;
  const splits = left.flatMap((leftOut) => {
    const [first, ...others] = all.filter((index) => index !== leftOut);
    if (first === undefined) return [];
    return subsets(others, size - 1).map((more): EvenSplit => {
      const baseline = [first, ...more];
      return { baseline, candidate: others.filter((index) => !more.includes(index)) };
    });
  });
  if (splits.length <= most) return splits;
  return indexesUpTo(most).flatMap((i) => splits[Math.floor((i * splits.length) / most)] ?? []);
}

function indexesUpTo(count: number): readonly number[] {
  return Array.from({ length: count }, (_, i) => i);
}

/** All subsets of this size, in the order of their elements. */
function subsets(of: readonly number[], size: number): readonly (readonly number[])[] {
  if (size === 0) return [[]];
  return of.flatMap((first, i) => subsets(of.slice(i + 1), size - 1).map((rest) => [first, ...rest]));
}
