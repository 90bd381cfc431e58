import type { LoadPlan } from '../scenario/load-plan.ts';
import { createArrivalTimes, type Part } from './pacing.ts';
import { createRandom } from './random.ts';

/** A task that is to begin at its time, whatever has become of those before. */
export interface Arrival {
  /** Since the start of the test. */
  readonly atMs: number;
  /** Uniform in [0, 1): decides which type of user does it. */
  readonly draw: number;
}

/** Streams of users have their ids, from 1. */
const STREAM_OF_ARRIVALS = 0;

/**
 * The arrivals of one part, in the order of time. Every worker goes through all of them and takes its own, so that
 * together they are those of a single process.
 *
 * Even: the nth at the moment at which the integral of the rate is n. Poisson: the same with exponential steps of mean 1
 * for whole ones (time-rescaling; Daley & Vere-Jones, "An Introduction to the Theory of Point Processes", vol. I, 7.4).
 */
export function* arrivals(
  plan: Extract<LoadPlan, { kind: 'open' }>,
  seed: number,
  part: Part,
): Generator<Arrival, void> {
  const timeOf = createArrivalTimes(plan.stages);
  const random = createRandom(seed, STREAM_OF_ARRIVALS);
  const step = plan.arrivals === 'even' ? () => 1 : () => -Math.log1p(-random());
  let due = plan.arrivals === 'even' ? 0 : step();
  for (let number = 0; ; number += 1, due += step()) {
    const atMs = timeOf(due);
    if (atMs === null) return;
    const draw = random();
    if (number % part.of === part.index) yield { atMs, draw };
  }
}
