import { type Curve, type LeastSquares, leastSquares } from './least-squares.ts';
import { solve } from './linear-system.ts';
import { criticalT } from './welch.ts';

/** A curve through fewer levels shows what one wants to see. */
const fewestLoadLevels = 6;

/** Why a fit is to be taken with care. */
export type ScalabilityCaution =
  /** Throughput still rises at the last level. */
  | 'peak-not-observed'
  /** The peak lies beyond twice the largest load measured. */
  | 'peak-extrapolated'
  /** β may as well be 0, and then there is no peak. */
  | 'no-peak-demonstrated';

/** One parameter; `standardError` is null when it lies on a bound, or the points are too few to say. */
export interface ScalabilityParameter {
  readonly value: number;
  readonly standardError: number | null;
}

/** X(N) = γ N / (1 + α (N − 1) + β N (N − 1)): throughput X under load N. */
export interface ScalabilityFit {
  readonly kind: 'fit';
  /** Contention, 0…1: the share of work that queues. */
  readonly alpha: ScalabilityParameter;
  /** Coherency, from 0: what each unit of load costs every other. */
  readonly beta: ScalabilityParameter;
  /** Throughput of a load of 1. */
  readonly gamma: ScalabilityParameter;
  readonly sumOfSquares: number;
  /** Null without more points than parameters. */
  readonly residualStandardError: number | null;
  readonly degreesOfFreedom: number;
  /** Load of the greatest throughput, and that throughput; null when the curve has no peak. */
  readonly peakLoad: number | null;
  readonly peakThroughput: number | null;
  /** What throughput tends to by contention alone, γ / α; null for α = 0. */
  readonly throughputLimit: number | null;
  /** Load at which linear growth would reach that limit, 1 / α; null for α = 0. */
  readonly optimalLoad: number | null;
  readonly cautions: readonly ScalabilityCaution[];
}

/** Why there is no fit. */
export interface ScalabilityRefusal {
  readonly kind: 'refused';
  readonly reason: 'too-few-levels' | 'no-throughput' | 'not-determined';
}

/** Which parameters are kept at a bound; null for those that are free. */
interface Fixed {
  readonly alpha: 0 | 1 | null;
  readonly beta: 0 | null;
}

const free: Fixed = { alpha: null, beta: null };
const onBounds: readonly Fixed[] = [
  { alpha: null, beta: 0 },
  { alpha: 0, beta: null },
  { alpha: 1, beta: null },
  { alpha: 0, beta: 0 },
  { alpha: 1, beta: 0 },
];

/**
 * The universal scalability law through measured `throughputs` under `loads` (users, processes), by least squares with
 * 0 ≤ α ≤ 1 and β, γ ≥ 0. Where the best curve breaks a bound it is fitted again with that parameter on it.
 *
 * Throws RangeError when the two differ in length, or a load is not above 0.
 *
 * Sources: N. J. Gunther, "Guerrilla Capacity Planning", 2007; the start is a linear regression of N / X weighted by
 * (X² / N)²; design paper "statistics.md", section 5.2. Gunther's own quadratic method gives other numbers.
 */
export function fitScalability(
  loads: readonly number[],
  throughputs: readonly number[],
): ScalabilityFit | ScalabilityRefusal {
  if (loads.length !== throughputs.length) {
    throw new RangeError(`"${loads.length}" loads do not go with "${throughputs.length}" throughputs.`);
  }
  const unusable = loads.find((load) => !(load > 0 && load < Infinity));
  if (unusable !== undefined) throw new RangeError(`A load is above 0, found "${unusable}".`);
  if (new Set(loads).size < fewestLoadLevels) return { kind: 'refused', reason: 'too-few-levels' };
  if (throughputs.some((value) => !(value > 0 && value < Infinity))) {
    return { kind: 'refused', reason: 'no-throughput' };
  }
  const best = bestFit(loads, throughputs);
  return best === null ? { kind: 'refused', reason: 'not-determined' } : described(best, loads, throughputs);
}

/** The throughput that the law gives for a load. */
export function scalabilityThroughput(alpha: number, beta: number, gamma: number, load: number): number {
  return (gamma * load) / (1 + alpha * (load - 1) + beta * load * (load - 1));
}

/** The fit in all three parameters where it keeps the bounds, else the best of those on a bound. */
function bestFit(loads: readonly number[], throughputs: readonly number[]): ParameterFit | null {
  const start = startingPoint(loads, throughputs);
  const inside = fitWith(free, loads, throughputs, start);
  if (inside !== null && keepsBounds(inside)) return inside;
  let best: ParameterFit | null = null;
  for (const fixed of onBounds) {
    const fit = fitWith(fixed, loads, throughputs, start);
    if (fit === null || !keepsBounds(fit)) continue;
    if (best === null || fit.squares.sumOfSquares < best.squares.sumOfSquares) best = fit;
  }
  return best;
}

/** A fit with the meaning of its parameters. */
interface ParameterFit {
  readonly fixed: Fixed;
  readonly alpha: number;
  readonly beta: number;
  readonly gamma: number;
  readonly squares: LeastSquares;
}

function fitWith(
  fixed: Fixed,
  loads: readonly number[],
  throughputs: readonly number[],
  start: readonly [number, number, number],
): ParameterFit | null {
  const isFree = [fixed.alpha === null, fixed.beta === null, true];
  const complete = (chosen: readonly number[]): [number, number, number] => {
    let next = 0;
    const take = () => chosen[next++] as number;
    return [fixed.alpha ?? take(), fixed.beta ?? take(), take()];
  };
  const curve: Curve = (chosen, load) => {
    const [alpha, beta, gamma] = complete(chosen);
    const divisor = 1 + alpha * (load - 1) + beta * load * (load - 1);
    if (!(divisor > 0)) return null;
    const value = (gamma * load) / divisor;
    const slopes = [(-value * (load - 1)) / divisor, (-value * load * (load - 1)) / divisor, load / divisor];
    return { value, slopes: slopes.filter((_, i) => isFree[i]) };
  };
  const squares = leastSquares(
    curve,
    loads,
    throughputs,
    start.filter((_, i) => isFree[i]),
  );
  if (squares === null) return null;
  const [alpha, beta, gamma] = complete(squares.parameters);
  return { fixed, alpha, beta, gamma, squares };
}

function keepsBounds({ alpha, beta, gamma }: ParameterFit): boolean {
  return alpha >= 0 && alpha <= 1 && beta >= 0 && gamma >= 0;
}

/** N / X = (1 + α (N − 1) + β N (N − 1)) / γ is linear in 1 / γ, α / γ and β / γ. */
function startingPoint(
  loads: readonly number[],
  throughputs: readonly number[],
): readonly [number, number, number] {
  const rows = loads.map((load) => [1, load - 1, load * (load - 1)]);
  const weights = loads.map((load, k) => ((throughputs[k] as number) ** 2 / load) ** 2);
  const weighted = (of: (k: number) => number) => weights.reduce((sum, weight, k) => sum + weight * of(k), 0);
  const entry = (k: number, i: number) => (rows[k] as readonly number[])[i] as number;
  const matrix = [0, 1, 2].map((i) => [0, 1, 2].map((j) => weighted((k) => entry(k, i) * entry(k, j))));
  const right = [0, 1, 2].map((i) =>
    weighted((k) => (entry(k, i) * (loads[k] as number)) / (throughputs[k] as number)),
  );
  const solution = solve(matrix, right);
  const inverseGamma = solution?.[0] ?? 0;
  if (solution === null || !(inverseGamma > 0)) {
    const largest = loads.map((load, k) => (throughputs[k] as number) / load);
    return [0.01, 1e-6, Math.max(...largest)];
  }
  const alpha = (solution[1] as number) / inverseGamma;
  const beta = (solution[2] as number) / inverseGamma;
  return [Math.min(1, Math.max(1e-6, alpha)), Math.max(1e-9, beta), 1 / inverseGamma];
}

function described(
  fit: ParameterFit,
  loads: readonly number[],
  throughputs: readonly number[],
): ScalabilityFit {
  const { alpha, beta, gamma, fixed, squares } = fit;
  const errors = [...(squares.standardErrors ?? [])];
  const parameter = (value: number, isFree: boolean): ScalabilityParameter => ({
    value,
    standardError: isFree ? (errors.shift() ?? null) : null,
  });
  const parameters = {
    alpha: parameter(alpha, fixed.alpha === null),
    beta: parameter(beta, fixed.beta === null),
    gamma: parameter(gamma, true),
  };
  const degreesOfFreedom = loads.length - squares.parameters.length;
  const peak = scalabilityPeak(alpha, beta);
  return {
    kind: 'fit',
    ...parameters,
    sumOfSquares: squares.sumOfSquares,
    residualStandardError: degreesOfFreedom > 0 ? Math.sqrt(squares.sumOfSquares / degreesOfFreedom) : null,
    degreesOfFreedom,
    peakLoad: peak,
    peakThroughput: peak === null ? null : scalabilityThroughput(alpha, beta, gamma, peak),
    throughputLimit: alpha > 0 ? gamma / alpha : null,
    optimalLoad: alpha > 0 ? 1 / alpha : null,
    cautions: cautionsOf(parameters.beta, degreesOfFreedom, peak, loads, throughputs),
  };
}

/** The load of the greatest throughput, √((1 − α) / β); null when throughput never falls. */
function scalabilityPeak(alpha: number, beta: number): number | null {
  return beta > 0 ? Math.sqrt((1 - alpha) / beta) : null;
}

function cautionsOf(
  beta: ScalabilityParameter,
  degreesOfFreedom: number,
  peak: number | null,
  loads: readonly number[],
  throughputs: readonly number[],
): readonly ScalabilityCaution[] {
  const cautions: ScalabilityCaution[] = [];
  const largest = Math.max(...loads);
  const atLargest = Math.max(...throughputs.filter((_, k) => loads[k] === largest));
  const below = Math.max(...throughputs.filter((_, k) => loads[k] !== largest));
  if (atLargest > below) cautions.push('peak-not-observed');
  if (peak !== null && peak > 2 * largest) cautions.push('peak-extrapolated');
  const reach =
    beta.standardError === null ? Infinity : criticalT(degreesOfFreedom, 0.95) * beta.standardError;
  if (beta.value - reach <= 0) cautions.push('no-peak-demonstrated');
  return cautions;
}
