import type { ComparabilityFinding, Comparison, MetricComparison } from '../model/comparison.ts';
import { changeWords, intervalAside, metricLabel, rowEndpoint } from '../model/comparison-words.ts';

const mostOfName = 80;

/** The worst that is sure of the primary rows; a pass only when none of them is left open. */
export function outcomeOf(rows: readonly MetricComparison[]): Comparison['outcome'] {
  const outcomes = new Set(primary(rows).map(({ outcome }) => outcome));
  if (outcomes.has('regressed')) return 'regressed';
  if (outcomes.size === 0 || outcomes.has('not-enough-evidence')) return 'not-enough-evidence';
  return outcomes.has('improved') ? 'improved' : 'no-change';
}

/** The outcome and its main reason in one sentence; names are text from outside. */
export function summaryOf(
  rows: readonly MetricComparison[],
  differences: readonly ComparabilityFinding[],
): string {
  const refusal = differences.find(({ severity }) => severity === 'refusal');
  if (refusal !== undefined) return `Not comparable. ${refusal.meaning}`;
  const decisive = primary(rows);
  const of = (outcome: MetricComparison['outcome']) => decisive.filter((row) => row.outcome === outcome);
  const outcome = outcomeOf(rows);
  const [worst, ...others] = ranked(of('regressed'));
  if (worst !== undefined) return `Worse: ${rowWords(worst)}${more(others.length, 'regressed')}.`;
  const open = ranked(of('not-enough-evidence'));
  if (outcome === 'not-enough-evidence') return openSummary(open, decisive.length);
  const [best, ...also] = ranked(of('improved'));
  if (best !== undefined)
    return `Better: ${rowWords(best)}${more(also.length, 'improved')}; nothing regressed.`;
  return `No change that matters in ${decisive.length} of ${decisive.length} judged.`;
}

function openSummary(open: readonly MetricComparison[], judged: number): string {
  if (judged === 0) return 'Not enough evidence: the two sides have nothing in common that could be judged.';
  const differing = open.find(({ differs }) => differs);
  const first = differing ?? open[0];
  if (first === undefined) return 'Not enough evidence.';
  const clearest = (first.effect?.value ?? 0) === 0 ? '' : ` The clearest change: ${rowWords(first)}.`;
  return `It cannot be told whether it is worse.${clearest} Open: ${open.length} of ${judged} judged. ${first.explanation}`;
}

function rowWords(row: MetricComparison): string {
  return `${nameOf(row)} ${changeWords(row) ?? ''}${intervalAside(row)}`;
}

function nameOf(row: MetricComparison): string {
  const name = Array.from(rowEndpoint(row));
  const short = name.length > mostOfName ? `${name.slice(0, mostOfName - 1).join('')}…` : name.join('');
  return `${metricLabel(row)} of ${short}`;
}

function more(count: number, verb: string): string {
  return count === 0 ? '' : `, and ${count} more ${verb}`;
}

/** Response times first, then the surest, then the largest change. */
function ranked(rows: readonly MetricComparison[]): readonly MetricComparison[] {
  const size = ({ effect }: MetricComparison) => Math.abs(effect?.value ?? 0);
  const p = ({ effect }: MetricComparison) => effect?.p ?? 1;
  const isRatio = ({ scale }: MetricComparison) => Number(scale === 'ratio');
  return [...rows].sort((a, b) => isRatio(b) - isRatio(a) || p(a) - p(b) || size(b) - size(a));
}

function primary(rows: readonly MetricComparison[]): readonly MetricComparison[] {
  return rows.filter(({ role }) => role === 'primary');
}
