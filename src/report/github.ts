import type { Result } from '../model/result.ts';
import type { Verdict } from '../model/verdict.ts';
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
  if (comparison !== null) return [...comparisonAnnotations(comparison), ...checks];
  const isOverSeveral = analyses.length > 1;
  const runs = analyses.map((analysis): Annotation => {
    const { badge, title } = headline(analysis, isOverSeveral ? null : verdict);
    const name = shortText(analysis.run.label, 60);
    return { level: 'notice', title: `${badge.text}: ${name}`, message: `${showText(title)}.` };
  });
  return [...checks, ...runs];
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
