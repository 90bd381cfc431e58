/**
 * The distribution of the Mann–Whitney U of two samples of `n` and `m` values without ties when both come from one
 * distribution: element u is the probability of U ≤ u, u = 0…n m. Takes n² m² / 2 steps, so for samples of up to 50.
 *
 * Source: H. B. Mann and D. R. Whitney, "On a Test of Whether one of Two Random Variables is Stochastically Larger than
 * the Other", Annals of Mathematical Statistics 18, 1947 (their recurrence).
 */
export function rankSumDistribution(n: number, m: number): Float64Array {
  // Row j holds the probabilities of U for i values against j; i grows.
  let rows: Float64Array[] = Array.from({ length: m + 1 }, () => Float64Array.of(1));
  for (let i = 1; i <= n; i++) {
    const next: Float64Array[] = [Float64Array.of(1)];
    for (let j = 1; j <= m; j++) {
      next.push(withOneMore(rows[j] as Float64Array, next[j - 1] as Float64Array, i, j));
    }
    rows = next;
  }
  const cumulative = rows[m] as Float64Array;
  for (let u = 1; u < cumulative.length; u++) {
    cumulative[u] = (cumulative[u] as number) + (cumulative[u - 1] as number);
  }
  return cumulative;
}

/** The largest of all is of the first sample, and above j values, or of the second. */
function withOneMore(
  fewerFirst: Float64Array,
  fewerSecond: Float64Array,
  i: number,
  j: number,
): Float64Array {
  const result = new Float64Array(i * j + 1);
  for (let u = 0; u < result.length; u++) {
    const first = u < j ? 0 : (fewerFirst[u - j] ?? 0);
    const second = fewerSecond[u] ?? 0;
    result[u] = (i * first + j * second) / (i + j);
  }
  return result;
}
