import type { Comparison } from '../model/comparison.ts';
import type { Result } from '../model/result.ts';
import type { Verdict } from '../model/verdict.ts';
import { sideName } from './findings/comparison.ts';
import { isOfGate } from './findings/gates.ts';
import { headline } from './findings.ts';
import { shortText, showText } from './format.ts';
import { comparisonAnnotations } from './github/comparison-annotations.ts';
import { type Annotation, workflowCommands } from './github/workflow-command.ts';
import type { Reporter } from './reporter.ts';

/** Annotations for a job of GitHub Actions, as workflow commands for its log. */
export const github = {
  id: 'github',
  title: 'Annotations of GitHub Actions',
  fileName: 'annotations.txt',
  async render(result) {
    return `${workflowCommands(annotationsOf(result)).join('\n')}\n`;
  },
} as const satisfies Reporter;

function annotationsOf({ analyses, comparison, verdict }: Result): readonly Annotation[] {
  const checks = checkAnnotations(verdict);
  if (comparison !== null) return [...candidateAnnotations(comparison), ...checks];
  const isOverSeveral = analyses.length > 1;
  const runs = analyses.map((analysis): Annotation => {
    const { badge, title } = headline(analysis, isOverSeveral ? null : verdict);
    const name = shortText(analysis.run.label, 60);
    return { level: 'notice', title: `${badge.text}: ${name}`, message: `${showText(title)}.` };
  });
  return [...checks, ...runs];
}

/** Of several candidates, each says which it is. */
function candidateAnnotations(comparison: Comparison): readonly Annotation[] {
  const { others = [] } = comparison;
  if (others.length === 0) return comparisonAnnotations(comparison);
  // Failures are compared of the first candidate only.
  const all = [comparison, ...others.map((other) => ({ ...comparison, ...other, failures: [] }))];
  return all.flatMap((one) =>
    comparisonAnnotations(one).map(({ level, title, message }) => ({
      level,
      title: `${shortText(sideName(one.candidate), 60)}: ${title}`,
      message,
    })),
  );
}

/** What a comparison says of itself is said by its rows. */
function checkAnnotations(verdict: Verdict | null): readonly Annotation[] {
  return (verdict?.checks ?? [])
    .filter(({ id, kind, outcome }) => (kind !== 'regression' || isOfGate(id)) && outcome !== 'pass')
    .map(({ outcome, subject, expected, actual, explanation }) => ({
      level: outcome === 'fail' ? 'error' : 'warning',
      title: `${outcome === 'fail' ? 'Missed' : 'Cannot tell'}: ${shortText(subject, 100)}`,
      message: shortText(`Expected ${expected}, found ${actual}. ${explanation}`, 800),
    }));
}
