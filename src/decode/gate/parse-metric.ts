import type { GateMetric, GateStatistic } from '../../model/gate.ts';
import { plainMetrics } from '../../model/gate-metric.ts';
import { type MeasureId, measures } from '../../model/measure.ts';
import { nearestName } from '../near-name.ts';
import type { GateReader } from './reader.ts';

/** Letters, digits, dots and underscores; a hyphen only between letters. */
export const WORD = /[A-Za-z_][\w.]*(?:-[A-Za-z]\w*)*/;
const NUMBER = /\d+(?:\.\d+)?/;

const namedStatistics: ReadonlyMap<string, GateStatistic> = new Map<string, GateStatistic>([
  ['mean', { kind: 'mean' }],
  ['avg', { kind: 'mean' }],
  ['average', { kind: 'mean' }],
  ['median', { kind: 'percentile', percentile: 50 }],
  ['min', { kind: 'min' }],
  ['max', { kind: 'max' }],
]);

/** Short names for measures that people know under them; of several definitions, the one that most tools share. */
const measureAliases: ReadonlyMap<string, MeasureId> = new Map<string, MeasureId>([
  ['ttft', 'ttft.firstContent'],
  ['ttfb', 'time-to-first-byte'],
  ['itl', 'itl.gap'],
  ['e2e', 'e2e.lastContent'],
]);

/** Underscores and hyphens, upper and lower case count as equal. */
function plainWord(word: string): string {
  return word.toLowerCase().replaceAll('-', '_');
}

const measuresByWord: ReadonlyMap<string, MeasureId> = new Map([
  ...measures.map(({ id }) => [plainWord(id), id] as const),
  ...measureAliases,
]);
const plainByWord = new Map(
  plainMetrics.flatMap(({ id, words }) => words.map((word) => [word, id] as const)),
);
/** What a gate can begin with, to suggest. */
const beginnings = ['p50', 'p90', 'p95', 'p99', ...namedStatistics.keys(), ...plainByWord.keys(), 'no'];

const ADVICE =
  'Write a metric: p95 (any percentile), mean, median, min, max, each also "of ttft" or another measure; ' +
  `${plainMetrics.map(({ words }) => words[0]).join(', ')}; or "no regression".`;

/** metric ::= statistic [ "of" measure ] | plain-metric */
export function parseMetric(reader: GateReader): GateMetric {
  const start = reader.at;
  const statistic = parseStatistic(reader);
  if (statistic !== null) {
    const of = reader.take(/of\b/i);
    if (of === null) return { kind: 'response-time', statistic };
    return { kind: 'measure', measure: parseMeasure(reader), statistic };
  }
  const word = reader.take(WORD);
  const id = word === null ? undefined : plainByWord.get(plainWord(word));
  if (id !== undefined) return { kind: 'plain', id };
  throw unknownMetric(reader, start, word);
}

function unknownMetric(reader: GateReader, start: number, word: string | null) {
  if (word === null) {
    const what = reader.isAtEnd ? 'a metric is missing' : `${JSON.stringify(reader.peek())} is no metric`;
    return reader.problem(start, what, ADVICE);
  }
  const measure = measuresByWord.get(plainWord(word));
  if (measure !== undefined) {
    const what = `"${word}" has many values; say which of them`;
    return reader.problem(start, what, `Write for example: p95 of ${word}, or mean of ${word}`);
  }
  const near = nearestName(plainWord(word), beginnings);
  return reader.problem(start, `"${word}" is no metric`, near === null ? ADVICE : `Did you mean "${near}"?`);
}

/** statistic ::= "p" number | "p(" number ")" | "mean" | "avg" | "median" | "min" | "max" */
function parseStatistic(reader: GateReader): GateStatistic | null {
  const start = reader.at;
  const percentile = reader.take(/p\s*\(\s*\d+(?:\.\d+)?\s*\)|p\d+(?:\.\d+)?(?![\w.-])/i);
  if (percentile !== null) {
    const value = Number(NUMBER.exec(percentile)?.[0]);
    if (value > 0 && value < 100) return { kind: 'percentile', percentile: value };
    const advice = value === 100 ? 'The largest value is "max".' : 'Write for example: p95';
    throw reader.problem(start, `a percentile is between 0 and 100, this is ${value}`, advice);
  }
  const word = reader.take(WORD);
  const statistic = word === null ? undefined : namedStatistics.get(plainWord(word));
  if (statistic === undefined) reader.backTo(start);
  return statistic ?? null;
}

function parseMeasure(reader: GateReader): MeasureId {
  const start = reader.at;
  const word = reader.take(WORD);
  const id = word === null ? undefined : measuresByWord.get(plainWord(word));
  if (id !== undefined) return id;
  const near = word === null ? null : nearestName(plainWord(word), measuresByWord.keys());
  const what = word === null ? 'a measure is missing after "of"' : `"${word}" is no measure`;
  const names = [...measureAliases.keys(), ...measures.map((measure) => measure.id)].join(', ');
  throw reader.problem(
    start,
    what,
    near === null ? `Measures are ${names}.` : `Did you mean "${measuresByWord.get(near) ?? near}"?`,
  );
}
