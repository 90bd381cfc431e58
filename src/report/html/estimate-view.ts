import type { Estimate } from '../../model/analysis.ts';
import {
  formatMs,
  formatMsDown,
  formatMsUp,
  formatRate,
  formatRatio,
  hasWideBounds,
  NARROW_SPACE,
  UNKNOWN,
} from '../format.ts';

/** A number of the page: its text, how sure we are of it, and what a column is sorted by. */
export interface EstimateView {
  readonly text: string;
  /** What the source leaves open about these requests: '280 to 290 ms'; empty when the number is exact. */
  readonly bounds: string;
  /** What another sample could give: '18.1 to 19.3'; empty when there is none. */
  readonly interval: string;
  /** Both in words: 'between 280 and 290 ms; 95 % interval 270 to 310 ms'; empty when there is nothing to add. */
  readonly sure: string;
  /** For sorting; empty when unknown. */
  readonly sortKey: string;
}

export const UNKNOWN_ESTIMATE: EstimateView = plainView(UNKNOWN);

/** A text that needs no bounds. */
export function plainView(text: string, sortKey = ''): EstimateView {
  return { text, bounds: '', interval: '', sure: '', sortKey };
}

/** A response time in ms. */
export function msView(estimate: Estimate | null): EstimateView {
  if (estimate === null) return UNKNOWN_ESTIMATE;
  const view = viewOf(estimate, formatMs, formatMsDown, formatMsUp);
  return hasWideBounds(estimate)
    ? { ...view, text: shortRange(estimate.bounds.lo, estimate.bounds.hi) }
    : view;
}

/** A response time in ms that is exact, such as a maximum. */
export function exactMsView(valueMs: number | null): EstimateView {
  return valueMs === null ? UNKNOWN_ESTIMATE : plainView(formatMs(valueMs), String(valueMs));
}

/** A rate per second, without its unit. */
export function rateView(estimate: Estimate | null): EstimateView {
  return viewOf(estimate, formatRate);
}

/** A ratio, as per cent. */
export function ratioView(estimate: Estimate | null): EstimateView {
  return viewOf(estimate, formatRatio);
}

/** @param low, high how the ends of a range are written; response times are rounded outwards. */
function viewOf(
  estimate: Estimate | null,
  format: (value: number) => string,
  low: (value: number) => string = format,
  high: (value: number) => string = format,
): EstimateView {
  if (estimate === null) return UNKNOWN_ESTIMATE;
  const bounds =
    estimate.bounds === null || isNarrow(estimate)
      ? ''
      : rangeInWords(low(estimate.bounds.lo), high(estimate.bounds.hi));
  const { interval } = estimate;
  const range =
    interval === null ? '' : rangeInWords(low(interval.lo), interval.hi === null ? null : high(interval.hi));
  const confidence =
    interval === null || range === '' ? '' : `${formatConfidence(interval.confidence)} interval ${range}`;
  return {
    text: format(estimate.value),
    bounds,
    interval: range,
    sure: [bounds === '' ? '' : `between ${bounds.replace(' to ', ' and ')}`, confidence]
      .filter((part) => part !== '')
      .join('; '),
    sortKey: String(estimate.value),
  };
}

/** Bounds this close are finer than the number is written. */
function isNarrow({ value, bounds }: Estimate): boolean {
  return bounds !== null && bounds.hi - bounds.lo <= Math.max(value / 1000, 0.01);
}

/** '95 %' of 0.95. */
export function formatConfidence(confidence: number): string {
  return `${Number((confidence * 100).toFixed(2))}${NARROW_SPACE}%`;
}

/** '280 to 310 ms', '3.65 s or more'; empty when both ends read alike. */
function rangeInWords(lo: string, hi: string | null): string {
  if (hi === null) return `${lo} or more`;
  const [low, high] = withSharedUnit(lo, hi);
  return low === high ? '' : `${low} to ${high}`;
}

/** '280–310 ms': two response times as one range, with one unit where they share it. */
export function shortRange(loMs: number, hiMs: number): string {
  const [lo, hi] = withSharedUnit(formatMsDown(loMs), formatMsUp(hiMs));
  return lo === hi ? hi : `${lo}–${hi}`;
}

/** Leaves out the first unit where the second is the same: '280', '310 ms'. Equal texts stay equal. */
function withSharedUnit(lo: string, hi: string): readonly [string, string] {
  const unit = /[ \u202f]\D+$/.exec(hi)?.[0];
  const isShared = lo !== hi && unit !== undefined && lo.endsWith(unit);
  return [isShared ? lo.slice(0, -unit.length) : lo, hi];
}
