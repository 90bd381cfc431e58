import type { Gate, GateBound, GateMetric, GateOperator, GatePart, GateUnit } from '../../model/gate.ts';
import { comparedMetricOf, gateMetricDefinition, scalingMetricOf } from '../../model/gate-metric.ts';
import type { Place } from '../../model/notice.ts';
import { nearestName } from '../near-name.ts';
import { parseMetric, WORD } from './parse-metric.ts';
import { parseNumber, parseQuantity } from './parse-quantity.ts';
import { parseSelector } from './parse-selector.ts';
import { GateReader } from './reader.ts';

/**
 * Reads one gate. Spaces between words are free; upper and lower case count as equal, except in names of endpoints.
 *
 * ```
 * gate       ::= regression | limit
 * regression ::= "no" "regression" [ ( "of" | "in" ) metric ] [ selector ] [ ">" share ]
 * limit      ::= metric [ selector ] operator bound { window }
 * metric     ::= statistic [ "of" measure ]
 *              | "error_ratio" | "throughput" | "goodput" | "apdex" | "requests" | "failures"
 *              | "response_size" | "time_to_scale" | "recovery" | "peak_replicas"
 * statistic  ::= "p" number | "p(" number ")" | "mean" | "avg" | "median" | "min" | "max"
 * measure    ::= "ttft" | "ttfb" | "itl" | "e2e" | the id of a measure, such as "service-time"
 * selector   ::= "{" ( "each" | "total" | name | '"' name in JSON '"' ) "}"
 * operator   ::= "<" | "<=" | ">" | ">="
 * bound      ::= quantity | "baseline" [ "*" number | ( "+" | "-" ) ( share | quantity ) ]
 * window     ::= "during" ( "steady" [ "state" ] | [ "the" ] "whole" "run" ) | "for" time
 * quantity   ::= number [ unit ] { number unit }
 * share      ::= number "%"
 * ```
 *
 * @param place where the gate stands, when it is in a file.
 * @throws {Problem} 'invalid-gate', with the column, the gate with a caret below it, and what was perhaps meant.
 */
export function parseGate(text: string, place?: Place): Gate {
  const reader = new GateReader(text, place);
  const gate = reader.take(/no\b/i) === null ? parseLimit(reader) : parseRegression(reader);
  if (!reader.isAtEnd) throw leftover(reader);
  return gate;
}

function parseRegression(reader: GateReader): Gate {
  const start = reader.at;
  const word = reader.take(WORD);
  if (word?.toLowerCase() !== 'regression') {
    throw reader.problem(
      start,
      '"regression" is missing after "no"',
      'Write for example: no regression > 5%',
    );
  }
  const metric = reader.take(/(?:of|in)\b/i) === null ? null : comparable(reader);
  const selector = parseSelector(reader) ?? { kind: 'each' };
  if (reader.take(/>/) === null)
    return { kind: 'regression', text: reader.text, metric, selector, threshold: null };
  const at = reader.at;
  const threshold = parseQuantity(reader, 'ratio', 'a regression');
  if (threshold === 0)
    throw reader.problem(at, 'a threshold is above 0', 'Write for example: no regression > 5%');
  return { kind: 'regression', text: reader.text, metric, selector, threshold };
}

function comparable(reader: GateReader): GateMetric {
  const start = reader.at;
  const metric = parseMetric(reader);
  refuseIncomparable(reader, start, metric);
  return metric;
}

function parseLimit(reader: GateReader): Gate {
  const start = reader.at;
  const metric = parseMetric(reader);
  const written = parseSelector(reader);
  const operator = parseOperator(reader);
  const boundAt = reader.at;
  const bound = parseBound(reader, metric);
  if (bound.kind === 'baseline') refuseIncomparable(reader, start, metric);
  const windows = parseWindows(reader, metric, bound, boundAt);
  // Comparisons are of endpoints: all requests together mix them.
  const selector = written ?? { kind: bound.kind === 'baseline' ? 'each' : 'total' };
  return { kind: 'limit', text: reader.text, metric, selector, operator, bound, ...windows };
}

/** Comparisons are of a few metrics. */
function refuseIncomparable(reader: GateReader, at: number, metric: GateMetric): void {
  if (comparedMetricOf(metric) !== null) return;
  const { label } = gateMetricDefinition(metric);
  const advice =
    'With a baseline, p50, p95, p99, mean, throughput, error_ratio, apdex, response_size and some measures are compared.';
  throw reader.problem(at, `${label} is not compared with a baseline`, advice);
}

function parseOperator(reader: GateReader): GateOperator {
  const at = reader.at;
  const taken = reader.take(/<=|>=|=<|=>|==|!=|[<>=≤≥]/u);
  const operators = new Map<string, GateOperator>([
    ['<', '<'],
    ['<=', '<='],
    ['≤', '<='],
    ['>', '>'],
    ['>=', '>='],
    ['≥', '>='],
  ]);
  const operator = operators.get(taken ?? '');
  if (operator !== undefined) return operator;
  const found = taken ?? reader.peek();
  const what =
    found === '' ? 'a comparison is missing' : `here stands ${JSON.stringify(found)}, expected a comparison`;
  const near = { '=<': '<=', '=>': '>=' }[taken ?? ''];
  throw reader.problem(at, what, near === undefined ? 'Write <, <=, > or >=.' : `Did you mean "${near}"?`);
}

function parseBound(reader: GateReader, metric: GateMetric): GateBound {
  const { label, unit } = gateMetricDefinition(metric);
  const start = reader.at;
  const word = /^[A-Za-z]/.test(reader.rest) ? reader.take(WORD) : null;
  if (word === null) {
    const value = parseQuantity(reader, unit, label);
    if (unit === 'score' && value > 1) {
      throw reader.problem(
        start,
        `Apdex lies between 0 and 1, this is ${value}`,
        'Write for example: apdex >= 0.9',
      );
    }
    return { kind: 'value', value };
  }
  if (word.toLowerCase() !== 'baseline') {
    const near = nearestName(word, ['baseline']);
    const what = `here stands "${word}", expected a limit`;
    const advice =
      near === null ? 'Write a value with its unit, or "baseline * 1.10".' : 'Did you mean "baseline"?';
    throw reader.problem(start, what, advice);
  }
  return parseBaseline(reader, unit, label);
}

function parseBaseline(reader: GateReader, unit: GateUnit, label: string): GateBound {
  const sign = reader.take(/[*×+-]/u);
  if (sign === null) return { kind: 'baseline', factor: 1, offset: 0 };
  if (sign === '*' || sign === '×') {
    const at = reader.at;
    const factor = parseNumber(reader, 'a factor', 'baseline * 1.10');
    if (factor === 0) throw reader.problem(at, 'a factor is above 0', 'Write for example: baseline * 1.10');
    return { kind: 'baseline', factor, offset: 0 };
  }
  const direction = sign === '+' ? 1 : -1;
  // A share of a share is a difference in percentage points.
  if (unit !== 'ratio' && /^\d+(?:\.\d+)?\s*%/.test(reader.rest)) {
    const at = reader.at;
    const factor = 1 + direction * parseQuantity(reader, 'ratio', 'a change');
    if (factor <= 0)
      throw reader.problem(at, 'nothing is left of the baseline', 'Write for example: baseline - 10%');
    return { kind: 'baseline', factor: Number(factor.toPrecision(12)), offset: 0 };
  }
  return { kind: 'baseline', factor: 1, offset: direction * parseQuantity(reader, unit, label) };
}

interface Windows {
  readonly during: GatePart | null;
  readonly forMs: number | null;
}

function parseWindows(reader: GateReader, metric: GateMetric, bound: GateBound, boundAt: number): Windows {
  let during: GatePart | null = null;
  let forMs: number | null = null;
  for (;;) {
    const at = reader.at;
    const word = reader.take(/during\b|for\b/i)?.toLowerCase();
    if (word === undefined) return { during, forMs };
    if (bound.kind === 'baseline') {
      throw reader.problem(at, `"${word}" goes with a fixed limit, not with a baseline`, 'Leave it out.');
    }
    if (scalingMetricOf(metric) !== null) {
      throw reader.problem(
        at,
        `${gateMetricDefinition(metric).label} is of each scaling by itself, without "${word}"`,
        'Leave it out.',
      );
    }
    if ((word === 'for' ? forMs : during) !== null) {
      throw reader.problem(at, `"${word}" stands here twice`, 'Leave out one of them.');
    }
    if (word === 'during') during = parsePart(reader);
    else forMs = parseFor(reader, metric, boundAt, at);
  }
}

function parsePart(reader: GateReader): GatePart {
  const at = reader.at;
  if (reader.take(/steady(?:\s+state)?\b/i) !== null) return 'steady';
  if (reader.take(/(?:the\s+)?whole(?:\s+run)?\b/i) !== null) return 'whole-run';
  const what = reader.isAtEnd ? 'a part of the run is missing' : `"${reader.peek()}" is no part of the run`;
  throw reader.problem(at, what, 'Write "during steady" or "during whole run".');
}

/** What is drawn over time can be judged over time. */
function parseFor(reader: GateReader, metric: GateMetric, boundAt: number, at: number): number {
  const isOverTime =
    metric.kind === 'plain'
      ? ['throughput', 'goodput', 'error-ratio'].includes(metric.id)
      : metric.kind === 'response-time' &&
        (metric.statistic.kind === 'mean' ||
          (metric.statistic.kind === 'percentile' && [50, 95, 99].includes(metric.statistic.percentile)));
  if (!isOverTime) {
    const { label } = gateMetricDefinition(metric);
    const advice = '"for" goes with p50, p95, p99, mean, throughput, goodput and error_ratio.';
    throw reader.problem(at, `${label} has no curve over time`, advice);
  }
  const forAt = reader.at;
  const forMs = parseQuantity(reader, 'ms', '"for"');
  if (forMs > 0) return forMs;
  throw reader.problem(Math.max(forAt, boundAt), 'a time is above 0', 'Write for example: for 10s');
}

function leftover(reader: GateReader) {
  const found = reader.peek();
  const near = nearestName(found, ['during', 'for', 'baseline']);
  const advice =
    near === null ? 'Leave it out, or write it as a gate of its own.' : `Did you mean "${near}"?`;
  return reader.problem(reader.at, `${JSON.stringify(found)} is one too many here`, advice);
}
