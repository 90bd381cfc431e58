/**
 * A series whose values keep part of the one before: y₀ = e₀, yₜ = phi · yₜ₋₁ + eₜ. Each e is the sum of 12 uniform
 * numbers less 6, so about standard normal, from the generator s ← (1103515245 s + 12345) mod 2³¹. Design paper
 * "statistics.md", section 3.2, gives results of Python and JavaScript for it.
 */
export function persistentSeries(seed: number, length: number, phi: number): number[] {
  let state = BigInt(seed);
  const series: number[] = [];
  for (let t = 0; t < length; t++) {
    let shock = -6;
    for (let i = 0; i < 12; i++) {
      state = (1103515245n * state + 12345n) % 2147483648n;
      shock += Number(state) / 2147483648;
    }
    series.push(t === 0 ? shock : phi * (series[t - 1] as number) + shock);
  }
  return series;
}
