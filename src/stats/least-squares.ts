import { invert, solve } from './linear-system.ts';

/** A curve through points: its value and its slopes in each parameter, at one abscissa. Null where it is not defined. */
export type Curve = (
  parameters: readonly number[],
  x: number,
) => { readonly value: number; readonly slopes: readonly number[] } | null;

/** The curve nearest to the points. */
export interface LeastSquares {
  readonly parameters: readonly number[];
  readonly sumOfSquares: number;
  /** Null when there are no more points than parameters, or they do not determine them. */
  readonly standardErrors: readonly number[] | null;
}

/** The equations of one step: the slopes' products with each other and with what is left to explain. */
interface NormalEquations {
  readonly products: readonly (readonly number[])[];
  readonly gradient: readonly number[];
  readonly sumOfSquares: number;
}

const mostSteps = 500;

/**
 * The parameters with the least sum of squared distances from the curve to the points, from a start close by. Null when
 * the curve is not defined at the start, or the points do not determine the parameters.
 *
 * Source: D. W. Marquardt, "An Algorithm for Least-Squares Estimation of Nonlinear Parameters", SIAM Journal on Applied
 * Mathematics 11, 1963.
 */
export function leastSquares(
  curve: Curve,
  xs: readonly number[],
  ys: readonly number[],
  start: readonly number[],
): LeastSquares | null {
  let parameters = start;
  let current = normalEquations(curve, xs, ys, parameters);
  if (current === null) return null;
  let damping = 1e-3;
  for (let step = 0; step < mostSteps && damping < 1e12; step++) {
    const change = solve(damped(current.products, damping), current.gradient);
    if (change === null) return null;
    const next = parameters.map((value, i) => value + (change[i] as number));
    const equations = normalEquations(curve, xs, ys, next);
    if (equations !== null && equations.sumOfSquares <= current.sumOfSquares) {
      const gain = current.sumOfSquares - equations.sumOfSquares;
      const isDone = gain <= 1e-15 * current.sumOfSquares;
      parameters = next;
      current = equations;
      damping /= 10;
      if (isDone) break;
    } else damping *= 10;
  }
  return {
    parameters,
    sumOfSquares: current.sumOfSquares,
    standardErrors: standardErrors(current, xs.length - start.length),
  };
}

function normalEquations(
  curve: Curve,
  xs: readonly number[],
  ys: readonly number[],
  parameters: readonly number[],
): NormalEquations | null {
  const products = parameters.map(() => parameters.map(() => 0));
  const gradient = parameters.map(() => 0);
  let sumOfSquares = 0;
  for (const [k, x] of xs.entries()) {
    const point = curve(parameters, x);
    if (point === null) return null;
    const left = (ys[k] as number) - point.value;
    sumOfSquares += left ** 2;
    for (const [i, slope] of point.slopes.entries()) {
      gradient[i] = (gradient[i] as number) + slope * left;
      const row = products[i] as number[];
      for (const [j, other] of point.slopes.entries()) row[j] = (row[j] as number) + slope * other;
    }
  }
  return Number.isFinite(sumOfSquares) ? { products, gradient, sumOfSquares } : null;
}

function damped(products: readonly (readonly number[])[], damping: number): readonly (readonly number[])[] {
  return products.map((row, i) => row.map((value, j) => (i === j ? value * (1 + damping) : value)));
}

function standardErrors(
  { products, sumOfSquares }: NormalEquations,
  degreesOfFreedom: number,
): readonly number[] | null {
  if (degreesOfFreedom < 1) return null;
  const inverse = invert(products);
  if (inverse === null) return null;
  const variance = sumOfSquares / degreesOfFreedom;
  return inverse.map((row, i) => Math.sqrt(Math.max(0, variance * (row[i] as number))));
}
