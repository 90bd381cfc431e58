import type { GateUnit } from '../../model/gate.ts';
import { nearestName } from '../near-name.ts';
import type { GateReader } from './reader.ts';
import { mayHaveParts, unitWords } from './units.ts';

const NUMBER = /\d+(?:\.\d+)?/;
/** More is a mistake, and beyond what a number holds. */
const MOST_DIGITS = 24;
const UNIT = /%|(?:tokens)?\/[A-Za-z]+|[A-Za-zµ]+/;

/** A number, not negative. */
export function parseNumber(reader: GateReader, what: string, example: string): number {
  const start = reader.at;
  if (/^\d{1,3}(?:,\d{3})+(?!\d)/.test(reader.rest)) {
    throw reader.problem(start, 'a number is written without commas', `Write for example: ${example}`);
  }
  const digits = reader.take(NUMBER);
  if (digits !== null && digits.length > MOST_DIGITS) {
    throw reader.problem(start, 'this number has too many digits', `Write for example: ${example}`);
  }
  if (digits !== null) return Number(digits);
  const found = reader.isAtEnd ? 'nothing' : JSON.stringify(reader.peek());
  throw reader.problem(start, `here stands ${found}, expected ${what}`, `Write for example: ${example}`);
}

/**
 * quantity ::= number [ unit ] { number unit }
 *
 * @returns the value in the unit of the metric.
 */
export function parseQuantity(reader: GateReader, unit: GateUnit, of: string): number {
  const words = unitWords[unit];
  const start = reader.at;
  let value = parseNumber(reader, words.is, words.example) * parseUnit(reader, unit, of, start);
  while (mayHaveParts(unit) && /^\d/.test(reader.rest)) {
    value += parseNumber(reader, words.is, words.example) * parseUnit(reader, unit, of, reader.at);
  }
  return withoutNoise(value);
}

function parseUnit(reader: GateReader, unit: GateUnit, of: string, numberAt: number): number {
  const { factors, mayBeBare, is, example } = unitWords[unit];
  const start = reader.at;
  const beforeUnit = reader.text.slice(numberAt, start).trim();
  // 'for' and 'during' may follow a number that needs no unit.
  const isWindow = /^(?:for|during)\b/i.test(reader.rest);
  const word = isWindow ? null : reader.take(UNIT);
  if (word === null) {
    const isAmbiguous = unit === 'ratio' && Number(beforeUnit) >= 1;
    if (mayBeBare && !isAmbiguous) return 1;
    const advice = isAmbiguous
      ? `Write ${beforeUnit}%, or a share below 1 such as 0.01`
      : `Write for example: ${example}`;
    throw reader.problem(numberAt, `${of} is ${is}: ${beforeUnit} lacks its unit`, advice);
  }
  const factor = factors.get(word) ?? factors.get(likeKnown(word, factors));
  if (factor !== undefined) return factor;
  const near = nearestName(word, factors.keys());
  const known = [...factors.keys()].join(', ');
  const advice =
    near !== null
      ? `Did you mean "${near}"?`
      : known === ''
        ? `Write for example: ${example}`
        : `Units are ${known}.`;
  throw reader.problem(start, `${of} is ${is}, and "${word}" is no unit of one`, advice);
}

/** Upper and lower case count as equal where only one unit fits. */
function likeKnown(word: string, factors: ReadonlyMap<string, number>): string {
  const alike = [...factors.keys()].filter((known) => known.toLowerCase() === word.toLowerCase());
  const values = new Set(alike.map((known) => factors.get(known)));
  return values.size === 1 ? (alike[0] ?? word) : word;
}

/** 0.5 × 0.01 is 0.005, not 0.005000000000000001. */
function withoutNoise(value: number): number {
  return Number(value.toPrecision(12));
}
