import { parseDurationMs } from '../decode/duration.ts';
import { invalidScenario, shownValue } from './invalid-scenario.ts';

/** How long a user waits. */
export interface ThinkTime {
  readonly kind: 'constant' | 'between' | 'exponential';
  /** In ms. */
  readonly meanMs: number;
  /** One draw, in ms; `random` is uniform in [0, 1). */
  draw(random: () => number): number;
}

/**
 * Always the same time, such as `constant('2s')`.
 *
 * @throws {Problem} 'invalid-scenario' when the text is no duration.
 */
export function constant(time: string): ThinkTime {
  const meanMs = durationMs('constant', time);
  return { kind: 'constant', meanMs, draw: () => meanMs };
}

/**
 * Any time from `least` to `most`, each as likely as the others, such as `between('1s', '3s')`.
 *
 * @throws {Problem} 'invalid-scenario' when a text is no duration, or `most` is less than `least`.
 */
export function between(least: string, most: string): ThinkTime {
  const leastMs = durationMs('between', least);
  const widthMs = durationMs('between', most) - leastMs;
  if (widthMs < 0) {
    throw invalidScenario(
      `between(${shownValue(least)}, ${shownValue(most)}) ends before it begins`,
      'Write the shorter time first.',
    );
  }
  return { kind: 'between', meanMs: leastMs + widthMs / 2, draw: (random) => leastMs + widthMs * random() };
}

/**
 * Mostly short and sometimes long times, as between independent events: exponentially distributed with this mean.
 *
 * @throws {Problem} 'invalid-scenario' when the text is no duration.
 */
export function exponential(mean: string): ThinkTime {
  const meanMs = durationMs('exponential', mean);
  // 1 - u is in (0, 1], so that the logarithm is finite.
  return { kind: 'exponential', meanMs, draw: (random) => -meanMs * Math.log(1 - random()) };
}

function durationMs(call: string, time: unknown): number {
  const ms = typeof time === 'string' ? parseDurationMs(time) : null;
  if (ms === null) {
    throw invalidScenario(
      `the time ${shownValue(time)} in ${call}(…) cannot be read`,
      'Write a number with its unit, such as "500ms", "2s" or "1m30s".',
    );
  }
  return ms;
}
