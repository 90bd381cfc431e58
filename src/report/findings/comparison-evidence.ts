import type { Comparison, MetricComparison } from '../../model/comparison.ts';
import { rowEndpoint } from '../../model/comparison-words.ts';
import { shortMetric } from './comparison.ts';

/** Rows that have the same explanation, said once. Names are text from outside. */
export interface Explained {
  readonly explanation: string;
  readonly rows: readonly string[];
}

/** Why the rows are judged as they are, in the order in which they stand. */
export function explained(rows: readonly MetricComparison[]): readonly Explained[] {
  const byExplanation = new Map<string, string[]>();
  for (const row of rows) {
    const names = byExplanation.get(row.explanation) ?? [];
    names.push(`${rowEndpoint(row)} ${shortMetric(row)}`);
    byExplanation.set(row.explanation, names);
  }
  return [...byExplanation].map(([explanation, names]) => ({ explanation, rows: names }));
}

/** The rows that decide, what is worse first, and the others. */
export function rowsByRole({ rows }: Comparison): {
  readonly primary: readonly MetricComparison[];
  readonly exploratory: readonly MetricComparison[];
} {
  const order = ['regressed', 'improved', 'not-enough-evidence', 'no-change', 'not-judged'];
  const primary = rows.filter(({ role }) => role === 'primary');
  return {
    primary: [...primary].sort(
      (a, b) =>
        order.indexOf(a.outcome) - order.indexOf(b.outcome) || Number(b.differs) - Number(a.differs) || 0,
    ),
    exploratory: rows.filter(({ role }) => role === 'exploratory'),
  };
}

/** How many names of a list are said outright. */
export const namesShown = 6;
