const fewestPoints = 6;
const sensitivity = 1;

/** Where a rising curve bends most; `distance`, 0…1, is how far it lies above the straight line there. */
export interface Knee {
  readonly index: number;
  readonly distance: number;
}

/**
 * The knee of a concave, rising curve through points ascending in x: the first local maximum of the normalised curve's
 * distance from the diagonal after which it falls by as much as the points are apart on average. Depends on the range
 * that was measured, so it annotates a chart and decides nothing.
 *
 * Null for fewer than 6 points, for a flat curve, and when the distance has not fallen enough by the last point (the knee
 * is unconfirmed). Throws RangeError when the two differ in length, or x does not ascend.
 *
 * Source: V. Satopää, J. Albrecht, D. Irwin and B. Raghavan, "Finding a 'Kneedle' in a Haystack: Detecting Knee Points in
 * System Behavior", ICDCS Workshops 2011, with sensitivity 1 and without smoothing.
 */
export function kneedle(x: readonly number[], y: readonly number[]): Knee | null {
  if (x.length !== y.length) throw new RangeError(`"${x.length}" x do not go with "${y.length}" y.`);
  if (x.some((value, i) => i > 0 && !(value > (x[i - 1] as number)))) {
    throw new RangeError('The points of a curve ascend in x, found some that do not.');
  }
  if (x.length < fewestPoints || Math.max(...y) === Math.min(...y)) return null;
  const xs = normalised(x);
  const distances = normalised(y).map((value, i) => value - (xs[i] as number));
  const fallNeeded = sensitivity / (x.length - 1);
  let knee: Knee | null = null;
  let threshold = 0;
  for (const [i, distance] of distances.entries()) {
    const shape = shapeAt(distances, i);
    if (shape === 'maximum') {
      knee = { index: i, distance };
      threshold = distance - fallNeeded;
    } else if (shape === 'minimum') threshold = 0;
    if (knee !== null && i > knee.index && distance < threshold) return knee;
  }
  return null;
}

function shapeAt(distances: readonly number[], i: number): 'maximum' | 'minimum' | null {
  const before = distances[i - 1];
  const after = distances[i + 1];
  const here = distances[i] as number;
  if (before === undefined || after === undefined) return null;
  if (here >= before && here >= after) return 'maximum';
  return here <= before && here <= after ? 'minimum' : null;
}

function normalised(values: readonly number[]): readonly number[] {
  const lowest = Math.min(...values);
  const range = Math.max(...values) - lowest;
  return values.map((value) => (value - lowest) / range);
}
