import type { Comparison, MetricComparison } from '../../model/comparison.ts';
import { changeWords, rowEndpoint } from '../../model/comparison-words.ts';
import { endpointId } from '../../model/endpoint-key.ts';
import { shortText, UNKNOWN } from '../format.ts';
import { outcomeWords, shortMetric, sideWords } from './comparison.ts';
import type { Tone } from './finding.ts';

/** Several candidates beside each other, each against the same baseline by itself. */
export interface SideBySide {
  /** Text from outside; control characters are made visible, markup is not escaped. */
  readonly candidates: readonly { readonly name: string; readonly summary: string }[];
  readonly rows: readonly SideBySideRow[];
}

export interface SideBySideRow {
  /** As the candidates' names. */
  readonly endpoint: string;
  readonly metric: string;
  readonly baseline: string;
  /** In the order of the candidates. */
  readonly cells: readonly {
    readonly value: string;
    readonly change: string;
    readonly outcome: string;
    readonly tone: Tone;
  }[];
}

/** What decides of every candidate. Null where there is only one. */
export function sideBySideOf(comparison: Comparison): SideBySide | null {
  if (comparison.others === undefined || comparison.others.length === 0) return null;
  const all = [comparison, ...comparison.others];
  const keys = new Map<string, MetricComparison>();
  for (const { rows } of all) {
    for (const row of rows) if (row.role === 'primary' && !keys.has(idOf(row))) keys.set(idOf(row), row);
  }
  return {
    candidates: all.map(({ candidate, summary }) => ({
      name: candidate.map(({ label, id }) => `${shortText(label, 30)} (${id})`).join(', '),
      summary: shortText(summary, 600),
    })),
    rows: [...keys].map(([key, first]) => ({
      endpoint: shortText(rowEndpoint(first), 80),
      metric: shortMetric(first),
      baseline: sideWords(first, first.baseline),
      cells: all.map(({ rows }) => cellOf(rows.find((row) => idOf(row) === key))),
    })),
  };
}

function cellOf(row: MetricComparison | undefined): SideBySideRow['cells'][number] {
  if (row === undefined) return { value: UNKNOWN, change: UNKNOWN, outcome: 'not there', tone: 'neutral' };
  const { text, tone } = outcomeWords(row);
  return {
    value: sideWords(row, row.candidate),
    change: changeWords(row) ?? UNKNOWN,
    outcome: row.role === 'primary' ? text : 'not judged',
    tone: row.role === 'primary' ? tone : 'neutral',
  };
}

function idOf({ endpoint, metric }: MetricComparison): string {
  return `${endpoint === 'total' ? 'total' : endpointId(endpoint)}\u0000${metric}`;
}
