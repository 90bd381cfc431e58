import { comparedMetric } from '../../model/compared-metric.ts';
import type { Comparison, FailureChange, MetricComparison, SideLevel } from '../../model/comparison.ts';
import { gitWords } from '../../model/origin.ts';
import {
  formatBytes,
  formatCount,
  formatMs,
  formatRate,
  formatRatio,
  shortText,
  UNKNOWN,
} from '../format.ts';
import type { Headline, Tone } from './finding.ts';

const badges: Readonly<Record<Comparison['outcome'], Headline['badge']>> = {
  regressed: { text: 'Regressed', tone: 'fail' },
  improved: { text: 'Improved', tone: 'pass' },
  'no-change': { text: 'No change that matters', tone: 'pass' },
  'not-enough-evidence': { text: 'Not enough evidence', tone: 'warn' },
};

/** The outcome in a few words. */
export function comparisonBadge({ outcome, differences }: Comparison): Headline['badge'] {
  const isRefused = differences.some(({ severity }) => severity === 'refusal');
  return isRefused ? { text: 'Not comparable', tone: 'warn' } : badges[outcome];
}

/** What the comparison says, to stand beside its badge: without repeating that. */
export function summaryBesideBadge(comparison: Comparison): string {
  const { text } = comparisonBadge(comparison);
  return comparison.summary.startsWith(`${text}. `)
    ? comparison.summary.slice(text.length + 2)
    : comparison.summary;
}

/** The outcome of one row in a few words, and how it looks. */
export function outcomeWords({ outcome, differs }: MetricComparison): { text: string; tone: Tone } {
  switch (outcome) {
    case 'regressed':
      return { text: 'regressed', tone: 'fail' };
    case 'improved':
      return { text: 'improved', tone: 'pass' };
    case 'no-change':
      return { text: 'no change', tone: 'pass' };
    case 'not-enough-evidence':
      return { text: differs ? 'differs, not enough evidence' : 'not enough evidence', tone: 'warn' };
    case 'not-judged':
      return { text: 'not judged', tone: 'neutral' };
  }
}

/** The value of a side in its unit. */
export function sideWords({ metric }: MetricComparison, { value }: SideLevel): string {
  if (value === null) return UNKNOWN;
  switch (comparedMetric(metric).unit) {
    case 'ms':
      return formatMs(value);
    case 'ratio':
      return formatRatio(value);
    case 'bytes':
      return formatBytes(value);
    case 'score':
      return value.toFixed(2);
    case 'tokens':
      return formatRate(value);
    case 'tokens/s':
      return `${formatRate(value)} tokens/s`;
    case 'per-second':
      return `${formatRate(value)}/s`;
  }
}

/** 'p95', 'mean', 'failed': the metric in the cell of a table. */
export function shortMetric({ metric }: MetricComparison): string {
  return comparedMetric(metric).short;
}

/** '3 runs: a, b, c', or the label of the only one; what was checked out where all agree. */
export function sideName(runs: Comparison['baseline']): string {
  const labels = runs.map(({ label, id }) => `${shortText(label, 40)} (${id})`);
  const name = labels.length === 1 ? (labels[0] ?? '') : `${labels.length} runs: ${labels.join(', ')}`;
  const checkouts = new Set(runs.map(({ origin }) => (origin === null ? null : gitWords(origin))));
  const [checkout = null] = checkouts.size === 1 ? checkouts : [];
  return checkout === null ? name : `${name}, ${shortText(checkout, 120)}`;
}

/** '8 (0.5 %)' */
export function failureWords(count: number, ratio: number | null): string {
  return count === 0 || ratio === null ? formatCount(count) : `${formatCount(count)} (${formatRatio(ratio)})`;
}

/** Failures that are not the same as before, the most telling first. */
export function changedFailures({ failures }: Comparison): readonly FailureChange[] {
  return failures.filter(({ change }) => change !== 'same');
}

/** How the error of the judged rows came about, in one sentence. */
export function noiseWords({ rows, baseline, candidate }: Comparison): string {
  const bases = new Set(rows.flatMap(({ effect }) => (effect === null ? [] : [effect.basis])));
  const sides = `${baseline.length} + ${candidate.length} runs`;
  if (bases.has('assumed')) return `${sides}; noise floor ASSUMED, not measured`;
  if (bases.has('these-runs')) return `${sides}; noise floor from how these runs differ from each other`;
  return `${sides}; how much runs differ from each other is not known`;
}
