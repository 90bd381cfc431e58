import type { SparseHistogram } from './tick.ts';

/** The sum of histograms; null when there is none. */
export function mergeHistograms(histograms: readonly (SparseHistogram | null)[]): SparseHistogram | null {
  const given = histograms.filter((histogram) => histogram !== null);
  return given.length === 0 ? null : given.reduce(mergeTwo);
}

function mergeTwo(a: SparseHistogram, b: SparseHistogram): SparseHistogram {
  const indices = new Uint32Array(a.indices.length + b.indices.length);
  const counts = new Uint32Array(indices.length);
  let [length, i, j] = [0, 0, 0];
  while (i < a.indices.length || j < b.indices.length) {
    const left = a.indices[i] ?? Number.POSITIVE_INFINITY;
    const right = b.indices[j] ?? Number.POSITIVE_INFINITY;
    indices[length] = Math.min(left, right);
    counts[length] = (left <= right ? (a.counts[i] ?? 0) : 0) + (right <= left ? (b.counts[j] ?? 0) : 0);
    if (left <= right) i += 1;
    if (right <= left) j += 1;
    length += 1;
  }
  return {
    indices: indices.slice(0, length),
    counts: counts.slice(0, length),
    sum: a.sum + b.sum,
    min: Math.min(a.min, b.min),
    max: Math.max(a.max, b.max),
  };
}
