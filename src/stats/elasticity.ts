/** From `at` on it is `value`. Ascending in `at`. */
export interface StepPoint {
  readonly at: number;
  readonly value: number;
}

/** Elasticity of a supply against a demand over a period; shares in %. */
export interface ElasticityMetrics {
  readonly underProvisioningAccuracy: number;
  readonly overProvisioningAccuracy: number;
  readonly underProvisioningTimeshare: number;
  readonly overProvisioningTimeshare: number;
  /** Units of supply changed beyond those of demand, per unit of time. */
  readonly jitter: number;
  readonly instability: number;
}

/**
 * How well supply s(t) follows demand d(t), both step functions, over [from, to):
 *
 * - accuracy θ_U = 100/T ∫ max(d − s, 0)/d dt, θ_O = 100/T ∫ max(s − d, 0)/d dt
 * - timeshare τ_U = 100/T · time with s < d, τ_O = 100/T · time with s > d
 * - jitter = (Σ|Δs| − Σ|Δd|)/T
 * - instability υ = share of steps of a grid in which sgn(Δs) ≠ sgn(Δd)
 *
 * Herbst et al. (2016), "Ready for Rain? A View from SPEC Research on the Future of Cloud Metrics", SPEC-RG-2016-01; the
 * jitter in units as in their BUNGEE (github.com/NikolasHerbst/BUNGEE, `metric/Jitter`). Where demand is 0 it counts as 1.
 *
 * @param grid length of the steps of the instability, in the unit of time.
 * @throws {RangeError} when the period or the grid is empty, or a function does not cover the period's beginning.
 */
export function elasticity(
  demand: readonly StepPoint[],
  supply: readonly StepPoint[],
  period: { readonly from: number; readonly to: number },
  grid: number,
): ElasticityMetrics {
  const { from, to } = period;
  const length = to - from;
  if (!(length > 0) || !(grid > 0)) throw new RangeError('the period and the grid must be longer than 0');
  if ([demand, supply].some((steps) => !((steps[0]?.at ?? Number.POSITIVE_INFINITY) <= from)))
    throw new RangeError('demand and supply must be known from the beginning of the period');
  const edges = edgesOf([...demand, ...supply], from, to);
  let lack = 0;
  let excess = 0;
  let lacking = 0;
  let exceeding = 0;
  for (let i = 0; i + 1 < edges.length; i += 1) {
    const start = edges[i] ?? from;
    const width = (edges[i + 1] ?? to) - start;
    const d = Math.max(valueAt(demand, start), 1);
    const s = valueAt(supply, start);
    lack += (width * Math.max(d - s, 0)) / d;
    excess += (width * Math.max(s - d, 0)) / d;
    if (s < d) lacking += width;
    if (s > d) exceeding += width;
  }
  return {
    underProvisioningAccuracy: (100 * lack) / length,
    overProvisioningAccuracy: (100 * excess) / length,
    underProvisioningTimeshare: (100 * lacking) / length,
    overProvisioningTimeshare: (100 * exceeding) / length,
    jitter: (unitsChanged(supply, period) - unitsChanged(demand, period)) / length,
    instability: instability(demand, supply, period, grid),
  };
}

function edgesOf(points: readonly StepPoint[], from: number, to: number): readonly number[] {
  const within = points.map(({ at }) => at).filter((at) => at > from && at < to);
  return [...new Set([from, ...within, to])].sort((a, b) => a - b);
}

function valueAt(steps: readonly StepPoint[], at: number): number {
  let lo = 0;
  let hi = steps.length;
  while (lo < hi) {
    const middle = (lo + hi) >>> 1;
    if ((steps[middle]?.at ?? 0) <= at) lo = middle + 1;
    else hi = middle;
  }
  return steps[lo - 1]?.value ?? 0;
}

function unitsChanged(steps: readonly StepPoint[], { from, to }: { from: number; to: number }): number {
  let units = 0;
  let level = valueAt(steps, from);
  for (const { at, value } of steps) {
    if (at <= from || at >= to) continue;
    units += Math.abs(value - level);
    level = value;
  }
  return units;
}

function instability(
  demand: readonly StepPoint[],
  supply: readonly StepPoint[],
  { from, to }: { from: number; to: number },
  grid: number,
): number {
  let steps = 0;
  let apart = 0;
  for (let at = from + grid; at < to; at += grid) {
    const change = (of: readonly StepPoint[]) => Math.sign(valueAt(of, at) - valueAt(of, at - grid));
    steps += 1;
    if (change(supply) !== change(demand)) apart += 1;
  }
  return steps === 0 ? 0 : (100 * apart) / steps;
}
