import { formatCount, NARROW_SPACE, signedElapsed } from '../format.ts';

/** A scale's range with the places that are named on it. `labels` has one text for each of `ticks`. */
export interface Axis {
  readonly domain: readonly [number, number];
  readonly ticks: readonly number[];
  readonly labels: readonly string[];
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const TIME_STEPS_MS = [
  ...[1, 2, 5, 10, 15, 20, 30].map((count) => count * SECOND),
  ...[1, 2, 3, 5, 10, 15, 20, 30].map((count) => count * MINUTE),
  ...[1, 2, 3, 4, 6, 12, 24, 48, 96, 168].map((count) => count * HOUR),
];

/** Time since the start, from 0 to `spanMs`, with at most `limit` ticks at round times. */
export function timeAxis(spanMs: number, limit: number): Axis {
  return timeTicks(0, Math.max(spanMs, SECOND), limit);
}

/** Time since the start, which may lie within: `fromMs` may be negative. At most `limit` ticks at round times. */
export function timeTicks(fromMs: number, toMs: number, limit: number): Axis {
  const span = toMs - fromMs;
  const step =
    TIME_STEPS_MS.find((candidate) => span / candidate <= limit - 1) ?? Math.ceil(span / (limit - 1));
  const ticks: number[] = [];
  for (let at = Math.ceil(fromMs / step) * step; at <= toMs; at += step) ticks.push(at);
  return { domain: [fromMs, toMs], ticks, labels: ticks.map((at) => signedElapsed(at)) };
}

/** Around values that need not begin at 0, ending at round numbers, with about four ticks. */
export function spanAxis(min: number, max: number, format: (value: number) => string): Axis {
  const reach = max > min ? max - min : Math.abs(max) * 0.1 || 1;
  const power = 10 ** Math.floor(Math.log10(reach / 3));
  const step = power * ([1, 2, 5, 10].find((candidate) => reach / (candidate * power) <= 4) ?? 10);
  const low = max > min ? min : min - reach / 2;
  const first = Math.max(Math.floor(low / step), low >= 0 ? 0 : Number.NEGATIVE_INFINITY);
  const last = Math.max(first + 1, Math.ceil((max > min ? max : max + reach / 2) / step));
  // From a whole number of steps, so that a tick is 0.3 and not 0.30000000000000004.
  const ticks = Array.from({ length: last - first + 1 }, (_, i) =>
    Number(((first + i) * step).toPrecision(12)),
  );
  return { domain: [ticks[0] ?? 0, ticks.at(-1) ?? 1], ticks, labels: ticks.map(format) };
}

/** A load from 0 to a little above `max`, with at most `limit` ticks at round numbers. */
export function loadAxis(max: number, limit: number): Axis {
  const end = (max > 0 ? max : 1) * 1.04;
  const power = 10 ** Math.floor(Math.log10(end / limit));
  const factor = [1, 2, 5, 10, 20, 50].find((candidate) => end / (candidate * power) <= limit - 1) ?? 100;
  const ticks = Array.from({ length: Math.floor(end / (factor * power)) + 1 }, (_, i) => i * factor * power);
  return { domain: [0, end], ticks, labels: ticks.map((tick) => plain(tick)) };
}

/** From 0 to a round number not below `max`, with ticks at 0, half and the end. */
export function linearAxis(max: number, format: (value: number) => string): Axis {
  const end = roundUp(max > 0 ? max : 1);
  const ticks = [0, end / 2, end];
  return { domain: [0, end], ticks, labels: ticks.map((tick) => (tick === 0 ? '0' : format(tick))) };
}

/** The smallest of 1, 1.5, 2, 3, 4, 5, 6, 8 and 10 times a power of ten that is not below `value`. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const factor =
    [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((candidate) => candidate * power >= value * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/** Response times on a log scale: ends at 1, 2 or 5 times a power of ten around the values, which are in ms. */
export function logAxisMs(minMs: number, maxMs: number): Axis {
  const low = ladder(Math.max(minMs, 0.01), Math.floor);
  const high = Math.max(ladder(Math.max(maxMs, 0.01), Math.ceil), low + 2);
  const steps = Array.from({ length: high - low + 1 }, (_, index) => low + index);
  const ticks = (steps.length <= 7 ? steps : steps.filter((step) => step % 3 === 0)).map(ladderValue);
  return { domain: [ladderValue(low), ladderValue(high)], ticks, labels: ticks.map(labelMs) };
}

/** Response times from 0, in ms, all in the unit of the largest. */
export function linearAxisMs(maxMs: number): Axis {
  const { domain } = linearAxis(maxMs, String);
  return domain[1] > 1000
    ? linearAxis(maxMs, (tick) => `${plain(tick / 1000)} s`)
    : linearAxis(maxMs, (tick) => `${plain(tick)} ms`);
}

const LADDER = [1, 2, 5];

function ladderValue(step: number): number {
  const power = Math.floor(step / 3);
  const factor = LADDER[step - power * 3] ?? 1;
  return power < 0 ? factor / 10 ** -power : factor * 10 ** power;
}

/** The step of the ladder 1, 2, 5, 10, 20, … next to a value: below it with Math.floor, above it with Math.ceil. */
function ladder(value: number, round: (step: number) => number): number {
  const power = Math.floor(Math.log10(value) + 1e-9);
  const factor = value / 10 ** power;
  const exact = factor < 2 ? factor - 1 : factor < 5 ? 1 + (factor - 2) / 3 : 2 + (factor - 5) / 5;
  return power * 3 + round(Number(exact.toFixed(6)));
}

/** 'ms' below a second, 's' from there on: '100 ms', '1 s'. */
function labelMs(tick: number): string {
  return tick >= 1000 ? `${plain(tick / 1000)} s` : `${plain(tick)} ms`;
}

/** A count or rate on an axis: '0.5', '30', '1 200'. */
export function plain(value: number): string {
  return value >= 1000 ? formatCount(value) : String(Number(value.toPrecision(3)));
}

/** Fewer nines than this would leave the plot empty, more cannot be told apart. */
const LEAST_NINES = 1.5;
const MOST_NINES = 5.3;

/**
 * Percentiles on x = log10(1 / (1 - p)), so that every further nine takes as much room as the one before
 * (HdrHistogram's percentile plots). Ends where the slowest of `count` responses stands.
 */
export function percentileAxis(count: number): Axis {
  const end = Math.min(MOST_NINES, Math.max(LEAST_NINES, percentilePosition(100, count)));
  const named = [0, 50, 90, 95, 99, 99.9, 99.99, 99.999].filter(
    (percentile) => percentilePosition(percentile, count) <= end,
  );
  return {
    domain: [0, end],
    ticks: named.map((percentile) => percentilePosition(percentile, count)),
    labels: named.map((percentile) => (percentile === 0 ? 'min' : `${percentile}${NARROW_SPACE}%`)),
  };
}

/** Where a percentile (0…100) stands on the percentile axis. The slowest of n responses stands at 1 - 1 / (2 n). */
export function percentilePosition(percentile: number, count: number): number {
  return percentile >= 100 ? Math.log10(2 * Math.max(count, 1)) : -Math.log10(1 - percentile / 100);
}
