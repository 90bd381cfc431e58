import type { Comparison, MetricComparison } from '../model/comparison.ts';
import {
  changeWords,
  intervalAside,
  metricLabel,
  rowEndpoint,
  thresholdWords,
} from '../model/comparison-words.ts';
import type { Check, Outcome } from '../model/verdict.ts';

/** What the outcome of a row means for a check. */
export const outcomes: Readonly<Record<MetricComparison['outcome'], Outcome>> = {
  regressed: 'fail',
  improved: 'pass',
  'no-change': 'pass',
  'not-enough-evidence': 'inconclusive',
  'not-judged': 'inconclusive',
};

/** One check per primary row of a comparison; one that nothing can be concluded when it has none. */
export function checkRegressions(comparison: Comparison): readonly Check[] {
  const { others = [] } = comparison;
  const first = checksOf(comparison);
  if (others.length === 0) return first;
  // What is judged belongs to one of several candidates, and says to which.
  return [first, ...others.map(checksOf)].flatMap((checks, i) => {
    const { candidate } = i === 0 ? comparison : (others[i - 1] ?? comparison);
    const name = candidate.map(({ label, id }) => `${label} (${id})`).join(', ');
    return checks.map((check) => ({
      ...check,
      id: `${check.id}-candidate-${i + 1}`,
      subject: `${name}: ${check.subject}`,
    }));
  });
}

function checksOf(comparison: Pick<Comparison, 'rows' | 'summary'>): readonly Check[] {
  const rows = comparison.rows.filter(({ role }) => role === 'primary');
  if (rows.length === 0) {
    return [
      {
        id: 'regression',
        kind: 'regression',
        outcome: 'inconclusive',
        subject: 'comparison',
        expected: 'something in common that can be judged',
        actual: 'nothing',
        explanation: comparison.summary,
      },
    ];
  }
  return rows.map((row, i) => checkOf(row, i));
}

function checkOf(row: MetricComparison, position: number): Check {
  const { effect, explanation, outcome } = row;
  const threshold = effect === null ? 'the threshold' : thresholdWords(row, effect);
  return {
    id: `regression-${position + 1}`,
    kind: 'regression',
    outcome: outcomes[outcome],
    subject: `${rowEndpoint(row)}, ${metricLabel(row)}`,
    expected: `no regression beyond ${threshold}`,
    actual: `${changeWords(row) ?? 'no value'}${intervalAside(row)}`,
    explanation,
  };
}
