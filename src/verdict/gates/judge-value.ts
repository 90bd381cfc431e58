import type { Estimate } from '../../model/analysis.ts';
import type { GateOperator, GateUnit } from '../../model/gate.ts';
import { countWords, meets, quantityWords } from '../../model/gate-words.ts';
import type { Outcome } from '../../model/verdict.ts';
import type { Measured } from './reading.ts';

interface Judged {
  readonly outcome: Outcome;
  /** '790 ms', or '480 ms to 520 ms' where only that is known. */
  readonly actual: string;
  readonly explanation: string;
}

/**
 * Met or missed only when the value, everything that the source's rounding leaves open, and its 95 % interval are on one
 * side of the limit; else inconclusive (statistics.md, section 6).
 */
export function judgeValue(
  measured: Measured,
  operator: GateOperator,
  limit: number,
  unit: GateUnit,
): Judged {
  const { estimate, fewest } = measured;
  const actual = actualWords(estimate, unit);
  const source = sourceWords(measured);
  const bounds = estimate.bounds ?? { lo: estimate.value, hi: estimate.value };
  const sides = new Set([bounds.lo, estimate.value, bounds.hi].map((value) => meets(value, operator, limit)));
  const inconclusive = (why: string): Judged => ({
    outcome: 'inconclusive',
    actual,
    explanation: `${why} ${source}`,
  });
  if (sides.size > 1) {
    const range = rangeWords(bounds.lo, bounds.hi, unit);
    return inconclusive(
      `The source rounds: the exact value lies somewhere in ${range}, on both sides of the limit.`,
    );
  }
  if (estimate.n < fewest) {
    return inconclusive(`Too few to judge: ${countWords(fewest)} would be needed.`);
  }
  const { interval } = estimate;
  const isMet = sides.has(true);
  if (interval !== null && !isWithin(interval, isMet, operator, limit)) {
    return inconclusive(
      `${chanceWords(estimate, interval, unit)} ${enoughWords(estimate, interval, limit, measured.of)}`,
    );
  }
  const sure =
    interval !== null
      ? ` The 95\u202f% interval is ${intervalWords(interval, unit)}.`
      : fewest > 0
        ? ' The source gives no interval: this is of these alone.'
        : '';
  return { outcome: isMet ? 'pass' : 'fail', actual, explanation: `${source}${sure}` };
}

type Interval = NonNullable<Estimate['interval']>;

/** Whether all of the interval is on the side of the value. */
function isWithin({ lo, hi }: Interval, isMet: boolean, operator: GateOperator, limit: number): boolean {
  const ends = [lo, hi ?? Number.POSITIVE_INFINITY];
  return ends.every((end) => meets(end, operator, limit) === isMet);
}

function chanceWords(estimate: Estimate, interval: Interval, unit: GateUnit): string {
  const percent = `${Number((interval.confidence * 100).toPrecision(4))}\u202f%`;
  return `Chance could put it on the other side of the limit: the ${percent} interval is ${intervalWords(interval, unit)}, of ${countWords(estimate.n)}.`;
}

/** An interval shrinks with the root of the number of requests: what it takes until it ends at the limit. */
function enoughWords({ value, n }: Estimate, { lo, hi }: Interval, limit: number, of: string): string {
  const end = limit > value ? hi : lo;
  const distance = Math.abs(limit - value);
  if (end === null) return `More ${of} would give it an upper end.`;
  const factor = distance === 0 ? Number.POSITIVE_INFINITY : ((end - value) / (limit - value)) ** 2;
  if (factor > 1000) return 'It lies too close to the limit for any length of test.';
  const needed = Number((n * factor).toPrecision(2));
  return `About ${countWords(Math.max(needed, n + 1))} ${of} would be enough, were the value to stay.`;
}

function actualWords({ value, bounds }: Estimate, unit: GateUnit): string {
  // Rounding finer than what is shown is not worth a range.
  if (bounds === null || bounds.hi - bounds.lo <= 0.1 * value) return quantityWords(value, unit);
  return rangeWords(bounds.lo, bounds.hi, unit);
}

function rangeWords(lo: number, hi: number, unit: GateUnit): string {
  return `${quantityWords(lo, unit)} to ${quantityWords(hi, unit)}`;
}

function intervalWords({ lo, hi }: Interval, unit: GateUnit): string {
  return hi === null ? `${quantityWords(lo, unit)} and more` : rangeWords(lo, hi, unit);
}

/** 'Steady state, 1 204 requests.' */
function sourceWords({ part, note, estimate, of }: Measured): string {
  const name = part === 'steady' ? 'Steady state' : 'Whole run';
  const aside = note === '' ? '' : ` (${note})`;
  return `${name}, ${countWords(estimate.n)} ${of}${aside}.`;
}
