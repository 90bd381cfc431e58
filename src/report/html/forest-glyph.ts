import type { MetricComparison } from '../../model/comparison.ts';
import { signedPercent, signedPoints } from '../../model/comparison-words.ts';
import { OwnMarkup } from '../charts/own-markup.ts';

const WIDTH_PX = 180;
const HEIGHT_PX = 22;
const MARGIN_PX = 8;
/** Ratios are drawn between these factors at most: a change by 30 times must not make one by 5 % invisible. */
const MOST_FACTOR = 2;
const LEAST_FACTOR = 1.1;
const LEAST_DIFFERENCE = 0.01;

/** How far the rows of a forest plot reach to both sides of "no change": on the logarithm for ratios. */
export interface ForestScale {
  readonly ratio: number;
  readonly difference: number;
}

/** One scale for the ratios and one for the differences of some rows. */
export function forestScale(rows: readonly MetricComparison[]): ForestScale {
  const reach = (scale: MetricComparison['scale'], least: number) =>
    rows
      .filter((row) => row.scale === scale)
      .flatMap((row) => endsOf(row).map((end) => Math.abs(position(row, end))))
      .reduce((most, end) => (Number.isFinite(end) ? Math.max(most, end) : most), least);
  return {
    ratio: Math.min(Math.log(MOST_FACTOR), reach('ratio', Math.log(LEAST_FACTOR))),
    difference: reach('difference', LEAST_DIFFERENCE),
  };
}

/** What the ends of the two scales mean: '−50 % … +100 %'. */
export function forestScaleWords({ ratio, difference }: ForestScale): {
  readonly low: string;
  readonly high: string;
  readonly points: string;
} {
  return {
    low: signedPercent(Math.expm1(-ratio)),
    high: signedPercent(Math.expm1(ratio)),
    points: signedPoints(difference).slice(1),
  };
}

/**
 * One row of a forest plot: the estimate as a dot, its 95 % interval as a line, arrows where it leaves the scale, the
 * changes that do not matter as a band, "no change" in the middle. More is to the right. Null without an effect.
 */
export function forestGlyph(row: MetricComparison, scale: ForestScale): OwnMarkup | null {
  const { effect } = row;
  if (effect === null) return null;
  const at = (change: number) => {
    const share = position(row, change) / scale[row.scale];
    const middle = WIDTH_PX / 2;
    return tenth(middle + Math.max(-1, Math.min(1, share)) * (middle - MARGIN_PX));
  };
  const bandFrom = at(effect.band.lo);
  const band = `<rect class="band" x="${bandFrom}" y="0" width="${tenth(at(effect.band.hi) - bandFrom)}" height="${HEIGHT_PX}"/>`;
  const none = `<path class="none" d="M${WIDTH_PX / 2} 0V${HEIGHT_PX}"/>`;
  const runs = runMarks(row, at);
  const dot = `<circle class="estimate" cx="${at(effect.value)}" cy="11" r="${effect.interval === null ? 3 : 4}"/>`;
  return new OwnMarkup(
    `<svg class="forest" viewBox="0 0 ${WIDTH_PX} ${HEIGHT_PX}" width="${WIDTH_PX}" height="${HEIGHT_PX}" ` +
      `aria-hidden="true" focusable="false">${band}${none}${runs}${intervalPath(row, scale, at)}${dot}</svg>`,
  );
}

/** Each run of a side of several against the level of the baseline: above the line the baseline's, below the candidate's. */
function runMarks({ baseline, candidate, scale }: MetricComparison, at: (change: number) => number): string {
  const level = baseline.value;
  if (level === null || baseline.runs.length + candidate.runs.length < 3) return '';
  const marks = (runs: readonly (number | null)[], y: number, name: string) =>
    runs
      .filter((value) => value !== null)
      .map((value) => at(scale === 'ratio' ? value / level - 1 : value - level))
      .map((x) => `<path class="${name}" d="M${x} ${y}v5"/>`)
      .join('');
  return marks(baseline.runs, 0, 'of-baseline') + marks(candidate.runs, HEIGHT_PX - 5, 'of-candidate');
}

function intervalPath(row: MetricComparison, scale: ForestScale, at: (change: number) => number): string {
  const interval = row.effect?.interval ?? null;
  if (interval === null) return '';
  const isBeyond = (change: number) => Math.abs(position(row, change)) > scale[row.scale];
  const [from, to] = [at(interval.lo), at(interval.hi)];
  const left = isBeyond(interval.lo) ? `M${from + 4} 7L${from} 11L${from + 4} 15` : `M${from} 7V15`;
  const right = isBeyond(interval.hi) ? `M${to - 4} 7L${to} 11L${to - 4} 15` : `M${to} 7V15`;
  return `<path class="interval" d="M${from} 11H${to}${left}${right}"/>`;
}

function endsOf({ effect }: MetricComparison): readonly number[] {
  if (effect === null) return [];
  const { value, interval } = effect;
  return interval === null ? [value] : [value, interval.lo, interval.hi];
}

/** Where a change lies: its logarithm for ratios, so that a half and a double are equally far from "no change". */
function position({ scale }: MetricComparison, change: number): number {
  return scale === 'ratio' ? Math.log1p(change) : change;
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
