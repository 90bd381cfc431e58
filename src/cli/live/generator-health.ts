import { formatCount, formatMs, formatRatio } from '../../report/format.ts';
import type { LiveGenerator } from './tally.ts';

/**
 * Where a second of the generator is amiss. The report judges by all seconds together and by the calibrated limits of
 * the analysis; these only draw the eye to it while there is still time to stop.
 */
const LIMITS = { eventLoopUtilization: 0.8, stolenShare: 0.15, lateP99Ms: 20 };

/** What the generator's last second says, and whether it is trouble. */
export function generatorLine(generator: LiveGenerator): {
  readonly text: string;
  readonly isTrouble: boolean;
} {
  const { eventLoopUtilization, lateP99Ms, waiting, inFlight, dropped } = generator;
  const facts = [
    `busy ${formatRatio(eventLoopUtilization)}`,
    `${formatCount(inFlight)} in flight`,
    ...(lateP99Ms === null ? [] : [`sent p99 ${formatMs(lateP99Ms)} late`]),
    ...(waiting > 0 ? [`${formatCount(waiting)} waiting`] : []),
    ...(dropped > 0 ? [`${formatCount(dropped)} dropped`] : []),
  ].join(', ');
  const trouble = troubleOf(generator);
  return { text: `generator: ${trouble ?? 'keeps up'}; ${facts}`, isTrouble: trouble !== null };
}

/** The first thing that is amiss, in words; null when nothing is. */
export function troubleOf(generator: LiveGenerator): string | null {
  const { eventLoopUtilization, stolenShare, lateP99Ms, waiting } = generator;
  if (eventLoopUtilization > LIMITS.eventLoopUtilization) {
    return 'CANNOT KEEP UP: it measures itself (lower the load, or --workers)';
  }
  if (stolenShare !== null && stolenShare > LIMITS.stolenShare)
    return 'other processes take its core from it';
  if (waiting > 0) return 'all requests allowed at a time are in flight (--max-in-flight)';
  if (lateP99Ms !== null && lateP99Ms > LIMITS.lateP99Ms) return 'sends late';
  return null;
}
