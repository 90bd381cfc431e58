import type { DurationRange } from './scaling-analysis.ts';

/** Below this durations are given in seconds alone. */
const LONG_S = 180;
/** Bounds further apart than this share of their middle say that it is hardly known. */
const FAR_APART = 0.8;

/**
 * A duration in words: '44 s', '7 min 5 s', '1 h 2 min'; below 10 s with a decimal where it has one.
 */
export function durationWords(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 9.95) return `${Number(seconds.toFixed(1))} s`;
  return wholeSecondsWords(Math.round(seconds));
}

function wholeSecondsWords(seconds: number): string {
  if (seconds < LONG_S) return `${seconds} s`;
  if (seconds < 3600) return joined(Math.floor(seconds / 60), 'min', seconds % 60, 's');
  return joined(Math.floor(seconds / 3600), 'h', Math.floor((seconds % 3600) / 60), 'min');
}

function joined(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}

/**
 * A duration that is known within bounds: '44 s' where they are less than a second apart; '95 s (85 to 105 s)', the
 * middle with its bounds, which are rounded outwards; only these where they are far apart; 'at least 85 s' where it was
 * not over.
 */
export function durationRangeWords({ leastMs, mostMs }: DurationRange): string {
  if (mostMs === null) return `at least ${durationWords(Math.floor(leastMs / 1000) * 1000)}`;
  if (mostMs - leastMs < 1000) return durationWords((leastMs + mostMs) / 2);
  const middleMs = (leastMs + mostMs) / 2;
  const bounds = boundsWords(leastMs, mostMs);
  return mostMs - leastMs > FAR_APART * middleMs ? bounds : `${durationWords(middleMs)} (${bounds})`;
}

/** '85 to 105 s' */
function boundsWords(leastMs: number, mostMs: number): string {
  const least = Math.floor(leastMs / 1000);
  const most = Math.ceil(mostMs / 1000);
  if (most < LONG_S) return `${least} to ${most} s`;
  return `${wholeSecondsWords(least)} to ${wholeSecondsWords(most)}`;
}
